/*
 * Forwarding to a desk of the hub. The routing table proposes; the person
 * chooses, and says why. Nothing leaves the hub here: a destination outside is
 * served by the desk that deals with it. The security unit as a destination is
 * no forward but a hand-over: the signal leaves the class of who sends it.
 */
#include "desk.h"

#include <string.h>

#include "routing.h"
#include "signal_features.h"

enum { PROPOSALS = 8 };

/* The security unit first: from the second on is what everybody else chooses a desk from. */
static const char *const destinations[] = {
	"security_unit", "primary_process", "supervision_research", "avim", "kmar", "labour_authority",
	"police_now", NULL
};
static const char *const security_only[] = { "security_unit", NULL };

static const struct field forward_form[] = {
	{ "version",     NUMBER, 1, 1L << 31, "choice", NULL },
	{ "destination", CHOICE, 1, 30,       "destination", destinations },
	{ "reason",      PROSE,  5, 4000,     "reason_too_short", NULL },
};

enum { DESTINATION = 1 };	/* its place in the table */

/* Destinations stay in the class of the signal; USZ sends nothing out of it. */
static const char *const *in_class(const struct desk *d)
{
	return d->s.class == CLASS_USZ ? security_only : destinations + 1;
}

static int may_hand_over(const struct desk *d)
{
	return signal_may(signal_step(ACT_HAND_OVER, (enum signal_status)d->s.status), &d->me) == OK;
}

static const char *const *destinations_of(const struct desk *d)
{
	return may_hand_over(d) ? destinations : in_class(d);
}

/* What the rules may know of this signal: kinds and coded features, nothing about who somebody is. */
static unsigned facts_of(const struct signal *s, const struct signal_subject *subjects, size_t n)
{
	unsigned facts = s->danger ? ROUTING_DANGER : 0;
	int known = 0;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(subjects[i].kind, "company") == 0)
			facts |= ROUTING_COMPANY;
		if (strcmp(subjects[i].kind, "sponsor") == 0)
			facts |= ROUTING_SPONSOR;
		if (signal_features_have(subjects[i].features, "document", "at_hand"))
			facts |= ROUTING_DOCUMENT;
		if (signal_features_have(subjects[i].features, "method", "organised_group"))
			facts |= ROUTING_PATTERN;
		known |= strcmp(subjects[i].kind, "unknown") != 0;
	}
	return known ? facts : facts | ROUTING_UNLINKED;
}

static void put_proposals(struct web *w, const struct routing_rule **rules, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct node *row = put_row(w, "Proposals", i);

		node_put(row, "Destination", word(w, "destination.%s", rules[i]->destination));
		node_put(row, "Desk", word(w, "desk.%s", rules[i]->desk));
		node_put(row, "Urgency", word(w, "urgency.%d", (int)rules[i]->urgency));
	}
}

/* The desk follows from the destination: two answers could contradict each other. */
static void put_desks(struct web *w, const char *const *codes)
{
	for (size_t i = 0; codes[i]; i++)
		node_put(put_row(w, "Choices.destination", i), "Hint", take_format(w->t, "%s: %s",
			word(w, "detail.desk"), word(w, "desk.%s", routing_desk(codes[i]))));
}

/* The first proposal is chosen beforehand, unless the person chose already. */
static enum rc put_choices(struct desk *d, const struct form *f)
{
	const struct routing_rule *rules[PROPOSALS];
	struct signal_subject *subjects;
	const char *destination = f ? form_value(f, "destination") : "";
	size_t n = 0, count;
	enum rc rc = signal_subjects(d->w->t, &d->s, &subjects, &n);

	if (rc != OK)
		return rc;
	count = routing_propose(d->s.subject, facts_of(&d->s, subjects, n), rules, PROPOSALS);
	put_proposals(d->w, rules, count);
	put_flag(d->w, "MayHandOver", may_hand_over(d));
	put_codes(d->w, "destination", destinations_of(d), "destination",
		*destination ? destination : rules[0]->destination, NULL);
	put_desks(d->w, destinations_of(d));
	return OK;
}

static enum rc show_form(struct desk *d, struct form *f)
{
	enum rc rc = desk_treats(d) ? put_story(d, PURPOSE_TREATING, NULL) : OK;

	if (rc == OK)
		rc = put_judged(d);
	if (rc == OK)
		rc = put_choices(d, f);
	if (rc != OK)
		return rc;
	desk_put(d);
	put_flag(d->w, "Impossible",
		signal_may(signal_step(ACT_FORWARD, (enum signal_status)d->s.status), &d->me) != OK);
	if (f) {
		form_put(d->w, f);
		put(d->w, "Kept", kept_line(d->w, kept_choice(d->w, "", "destination", form_value(f, "destination")),
			form_value(f, "reason")));
	}
	return show_page(d->w, "forward.cs");
}

/* GET /signals/:ref/forward */
enum rc show_forward(struct web *w)
{
	struct desk d;
	enum rc rc = desk_open(w, &d);

	if (rc != OK)
		return rc;
	if (signal_may(signal_step(ACT_FORWARD, (enum signal_status)d.s.status), &d.me) != OK)
		return see(w, "/%s/signals/%s", w->lang, d.s.number);
	return show_form(&d, NULL);
}

static enum signal_act chosen(const struct form *f)
{
	return strcmp(form_value(f, "destination"), "security_unit") == 0 ? ACT_HAND_OVER : ACT_FORWARD;
}

static enum rc forward(struct desk *d, struct form *f)
{
	struct signal_decision decision = { .act = ACT_FORWARD, .version = form_num(f, "version") };

	if (!signal_code_known(in_class(d), form_value(f, "destination"))) {
		form_wrong(f, &forward_form[DESTINATION], NULL);
		return INVALID;
	}
	desk_mark(d, f);
	decision.mark = d->mark;
	decision.reason = form_value(f, "reason");
	decision.desk = routing_desk(form_value(f, "destination"));
	decision.detail = take_format(d->w->t, "destination=%s desk=%s", form_value(f, "destination"),
		decision.desk);
	return signal_decide(d->w->t, &d->s, &d->me, &decision);
}

static enum rc decide(struct desk *d, struct form *f, enum signal_act act)
{
	const struct signal_decision over = { .act = act, .version = form_num(f, "version"),
		.reason = form_value(f, "reason") };

	return act == ACT_HAND_OVER ? signal_decide(d->w->t, &d->s, &d->me, &over) : forward(d, f);
}

/* POST /signals/:ref/forward */
enum rc forward_signal(struct web *w)
{
	struct desk d;
	struct form f;
	enum signal_act act;
	int twice = 0;
	enum rc form = form_read(w, &f, forward_form, COUNT(forward_form));
	enum rc rc = form == OK || form == INVALID ? desk_open(w, &d) : form;

	act = chosen(&f);
	if (rc != OK)
		return desk_gone(w, act, rc);
	if (d.s.class == CLASS_USZ)	/* at its destination: it stays */
		act = ACT_FORWARD;
	form = desk_late(&d, &f, act, form == OK ? decide(&d, &f, act) : form);
	if (form == OK)
		return desk_done(&d, act);
	if (form != CONFLICT && form != INVALID)
		return desk_gone(w, act, form);
	rc = form == CONFLICT ? desk_reread(&d, act, form_num(&f, "version"), &twice) : OK;
	if (twice)
		return desk_done(&d, act);
	if (rc == OK)
		rc = show_form(&d, &f);
	answer_status(w, form == CONFLICT ? 409 : 422);
	return rc;
}
