/*
 * Steps that need a reason and nothing else: one page for all of them. Which
 * step it is stands in the address; whether it may be taken, in the room's table.
 */
#include "desk.h"

#include <string.h>

static const char *const found_codes[] = { "yes", "no", NULL };

static const struct field plain_form[] = {
	{ "version", NUMBER, 1, 1L << 31, "choice", NULL },
	{ "reason",  PROSE,  0, 4000,     "too_long", NULL },
};
/* "Searched X, found nothing" is a fact as good as any. */
static const struct field fact_form[] = {
	{ "version", NUMBER, 1, 1L << 31, "choice", NULL },
	{ "found",   CHOICE, 1, 5,        "found", found_codes },
	{ "reason",  PROSE,  3, 4000,     "searched", NULL },
};

static enum signal_act act_of(const struct web *w)
{
	const char *last = strrchr(w->path, '/');
	int act = 0;

	while (act < ACT_COUNT && strcmp(signal_act_name((enum signal_act)act), last + 1) != 0)
		act++;
	return (enum signal_act)act;
}

static int is_fact(enum signal_act act)
{
	return act == ACT_LINK || act == ACT_ENRICH;
}

static void put_step(const struct desk *d, enum signal_act act)
{
	struct web *w = d->w;
	const char *name = signal_act_name(act);
	const struct signal_step *step = signal_step(act, (enum signal_status)d->s.status);

	put(w, "Act.Name", name);
	put_word(w, "Title", "step.%s.title", name);
	put_word(w, "Act.Explain", "step.%s.explain", name);
	put_word(w, "Act.Label", "step.%s.label", name);
	put_word(w, "Act.Button", "step.%s.button", name);
	put_flag(w, "Act.Fact", is_fact(act));
	put_flag(w, "Act.Reason", act != ACT_RESUME);
	put_flag(w, "Act.Optional", step && !step->reason);
	put_flag(w, "Impossible", signal_may(step, &d->me) != OK);
}

/* Assessed means: every subject has its verdict. Unjudged.* names the first that has none. */
static enum rc all_judged(struct desk *d)
{
	struct signal_subject *rows;
	struct web *w = d->w;
	size_t n = 0;
	enum rc rc = signal_subjects(w->t, &d->s, &rows, &n);

	for (size_t i = 0; rc == OK && i < n; i++)
		if (!*rows[i].verdict) {
			put_flag(w, "Unjudged", 1);
			put_num(w, "Unjudged.No", rows[i].no);
			put(w, "Unjudged.Url", take_format(w->t, "/%s/signals/%s/assess?subject=%d", w->lang,
				d->s.number, (int)rows[i].no));
			return INVALID;
		}
	return rc;
}

static enum rc show_form(struct desk *d, struct form *f, enum signal_act act)
{
	desk_put(d);
	put_step(d, act);
	if (f) {
		form_put(d->w, f);
		put(d->w, "Kept", kept_line(d->w, kept_choice(d->w, "", "found", form_value(f, "found")),
			form_value(f, "reason")));
	}
	put_codes(d->w, "found", found_codes, "found", f ? form_value(f, "found") : "", NULL);
	return show_page(d->w, "step.cs");
}

/* GET /signals/:ref/<act> */
enum rc show_step(struct web *w)
{
	struct desk d;
	enum rc rc = desk_open(w, &d);

	if (rc != OK)
		return rc;
	if (signal_may(signal_step(act_of(w), (enum signal_status)d.s.status), &d.me) != OK)
		return see(w, "/%s/signals/%s", w->lang, d.s.number);
	if (act_of(w) == ACT_ASSESS)
		rc = all_judged(&d);
	return rc == OK || rc == INVALID ? show_form(&d, NULL, act_of(w)) : rc;
}

static enum rc decide(struct desk *d, const struct form *f, enum signal_act act)
{
	struct signal_decision decision = { .act = act, .version = form_num(f, "version") };

	desk_mark(d, f);
	decision.mark = d->mark;
	decision.reason = form_value(f, "reason");
	if (is_fact(act))
		decision.detail = take_format(d->w->t, "found=%s", form_value(f, "found"));
	if (act == ACT_REOPEN || act == ACT_TAKE_OVER) {
		decision.assign = 1;
		decision.assignee = d->w->account->id;
	}
	if (act == ACT_RETURN)
		decision.desk = d->s.class == CLASS_USZ ? "security_unit" : "intake";
	return signal_decide(d->w->t, &d->s, &d->me, &decision);
}

/* The room wants a reason where the field let none through. */
static const struct field *reason_field(const struct form *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->fields[i].name, "reason") == 0)
			return &f->fields[i];
	return &f->fields[0];
}

/* POST /signals/:ref/<act> */
enum rc take_step(struct web *w)
{
	struct desk d;
	struct form f;
	enum signal_act act = act_of(w);
	int twice = 0, judged;
	enum rc form = is_fact(act) ? form_read(w, &f, fact_form, COUNT(fact_form))
		: form_read(w, &f, plain_form, COUNT(plain_form));
	enum rc rc = form == OK || form == INVALID ? desk_open(w, &d) : form;

	if (rc != OK)
		return desk_gone(w, act, rc);
	if (form == OK && act == ACT_ASSESS)
		form = all_judged(&d);
	judged = form != INVALID || f.wrong_count > 0;
	form = desk_late(&d, &f, act, form == OK ? decide(&d, &f, act) : form);
	if (form == OK)
		return desk_done(&d, act);
	if (form != CONFLICT && form != INVALID)
		return desk_gone(w, act, form);
	if (form == INVALID && judged && f.wrong_count == 0)
		form_wrong(&f, reason_field(&f), "reason_missing");
	rc = form == CONFLICT ? desk_reread(&d, act, form_num(&f, "version"), &twice) : OK;
	if (twice)
		return desk_done(&d, act);
	if (rc == OK)
		rc = show_form(&d, &f, act);
	answer_status(w, form == CONFLICT ? 409 : 422);
	return rc;
}
