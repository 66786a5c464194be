/*
 * Assessing: one judgement per subject of the signal, one subject at a time.
 * What was said about a subject stays sealed beside the signal.
 */
#include "desk.h"

#include <string.h>

#include "base/text.h"
#include "signal_features.h"

enum { SUBJECTS = 40 };

static const char *const then_codes[] = { "assessed", NULL };

/* name, kind, min, max, wrong, choices; the four groups of features are lists of the room. */
static const struct field judge_form[] = {
	{ "version",     NUMBER, 1, 1L << 31, "choice", NULL },
	{ "no",          NUMBER, 0, SUBJECTS, "choice", NULL },
	{ "kind",        CHOICE, 1, 20,       "kind", signal_kinds },
	{ "description", PROSE,  0, 2000,     "too_long", NULL },
	{ "source",      CHOICE, 1, 1,        "source", signal_sources },
	{ "information", CHOICE, 1, 1,        "information", signal_information },
	{ "verdict",     CHOICE, 1, 20,       "verdict", signal_verdicts },
	{ "intent",      CHOICE, 0, 20,       "intent", signal_intents },
	{ "leads",       LINE,   0, 20,       "no_number", NULL },
	{ "method",      MANY,   0, 20,       "choice", NULL },
	{ "sector",      MANY,   0, 20,       "choice", NULL },
	{ "document",    MANY,   0, 20,       "choice", NULL },
	{ "route",       MANY,   0, 20,       "choice", NULL },
	{ "reason",      PROSE,  0, 4000,     "reason_missing", NULL },
	{ "then",        CHOICE, 0, 10,       "choice", then_codes },
};
enum { DESCRIPTION = 3, LEADER = 8, FIRST_FEATURE, REASON = 13, FIELDS = COUNT(judge_form) };

/* The table with the room's lists of features in it. */
static void form_of(struct field out[FIELDS])
{
	memcpy(out, judge_form, sizeof(judge_form));
	for (size_t i = 0; i < signal_feature_count; i++)
		out[FIRST_FEATURE + i].choices = signal_features[i].codes;
}

/* --- Values ------------------------------------------------------------------ */

static void put_person(struct desk *d, size_t i, const struct signal_subject *s, int chosen)
{
	struct web *w = d->w;
	struct node *row = put_row(w, "Judged", i);

	node_num(row, "No", s->no);
	put_named(d, row, s);
	node_put(row, "Grade", take_format(w->t, "%s%d", s->source, (int)s->information));
	node_put(row, "Verdict", *s->verdict ? word(w, "verdict.%s", s->verdict) : "");
	node_put(row, "Url", take_format(w->t, "/%s/signals/%s/assess?subject=%d", w->lang, d->s.number,
		(int)s->no));
	node_flag(row, "Chosen", chosen);
}

/* What was typed wins over what is stored, for the subject whose form came back. */
static void overlay(struct web *w, struct signal_subject *s, const struct form *f)
{
	const char *features = "";

	s->kind = form_value(f, "kind");
	s->source = form_value(f, "source");
	s->information = form_num(f, "information");
	s->verdict = form_value(f, "verdict");
	s->intent = form_value(f, "intent");
	for (size_t g = 0; g < signal_feature_count; g++)
		for (const char *at = form_value(f, signal_features[g].group); *at; at += *at == ' ') {
			size_t n = strcspn(at, " ");

			features = take_format(w->t, "%s%s%s.%.*s", features, *features ? " " : "",
				signal_features[g].group, (int)n, at);
			at += n;
		}
	s->features = features;
}

/* The subject an event is about: "subject=2 grade=..."; 0 for other events. */
static int64_t subject_of(struct task *t, const struct signal_event *e)
{
	static const char start[] = "subject=";
	const char *at = e->detail + sizeof(start) - 1;
	int64_t no = 0;

	if (strcmp(e->what, "judged") != 0 || strncmp(e->detail, start, sizeof(start) - 1) != 0)
		return 0;
	return text_number(take_textn(t, at, strcspn(at, " ")), 1, SUBJECTS, &no) ? no : 0;
}

enum { NAME_POINTS = 60 };

enum rc desk_name_subjects(struct desk *d)
{
	struct signal_event *events;
	size_t count = 0;
	int ours[TOLD + 1] = { 0 };
	enum rc rc = signal_events(d->w->t, &d->s, &events, &count);

	for (size_t i = 0; rc == OK && i < count; i++) {
		int64_t no = subject_of(d->w->t, &events[i]);
		const struct said *said = no > 0 && no <= TOLD ? said_in(d, events[i].envelope) : NULL;

		if (!said || !said->about || !*said->about || (d->told_name[no] && !ours[no]))
			continue;
		d->told_name[no] = text_first(d->w->t, take_textn(d->w->t, said->about, strcspn(said->about, "\r\n")),
			NAME_POINTS);
		ours[no] = 1;
	}
	return rc;
}

/* The last description of a subject, and what leads a duplicate, stand in the event that carries it. */
static enum rc put_description(struct desk *d, int64_t no)
{
	struct signal_event *events;
	size_t count = 0;
	enum rc rc = signal_events(d->w->t, &d->s, &events, &count);

	for (size_t i = 0; rc == OK && i < count; i++) {
		int ours = subject_of(d->w->t, &events[i]) == no;
		const struct said *said = ours ? said_in(d, events[i].envelope) : NULL;
		const char *leads = ours ? strstr(events[i].detail, " leads=") : NULL;

		if (said)
			put(d->w, "Form.description", said->about);
		if (leads)
			put(d->w, "Form.leads", take_textn(d->w->t, leads + 7, strcspn(leads + 7, " ")));
	}
	return rc;
}

enum { NOBODY = -1, A_NEW_ONE = 0 };

/* Which subject's form is open: the typed one, the asked one, or the first without a verdict. */
static int64_t choose(struct web *w, const struct form *f, const struct signal_subject *rows, size_t n)
{
	const char *asked = pairs_find(&w->query, "subject");
	int64_t no;

	if (f)
		return form_num(f, "no");
	if (asked && text_number(asked, 0, SUBJECTS, &no))
		return no;
	for (size_t i = 0; i < n; i++)
		if (!*rows[i].verdict)
			return rows[i].no;
	return n > 0 ? NOBODY : A_NEW_ONE;
}

static enum rc put_subjects(struct desk *d, struct form *f)
{
	struct signal_subject *rows, chosen = {
		.information = 4, .kind = "person", .source = "X", .verdict = "", .intent = "", .features = ""
	};
	size_t n = 0, open = 0, others = 0;
	int64_t no;
	enum rc rc = signal_subjects(d->w->t, &d->s, &rows, &n);

	if (rc != OK)
		return rc;
	no = choose(d->w, f, rows, n);
	for (size_t i = 0; i < n; i++) {
		open += !*rows[i].verdict;
		others += !*rows[i].verdict && rows[i].no != no;
		put_person(d, i, &rows[i], rows[i].no == no);
		if (rows[i].no == no)
			chosen = rows[i];
	}
	put_flag(d->w, "Open", open > 0);
	put_flag(d->w, "Last", others == 0);
	if (no == NOBODY)
		return OK;
	put_named(d, put_row(d->w, "About", 0), &chosen);
	/* Nobody judged it yet: what the reporter called it is the first guess. */
	if (signal_code_known(signal_kinds, told_kind(d, &chosen)))
		chosen.kind = told_kind(d, &chosen);
	rc = chosen.no > 0 && !f ? put_description(d, no) : OK;
	if (f)
		overlay(d->w, &chosen, f);
	put_judgement(d->w, &chosen);
	return rc;
}

static enum rc show_form(struct desk *d, struct form *f)
{
	struct signal_subject typed = { 0 };
	int impossible = signal_may(signal_step(ACT_JUDGE, (enum signal_status)d->s.status), &d->me) != OK;
	enum rc rc = OK;

	if (desk_treats(d))
		rc = put_story(d, PURPOSE_TREATING, NULL);
	if (rc == OK)
		rc = put_subjects(d, f);
	if (rc != OK)
		return rc;
	desk_put(d);
	put_flag(d->w, "Corrects", d->s.status == SIGNAL_ASSESSED);
	put_flag(d->w, "Impossible", impossible);
	if (f)
		form_put(d->w, f);
	else
		put_flag(d->w, "Saved", strcmp(done_said(d->w, &d->s, pairs_text(&d->w->query, "done")),
			signal_act_name(ACT_JUDGE)) == 0);
	if (f && impossible) {
		overlay(d->w, &typed, f);
		put_kept(d->w, &typed, form_value(f, "description"), form_value(f, "reason"));
	}
	return show_page(d->w, "assess.cs");
}

/* --- Handlers ------------------------------------------------------------------ */

/* GET /signals/:ref/assess */
enum rc show_assess(struct web *w)
{
	struct desk d;
	enum rc rc = desk_open(w, &d);

	if (rc != OK)
		return rc;
	if (signal_may(signal_step(ACT_JUDGE, (enum signal_status)d.s.status), &d.me) != OK)
		return see(w, "/%s/signals/%s", w->lang, d.s.number);
	return show_form(&d, NULL);
}

/* After the save: on to rounding off when that was the button, else the next subject. */
static enum rc onwards(const struct desk *d, const struct form *f)
{
	if (*form_value(f, "then"))
		return see(d->w, "/%s/signals/%s/assessed", d->w->lang, d->s.number);
	return desk_back(d, "/assess", signal_act_name(ACT_JUDGE));
}

static enum rc judge(struct desk *d, struct form *f)
{
	struct signal_subject typed = { 0 };
	struct signal_judgement j = { .version = form_num(f, "version"), .no = form_num(f, "no") };
	enum rc rc;

	desk_mark(d, f);
	overlay(d->w, &typed, f);
	j.mark = d->mark;
	j.kind = typed.kind;
	j.source = typed.source;
	j.information = typed.information;
	j.verdict = typed.verdict;
	j.intent = typed.intent;
	j.features = typed.features;
	j.description = form_value(f, "description");
	j.reason = form_value(f, "reason");
	rc = desk_leader(d, f, "verdict", &f->fields[LEADER], &j.leads);
	if (rc != OK)
		return rc;
	rc = signal_judge(d->w->t, &d->s, &d->me, &j);
	/* The room wants a word on a new subject, and why an old judgement changes. */
	if (rc == INVALID && j.no == 0 && !*j.description && !*j.features && !*j.reason)
		form_wrong(f, &f->fields[DESCRIPTION], "subject_empty");
	if (rc == INVALID && (f->wrong_count == 0 || d->s.status == SIGNAL_ASSESSED))
		form_wrong(f, &f->fields[REASON], "reason_missing");
	return rc;
}

/* POST /signals/:ref/assess: one subject. */
enum rc judge_subject(struct web *w)
{
	struct desk d;
	struct form f;
	struct field fields[FIELDS];
	int twice = 0;
	enum rc form, rc;

	form_of(fields);
	form = form_read(w, &f, fields, FIELDS);
	rc = form == OK || form == INVALID ? desk_open(w, &d) : form;
	if (rc != OK)
		return rc;
	form = desk_late(&d, &f, ACT_JUDGE, form == OK ? judge(&d, &f) : form);
	if (form == OK)
		return onwards(&d, &f);
	if (form != CONFLICT && form != INVALID)
		return form;
	rc = form == CONFLICT ? desk_reread(&d, ACT_JUDGE, form_num(&f, "version"), &twice) : OK;
	if (twice)
		return onwards(&d, &f);
	if (rc == OK)
		rc = show_form(&d, &f);
	answer_status(w, form == CONFLICT ? 409 : 422);
	return rc;
}
