/*
 * The queue's filters become arguments of named queries: NULL where a filter
 * is not set. It refuses nothing and shows nothing the views do not.
 */
#include "signal_queue.h"

#include <stddef.h>
#include <string.h>

#include "calendar.h"
#include "signal_shape.h"

enum { FILTERS = 20 };	/* arguments of a list before its page */

struct many {
	int64_t status, many;
};
static const struct column many_columns[] = {
	{ "status", COLUMN_NUM, offsetof(struct many, status) },
	{ "many", COLUMN_NUM, offsetof(struct many, many) },
};
static const struct shape many_shape = SHAPE(struct many, many_columns);

static struct value or_any(int64_t n, int64_t any)
{
	return n == any ? nothing() : num(n);
}

static struct value assignee_of(const struct signal_filter *f)
{
	if (f->assigned == ASSIGNED_TO)
		return id16(f->person);
	return f->assigned == ASSIGNED_NOBODY ? text("") : nothing();
}

/* The clock's window as first and last day; NULL where it is open. */
static const char *from_day(const struct signal_filter *f, const char *today)
{
	return f->due == DUE_TODAY || f->due == DUE_WEEK ? today : NULL;
}

static const char *until_day(const struct signal_filter *f, const char *today, const char *week_end,
	const char *yesterday)
{
	const char *const until[] = {
		[DUE_ANY] = NULL, [DUE_OVERDUE] = yesterday, [DUE_TODAY] = today, [DUE_WEEK] = week_end
	};

	return until[f->due];
}

static const char *day_before(struct task *t, const char *iso)
{
	char *out = take(t, CALENDAR_TEXT);
	int day;

	if (calendar_read(iso, &day))
		calendar_text(day - 1, out);
	return out;
}

static void add(struct value *v, size_t *n, struct value one, int times)
{
	while (times-- > 0)
		v[(*n)++] = one;
}

/* In the order of the queries' marks. v[0] is nobody's: db_rows_() counts from 1, as its macro does. */
static void arguments(struct task *t, const struct signal_filter *f, int64_t status,
	const char *today, const char *week_end, struct value v[FILTERS + 1])
{
	size_t n = 1;

	add(v, &n, f->status == SIGNAL_CLOSED ? nothing() : num(1), 1);
	add(v, &n, or_any(status, FILTER_OPEN), 2);
	add(v, &n, text(f->subject), 2);
	add(v, &n, text(f->channel), 2);
	add(v, &n, or_any(f->class, 0), 2);
	add(v, &n, text(from_day(f, today)), 2);
	add(v, &n, text(until_day(f, today, week_end, day_before(t, today))), 2);
	add(v, &n, assignee_of(f), 3);
	add(v, &n, num(f->danger), 1);
	add(v, &n, num(f->news), 1);
	add(v, &n, num(f->suspect), 1);
	add(v, &n, num(f->recheck), 1);
}

/* Each order has a query of its own, or no index would have it. */
static enum rc read_rows(struct task *t, const struct signal_filter *f, const struct value *v,
	struct signal **rows, size_t *n)
{
	static const enum query orders[] = {
		[SORT_DUE]      = Q_signal_queue,
		[SORT_RECEIVED] = Q_signal_received,
		[SORT_SUBJECT]  = Q_signal_by_subject,
		[SORT_STATUS]   = Q_signal_by_status,
		[SORT_CLOSED]   = Q_signal_closed,
	};
	struct value all[1 + FILTERS + 2];

	memcpy(all, v, (FILTERS + 1) * sizeof(v[0]));
	all[FILTERS + 1] = num((f->page - 1) * f->rows);
	all[FILTERS + 2] = num(f->rows + 1);
	return db_rows_(t, orders[f->sort], &signal_shape, (void **)rows, n, all, FILTERS + 2);
}

int signal_only_news(const struct signal_filter *f)
{
	return f->news && f->status == FILTER_OPEN && !f->subject && !f->channel && !f->class
		&& f->due == DUE_ANY && f->assigned == ASSIGNED_ANY && !f->danger && !f->suspect
		&& !f->recheck;
}

enum rc signal_queue(struct task *t, const struct signal_filter *f, const char *today,
	const char *week_end, struct signal **rows, size_t *n, int *more)
{
	struct value v[FILTERS + 1];
	enum rc rc;

	arguments(t, f, f->status, today, week_end, v);
	if (signal_only_news(f))
		rc = db_rows(t, Q_signal_news, &signal_shape, rows, n,
			num((f->page - 1) * f->rows), num(f->rows + 1));
	else
		rc = read_rows(t, f, v, rows, n);
	if (rc != OK)
		return rc;
	*more = *n > (size_t)f->rows;
	if (*more)
		*n = (size_t)f->rows;
	return OK;
}

static int by_clock_only(const struct signal_filter *f)
{
	return !f->subject && !f->channel && f->assigned == ASSIGNED_ANY && !f->danger && !f->news
		&& !f->suspect && !f->recheck;
}

/* By its clock, or by all the rest, is tallied, and no signal need be read; by both at once, or by class, is not. */
static int is_tallied(const struct signal_filter *f)
{
	return !f->class && (f->due == DUE_ANY || by_clock_only(f));
}

static enum rc read_tally(struct task *t, const struct signal_filter *f, const char *today,
	const char *week_end, struct many **rows, size_t *n)
{
	const char *from = from_day(f, today);
	const char *until = until_day(f, today, week_end, day_before(t, today));
	struct value closed = num(f->status == SIGNAL_CLOSED), who = assignee_of(f);

	if (!by_clock_only(f))
		return db_rows(t, Q_signal_tally_filter, &many_shape, rows, n, closed, text(f->subject),
			text(f->subject), text(f->channel), text(f->channel), who, who, num(f->danger),
			num(f->news), num(f->suspect), num(f->recheck));
	if (f->due == DUE_ANY && f->status != SIGNAL_CLOSED)
		return db_rows(t, Q_signal_tally, &many_shape, rows, n);
	return db_rows(t, Q_signal_tally_due, &many_shape, rows, n, closed,
		text(from), text(from), text(until), text(until));
}

enum rc signal_count(struct task *t, const struct signal_filter *f, const char *today,
	const char *week_end, struct signal_counts *out)
{
	struct value v[FILTERS + 1];
	struct many *rows = NULL;
	size_t n = 0;
	enum rc rc;

	memset(out, 0, sizeof(*out));
	arguments(t, f, FILTER_OPEN, today, week_end, v);	/* counts are of every status */
	rc = is_tallied(f) ? read_tally(t, f, today, week_end, &rows, &n)
		: db_rows_(t, Q_signal_counts_of, &many_shape, (void **)&rows, &n, v, FILTERS);
	for (size_t i = 0; rc == OK && i < n; i++) {
		if (rows[i].status >= 0 && rows[i].status < SIGNAL_STATUSES)
			out->of[rows[i].status] = rows[i].many;
		if (f->status == FILTER_OPEN || f->status == rows[i].status)
			out->total += rows[i].many;
	}
	if (rc == OK && signal_only_news(f))
		rc = signal_news_many(t, &out->total);
	return rc;
}

enum rc signal_news_many(struct task *t, int64_t *out)
{
	return db_number(t, Q_signal_news_count, out);
}

enum rc signal_recheck_many(struct task *t, int64_t *out)
{
	return db_number(t, Q_signal_recheck_count, out);
}
