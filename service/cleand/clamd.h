/*
 * The virus scanner: clamd on its unix socket, command INSTREAM. What it is
 * told is pieces (length, bytes) and an end; what it answers is one line. It sees
 * plain files, so its folder for them belongs in memory (docs/operator.md).
 */
#ifndef CLEAND_CLAMD_H
#define CLEAND_CLAMD_H

#include "base/task.h"

enum clamd_said {
	CLAMD_CLEAN,
	CLAMD_FOUND,
	CLAMD_TOO_LARGE,	/* for its limits: it has not looked, or not at all of it */
	CLAMD_AWAY,		/* or answers with an error, or with nothing we know */
};

struct clamd {
	int fd;			/* -1 when there is none, or it broke */
	int deaf;		/* it stopped listening: its answer says why */
};

/* The meaning of an answer, of n bytes up to its NUL. */
enum clamd_said clamd_meaning(const char *answer, size_t n);

void clamd_begin(struct clamd *c, const char *path);
void clamd_piece(struct clamd *c, struct bytes piece);
/* Ends the connection. `stopping` ends the waiting early. */
enum clamd_said clamd_end(struct clamd *c, int (*stopping)(void));
void clamd_drop(struct clamd *c);

#endif
