/*
 * What the pages of the desk share: who is before them, which signal, and dates,
 * terms and choices in words. Decides nothing: what a step needs is the room's table.
 */
#include "desk.h"

#include <string.h>

#include "base/crypto.h"
#include "base/text.h"

enum { KEEP = 5 };	/* seconds that free days are kept: one question less for each page */

static void put_today(struct desk *d)
{
	struct task *t = d->w->t;
	char *today = take(t, CALENDAR_TEXT), *end = take(t, CALENDAR_TEXT);

	d->today = calendar_local(t->now, NULL);
	calendar_text(d->today, today);
	calendar_text(d->today + 7 - calendar_weekday(d->today), end);
	d->today_text = today;
	d->week_end = end;
}

enum rc desk_begin(struct web *w, struct desk *d)
{
	enum rc rc;

	memset(d, 0, sizeof(*d));
	d->w = w;
	d->me.roles = w->roles;
	desk_keyd(w->t);
	put_today(d);
	rc = calendar_lately(w->t, KEEP, &d->calendar);
	return rc == OK ? signal_colleagues(w->t, &d->people, &d->people_count) : rc;
}

enum rc desk_person(struct desk *d)
{
	int given_up = 0;
	enum rc rc = OK;

	d->me.handles = signal_same(d->s.assignee, d->w->account->id);
	d->me.news = *d->s.news != '\0';
	d->me.closed_it = signal_same(d->s.closed_by, d->w->account->id);
	d->me.nobodys = !signal_is_id(d->s.assignee);
	d->me.class = d->s.moving ? d->s.moving : d->s.class;
	if (d->me.nobodys && signal_works(&d->me))
		rc = signal_given_up(d->w->t, &d->s, &given_up);
	d->me.nobodys &= !given_up;
	d->me.opened = desk_treats(d);
	if (rc == OK && !d->me.opened && signal_works(&d->me))
		rc = signal_opened(d->w->t, &d->s, &d->me.opened);
	return rc;
}

int desk_unread(const struct desk *d, enum signal_act act)
{
	struct signal_person reader = d->me;

	reader.opened = 1;
	return !d->me.opened && signal_may(signal_step(act, (enum signal_status)d->s.status), &reader) == OK;
}

enum rc desk_open(struct web *w, struct desk *d)
{
	enum rc rc = desk_begin(w, d);

	if (rc == OK)
		rc = signal_find(w->t, w->ref, &d->s);
	return rc == OK ? desk_person(d) : rc;
}

int desk_treats(const struct desk *d)
{
	unsigned workers = d->s.class == CLASS_USZ ? SECURITY_ADVISER : CASEWORKER | LEAD;

	if (d->me.handles)
		return 1;
	return d->me.nobodys && d->s.status != SIGNAL_CLOSED && (d->w->roles & workers) != 0;
}

/* --- Words ------------------------------------------------------------------ */

const char *desk_date(struct web *w, const char *iso)
{
	int day, year, month, date;

	if (!calendar_read(iso, &day))
		return "";
	calendar_split(day, &year, &month, &date);
	return take_format(w->t, "%d %s %d", date, text_nth(w->t, word(w, "months"), month - 1), year);
}

const char *desk_moment(struct web *w, const char *utc)
{
	char local[17];

	calendar_moment(utc, local);
	if (!*local)
		return "";
	local[10] = '\0';		/* "2026-07-01 12:15" falls apart in date and time */
	return take_format(w->t, "%s, %s", desk_date(w, local), local + 11);
}

const char *filled(struct web *w, const char *words, const char *with)
{
	const char *at = strstr(words, "{n}");

	return at ? take_format(w->t, "%.*s%s%s", (int)(at - words), words, with, at + 3) : words;
}

const char *counted(struct web *w, const char *key, int64_t n)
{
	return filled(w, word(w, "%s.%s", key, n == 1 ? "one" : "more"),
		take_format(w->t, "%lld", (long long)n));
}

const char *desk_due(const struct desk *d, const char *iso, const char **kind)
{
	int due, days;

	*kind = "";
	if (!calendar_read(iso, &due))
		return "";
	if (due == d->today) {
		*kind = "today";
		return word(d->w, "due.today");
	}
	if (due > d->today)
		return due == d->today + 1 ? word(d->w, "due.tomorrow")
			: counted(d->w, "due.in", calendar_working_days(&d->calendar, d->today, due));
	*kind = "late";
	days = calendar_working_days(&d->calendar, due, d->today);
	return days ? counted(d->w, "due.late", days) : word(d->w, "due.just_late");
}

const char *desk_name(const struct desk *d, const unsigned char id[16])
{
	return signal_is_id(id) ? signal_name_of(d->people, d->people_count, id) : "";
}

/* --- Values ----------------------------------------------------------------- */

/* met: the day it was, "" while it runs. */
static void put_clock(const struct desk *d, const char *name, const char *iso, const char *met)
{
	struct task *t = d->w->t;
	const char *kind = "";
	const char *text = *met ? filled(d->w, word(d->w, strcmp(met, iso) > 0 ? "due.met_late_on" : "due.met_on"), desk_date(d->w, met))
		: desk_due(d, iso, &kind);

	if (!*iso)
		return;
	put(d->w, take_format(t, "S.%s.Date", name), desk_date(d->w, iso));
	put_flag(d->w, take_format(t, "S.%s.Met", name), *met != '\0');
	put(d->w, take_format(t, "S.%s.Text", name), d->s.status == SIGNAL_CLOSED ? "" : text);
	put(d->w, take_format(t, "S.%s.Kind", name), kind);
}

static void put_dates(const struct desk *d)
{
	const struct signal *s = &d->s;
	const struct { const char *name, *iso; } dates[] = {
		{ "S.Received", s->received }, { "S.Assessed", s->assessed }, { "S.Linked", s->linked },
		{ "S.Enriched", s->enriched }, { "S.Forwarded", s->forwarded }, { "S.Closed", s->closed },
		{ "S.News", s->news },
	};

	for (size_t i = 0; i < COUNT(dates); i++)
		put(d->w, dates[i].name, desk_date(d->w, dates[i].iso));
	if (strcmp(s->first_due, SIGNAL_NO_CLOCK) != 0)
		put_clock(d, "First", s->first_due, "");
	else if (signal_act_by_late(s))
		put_clock(d, "First", s->act_by, signal_act_by_met(s));
	else
		put_clock(d, "First", s->due, signal_due_met(s));
	put_clock(d, "Due", s->due, signal_due_met(s));
	put_clock(d, "ActBy", s->act_by, signal_act_by_met(s));
	put_clock(d, "NewsDue", s->news_due, "");
}

const char *desk_undone(const struct desk *d)
{
	const struct { const char *word, *iso; } steps[] = {
		{ "todo.assessed", d->s.assessed }, { "todo.linked", d->s.linked }, { "todo.enriched", d->s.enriched },
	};
	struct web *w = d->w;
	const char *out = "";

	for (size_t i = 0; i < COUNT(steps); i++)
		if (!*steps[i].iso)
			out = take_format(w->t, "%s%s%s", out, *out ? ", " : "", word(w, "%s", steps[i].word));
	return out;
}

/* Forwarded before the rest was done: the term runs on until all four steps are dated. */
static void put_todo(const struct desk *d)
{
	if (d->s.status == SIGNAL_FORWARDED)
		put(d->w, "S.Todo", desk_undone(d));
}

/* Of this page's form for a note: another one for each page, for the same words may be noted twice. */
static const char *form_number(struct web *w)
{
	unsigned char number[16];

	random_bytes(number, sizeof(number));
	return text_hex(w->t, number, sizeof(number));
}

void desk_put(const struct desk *d)
{
	struct web *w = d->w;
	const struct signal *s = &d->s;

	put(w, "S.Number", s->number);
	put(w, "S.Form", form_number(w));
	put(w, "S.Url", take_format(w->t, "/%s/signals/%s", w->lang, s->number));
	put_num(w, "S.Version", s->version);
	put_num(w, "S.Status", s->status);
	put_word(w, "S.StatusText", "status.%d", (int)s->status);
	put_word(w, "S.Subject", "subject.%s", s->subject);
	put_word(w, "S.Channel", "channel.%s", s->channel);
	put_word(w, "S.Desk", "desk.%s", s->desk);
	put(w, "S.Province", *s->province ? word(w, "province.%s", s->province) : "");
	put_word(w, "S.Lang", "form_lang.%s", s->lang);
	put_word(w, "S.Reporter", "reporter.%d", (int)s->confidential);
	put(w, "S.Reason", *s->close_reason ? word(w, "close_reason.%s", s->close_reason) : "");
	put(w, "S.Assignee", desk_name(d, s->assignee));
	put_flag(w, "S.Files", s->files > 0);
	put_flag(w, "S.Danger", s->danger != 0);
	put_flag(w, "S.Security", s->class == CLASS_USZ || s->moving == CLASS_USZ);
	put_flag(w, "S.Suspect", s->suspect != 0);
	put_flag(w, "S.Recheck", s->recheck == 1 && s->status == SIGNAL_CLOSED);
	put_flag(w, "S.IsClosed", s->status == SIGNAL_CLOSED);
	put_flag(w, "S.Mine", d->me.handles);
	put_dates(d);
	put_todo(d);
}

void put_codes(struct web *w, const char *field, const char *const *codes, const char *list,
	const char *chosen, const char *empty)
{
	const char *name = take_format(w->t, "Choices.%s", field);
	size_t n = 0;

	if (empty) {
		struct node *row = put_row(w, name, n++);

		node_put(row, "Value", "");
		node_put(row, "Label", empty);
	}
	for (size_t i = 0; codes[i]; i++) {
		struct node *row = put_row(w, name, n++);

		node_put(row, "Value", codes[i]);
		node_put(row, "Label", word(w, "%s.%s", list, codes[i]));
		node_flag(row, "Checked", strcmp(codes[i], chosen) == 0);
	}
}

void put_people(struct web *w, const char *field, size_t first, const struct signal_colleague *people,
	size_t n, const unsigned char *chosen)
{
	const char *name = take_format(w->t, "Choices.%s", field);

	for (size_t i = 0; i < n; i++) {
		struct node *row = put_row(w, name, first + i);

		node_put(row, "Value", text_hex(w->t, people[i].id, 16));
		node_put(row, "Label", people[i].name);
		node_flag(row, "Checked", chosen && signal_same(chosen, people[i].id));
	}
}
