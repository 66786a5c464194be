/* Handing a chunk to the procedure that stores it. */
#include "attachment_chunk.h"

struct handing {
	struct bytes sealed;
	enum query query;
	const struct value *args;
	size_t count;
};

static enum rc hand(struct task *t, void *arg)
{
	const struct handing *h = arg;
	enum rc rc = db_write(t, Q_file_chunk_set, blob(h->sealed.data, h->sealed.size));

	return rc == OK ? db_write_(t, h->query, h->args, h->count) : rc;
}

enum rc attachment_chunk_call_(struct task *t, struct bytes sealed, enum query q, const struct value *args,
	size_t count)
{
	return db_transaction(t, hand, &(struct handing){ sealed, q, args, count });
}
