/*
 * The form state: everything a reporter answered so far, their receipt, and
 * when the form was begun, sealed in one hidden field. There is no draft on
 * the server and no cookie. Whoever alters it gets nothing.
 */
#ifndef TIP_STATE_H
#define TIP_STATE_H

#include "base/receipt.h"
#include "path.h"

enum { STATE_RETURN = 1, STATE_BAIT = 2, STATE_SENT = 4 };	/* flags */

struct state {
	int64_t begun;			/* first POST: a form filled in within seconds is suspect */
	int64_t stamp;			/* last sealed */
	struct receipt receipt;		/* drawn with the first POST, kept through renewals */
	unsigned flags;
	struct stop at;			/* page the reporter has before them */
	struct pairs answers;
	int expired;			/* was older than state_hours; is as good as new again */
};

/* A form nobody has answered yet. */
void state_new(struct task *t, struct state *out);
/* The text for the hidden field; stamps it with t->now. */
const char *state_seal(struct task *t, struct state *s);
/* MALFORMED for what we did not seal, or sealed under a key that is gone. */
enum rc state_open(struct task *t, const char *sealed, struct state *out);

#endif
