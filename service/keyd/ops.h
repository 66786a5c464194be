/*
 * What the operations of keyd share: who asks, what the database gives of an
 * envelope, and how the keys that leave are made.
 */
#ifndef KEYD_OPS_H
#define KEYD_OPS_H

#include "base/db.h"
#include "serve.h"

struct wrap_row {
	unsigned char object[OBJECT_ID], id[OBJECT_ID];
	int64_t class, used;
	struct bytes key_id, wrap;
};
extern const struct shape ops_wrap_shape;	/* without object and used */

struct opening {
	const struct keyd_request *request;
	int64_t limit, minutes, used;
	const unsigned char *objects;	/* of a list */
	size_t size;
	struct wrap_row *rows;		/* of a file */
};

/* From here on the database knows whose need-to-know counts. */
enum rc ops_viewer(struct task *t, const unsigned char token[32]);
void ops_set_limits(struct task *t, struct opening *o);
int ops_near_limit(const struct opening *o);
struct value ops_reason(const struct keyd_request *r);
/* Being turned away is in the chain too: it may be the only trace of somebody trying. */
void ops_audit_refusal(struct task *t, const struct keyd_request *r, enum rc rc);
/* A damaged wrap or a key of another class costs that envelope, not the page. */
void ops_unwrap(struct keyd_server *server, struct task *t, const struct wrap_row *rows, size_t n,
	struct reply *reply);
/* The keys of one kind of record, from which the others' cannot be made: of the first words in a list, of a file. */
void ops_narrow(struct reply *reply, enum record_kind kind);

enum rc ops_open_file(struct keyd_server *server, struct task *t, const struct keyd_request *r, struct reply *reply);
enum rc ops_clean_key(struct keyd_server *server, struct task *t, const struct keyd_request *r, struct reply *reply);

#endif
