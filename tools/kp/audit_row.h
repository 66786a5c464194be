/* Rows of the audit and intake chains, and whether each fits the one before. */
#ifndef KP_AUDIT_ROW_H
#define KP_AUDIT_ROW_H

#include "base/db.h"

struct link {				/* one row of either chain */
	int64_t seq, purpose;
	const char *at, *program, *action, *detail;	/* at: the day, in the intake chain */
	struct bytes actor, object, reason, leaf, prev, hash;
};

extern const struct shape audit_shape, intake_shape, head_shape;

struct head {
	int64_t seq;
	unsigned char hash[32];
};
/* "<seq><between><hash in hex>", as `kp audit head` and an anchor's row say it; 1 when it is that. */
int head_read(const char *words, const char *between, struct head *out);
/* One of the two chains. */
struct chain {
	const char *name;
	enum query page, head;
	const struct shape *shape;
	void (*hash)(const struct link *row, const unsigned char prev[32], unsigned char out[32]);
	const char *(*also)(struct task *t, const struct link *row);	/* NULL when all is well */
};

/* Both recompute what db/procedure/10_audit.sql wrote. */
void audit_hash(const struct link *row, const unsigned char prev[32], unsigned char out[32]);
void intake_hash(const struct link *row, const unsigned char prev[32], unsigned char out[32]);
/* Anchors and the objects of a page. */
const char *audit_also(struct task *t, const struct link *row);
/* What is wrong with the row that should follow `before`; NULL when nothing is. */
const char *row_fault(struct task *t, const struct chain *c, const struct link *row,
	const struct head *before);

#endif
