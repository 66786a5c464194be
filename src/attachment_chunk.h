/*
 * One chunk into the database. It goes into @file_chunk first and the procedure
 * takes it from there: as an argument of a procedure half a megabyte is
 * escaped and copied for logs that are off, which costs ten times the storing.
 */
#ifndef ATTACHMENT_CHUNK_H
#define ATTACHMENT_CHUNK_H

#include "base/db.h"

/* The procedure with its other arguments, in a transaction with the chunk. As db_call. */
#define attachment_chunk_call(t, sealed, q, ...) attachment_chunk_call_(t, sealed, q, VALUES(__VA_ARGS__))
enum rc attachment_chunk_call_(struct task *t, struct bytes sealed, enum query q, const struct value *args,
	size_t count);

#endif
