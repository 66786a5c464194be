/* Closing a signal: a reason code, and why in words. */
#include "desk.h"

#include "signal_features.h"

static const struct field close_form[] = {
	{ "version", NUMBER, 1, 1L << 31, "choice", NULL },
	{ "code",    CHOICE, 1, 30,       "close_reason", signal_close_reasons },
	{ "leads",   LINE,   0, 20,       "no_number", NULL },
	{ "reason",  PROSE,  5, 4000,     "reason_too_short", NULL },
};
enum { LEADER = 2 };	/* its place in the table */

static enum rc show_form(struct desk *d, struct form *f)
{
	struct web *w = d->w;

	desk_put(d);
	put_flag(w, "Impossible",
		signal_may(signal_step(ACT_CLOSE, (enum signal_status)d->s.status), &d->me) != OK);
	put_codes(w, "code", signal_close_reasons, "close_reason", f ? form_value(f, "code") : "", NULL);
	if (f) {
		form_put(w, f);
		put(w, "Kept", kept_line(w, kept_line(w, kept_choice(w, "", "close_reason", form_value(f, "code")),
			form_value(f, "leads")), form_value(f, "reason")));
	}
	return show_page(w, "close.cs");
}

/* GET /signals/:ref/close */
enum rc show_close(struct web *w)
{
	struct desk d;
	enum rc rc = desk_open(w, &d);

	if (rc != OK)
		return rc;
	if (signal_may(signal_step(ACT_CLOSE, (enum signal_status)d.s.status), &d.me) != OK)
		return see(w, "/%s/signals/%s", w->lang, d.s.number);
	return show_form(&d, NULL);
}

static enum rc decide(struct desk *d, struct form *f)
{
	struct signal_decision decision = { .act = ACT_CLOSE, .version = form_num(f, "version") };
	const char *leads;
	enum rc rc = desk_leader(d, f, "code", &close_form[LEADER], &leads);

	if (rc != OK)
		return rc;
	desk_mark(d, f);
	decision.mark = d->mark;
	decision.reason = form_value(f, "reason");
	decision.code = form_value(f, "code");
	decision.detail = *leads ? take_format(d->w->t, "reason=%s leads=%s", decision.code, leads)
		: take_format(d->w->t, "reason=%s", decision.code);
	return signal_decide(d->w->t, &d->s, &d->me, &decision);
}

/* POST /signals/:ref/close */
enum rc close_signal(struct web *w)
{
	struct desk d;
	struct form f;
	int twice = 0;
	enum rc form = form_read(w, &f, close_form, COUNT(close_form));
	enum rc rc = form == OK || form == INVALID ? desk_open(w, &d) : form;

	if (rc != OK)
		return rc;
	form = desk_late(&d, &f, ACT_CLOSE, form == OK ? decide(&d, &f) : form);
	if (form == OK)
		return desk_done(&d, ACT_CLOSE);
	if (form != CONFLICT && form != INVALID)
		return form;
	rc = form == CONFLICT ? desk_reread(&d, ACT_CLOSE, form_num(&f, "version"), &twice) : OK;
	if (twice)
		return desk_done(&d, ACT_CLOSE);
	if (rc == OK)
		rc = show_form(&d, &f);
	answer_status(w, form == CONFLICT ? 409 : 422);
	return rc;
}
