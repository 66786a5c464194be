/*
 * Input is declared, validated, then handed over: a form is a table of
 * fields. Unknown and repeated fields are MALFORMED before a handler sees
 * anything; what a person can correct is INVALID, with everything typed kept.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "web/web.h"

enum field_kind {
	LINE,		/* one line of text; min..max code points (min 0: may be left out) */
	PROSE,		/* several lines */
	CHOICE,		/* one of `choices` */
	MANY,		/* any of `choices`: sent as name=a&name=b, handed over as "a b" */
	DAY,		/* ISO date, or three fields name.day name.month name.year */
	NUMBER,		/* whole number min..max; may be left out when min is 0 */
	TICK,		/* "1" or absent */
	HIDDEN,		/* ours; wrong is MALFORMED, not INVALID */
	SECRET,		/* password: exactly as typed, max in bytes (more is MALFORMED), never put on a page */
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
	const char *message[64];		/* word key behind "error.", by the same number */
	const struct field *fields;
	size_t count;
};

/*
 * Reads the declared fields from w->form (or w->query for GET). OK, INVALID
 * (values hold what was typed) or MALFORMED. Empty optional fields are absent.
 * MALFORMED too: a choice that is not on the list, a line break in a LINE, ten
 * times the length allowed, a NUMBER that is none in a query (a link of ours).
 * "csrf" and "state" need no declaration: the program's enter() takes them.
 */
enum rc form_read(struct web *w, struct form *f, const struct field *fields, size_t count);
/*
 * For an address that people keep and change: takes out of w->query what form_read would refuse. Their fields
 * come in `out`, which has room for count + 1 (NULL: a name that is no field's); how many there are is returned.
 * A name that comes twice was refused before (request.c).
 */
size_t form_leave_out(struct web *w, const struct field *fields, size_t count, const struct field **out);
const char *form_value(const struct form *f, const char *name);	/* "" when absent */
int64_t form_num(const struct form *f, const char *name);		/* 0 when absent */
/* Marks a field of the form's own table wrong, once: what was wrong with it first stays. */
void form_wrong(struct form *f, const struct field *field, const char *message);
/*
 * Puts values as Form.<name>, ticked choices also as Form.<name>.<choice> = 1,
 * and the messages as Errors.N.Field, .Text and Wrong.<name>.
 */
void form_put(struct web *w, const struct form *f);
/* The page once more, with what was typed and what is wrong with it: INVALID, or why it cannot be shown. */
enum rc form_again(struct web *w, const struct form *f, const char *page);

#endif
