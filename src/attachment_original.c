/* The way to an original: asked with a reason, decided by a second person, opened once (keyd checks it all again). */
#include "attachment_read.h"

#include "base/db.h"

#include "signal_decide.h"

#define AT(member) offsetof(struct original_request, member)
static const struct column request_columns[] = {
	{ "id", COLUMN_ID, AT(id) },
	{ "attachment", COLUMN_ID, AT(attachment) },
	{ "asker", COLUMN_ID, AT(asker) },
	{ "approver", COLUMN_ID, AT(approver) },
	{ "reason", COLUMN_ID, AT(reason) },
	{ "asked", COLUMN_TEXT, AT(asked) },
	{ "decided", COLUMN_TEXT, AT(decided) },
	{ "state", COLUMN_NUM, AT(state) },
	{ "no", COLUMN_NUM, AT(no) },
	{ "scan", COLUMN_NUM, AT(scan) },
	{ "good", COLUMN_NUM, AT(good) },
	{ "opened", COLUMN_TEXT, AT(opened) },
};
static const struct shape request_shape = SHAPE(struct original_request, request_columns);

static const struct column waiting_columns[] = {
	{ "number", COLUMN_TEXT, offsetof(struct original_waiting, number) },
	{ "state", COLUMN_NUM, offsetof(struct original_waiting, state) },
};
static const struct shape waiting_shape = SHAPE(struct original_waiting, waiting_columns);

enum rc original_requests(struct task *t, const struct signal *s, struct original_request **rows, size_t *n)
{
	return db_rows(t, Q_original_requests, &request_shape, rows, n, id16(s->id));
}

struct asking {
	const struct signal *s;
	const struct attachment *a;
	const char *words;
};

/* The reason and what it is for stand or fall together. */
static enum rc ask(struct task *t, void *arg)
{
	const struct asking *a = arg;
	struct pairs pairs = { 0 };
	unsigned char reason[OBJECT_ID], id[OBJECT_ID];
	enum rc rc;

	random_bytes(id, sizeof id);
	pairs_add(t, &pairs, "reason", a->words);
	rc = vault_add(t, a->s->id, (enum class)a->s->class, RECORD_REASON, &pairs, reason);
	if (rc == OK)
		rc = db_write(t, Q_original_ask, id16(id), id16(a->a->id), id16(reason), text(signal_today(t)));
	return rc;
}

enum rc original_ask(struct task *t, const struct signal *s, const struct attachment *a, const char *words)
{
	struct asking asking = { s, a, words };

	return db_transaction(t, ask, &asking);
}

enum rc original_decide(struct task *t, const unsigned char request[OBJECT_ID], int yes, int64_t scan)
{
	return db_call(t, Q_original_decide, id16(request), num(yes), num(scan), text(signal_today(t)));
}

enum rc original_waiting(struct task *t, struct original_waiting **rows, size_t *n)
{
	return db_rows(t, Q_original_waiting, &waiting_shape, rows, n);
}
