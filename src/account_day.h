/*
 * The calendar's extra days, as the administrator keeps them: each change is a
 * new version of the calendar, and stands in the audit. Days are ISO texts.
 */
#ifndef ROOM_ACCOUNT_DAY_H
#define ROOM_ACCOUNT_DAY_H

#include "base/task.h"

struct account_day {
	const char *day, *kind, *note;	/* kind: decree or closing */
};

enum rc account_days(struct task *t, struct account_day **rows, size_t *n);
/* LOGIN no live session; DENIED no administrator; CONFLICT it is there already, NOT_FOUND it is not. */
enum rc account_day_add(struct task *t, const char *day, const char *kind, const char *note);
enum rc account_day_remove(struct task *t, const char *day);
/* Until when the extra days are known. */
enum rc account_known_until(struct task *t, const char *day);

#endif
