/*
 * One file is opened by a key of its own: for a person, or for cleand while it
 * waits to be cleaned. That key opens the chunks and nothing beside them.
 */
#include "ops.h"

#include "calendar.h"
#include "vault.h"

static const struct column file_columns[] = {
	{ "id",     COLUMN_ID,    offsetof(struct wrap_row, id) },
	{ "class",  COLUMN_NUM,   offsetof(struct wrap_row, class) },
	{ "key_id", COLUMN_BYTES, offsetof(struct wrap_row, key_id) },
	{ "wrap",   COLUMN_BYTES, offsetof(struct wrap_row, wrap) },
	{ "used",   COLUMN_NUM,   offsetof(struct wrap_row, used) },
};
static const struct shape file_shape = SHAPE(struct wrap_row, file_columns);

/* Checked, counted and audited in one transaction; an original is marked as used in it, too. */
static enum rc count_and_audit_file(struct task *t, void *arg)
{
	struct opening *o = arg;
	const struct keyd_request *r = o->request;

	if (r->purpose == PURPOSE_ORIGINAL) {
		char today[CALENDAR_TEXT];

		calendar_text(calendar_local(t->now, NULL), today);
		return db_rows(t, Q_keyd_original, &file_shape, &o->rows, &o->size, id16(r->objects[0]),
			id16(r->objects[1]), num(o->limit), num(o->minutes), text(today));
	}
	return db_rows(t, Q_keyd_file, &file_shape, &o->rows, &o->size, id16(r->objects[0]),
		id16(r->objects[1]), num(r->part), num(r->purpose), ops_reason(r), num(o->limit), num(o->minutes));
}

/* One file of a signal: its chunks and nothing beside them. The key leaves when the row is committed. */
enum rc ops_open_file(struct keyd_server *server, struct task *t,
	const struct keyd_request *r, struct reply *reply)
{
	struct opening o = { .request = r };
	enum rc rc = ops_viewer(t, r->token);

	ops_set_limits(t, &o);
	if (rc == OK)
		rc = db_transaction(t, count_and_audit_file, &o);
	ops_audit_refusal(t, r, rc);
	if (rc != OK)
		return rc;
	o.used = o.size ? o.rows[0].used : 0;
	reply->head.warn = ops_near_limit(&o);
	ops_unwrap(server, t, o.rows, o.size, reply);
	ops_narrow(reply, RECORD_FILE);
	return OK;
}

/*
 * A file that waits to be cleaned: the database says that it does, and the key opens its chunks and
 * nothing else. No row in the chain: cleaning reads nothing to anybody, and its minute is nobody's.
 */
enum rc ops_clean_key(struct keyd_server *server, struct task *t, const struct keyd_request *r,
	struct reply *reply)
{
	struct wrap_row *rows;
	size_t n;
	enum rc rc = db_rows(t, Q_keyd_clean, &ops_wrap_shape, &rows, &n, id16(r->objects[0]));

	if (rc != OK || n == 0)
		return rc == OK ? NOT_FOUND : rc;
	ops_unwrap(server, t, rows, n, reply);
	ops_narrow(reply, RECORD_FILE);
	return reply->count == 1 ? OK : INVALID;
}
