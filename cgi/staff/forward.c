/*
 * Forwarding to a desk of the hub. The routing table proposes; the person
 * chooses, and says why. Nothing leaves the hub here: a destination outside is
 * served by the desk that deals with it.
 */
#include "desk.h"

#include <string.h>

#include "routing.h"
#include "signal_features.h"

enum { PROPOSALS = 8 };

/* The security unit first: from the second on is what everybody else chooses from. */
static const char *const destinations[] = {
	"security_unit", "primary_process", "supervision_research", "avim", "kmar", "labour_authority",
	"police_now", NULL
};
static const char *const desks[] = {
	"security_unit", "primary_process", "supervision_research", "enforcement", NULL
};
static const char *const security_only[] = { "security_unit", NULL };

static const struct field forward_form[] = {
	{ "version",     NUMBER, 1, 1L << 31, "choice", NULL },
	{ "destination", CHOICE, 1, 30,       "destination", destinations },
	{ "desk",        CHOICE, 1, 30,       "desk", desks },
	{ "reason",      PROSE,  5, 4000,     "reason_too_short", NULL },
};

enum { DESTINATION = 1, DESK };	/* places in the table */

/* A signal stays in its class: moving it to another is a step of its own, with a second person. */
static const char *const *in_class(const struct desk *d, const char *const *codes)
{
	return d->s.class == CLASS_USZ ? security_only : codes + 1;
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

/* The first proposal is chosen beforehand, unless the person chose already. */
static enum rc put_choices(struct desk *d, const struct form *f)
{
	const struct routing_rule *rules[PROPOSALS];
	struct signal_subject *subjects;
	const char *destination = f ? form_value(f, "destination") : "", *desk = f ? form_value(f, "desk") : "";
	size_t n = 0, count;
	enum rc rc = signal_subjects(d->w->t, &d->s, &subjects, &n);

	if (rc != OK)
		return rc;
	count = routing_propose(d->s.subject, facts_of(&d->s, subjects, n), rules, PROPOSALS);
	put_proposals(d->w, rules, count);
	put_codes(d->w, "destination", in_class(d, destinations), "destination",
		*destination ? destination : rules[0]->destination, NULL);
	put_codes(d->w, "desk", in_class(d, desks), "desk", *desk ? desk : rules[0]->desk, NULL);
	return OK;
}

static enum rc show_form(struct desk *d, struct form *f)
{
	enum rc rc = put_choices(d, f);

	if (rc != OK)
		return rc;
	desk_put(d);
	put_flag(d->w, "Impossible",
		signal_may(signal_step(ACT_FORWARD, (enum signal_status)d->s.status), &d->me) != OK);
	if (f)
		form_put(d->w, f);
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

static enum rc decide(struct desk *d, struct form *f)
{
	struct signal_decision decision = { .act = ACT_FORWARD, .version = form_num(f, "version") };

	for (int i = DESTINATION; i <= DESK; i++)
		if (!signal_code_known(in_class(d, forward_form[i].choices), form_value(f, forward_form[i].name))) {
			form_wrong(f, &forward_form[i], NULL);
			return INVALID;
		}
	decision.reason = form_value(f, "reason");
	decision.desk = form_value(f, "desk");
	decision.detail = take_format(d->w->t, "destination=%s desk=%s", form_value(f, "destination"),
		form_value(f, "desk"));
	return signal_decide(d->w->t, &d->s, &d->me, &decision);
}

/* POST /signals/:ref/forward */
enum rc forward_signal(struct web *w)
{
	struct desk d;
	struct form f;
	int twice = 0;
	enum rc form = form_read(w, &f, forward_form, COUNT(forward_form));
	enum rc rc = form == OK || form == INVALID ? desk_open(w, &d) : form;

	if (rc != OK)
		return rc;
	if (form == OK)
		form = decide(&d, &f);
	if (form == OK)
		return desk_done(&d, ACT_FORWARD);
	if (form != CONFLICT && form != INVALID)
		return form;
	rc = form == CONFLICT ? desk_reread(&d, ACT_FORWARD, form_num(&f, "version"), &twice) : OK;
	if (twice)
		return desk_done(&d, ACT_FORWARD);
	if (rc == OK)
		rc = show_form(&d, &f);
	answer_status(w, form == CONFLICT ? 409 : 422);
	return rc;
}
