/* A reason to close beside the verdicts, and beside what happened. */
#include "signal_close.h"

#include <string.h>

/*
 * What is true or likely true deserves more than these four; and what nobody could verify is not therefore
 * unfounded, which is destroyed early. Forwarded and informed go with any verdict: the one is a fact, and
 * ignorance is informed whatever was judged. Who adds a contradiction adds a row.
 */
static const struct { const char *reason, *verdict; } contradictions[] = {
	{ "no_follow_up", "confirmed"  }, { "no_follow_up", "plausible" },
	{ "duplicate",    "confirmed"  }, { "duplicate",    "plausible" },
	{ "not_for_ind",  "confirmed"  }, { "not_for_ind",  "plausible" },
	{ "unfounded",    "confirmed"  }, { "unfounded",    "plausible" },
	{ "unfounded",    "unverified" },
};

int signal_contradicts(const char *reason, const char *verdict)
{
	for (size_t i = 0; i < COUNT(contradictions); i++)
		if (strcmp(contradictions[i].reason, reason) == 0 && strcmp(contradictions[i].verdict, verdict) == 0)
			return 1;
	return 0;
}

const char *signal_contradicted(const char *reason, const struct signal_subject *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (signal_contradicts(reason, rows[i].verdict))
			return rows[i].verdict;
	return NULL;
}

int signal_is_forwarded(const struct signal_event *rows, size_t n)
{
	while (n-- > 0) {
		if (strcmp(rows[n].what, "forwarded") == 0)
			return 1;
		if (strcmp(rows[n].what, "returned") == 0 || strcmp(rows[n].what, "handed_over") == 0)
			return 0;
	}
	return 0;
}
