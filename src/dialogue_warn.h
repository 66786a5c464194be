/*
 * A second look at a question before it goes to a reporter: does it lead, does
 * it ask who somebody is, does it ask two things, does it press? It warns and
 * never refuses: the person decides. Dutch and English; naming somebody, or what
 * only the desk knows, is for the person to see.
 */
#ifndef DIALOGUE_WARN_H
#define DIALOGUE_WARN_H

#include "base/task.h"

enum dialogue_warning {
	WARN_WHO = 1,		/* asks who or where the reporter is */
	WARN_LEADS = 2,		/* has its answer in it */
	WARN_MANY = 4,		/* more than one question */
	WARN_PRESSES = 8,	/* a threat or a promise */
};

/* The warnings that a text deserves, as bits; whatever the language of the form. */
unsigned dialogue_warn(struct task *t, const char *text);
/* "who" "leads" "many" "presses": word key "warn.<code>"; NULL for anything else. */
const char *dialogue_warn_code(unsigned bit);

#endif
