/*
 * Closing a signal: a reason code, and why in words, beside what stands on the signal. A reason that
 * contradicts its verdicts is asked about once more.
 */
#include "desk.h"

#include <string.h>

#include "signal_close.h"
#include "signal_features.h"

static const struct field close_form[] = {
	{ "version", NUMBER, 1, 1L << 31, "choice", NULL },
	{ "code",    CHOICE, 1, 30,       "close_reason", signal_close_reasons },
	{ "leads",   LINE,   0, 20,       "no_number", NULL },
	{ "reason",  PROSE,  5, 4000,     "reason_too_short", NULL },
	{ "sure",    CHOICE, 0, 30,       "choice", signal_close_reasons },	/* of this reason; another is asked about anew */
};
enum { CODE = 1, LEADER, SURE = 4 };	/* places in the table */

/* What the reason is held against. */
struct facts {
	struct signal_subject *subjects;
	size_t count;
	int forwarded;
};

static enum rc read_facts(struct desk *d, struct facts *facts)
{
	struct signal_event *events;
	size_t n = 0;
	enum rc rc = signal_subjects(d->w->t, &d->s, &facts->subjects, &facts->count);

	if (rc == OK)
		rc = signal_events(d->w->t, &d->s, &events, &n);
	if (rc == OK)
		facts->forwarded = signal_is_forwarded(events, n);
	return rc;
}

static int judged_so(const struct facts *facts, const char *verdict)
{
	for (size_t i = 0; i < facts->count; i++)
		if (strcmp(facts->subjects[i].verdict, verdict) == 0)
			return 1;
	return 0;
}

static void put_facts(const struct desk *d, const struct facts *facts)
{
	struct web *w = d->w;
	const char *out = "";

	for (size_t i = 0; signal_verdicts[i]; i++)
		if (judged_so(facts, signal_verdicts[i]))
			out = take_format(w->t, "%s%s%s", out, *out ? ", " : "", word(w, "verdict.%s", signal_verdicts[i]));
	put(w, "Verdicts", out);
	put(w, "Undone", desk_undone(d));
	put_flag(w, "Away", facts->forwarded);
}

/* "Forwarded" is no reason for what was not. */
static const char *const *reasons(const struct desk *d, const struct facts *facts)
{
	const char **out = take(d->w->t, sizeof(*out) * 16);
	size_t n = 0;

	for (size_t i = 0; signal_close_reasons[i] && n < 15; i++)
		if (facts->forwarded || strcmp(signal_close_reasons[i], "forwarded_done") != 0)
			out[n++] = signal_close_reasons[i];
	return out;
}

static enum rc show_form(struct desk *d, struct form *f)
{
	struct web *w = d->w;
	struct facts facts = { 0 };
	enum rc rc = read_facts(d, &facts);

	if (rc != OK)
		return rc;
	put_facts(d, &facts);
	desk_put(d);
	put_flag(w, "Impossible",
		signal_may(signal_step(ACT_CLOSE, (enum signal_status)d->s.status), &d->me) != OK);
	put_codes(w, "code", reasons(d, &facts), "close_reason", f ? form_value(f, "code") : "", NULL);
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

/* INVALID for "forwarded" of what was not, and for a contradiction (*despite) that nobody said yes to. */
static enum rc hold_against(struct desk *d, struct form *f, const char **despite)
{
	const char *code = form_value(f, "code");
	struct facts facts = { 0 };
	enum rc rc = read_facts(d, &facts);

	if (rc != OK)
		return rc;
	if (strcmp(code, "forwarded_done") == 0 && !facts.forwarded) {
		form_wrong(f, &close_form[CODE], "not_forwarded");
		return INVALID;
	}
	*despite = signal_contradicted(code, facts.subjects, facts.count);
	if (!*despite || strcmp(form_value(f, "sure"), code) == 0)
		return OK;
	put(d->w, "Doubt.Code", code);
	put_word(d->w, "Doubt.Reason", "close_reason.%s", code);
	put_word(d->w, "Doubt.Verdict", "verdict.%s", *despite);
	form_wrong(f, &close_form[SURE], "close_despite");
	return INVALID;
}

static enum rc decide(struct desk *d, struct form *f)
{
	struct signal_decision decision = { .act = ACT_CLOSE, .version = form_num(f, "version") };
	const char *leads, *despite = NULL;
	enum rc rc = desk_leader(d, f, "code", &close_form[LEADER], &leads);

	if (rc == OK)
		rc = hold_against(d, f, &despite);
	if (rc != OK)
		return rc;
	desk_mark(d, f);
	decision.mark = d->mark;
	decision.reason = form_value(f, "reason");
	decision.code = form_value(f, "code");
	decision.detail = take_format(d->w->t, "reason=%s%s%s%s%s", decision.code, *leads ? " leads=" : "", leads,
		despite ? " despite=" : "", despite ? despite : "");
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
