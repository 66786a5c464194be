/*
 * Whether a reason to close fits what stands on the signal: its verdicts, and where it went. It refuses nothing
 * by itself: a person may know better and says so; that "forwarded" is no fact the database refuses (45_step.sql).
 */
#ifndef SIGNAL_CLOSE_H
#define SIGNAL_CLOSE_H

#include "signal.h"

/* 1 when closing for that reason says the opposite of that verdict. */
int signal_contradicts(const char *reason, const char *verdict);
/* The first verdict that the reason contradicts; NULL when none. */
const char *signal_contradicted(const char *reason, const struct signal_subject *rows, size_t n);
/* 1 when the signal was forwarded and neither came back nor was handed over since. */
int signal_is_forwarded(const struct signal_event *rows, size_t n);

#endif
