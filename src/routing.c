/*
 * The table "nature -> destination", in order of precedence: the first rule
 * that fits is what the desk sees first. It refuses to decide: it proposes.
 */
#include "routing.h"

#include <string.h>

#include "base/task.h"

const char *const routing_desks[] = {
	"intake", "security_unit", "primary_process", "supervision_research", "enforcement", NULL
};

#define TERM	URGENCY_TERM
#define DAY	URGENCY_SAME_DAY
#define ONCE	URGENCY_AT_ONCE

static const struct routing_rule rules[] = {
	/* subject              needs             destination             desk                    urgency  precedence */
	{ "national_security",   0,                "security_unit",        "security_unit",        ONCE,    1 },
	{ NULL,                  ROUTING_DANGER,   "police_now",           "enforcement",          ONCE,    2 },
	{ "trafficking",         0,                "avim",                 "enforcement",          DAY,     3 },
	{ "trafficking",         ROUTING_COMPANY,  "labour_authority",     "enforcement",          DAY,     3 },
	{ "smuggling",           0,                "kmar",                 "enforcement",          DAY,     3 },
	{ "labour_exploitation", 0,                "labour_authority",     "enforcement",          DAY,     4 },
	{ NULL,                  ROUTING_PATTERN,  "supervision_research", "supervision_research", TERM,    5 },
	{ "documents",           ROUTING_DOCUMENT, "kmar",                 "enforcement",          TERM,    5 },
	{ "identity",            ROUTING_DOCUMENT, "kmar",                 "enforcement",          TERM,    5 },
	{ "income",              ROUTING_COMPANY,  "labour_authority",     "enforcement",          TERM,    5 },
	{ "work_study",          ROUTING_COMPANY,  "labour_authority",     "enforcement",          TERM,    5 },
	{ NULL,                  ROUTING_UNLINKED, "supervision_research", "supervision_research", TERM,    5 },
	{ "sham_marriage",       0,                "primary_process",      "primary_process",      TERM,    5 },
	{ "documents",           0,                "primary_process",      "primary_process",      TERM,    5 },
	{ "identity",            0,                "primary_process",      "primary_process",      TERM,    5 },
	{ "income",              0,                "primary_process",      "primary_process",      TERM,    5 },
	{ "work_study",          0,                "primary_process",      "primary_process",      TERM,    5 },
	{ "residence",           0,                "primary_process",      "primary_process",      TERM,    5 },
	{ "sponsor",             0,                "primary_process",      "primary_process",      TERM,    5 },
};

/* For "something else", "I do not know" and an addition to what was reported before. */
static const struct routing_rule last_resort = {
	NULL, 0, "supervision_research", "supervision_research", TERM, 5
};

static int fits(const struct routing_rule *rule, const char *subject, unsigned facts)
{
	if ((facts & rule->needs) != rule->needs)
		return 0;
	/* National security goes to its own unit and nowhere else, in danger too. */
	if (strcmp(subject, "national_security") == 0)
		return rule->subject && strcmp(rule->subject, subject) == 0;
	return !rule->subject || strcmp(rule->subject, subject) == 0;
}

static int is_there(const struct routing_rule **list, size_t n, const struct routing_rule *rule)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i]->destination, rule->destination) == 0)
			return 1;
	return 0;
}

size_t routing_propose(const char *subject, unsigned facts, const struct routing_rule **out, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rules) && n < room; i++)
		if (fits(&rules[i], subject, facts) && !is_there(out, n, &rules[i]))
			out[n++] = &rules[i];
	if (n == 0 && room > 0)
		out[n++] = &last_resort;
	return n;
}

const char *routing_desk(const char *destination)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		if (strcmp(rules[i].destination, destination) == 0)
			return rules[i].desk;
	return NULL;
}

enum routing_urgency routing_urgency(const char *subject, unsigned facts)
{
	enum routing_urgency most = URGENCY_TERM;

	for (size_t i = 0; i < COUNT(rules); i++)
		if (fits(&rules[i], subject, facts) && rules[i].urgency > most)
			most = rules[i].urgency;
	return most;
}
