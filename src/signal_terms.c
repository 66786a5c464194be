/* Pure rules over values. They refuse to look at anything but nature, danger and the day of receipt. */
#include "signal_terms.h"

#include <string.h>

#include "routing.h"

enum class signal_class_of(const char *subject)
{
	return strcmp(subject, "national_security") == 0 ? CLASS_USZ : CLASS_HIK;
}

struct signal_terms signal_terms(const struct calendar *c, const char *subject, int danger, int received)
{
	enum routing_urgency urgency = routing_urgency(subject, danger ? ROUTING_DANGER : 0);
	struct signal_terms terms = { .due = calendar_due(c, received, CALENDAR_TERM) };

	if (urgency == URGENCY_AT_ONCE) {
		terms.act_by = received;
		terms.top = 1;
	} else if (urgency == URGENCY_SAME_DAY) {
		terms.act_by = calendar_working_from(c, received);
	}
	return terms;
}
