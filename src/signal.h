/*
 * A signal: a report from any channel at the desk. This header has what a
 * signal is, the one table of its moves, and reading it; queue in
 * signal_queue.h, decisions in signal_decide.h, coded features in
 * signal_features.h. Rows come through need-to-know views only: what the
 * viewer may not see is NOT_FOUND, exactly as what never existed.
 */
#ifndef SIGNAL_H
#define SIGNAL_H

#include "base/task.h"

enum signal_status {
	SIGNAL_NEW, SIGNAL_ASSESSING, SIGNAL_WAITING, SIGNAL_ASSESSED, SIGNAL_FORWARDED,
	SIGNAL_RESERVED, SIGNAL_CLOSED,
	SIGNAL_STATUSES
};

/* What a person does to a signal; the name is its event and "event.<name>" its words. */
enum signal_act {
	ACT_CLAIM, ACT_ASSIGN, ACT_WAIT, ACT_RESUME, ACT_JUDGE, ACT_LINK, ACT_ENRICH, ACT_ASSESS,
	ACT_FORWARD, ACT_RETURN, ACT_CLOSE, ACT_REOPEN, ACT_READ_NEWS, ACT_RECHECK,
	ACT_HAND_OVER,		/* from HIK to USZ: national security */
	ACT_TAKE_OVER,		/* from a colleague */
	ACT_ASK, ACT_WITHDRAW, ACT_TRANSLATE,	/* the dialogue with the reporter */
	ACT_COUNT
};

/* Who may take a step; one of the bits is enough. */
enum signal_who {
	BY_CASEWORKER = 1,	/* whoever works signals and sees this one */
	BY_HANDLER = 2,		/* whom it is assigned to */
	BY_LEAD = 4,		/* lead; for national security an adviser */
	BY_NEWS = 8,		/* a caseworker, when new information came in */
	BY_SECOND = 16,		/* a caseworker or lead other than who closed it */
	BY_HIK = 32,		/* in HIK: a lead, whom it is assigned to, or any caseworker while it is nobody's */
	BY_FREE = 64,		/* a caseworker, when no colleague holds it */
	BY_TAKEN = 128,		/* a caseworker, when a colleague does */
};

struct signal_step {
	enum signal_act act;
	enum signal_status from, to;
	unsigned who;
	int reason;		/* 1: a text is required */
	int text;		/* 1: rests on what it says: for who treats it, or opened it with a reason */
};

/* The person at work, as far as the rules care. */
struct signal_person {
	unsigned roles;		/* bits 1 << enum role */
	int handles;		/* it is assigned to this person */
	int news;		/* the signal has unread new information */
	int closed_it;		/* this person closed it */
	int nobodys;		/* it is assigned to nobody, and was not taken from a colleague by this person */
	int64_t class;		/* of the signal, or on its way to it */
	int opened;		/* opening it is this person's work, or was done with a reason since a day ago */
};

/* Dates are ISO texts, "" when there is none; NULL assignee = 16 zero bytes. */
struct signal {
	unsigned char id[16], assignee[16], closed_by[16], summary_envelope[16];
	const char *number, *channel, *subject, *province, *lang, *desk, *close_reason;
	const char *received, *due, *act_by, *first_due, *news, *news_due;
	const char *assessed, *linked, *enriched, *forwarded, *closed;
	int64_t class, restricted, danger, suspect, confidential, subjects, files;
	int64_t status, top, recheck, version;
	int64_t moving;			/* class it is on its way to: sealed words come later; 0 = it stays */
	struct bytes summary;
};

struct signal_event {
	int64_t seq;
	const char *day, *at;		/* at: UTC "YYYY-MM-DD HH:MM:SS", "" for a date only */
	unsigned char actor[16], envelope[16];
	const char *what, *detail;
};

struct signal_subject {
	int64_t no, information, version;
	const char *kind, *source, *verdict, *intent, *features;
	unsigned char assessor[16];
};

struct signal_colleague {
	unsigned char id[16];
	const char *name;
	int64_t class;			/* a class this person may be given; 0 in the list of all */
	int64_t works;			/* 1: works signals of a class that the viewer sees */
};

/* The step an act takes from a status; NULL when there is no way. */
const struct signal_step *signal_step(enum signal_act act, enum signal_status from);
/* OK, CONFLICT (no way from there, or somebody was first) or DENIED (not this person). step may be NULL. */
enum rc signal_may(const struct signal_step *step, const struct signal_person *person);
const char *signal_act_name(enum signal_act act);
int signal_works(const struct signal_person *person);	/* 1: a role that works signals of that class */

/* The day a clock was met on, "" while it runs: `due` by the last of the four steps, `act_by` by passing on, either by
   closing. db/procedure/61_clock.sql has the rule, its source, and which runs first. */
const char *signal_due_met(const struct signal *s);
const char *signal_act_by_met(const struct signal *s);
int signal_act_by_late(const struct signal *s);	/* 1: met, and after its day */
#define SIGNAL_NO_CLOCK "9999-12-31"	/* first_due when neither runs */

/* By number as typed or linked; NOT_FOUND for any number that is none. */
enum rc signal_find(struct task *t, const char *number, struct signal *out);
/* The signal that a report became, by the number its reporter has; NOT_FOUND when none is seen. */
enum rc signal_by_reference(struct task *t, const char *reference, const char **number);
enum rc signal_reference(struct task *t, const struct signal *s, const char **reference);	/* "" = none */
enum rc signal_events(struct task *t, const struct signal *s, struct signal_event **rows, size_t *n);
enum rc signal_subjects(struct task *t, const struct signal *s, struct signal_subject **rows, size_t *n);
/* 1 in *yes when the viewer took it from a colleague's hands and nobody has it since. */
enum rc signal_given_up(struct task *t, const struct signal *s, int *yes);
/* 1 in *yes when the viewer treats it, or opened it with a purpose and a reason since a day ago. */
enum rc signal_opened(struct task *t, const struct signal *s, int *yes);
/* All colleagues by name, or those who may be given a signal of that class. */
enum rc signal_colleagues(struct task *t, struct signal_colleague **rows, size_t *n);
enum rc signal_handlers(struct task *t, int64_t class, struct signal_colleague **rows, size_t *n);
/* "" for nobody and for a name the viewer may not know. */
const char *signal_name_of(const struct signal_colleague *rows, size_t n, const unsigned char id[16]);

int signal_is_id(const unsigned char id[16]);		/* 0 for the 16 zero bytes of NULL */
int signal_same(const unsigned char a[16], const unsigned char b[16]);

#endif
