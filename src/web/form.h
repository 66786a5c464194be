/*
 * Input is declared, validated, then handed over: a form is a table of
 * fields. Unknown and repeated fields are MALFORMED before a handler sees
 * anything; what a person can correct is INVALID, with everything typed kept.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "web/web.h"

enum field_kind {
	LINE,		/* one line of text; min..max code points */
	PROSE,		/* several lines */
	CHOICE,		/* one of `choices` */
	MANY,		/* any of `choices`: sent as name=a&name=b, handed over as "a b" */
	DAY,		/* ISO date, or three fields name.day name.month name.year */
	NUMBER,		/* whole number min..max */
	TICK,		/* "1" or absent */
	HIDDEN,		/* ours; wrong is MALFORMED, not INVALID */
};

struct field {
	const char *name;
	enum field_kind kind;
	long min, max;
	const char *wrong;			/* word key of the message: "error.<wrong>" */
	const char *const *choices;		/* NULL-ended; for CHOICE and MANY */
};

struct form {
	struct pairs values;			/* valid and invalid alike, tidy and NFC */
	size_t wrong_count;
	const struct field *wrong[64];
};

/*
 * Reads the declared fields from w->form (or w->query for GET). OK, INVALID
 * (values hold what was typed) or MALFORMED. Empty optional fields are absent.
 * "csrf" and "state" need no declaration: the program's enter() takes them.
 */
enum rc form_read(struct web *w, struct form *f, const struct field *fields, size_t count);
const char *form_value(const struct form *f, const char *name);	/* "" when absent */
int64_t form_num(const struct form *f, const char *name);		/* 0 when absent */
/* Marks a field wrong after a room refused it. */
void form_wrong(struct form *f, const struct field *field, const char *message);
/* Puts values as Form.<name> and the messages as Errors.N.Field, .Text and Wrong.<name>. */
void form_put(struct web *w, const struct form *f);

#endif
