/*
 * A translation of what a reporter wrote: sealed beside the original, with who
 * made it and how far it can be trusted. It never takes the original's place.
 */
#ifndef DIALOGUE_TRANSLATE_H
#define DIALOGUE_TRANSLATE_H

#include "base/crypto.h"
#include "signal.h"

enum { TRANSLATION_POINTS = 40000, TRANSLATOR_POINTS = 100 };

/* What is sealed has the same names. */
struct translation {
	const char *of;			/* envelope of the original, hexadecimal */
	const char *lang;		/* of the translation: a code of translation_langs */
	const char *by;			/* "human" or "machine" */
	const char *who;		/* name or number of the interpreter, or name of the tool */
	const char *grade;		/* A sworn, B professional, C colleague, D machine, unchecked */
	const char *text;
	const char *mark;		/* of the form, kept in the event; not sealed */
};

extern const char *const translation_langs[], *const translation_by[], *const translation_grades[];

/* 1 when a translation by such a one can have that grade: D is a machine's and nobody else's. Pure. */
int translation_grade_fits(const char *by, const char *grade);
/*
 * INVALID when something is missing, does not go together, or there is no such
 * original; CONFLICT when the same form was sent before.
 */
enum rc dialogue_translate(struct task *t, const struct signal *s, const struct signal_person *who,
	const struct translation *tr);

#endif
