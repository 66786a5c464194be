/*
 * The calendar's extra days are rows that the administrator keeps; what they
 * mean for a term is calendar.c's. Nothing here decides who may.
 */
#include "account_day.h"

#include "base/db.h"

enum rc account_days(struct task *t, struct account_day **rows, size_t *n)
{
	static const struct column columns[] = {
		{ "day", COLUMN_TEXT, offsetof(struct account_day, day) },
		{ "kind", COLUMN_TEXT, offsetof(struct account_day, kind) },
		{ "note", COLUMN_TEXT, offsetof(struct account_day, note) },
	};
	static const struct shape shape = SHAPE(struct account_day, columns);

	return db_rows(t, Q_account_days, &shape, rows, n);
}

enum rc account_day_add(struct task *t, const char *day, const char *kind, const char *note)
{
	return db_call(t, Q_account_day_add, text(day), text(kind), text(note));
}

enum rc account_day_remove(struct task *t, const char *day)
{
	return db_call(t, Q_account_day_remove, text(day));
}

enum rc account_known_until(struct task *t, const char *day)
{
	return db_call(t, Q_account_known_until, text(day));
}
