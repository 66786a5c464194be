/* The audit chain as the intranet reads it; rows are added where the work is done (db/procedure/10_audit.sql). */
#include "audit.h"

#include "base/db.h"

#define ROW(member) offsetof(struct audit_row, member)
static const struct column row_columns[] = {
	{ "seq", COLUMN_NUM, ROW(seq) },
	{ "at", COLUMN_TEXT, ROW(at) },
	{ "actor", COLUMN_TEXT, ROW(actor) },
	{ "program", COLUMN_TEXT, ROW(program) },
	{ "action", COLUMN_TEXT, ROW(action) },
	{ "purpose", COLUMN_NUM, ROW(purpose) },
	{ "reason", COLUMN_ID, ROW(reason) },
	{ "detail", COLUMN_TEXT, ROW(detail) },
	{ "times", COLUMN_NUM, ROW(times) },
};
static const struct shape row_shape = SHAPE(struct audit_row, row_columns);

#undef ROW
#define ROW(member) offsetof(struct audit_entry, member)
static const struct column entry_columns[] = {
	{ "seq", COLUMN_NUM, ROW(row.seq) },
	{ "at", COLUMN_TEXT, ROW(row.at) },
	{ "actor", COLUMN_TEXT, ROW(row.actor) },
	{ "program", COLUMN_TEXT, ROW(row.program) },
	{ "action", COLUMN_TEXT, ROW(row.action) },
	{ "purpose", COLUMN_NUM, ROW(row.purpose) },
	{ "detail", COLUMN_TEXT, ROW(row.detail) },
	{ "number", COLUMN_TEXT, ROW(number) },
	{ "person", COLUMN_TEXT, ROW(person) },
};
static const struct shape entry_shape = SHAPE(struct audit_entry, entry_columns);

static const struct column actor_columns[] = {
	{ "id", COLUMN_ID, offsetof(struct audit_actor, id) },
	{ "display", COLUMN_TEXT, offsetof(struct audit_actor, display) },
};
static const struct shape actor_shape = SHAPE(struct audit_actor, actor_columns);

enum rc audit_of_object(struct task *t, const unsigned char object[16], struct audit_row **rows,
	size_t *n)
{
	return db_rows(t, Q_audit_of_object, &row_shape, rows, n, id16(object), id16(object));
}

enum rc audit_page(struct task *t, const struct audit_filter *f, int most, struct audit_entry **rows,
	size_t *n)
{
	return db_rows(t, Q_audit_page, &entry_shape, rows, n, id16(f->actor), text(f->action),
		text(f->number), text(f->number), text(f->number), num(f->brief), num(f->before), num(most));
}

enum rc audit_actors(struct task *t, struct audit_actor **rows, size_t *n)
{
	return db_rows(t, Q_audit_actors, &actor_shape, rows, n);
}

enum rc audit_looked(struct task *t, const char *by)
{
	return db_call(t, Q_audit_looked, text(by));
}

enum rc audit_denied(struct task *t, const char *page, const char *number)
{
	return db_call(t, Q_audit_denied, text(page), text(number));
}
