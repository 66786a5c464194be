/*
 * Which pages a reporter sees, in which order, given the answers so far. Pure:
 * no request, no clock. Names of what the form itself keeps begin with a dot
 * (".wrong.story"): they never leave the form state.
 */
#ifndef TIP_PATH_H
#define TIP_PATH_H

#include "questions.h"

struct stop {
	int page;		/* in tip_pages */
	int entry;		/* 1, 2, ... for EACH pages; 0 for the others */
};
struct path {
	struct stop stops[64];
	size_t count;
};

void path_make(const struct pairs *answers, struct path *out);
int path_at(const struct path *p, struct stop s);		/* index, -1 when this reporter does not see it */
/* The stop a reporter comes to from there; the list of persons is where their pages begin and end. */
struct stop path_next(const struct path *p, struct stop from);
struct stop path_previous(const struct path *p, struct stop from);
/* First page with a question that must be answered and is not, or with a wrong answer; page -1 when none. */
struct stop path_gap(struct task *t, const struct path *p, const struct pairs *answers);
int path_marked(const struct pairs *answers, struct stop at);	/* 1 when that page holds a wrong answer */

/*
 * "Step *now of *total". The pages of persons and companies belong to the step of their list, so that adding one
 * changes no number; the others have each their own.
 */
void path_step(const struct path *p, const struct pairs *answers, struct stop at, int *now, int *total);

/* Is the question asked at this stop, given the answers? */
int question_asked(const struct question *q, const struct pairs *answers, struct stop at);
/* "subject.2.name" for entry 2, else the name itself. */
const char *answer_name(struct task *t, const char *name, int entry);
const char *answer(const struct pairs *answers, const char *name);	/* "" when absent */
int small_number(const char *text);					/* 0 to 99; 0 for "", -1 for anything else */

/* Persons and companies, numbered from 1 without holes. */
int subjects_count(const struct pairs *answers);
int subject_add(struct task *t, struct pairs *answers, const char *kind);	/* its number, 0 when full */
void subject_remove(struct task *t, struct pairs *answers, int entry);

#endif
