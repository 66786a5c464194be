/*
 * Opens a signal for the person before it: one request to keyd, then every
 * record in its place on the page. It never keeps a key or a word.
 */
#include "desk.h"

#include <string.h>

#include "base/text.h"

/* In the order of the choices on the page. */
static const enum purpose purposes[] = { PURPOSE_DECIDING, PURPOSE_LOOKUP, PURPOSE_BREAK_GLASS };
const char *const purpose_codes[] = { "decide", "lookup", "break_glass", NULL };

enum purpose purpose_of(const char *code)
{
	for (size_t i = 0; i < COUNT(purposes); i++)
		if (strcmp(code, purpose_codes[i]) == 0)
			return purposes[i];
	return PURPOSE_TREATING;
}

const char *purpose_code(enum purpose purpose)
{
	for (size_t i = 0; i < COUNT(purposes); i++)
		if (purpose == purposes[i])
			return purpose_codes[i];
	return "";
}

struct telling {
	struct desk *d;
	size_t answers, reporter, additions, notes;
	size_t of_subject[TOLD + 1];		/* answers per subject so far */
};

static void put_answer(struct web *w, struct node *row, const char *field, const char *value)
{
	const char *number;

	node_put(row, "Label", word(w, "answer.%s", field));
	node_put(row, "Value", answer_value(w, field, value));
	/* An earlier report is a link when its signal is this person's to see. */
	if (strcmp(field, "earlier_reference") == 0 && signal_by_reference(w->t, value, &number) == OK)
		node_put(row, "Url", take_format(w->t, "/%s/signals/%s", w->lang, number));
}

/* The report's own story stands by itself; the rest are facts in the order they were asked. */
static void tell_pair(struct telling *a, const struct pair *p)
{
	struct web *w = a->d->w;
	const char *field;
	int no = answer_of_subject(p->name, &field);

	if (!*p->value || file_is_pair(p->name))
		return;
	if (no > 0 && no <= TOLD) {
		if (strcmp(field, "kind") == 0)
			a->d->told_kind[no] = p->value;
		if (strcmp(field, "name") == 0 || strcmp(field, "company_name") == 0)
			a->d->told_name[no] = p->value;
		put_num(w, take_format(w->t, "Told.%d.No", no), no);
		put_answer(w, put_row(w, take_format(w->t, "Told.%d.Answers", no), a->of_subject[no]++),
			field, p->value);
	} else if (strcmp(p->name, "story") == 0)
		put(w, "Story.Text", p->value);
	else if (strcmp(p->name, "identity") == 0)	/* stands with the facts: anonymous or known */
		return;
	else if (answer_of_reporter(p->name))
		put_answer(w, put_row(w, "Story.Reporter", a->reporter++), p->name, p->value);
	else if (strcmp(p->name, "subject") != 0)
		put_answer(w, put_row(w, "Story.Answers", a->answers++), p->name, p->value);
}

static void tell_addition(struct telling *a, const struct record *r, const struct pairs *pairs)
{
	struct web *w = a->d->w;
	struct node *row = put_row(w, "Story.Additions", a->additions++);
	size_t n = 0;

	node_put(row, "Day", desk_date(w, r->day));
	node_put(row, "Of", text_hex(w->t, r->envelope, 16));
	put_translations(a->d, row, "Translations", r->envelope);
	file_brought(w, row, pairs);
	for (size_t i = 0; i < pairs->count; i++) {
		const char *field = pairs->list[i].name;
		int no = answer_of_subject(pairs->list[i].name, &field);
		struct node *one;

		if (!*pairs->list[i].value || file_is_pair(field))
			continue;
		one = node_row(row, "Answers", n++);
		put_answer(w, one, field, pairs->list[i].value);
		if (no > 0)
			node_num(one, "No", no);
	}
}

static void tell_note(struct telling *a, const struct record *r, const struct pairs *pairs)
{
	struct web *w = a->d->w;
	struct node *row = put_row(w, "Notes", a->notes++);
	const char *text = pairs_find(pairs, "note");

	node_put(row, "Text", text);
	node_put(row, "Who", desk_name(a->d, r->author));
	node_put(row, "When", desk_moment(w, r->added));
}

static void keep_said(struct telling *a, const struct record *r, const struct pairs *pairs)
{
	struct said *said = &a->d->said[a->d->said_count++];

	memcpy(said->envelope, r->envelope, 16);
	said->text = pairs_find(pairs, "reason");
	said->about = pairs_find(pairs, "description");
}

static int is_talk(const struct record *r)
{
	return r->kind == RECORD_QUESTION || r->kind == RECORD_ANSWER || r->kind == RECORD_TRANSLATION;
}

/* Before the rest: a translation stands beside what it is of. */
static void keep_talk(struct desk *d, const struct record *r, const struct data_key *keys, size_t n)
{
	struct pairs pairs = { 0 };

	if (!is_talk(r))
		return;
	if (desk_read(d->w->t, r, keys, n, &pairs) == OK) {
		talk_keep(d, r, &pairs);
		file_keep(d, &pairs);
	} else {
		put_flag(d->w, "Story.Damaged", 1);
	}
}

static void tell_report(struct telling *a, const struct record *r, const struct pairs *pairs)
{
	struct web *w = a->d->w;

	put(w, "Story.Of", text_hex(w->t, r->envelope, 16));
	put_translations(a->d, NULL, "Story.Translations", r->envelope);
	for (size_t i = 0; i < pairs->count; i++)
		tell_pair(a, &pairs->list[i]);
}

static void tell_record(struct telling *a, const struct record *r, const struct data_key *keys, size_t n)
{
	struct pairs pairs = { 0 };

	if (r->kind == RECORD_SUMMARY || is_talk(r))
		return;
	if (desk_read(a->d->w->t, r, keys, n, &pairs) != OK) {
		put_flag(a->d->w, "Story.Damaged", 1);
		return;
	}
	file_keep(a->d, &pairs);
	if (r->kind == RECORD_REPORT)
		tell_report(a, r, &pairs);
	else if (r->kind == RECORD_ADDITION)
		tell_addition(a, r, &pairs);
	else if (r->kind == RECORD_NOTE)
		tell_note(a, r, &pairs);
	else
		keep_said(a, r, &pairs);
}

/* What a refusal of keyd means for the page; anything else is an error of the request. */
static enum rc sealed(struct desk *d, enum rc rc)
{
	static const struct { enum rc rc; const char *flag; } reasons[] = {
		{ LOCKED, "Sealed.Locked" }, { BUSY, "Sealed.Away" },
		{ LIMITED, "Sealed.Limit" }, { DENIED, "Sealed.Ask" },
	};

	for (size_t i = 0; i < COUNT(reasons); i++)
		if (reasons[i].rc == rc) {
			put_flag(d->w, reasons[i].flag, 1);
			return OK;
		}
	return rc;
}

enum rc put_story(struct desk *d, enum purpose purpose, const unsigned char reason[16])
{
	struct telling a = { .d = d };
	struct data_key *keys = NULL;
	struct record *records = NULL;
	size_t n = 0, count = 0;
	enum rc rc = OK;

	if (d->s.moving) {
		put_flag(d->w, "Sealed.Moving", 1);
		return OK;
	}
	rc = vault_open(d->w->t, d->s.id, purpose, reason, &keys, &n);
	if (rc != OK)
		return sealed(d, rc);
	rc = vault_records(d->w->t, d->s.id, 0, &records, &count);
	if (rc != OK)
		return rc;
	d->said = take(d->w->t, (count + 1) * sizeof(*d->said));
	d->talk = take(d->w->t, (count + 1) * sizeof(*d->talk));
	d->files = take(d->w->t, FILES_TOLD * sizeof(*d->files));
	d->purpose = purpose;
	d->me.opened = 1;
	if (reason)
		memcpy(d->reason, reason, sizeof d->reason);
	put_flag(d->w, "Story", 1);
	put_flag(d->w, "Story.Warned", vault_warned(d->w->t));
	for (size_t i = 0; i < count; i++)
		keep_talk(d, &records[i], keys, n);
	for (size_t i = 0; i < count; i++)
		tell_record(&a, &records[i], keys, n);
	return desk_name_subjects(d);
}

const char *told_kind(const struct desk *d, const struct signal_subject *s)
{
	const char *told = s->no > 0 && s->no <= TOLD ? d->told_kind[s->no] : NULL;

	return told && strcmp(s->kind, "unknown") == 0 ? told : s->kind;
}

void put_named(const struct desk *d, struct node *row, const struct signal_subject *s)
{
	const char *name = s->no > 0 && s->no <= TOLD ? d->told_name[s->no] : NULL;

	node_put(row, "Kind", word(d->w, "kind.%s", told_kind(d, s)));
	node_put(row, "Name", name ? name : "");
}

enum rc put_judged(const struct desk *d)
{
	struct web *w = d->w;
	struct signal_subject *rows;
	size_t n = 0;
	enum rc rc = signal_subjects(w->t, &d->s, &rows, &n);

	for (size_t i = 0; rc == OK && i < n; i++) {
		struct node *row = put_row(w, "Judged", i);

		node_num(row, "No", rows[i].no);
		put_named(d, row, &rows[i]);
		node_put(row, "Grade", take_format(w->t, "%s%d", rows[i].source, (int)rows[i].information));
		node_put(row, "Verdict", *rows[i].verdict ? word(w, "verdict.%s", rows[i].verdict) : "");
		node_put(row, "Intent", *rows[i].intent ? word(w, "intent.%s", rows[i].intent) : "");
	}
	return rc;
}

const struct said *said_in(const struct desk *d, const unsigned char envelope[16])
{
	for (size_t i = 0; i < d->said_count; i++)
		if (signal_same(d->said[i].envelope, envelope))
			return &d->said[i];
	return NULL;
}
