/*
 * The page of one signal. The facts are always there; what is sealed opens by
 * itself when it is this person's work, and otherwise asks why. A signal that
 * this person may not see is the same 404 as one that never was.
 */
#include "desk.h"

#include <string.h>

#include "base/text.h"

static const struct field show_form[] = {
	{ "done", HIDDEN, 0, DONE_MOST, "choice", NULL },
};
static const struct field claim_form[] = {
	{ "version", NUMBER, 1, 1L << 31, "choice", NULL },
};
static const struct field assign_form[] = {
	{ "version",  NUMBER, 1, 1L << 31, "choice", NULL },
	{ "assignee", HIDDEN, 0, 32,       "choice", NULL },
};
enum { ASSIGNEE = 1 };	/* its place in the table */
static const struct field open_form[] = {
	{ "purpose",  CHOICE, 1, 20,   "purpose",         purpose_codes },
	{ "reason",   PROSE,  5, 2000, "reason_too_short", NULL },
	{ "province", CHOICE, 0, 20,   "choice",          province_codes },	/* what somebody chose before it had to be opened */
};
static const struct field note_form[] = {
	{ "note", PROSE,  1, 8000, "note_empty", NULL },
	{ "form", HIDDEN, 0, 32,   "choice",     NULL },
};

/* --- What can be done --------------------------------------------------------- */

/* Of the steps that ask for an opened text: those that this page has a button for now. */
static int offered(const struct desk *d, enum signal_act act)
{
	if (act == ACT_READ_NEWS)
		return d->me.news;
	if (act == ACT_RECHECK)
		return d->s.recheck == 1;
	return act != ACT_WITHDRAW && act != ACT_TRANSLATE;
}

/* Steps with a page or button of their own; the rest only when the table has a way and this person may. */
static void put_acts(const struct desk *d)
{
	if (d->s.moving)	/* on its way to its class: in a moment */
		return;
	for (int act = 0; act < ACT_COUNT; act++) {
		const struct signal_step *step = signal_step((enum signal_act)act, (enum signal_status)d->s.status);

		if (signal_may(step, &d->me) == OK)
			put_flag(d->w, take_format(d->w->t, "May.%s", signal_act_name((enum signal_act)act)), 1);
		else if (offered(d, (enum signal_act)act) && desk_unread(d, (enum signal_act)act))
			put_flag(d->w, "Sealed.Steps", 1);
	}
	put_flag(d->w, "May.note", signal_works(&d->me));
	put_region(d);
}

/* Claiming what is already mine would say nothing. */
static void put_claim(const struct desk *d)
{
	if (d->me.handles && d->s.status != SIGNAL_NEW)
		put(d->w, "May.claimed", "");
}

static enum rc put_handlers(const struct desk *d)
{
	struct signal_colleague *handlers;
	size_t n = 0;
	enum rc rc = signal_handlers(d->w->t, d->s.class, &handlers, &n);
	struct node *nobody;

	if (rc != OK)
		return rc;
	nobody = put_row(d->w, "Choices.assignee", 0);
	node_put(nobody, "Value", "");
	node_put(nobody, "Label", word(d->w, "who.nobody"));
	put_people(d->w, "assignee", 1, handlers, n, d->s.assignee);
	return OK;
}

/* Deciding is the first of them, and a choice only while a request waits for this person. */
static void put_purposes(const struct desk *d)
{
	put_codes(d->w, "purpose", purpose_codes + !d->decides, "purpose_ask", d->decides ? "decide" : "lookup", NULL);
}

/* Everything but the sealed part. */
static enum rc put_page(struct desk *d)
{
	const char *reference = "";
	enum rc rc = put_judged(d);

	if (rc == OK)
		rc = signal_reference(d->w->t, &d->s, &reference);
	put(d->w, "S.Reference", reference);

	desk_put(d);
	put(d->w, "Title", filled(d->w, word(d->w, "title.signal"), d->s.number));
	put_acts(d);
	put_claim(d);
	if (rc == OK)
		rc = put_questions(d);
	if (rc == OK)
		rc = put_files(d);
	if (rc == OK)
		rc = put_timeline(d);
	if (rc == OK)
		rc = put_looks(d);
	if (rc == OK && !d->s.moving && signal_may(signal_step(ACT_ASSIGN, (enum signal_status)d->s.status), &d->me) == OK)
		rc = put_handlers(d);
	put_purposes(d);
	return rc;
}

enum rc desk_show(struct desk *d)
{
	enum rc rc = OK;

	if (desk_treats(d) || d->s.moving)
		rc = put_story(d, PURPOSE_TREATING, NULL);
	else
		put_flag(d->w, "Sealed.Ask", 1);
	if (rc == OK)
		rc = put_page(d);
	return rc == OK ? show_page(d->w, "signal.cs") : rc;
}

/* GET /signals/:ref */
enum rc show_signal(struct web *w)
{
	struct desk d;
	struct form f;
	const char *done;
	enum rc rc = form_read(w, &f, show_form, COUNT(show_form));

	if (rc == OK)
		rc = desk_open(w, &d);
	if (rc != OK)
		return rc;
	done = done_said(w, &d.s, form_value(&f, "done"));
	if (*done)
		put_word(w, "Done", "done.%s", done);
	return desk_show(&d);
}

/* POST /signals/:ref/open: outside one's own work, with a purpose and a reason. */
enum rc open_signal(struct web *w)
{
	struct desk d;
	struct form f;
	unsigned char reason[16];
	enum rc rc = form_read(w, &f, open_form, COUNT(open_form)), form = rc;

	if (rc == OK || rc == INVALID)
		rc = desk_open(w, &d);
	if (rc != OK)
		return rc;
	keep_region(&d, &f);
	if (form == OK)
		form = signal_reason(w->t, &d.s, form_value(&f, "reason"), reason);
	if (form == OK)
		form = put_story(&d, purpose_of(form_value(&f, "purpose")), reason);
	else if (form == INVALID)
		put_flag(w, "Sealed.Ask", 1);
	if (form != OK && form != INVALID)
		return form;
	rc = put_page(&d);
	form_put(w, &f);
	if (rc == OK)
		rc = show_page(w, "signal.cs");
	return rc == OK ? form : rc;
}

/* --- Small decisions made on the page itself ------------------------------------ */

static enum rc decide(struct web *w, struct desk *d, const struct signal_decision *decision)
{
	enum rc rc = signal_decide(w->t, &d->s, &d->me, decision);
	int twice = 0;

	if (rc == OK)
		return desk_done(d, decision->act);
	if (rc != CONFLICT)
		return rc;
	rc = desk_reread(d, decision->act, decision->version, &twice);
	if (twice)
		return desk_done(d, decision->act);
	if (rc == OK)
		rc = desk_show(d);
	answer_status(w, 409);
	return rc;
}

/* POST /signals/:ref/claimed */
enum rc claim_signal(struct web *w)
{
	struct desk d;
	struct form f;
	struct signal_decision decision = { .act = ACT_CLAIM, .assign = 1, .assignee = w->account->id };
	enum rc rc = form_read(w, &f, claim_form, COUNT(claim_form));

	if (rc == OK)
		rc = desk_open(w, &d);
	if (rc != OK)
		return rc;
	desk_mark(&d, &f);
	decision.version = form_num(&f, "version");
	decision.mark = d.mark;
	return decide(w, &d, &decision);
}

/* Who has it has it already; of an old page that may be a double click, or somebody who was first. */
static int changes_nothing(const struct desk *d, const struct form *f, const unsigned char *to)
{
	static const unsigned char nobody[16];

	return form_num(f, "version") == d->s.version && signal_same(to ? to : nobody, d->s.assignee);
}

static enum rc refuse_same(struct desk *d, struct form *f)
{
	enum rc rc;

	form_wrong(f, &assign_form[ASSIGNEE], signal_is_id(d->s.assignee) ? "assign_same" : "assign_nobody");
	form_put(d->w, f);
	rc = desk_show(d);
	return rc == OK ? INVALID : rc;
}

/* POST /signals/:ref/assigned */
enum rc assign_signal(struct web *w)
{
	struct desk d;
	struct form f;
	unsigned char to[16];
	struct signal_decision decision = { .act = ACT_ASSIGN, .assign = 1 };
	enum rc rc = form_read(w, &f, assign_form, COUNT(assign_form));
	const char *hex;

	if (rc == OK)
		rc = desk_open(w, &d);
	if (rc != OK)
		return rc;
	hex = form_value(&f, "assignee");
	desk_mark(&d, &f);
	decision.mark = d.mark;
	decision.version = form_num(&f, "version");
	if (*hex && !text_unhex(hex, to, sizeof(to)))
		return fail(w->t, MALFORMED, "assign: no id");
	if (*hex)
		decision.assignee = to;
	if (changes_nothing(&d, &f, decision.assignee))
		return refuse_same(&d, &f);
	/* Giving oneself a colleague's signal is taking over, which says why. */
	if (*hex && signal_same(to, w->account->id) && !d.me.nobodys)
		return see(w, "/%s/signals/%s/%s", w->lang, d.s.number, signal_act_name(ACT_TAKE_OVER));
	decision.detail = *hex ? take_format(w->t, "to=%s", text_hex(w->t, to, 16)) : "to=nobody";
	return decide(w, &d, &decision);
}

/* POST /signals/:ref/note */
enum rc add_note(struct web *w)
{
	struct desk d;
	struct form f;
	int did = 0;
	enum rc rc = form_read(w, &f, note_form, COUNT(note_form)), form = rc;

	if (rc == OK || rc == INVALID)
		rc = desk_open(w, &d);
	if (rc != OK)
		return rc;
	desk_mark(&d, &f);
	if (form == OK)
		form = signal_note(w->t, &d.s, &d.me, form_value(&f, "note"), d.mark);
	if (form == CONFLICT)
		rc = desk_did(&d, "note", &did);
	if (rc != OK)
		return rc;
	if (form == OK || did)
		return desk_back(&d, "", "note");
	if (form != INVALID)
		return form;
	form_put(w, &f);
	rc = desk_show(&d);
	return rc == OK ? INVALID : rc;
}
