/*
 * The desk's side of the dialogue: what was asked, asking, taking back. A
 * question goes to whoever holds the receipt and to nobody else; what the desk
 * keeps of it is a copy of its own.
 */
#ifndef DIALOGUE_ASK_H
#define DIALOGUE_ASK_H

#include "dialogue.h"
#include "signal.h"

enum {
	LOOK_BEFORE_MOST = 60,		/* days on that a reporter may be asked to look */
	LOOK_BEFORE_USUAL = 5,		/* working days on, when nobody says otherwise */
	QUESTION_BYTES = 4096,		/* within the seal: every question is of this size */
	QUESTIONS_COUNTED = 90,		/* days back on the overview */
};

struct question {
	unsigned char id[OBJECT_ID], asker[OBJECT_ID], envelope[OBJECT_ID];	/* envelope: of the desk's copy */
	const char *day, *look_before, *lang, *read_on, *answered;		/* ISO, "" when not */
	int64_t state;
};

/* Where questions to a reporter go, or why there is no way to ask. */
struct mailbox {
	int open;
	int had_code;			/* not open, and yet there was a code: ended, or its time passed */
	const char *lang;		/* of the form: what the reporter reads */
	struct bytes key;
};

struct asking {
	const char *code, *text;	/* of the library, or own words; the other is "" */
	int tap;			/* answered with yes, no or I do not know */
	const char *look_before;	/* ISO */
	const char *waits;		/* the reason when the signal is set to waiting too; NULL when not */
	int64_t version;
	const char *mark;		/* of the form, kept in the event */
};

struct dialogue_counts {
	int64_t asked, open, answered, lapsed, withdrawn;
};
struct dialogue_wait {
	unsigned char signal[OBJECT_ID];
	const char *look_before;	/* of the last open question; "" when none is open */
	int64_t answered;		/* 1: an answer is among the new information */
};

/* All questions of a signal, the latest first. */
enum rc dialogue_questions(struct task *t, const struct signal *s, struct question **rows, size_t *n);
enum rc dialogue_mailbox(struct task *t, const struct signal *s, struct mailbox *out);
/* What was asked in the last QUESTIONS_COUNTED days, of what the viewer sees. */
enum rc dialogue_count(struct task *t, int today, struct dialogue_counts *out);
/* Those of the signals (at most VAULT_LIST) whose reporter was asked something. */
enum rc dialogue_waiting(struct task *t, const struct signal *signals, size_t count,
	struct dialogue_wait **rows, size_t *n);

/*
 * One question, sealed twice, and the step to waiting when that is asked.
 * INVALID: no such code, no words or too many, a date out of reach, or
 * QUESTIONS_OPEN are open; CONFLICT: somebody was first, or there is no mailbox
 * any more; DENIED: not this person.
 */
enum rc dialogue_ask(struct task *t, const struct signal *s, const struct signal_person *who,
	const struct asking *a);
/* CONFLICT when it is not open any more. */
enum rc dialogue_withdraw(struct task *t, const struct signal *s, const struct signal_person *who,
	const unsigned char question[OBJECT_ID]);

/* 1 when a reporter may be asked on `today` to look before that day. Pure. */
int dialogue_day_fits(const char *look_before, int today);

#endif
