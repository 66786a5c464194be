/*
 * What registration decides about a signal by its nature alone: the class that
 * may see it, the end of its term (CALENDAR_TERM working days), and the second
 * clock of what routing.h calls urgent.
 */
#ifndef SIGNAL_TERMS_H
#define SIGNAL_TERMS_H

#include "base/crypto.h"
#include "calendar.h"

struct signal_terms {
	int due;		/* a day as in calendar.h */
	int act_by;		/* the second clock's; 0: there is none */
	int top;		/* sorted first */
};

enum class signal_class_of(const char *subject);
/* Both clocks start on the day of receipt, however late registration comes. */
struct signal_terms signal_terms(const struct calendar *c, const char *subject, int danger, int received);

#endif
