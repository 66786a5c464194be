/*
 * The dialogue: questions from the desk to a reporter who has no name, and
 * their answers. A question is sealed twice: to the reporter's key and to the
 * desk. It comes from the library (a code whose words exist in every language
 * of the form) or is written by hand.
 */
#ifndef DIALOGUE_H
#define DIALOGUE_H

#include "base/crypto.h"
#include "base/pack.h"
#include "base/task.h"

enum question_state {
	QUESTION_OPEN,
	QUESTION_ANSWERED,
	QUESTION_LAPSED,	/* nobody looked in time; counted */
	QUESTION_WITHDRAWN,	/* by the desk, before it was answered */
	QUESTION_ENDED,		/* the reporter ended the dialogue, or its time passed */
	QUESTION_STATES
};

enum {
	QUESTION_POINTS = 1000,		/* characters of a question */
	ANSWER_POINTS = 5000,		/* and of an answer or an added text */
	QUESTIONS_OPEN = 5,		/* at once for one reporter */
};

/*
 * What is sealed. A question: "code" (of the library) or "text", and "tap" = "1" when it is answered
 * by yes, no or unknown. An answer: "question" (its id in hexadecimal), "tap" (yes no unknown) and
 * "text". An added text: "text". Files beside either: as in attachment_upload.h.
 */

/* Codes of the library, NULL-ended. Words: "library.<code>" in the frame's .po files (both programs show them). */
extern const char *const dialogue_library[];
int dialogue_known(const char *code);		/* 1 when it is one of them */
/* 1 when that question is answered by yes, no or I do not know (text may be added). */
int dialogue_taps(const char *code);
/* The answers that are tapped: yes, no, unknown; NULL-ended. Words: "tap.<code>", in both programs. */
extern const char *const dialogue_tap_codes[];

#endif
