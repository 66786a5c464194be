/* Numbers for the lead, counted under the same need-to-know as the rows. */
#include <stddef.h>

#include "base/db.h"
#include "signal_queue.h"

#define AT(field) offsetof(struct signal_overview, field)
static const struct column overview_columns[] = {
	{ "status", COLUMN_NUM, AT(status) }, { "many", COLUMN_NUM, AT(many) },
	{ "late", COLUMN_NUM, AT(late) }, { "today", COLUMN_NUM, AT(today) },
	{ "nobody", COLUMN_NUM, AT(nobody) }, { "news", COLUMN_NUM, AT(news) },
};
static const struct shape overview_shape = SHAPE(struct signal_overview, overview_columns);

#undef AT
#define AT(field) offsetof(struct signal_load, field)
static const struct column load_columns[] = {
	{ "account", COLUMN_ID, AT(account) }, { "many", COLUMN_NUM, AT(many) },
	{ "late", COLUMN_NUM, AT(late) }, { "today", COLUMN_NUM, AT(today) },
};
static const struct shape load_shape = SHAPE(struct signal_load, load_columns);

enum rc signal_overview(struct task *t, const char *today, struct signal_overview **rows, size_t *n)
{
	return db_rows(t, Q_signal_overview, &overview_shape, rows, n, text(today), text(today));
}

enum rc signal_loads(struct task *t, const char *today, struct signal_load **rows, size_t *n)
{
	return db_rows(t, Q_signal_per_person, &load_shape, rows, n, text(today), text(today));
}
