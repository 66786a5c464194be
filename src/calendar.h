/*
 * Working days and the office's clock, in Europe/Amsterdam. A day is a number:
 * days since 1970-01-01. Sources: Algemene termijnenwet art. 3 (free days),
 * Directive 2000/84/EC (summer time). Decree and closing days are rows of the
 * database, so a new year needs a row and no release.
 */
#ifndef CALENDAR_H
#define CALENDAR_H

#include "base/task.h"

enum { CALENDAR_EXTRA = 400, CALENDAR_TEXT = 11, CALENDAR_TERM = 5 };

struct calendar {
	int version;			/* stored with each due date it computed */
	int known_until;		/* last day whose extra days are known */
	int decree_days_free;
	size_t count;
	struct { int day, decree; } extra[CALENDAR_EXTRA];
};

/* Days and dates. */
int calendar_day(int year, int month, int day);
int calendar_read(const char *iso, int *day);			/* 1 when a real date, "2026-04-24", 1900-2199 */
void calendar_text(int day, char out[CALENDAR_TEXT]);
void calendar_split(int day, int *year, int *month, int *date);	/* the other way round of calendar_day */
int calendar_weekday(int day);					/* 1 Monday ... 7 Sunday */
int calendar_easter(int year);

/* Free days and terms. */
const char *calendar_holiday(int day);				/* code of the yearly holiday, or NULL */
int calendar_working(const struct calendar *c, int day);
int calendar_working_from(const struct calendar *c, int day);	/* that day, or the next working day */
/* Working days after `from` up to and including `to`; without walking them, however far apart. */
int calendar_working_days(const struct calendar *c, int from, int to);
/* Due at the end of the n-th working day after the day of receipt, which does not count. */
int calendar_due(const struct calendar *c, int received, int n);
/* 1 when extra days are known for less than 90 days ahead: an administrator must look. */
int calendar_ends_soon(const struct calendar *c, int today);

/* Local time. */
int calendar_local(int64_t utc, int *seconds);			/* day; *seconds since local midnight unless NULL */
/* "2026-07-01 10:15:00" UTC as "2026-07-01 12:15" here; "" for anything else. */
void calendar_moment(const char *utc, char out[17]);

struct calendar_opening {
	int open;
	int day, minute;	/* open: closes then; closed: opens then; minutes since midnight */
};
/* hours as "08:30-12:00", on working days. 0 when that is not what hours says. */
int calendar_opening(const struct calendar *c, const char *hours, int64_t now, struct calendar_opening *out);

/* The rows of the database. BUSY without it. */
enum rc calendar_load(struct task *t, struct calendar *out);
/* The same, as it was at most so many seconds ago: kept by the process. */
enum rc calendar_lately(struct task *t, int seconds, struct calendar *out);
/* What is known without a database: the decree days a new installation starts with. */
void calendar_seeded(struct calendar *out);

#endif
