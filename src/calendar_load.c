/* The extra days: rows of the database, or the list a new installation starts with. */
#include <stddef.h>

#include "base/db.h"
#include "calendar.h"

struct row {
	const char *day, *known_until;
	int64_t decree, version, decree_days_free;
};

static const struct column columns[] = {
	{ "day", COLUMN_TEXT, offsetof(struct row, day) },
	{ "decree", COLUMN_NUM, offsetof(struct row, decree) },
	{ "version", COLUMN_NUM, offsetof(struct row, version) },
	{ "known_until", COLUMN_TEXT, offsetof(struct row, known_until) },
	{ "decree_days_free", COLUMN_NUM, offsetof(struct row, decree_days_free) },
};
static const struct shape shape = SHAPE(struct row, columns);

static void add(struct calendar *c, const char *iso, int decree)
{
	if (c->count == CALENDAR_EXTRA || !calendar_read(iso, &c->extra[c->count].day))
		return;
	c->extra[c->count++].decree = decree;
}

enum rc calendar_load(struct task *t, struct calendar *out)
{
	struct row *rows;
	size_t n;
	enum rc rc = db_rows(t, Q_calendar_days, &shape, &rows, &n);

	if (rc != OK)
		return rc;
	*out = (struct calendar){ 0 };
	if (n == 0 || !calendar_read(rows[0].known_until, &out->known_until))
		return fail(t, FAULT, "calendar_state has no row");
	out->version = (int)rows[0].version;
	out->decree_days_free = rows[0].decree_days_free != 0;
	for (size_t i = 0; i < n; i++)	/* one row with an empty day when there are no extra days */
		add(out, rows[i].day, rows[i].decree != 0);
	return OK;
}

enum rc calendar_lately(struct task *t, int seconds, struct calendar *out)
{
	static struct { struct calendar days; int64_t read; } kept;
	enum rc rc = OK;

	if (!kept.read || t->now - kept.read >= seconds || t->now < kept.read) {
		rc = calendar_load(t, &kept.days);
		kept.read = rc == OK ? t->now : 0;
	}
	if (rc == OK)
		*out = kept.days;
	return rc;
}

/* The same days as in db/schema/001_ground.sql. */
void calendar_seeded(struct calendar *out)
{
	static const char *const decree[] = {
		"2023-04-28", "2023-05-19", "2024-05-10", "2024-12-27", "2025-05-30",
		"2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26",
	};

	*out = (struct calendar){ .version = 1, .decree_days_free = 1 };
	out->known_until = calendar_day(2028, 12, 31);
	for (size_t i = 0; i < COUNT(decree); i++)
		add(out, decree[i], 1);
}
