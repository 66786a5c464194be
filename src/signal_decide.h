/*
 * Decisions about a signal. Each is one transaction: the sealed reason, the
 * row in the version the person saw, the event and the audit row, or nothing.
 */
#ifndef SIGNAL_DECIDE_H
#define SIGNAL_DECIDE_H

#include "signal.h"

struct signal_decision {
	enum signal_act act;
	int64_t version;		/* of the signal when the page was made */
	const char *reason;		/* a person's words, sealed; "" for none */
	const char *detail;		/* codes for the event: "destination=kmar desk=enforcement" */
	const char *desk, *code;	/* NULL leaves them */
	int assign;			/* 1: assignee is the new one; NULL = nobody */
	const unsigned char *assignee;
	const char *mark;		/* of the form that asks for it, kept in the event; NULL for none */
};

struct signal_judgement {
	int64_t version, no;		/* no 0 adds a subject */
	const char *kind, *source, *verdict, *intent, *features;
	int64_t information;
	const char *description, *reason;	/* sealed */
	const char *leads;			/* number of the signal that leads, for a duplicate; else "" */
	const char *mark;			/* as above */
};

/*
 * CONFLICT when there is no way from its status or somebody was first; DENIED
 * when not this person; INVALID when a required reason is missing, or the
 * assignee may not have it.
 */
enum rc signal_decide(struct task *t, const struct signal *s, const struct signal_person *who,
	const struct signal_decision *d);
enum rc signal_judge(struct task *t, const struct signal *s, const struct signal_person *who,
	const struct signal_judgement *j);
/* mark: of the form, kept in the event; CONFLICT when this person noted it with the same form before. */
enum rc signal_note(struct task *t, const struct signal *s, const struct signal_person *who,
	const char *words, const char *mark);
/* The region at province level, "" = unknown; for who works signals. */
enum rc signal_region(struct task *t, const struct signal *s, const struct signal_person *who,
	const char *province);
/* Why somebody looks outside his own work: sealed beside the signal before it is opened. */
enum rc signal_reason(struct task *t, const struct signal *s, const char *words, unsigned char envelope[16]);

/* *mine: 1 when this person handed that signal over just now, and so cannot see it any more. */
enum rc signal_handed_over(struct task *t, const char *number, int *mine);

/* The local day (Europe/Amsterdam) of task.now as an ISO date in the task's memory. */
const char *signal_today(struct task *t);

#endif
