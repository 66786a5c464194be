/*
 * The work queue: which signals, in what order, and how many there are. A
 * filter narrows what the viewer may see; it never widens it.
 */
#ifndef SIGNAL_QUEUE_H
#define SIGNAL_QUEUE_H

#include "signal.h"

enum signal_due { DUE_ANY, DUE_OVERDUE, DUE_TODAY, DUE_WEEK };
enum signal_assigned { ASSIGNED_ANY, ASSIGNED_NOBODY, ASSIGNED_TO };
enum signal_sort { SORT_DUE, SORT_RECEIVED, SORT_SUBJECT, SORT_STATUS, SORT_CLOSED };

enum { FILTER_OPEN = -1 };	/* status: every open one */

struct signal_filter {
	int64_t status;			/* enum signal_status or FILTER_OPEN */
	const char *subject, *channel;	/* codes; NULL = any */
	int64_t class;			/* 0 = any the viewer sees */
	enum signal_due due;
	enum signal_assigned assigned;
	unsigned char person[16];	/* ASSIGNED_TO */
	int danger, news, suspect, recheck;	/* 1 = only those */
	enum signal_sort sort;
	int64_t page, rows;		/* page from 1 */
};

struct signal_counts {
	int64_t of[SIGNAL_STATUSES];
	int64_t total;			/* of the filtered status, or of all open ones */
};

struct signal_overview {
	int64_t status, many, late, today, nobody, news;
};
struct signal_load {
	unsigned char account[16];
	int64_t many, late, today;
};

/* New information and no other filter: closed signals are in it too, in the order of its own clock. */
int signal_only_news(const struct signal_filter *f);
/* today, week_end: ISO dates. One row more than asked for is read; *more says that it was there. */
enum rc signal_queue(struct task *t, const struct signal_filter *f, const char *today,
	const char *week_end, struct signal **rows, size_t *n, int *more);
/* Open signals per status under the same filter; closed ones only when the filter asks for them. */
enum rc signal_count(struct task *t, const struct signal_filter *f, const char *today,
	const char *week_end, struct signal_counts *out);
enum rc signal_overview(struct task *t, const char *today, struct signal_overview **rows, size_t *n);
enum rc signal_loads(struct task *t, const char *today, struct signal_load **rows, size_t *n);
enum rc signal_news_many(struct task *t, int64_t *out);
enum rc signal_recheck_many(struct task *t, int64_t *out);

#endif
