/*
 * The work queue. It turns an address into a filter and rows into words; what
 * may be seen and in what order is the room's and the views'.
 */
#include "desk.h"

#include <string.h>

#include "base/text.h"
#include "signal_features.h"
#include "signal_queue.h"

enum { ROWS_FEW = 25, PAGES = 9999 };

static const char *const status_codes[] = {
	"new", "assessing", "waiting", "assessed", "forwarded", "reserved", "closed", NULL
};
static const char *const class_codes[] = { "hik", "usz", NULL };
static const char *const due_codes[] = { "overdue", "today", "week", NULL };
static const char *const sort_codes[] = { "due", "received", "subject", "status", NULL };
static const char *const row_codes[] = { "25", "50", NULL };

static const struct field queue_form[] = {
	/* name       kind    min  max   when wrong */
	{ "status",   CHOICE, 0, 10,     "choice", status_codes },
	{ "subject",  CHOICE, 0, 30,     "choice", signal_subject_codes },
	{ "channel",  CHOICE, 0, 20,     "choice", signal_channels },
	{ "class",    CHOICE, 0, 10,     "choice", class_codes },
	{ "due",      CHOICE, 0, 10,     "choice", due_codes },
	{ "who",      HIDDEN, 0, 32,     "choice", NULL },
	{ "danger",   TICK,   0, 1,      "choice", NULL },
	{ "news",     TICK,   0, 1,      "choice", NULL },
	{ "suspect",  TICK,   0, 1,      "choice", NULL },
	{ "recheck",  TICK,   0, 1,      "choice", NULL },
	{ "sort",     CHOICE, 0, 10,     "choice", sort_codes },
	{ "rows",     CHOICE, 0, 2,      "choice", row_codes },
	{ "page",     NUMBER, 0, PAGES,  "choice", NULL },
	{ "done",     HIDDEN, 0, DONE_MOST, "choice", NULL },
	{ "number",   LINE,   0, 40,     "choice", NULL },
};

struct view {
	struct desk d;
	struct form form;
	struct signal_filter filter;
	struct signal_counts counts;
	struct signal *rows;
	size_t n;
	int more;
};

static int64_t index_of(const char *const *codes, const char *code, int64_t otherwise)
{
	for (size_t i = 0; *code && codes[i]; i++)
		if (strcmp(codes[i], code) == 0)
			return (int64_t)i;
	return otherwise;
}

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

/* Of what put_left_out() let through. */
static void read_who(struct web *w, const char *who, struct signal_filter *f)
{
	if (!*who)
		return;
	f->assigned = strcmp(who, "nobody") == 0 ? ASSIGNED_NOBODY : ASSIGNED_TO;
	if (strcmp(who, "me") == 0)
		memcpy(f->person, w->account->id, 16);
	else if (f->assigned == ASSIGNED_TO)
		text_unhex(who, f->person, 16);
}

static void read_filter(struct web *w, struct view *v)
{
	const struct form *form = &v->form;
	struct signal_filter *f = &v->filter;

	f->status = index_of(status_codes, form_value(form, "status"), FILTER_OPEN);
	f->subject = or_null(form_value(form, "subject"));
	f->channel = or_null(form_value(form, "channel"));
	f->class = index_of(class_codes, form_value(form, "class"), -1) + 1;
	f->due = (enum signal_due)(index_of(due_codes, form_value(form, "due"), -1) + 1);
	f->danger = form_num(form, "danger") != 0;
	f->news = form_num(form, "news") != 0;
	f->suspect = form_num(form, "suspect") != 0;
	f->recheck = form_num(form, "recheck") != 0;
	f->sort = (enum signal_sort)index_of(sort_codes, form_value(form, "sort"), SORT_DUE);
	if (f->recheck)
		f->status = SIGNAL_CLOSED;
	if (f->status == SIGNAL_CLOSED && f->sort == SORT_DUE)
		f->sort = SORT_CLOSED;
	f->rows = form_num(form, "rows") ? form_num(form, "rows") : ROWS_FEW;
	f->page = form_num(form, "page") ? form_num(form, "page") : 1;
	read_who(w, form_value(form, "who"), f);
}

/* This view with one thing changed; values are codes, so nothing needs encoding. */
static const char *address(const struct view *v, const char *name, const char *value)
{
	struct web *w = v->d.w;
	const char *out = take_format(w->t, "/%s/queue", w->lang);
	const char *mark = "?";

	for (size_t i = 0; i < COUNT(queue_form); i++) {
		const char *key = queue_form[i].name;
		const char *now = strcmp(key, name) == 0 ? value : form_value(&v->form, key);

		if (!*now || strcmp(key, "done") == 0 || strcmp(key, "number") == 0 || (strcmp(key, "page") == 0 && strcmp(name, "page") != 0))
			continue;
		out = take_format(w->t, "%s%s%s=%s", out, mark, key, now);
		mark = "&";
	}
	return out;
}

/* --- Filters ----------------------------------------------------------------- */

static void put_chip(struct view *v, size_t i, const char *label, const char *code, int64_t many, int on)
{
	struct node *chip = put_row(v->d.w, "Chips", i);

	node_put(chip, "Label", label);
	node_put(chip, "Url", address(v, "status", code));
	node_flag(chip, "Counted", many >= 0);
	node_num(chip, "Many", many);
	node_flag(chip, "On", on);
}

static void put_chips(struct view *v)
{
	struct web *w = v->d.w;
	int64_t open = 0;

	for (int i = 0; i < SIGNAL_CLOSED; i++)
		open += v->counts.of[i];
	/* The count under another status is not read for closed ones, nor the other way round. */
	if (v->filter.status == SIGNAL_CLOSED)
		open = -1;
	put_chip(v, 0, word(w, "queue.open"), "", open, v->filter.status == FILTER_OPEN);
	for (int i = 0; i < SIGNAL_RESERVED; i++)
		put_chip(v, (size_t)i + 1, word(w, "status.%d", i), status_codes[i],
			open < 0 ? -1 : v->counts.of[i], v->filter.status == i);
	put_chip(v, SIGNAL_RESERVED + 1, word(w, "status.%d", SIGNAL_CLOSED), "closed",
		v->filter.status == SIGNAL_CLOSED ? v->counts.of[SIGNAL_CLOSED] : -1,
		v->filter.status == SIGNAL_CLOSED);
}

static void put_who(struct view *v)
{
	static const char *const first[] = { "me", "nobody", NULL };
	const char *who = form_value(&v->form, "who");
	struct signal_colleague *workers = take(v->d.w->t, (v->d.people_count + 1) * sizeof(*workers));
	size_t n = 0;

	for (size_t i = 0; i < v->d.people_count; i++)
		if (v->d.people[i].works)
			workers[n++] = v->d.people[i];
	put_codes(v->d.w, "who", first, "who", who, word(v->d.w, "queue.anybody"));
	put_people(v->d.w, "who", COUNT(first), workers, n, strlen(who) == 32 ? v->filter.person : NULL);
}

/* 1 when more than the word of what was done, a search or a page stands in the address. */
static int filtered(const struct form *f)
{
	size_t others = 0;

	others += *form_value(f, "done") != '\0';
	others += *form_value(f, "number") != '\0';
	others += *form_value(f, "page") != '\0';
	return f->values.count > others;
}

static void put_filters(struct view *v)
{
	struct web *w = v->d.w;
	const char *any = word(w, "queue.any");
	static const char *const ticks[] = { "danger", "news", "suspect", "recheck" };

	put_codes(w, "subject", signal_subject_codes, "subject", form_value(&v->form, "subject"), any);
	put_codes(w, "channel", signal_channels, "channel", form_value(&v->form, "channel"), any);
	put_codes(w, "due", due_codes, "due_filter", form_value(&v->form, "due"), any);
	put_codes(w, "sort", sort_codes, "sort", form_value(&v->form, "sort"), NULL);
	put_codes(w, "rows", row_codes, "rows", form_value(&v->form, "rows"), NULL);
	if ((w->roles & SECURITY_ADVISER) && (w->roles & (CASEWORKER | LEAD | ANALYST)))
		put_codes(w, "class", class_codes, "class", form_value(&v->form, "class"), any);
	for (size_t i = 0; i < COUNT(ticks); i++)
		put_flag(w, take_format(w->t, "Form.%s", ticks[i]), form_num(&v->form, ticks[i]) != 0);
	put(w, "Form.status", form_value(&v->form, "status"));
	put_flag(w, "Filtered", filtered(&v->form));
	put_flag(w, "More", v->filter.channel || v->filter.class || v->filter.danger || v->filter.news
		|| v->filter.suspect || v->filter.recheck || *form_value(&v->form, "sort")
		|| form_num(&v->form, "rows") > ROWS_FEW);
}

static void put_pages(struct view *v)
{
	struct web *w = v->d.w;
	const struct signal_filter *f = &v->filter;
	int64_t first = (f->page - 1) * f->rows + 1;

	if (f->page > 1)
		put(w, "Pages.Prev", address(v, "page", f->page == 2 ? "" :
			take_format(w->t, "%d", (int)f->page - 1)));
	if (f->page > 1 && v->n == 0)
		put(w, "Pages.First", address(v, "page", ""));
	if (v->more && f->page < PAGES)
		put(w, "Pages.Next", address(v, "page", take_format(w->t, "%d", (int)f->page + 1)));
	put(w, "Pages.Text", v->n == 0 ? "" : take_format(w->t, "%d–%d %s %d", (int)first,
		(int)(first + (int64_t)v->n - 1), word(w, "queue.of"), (int)v->counts.total));
	put(w, "Total", counted(w, "queue.total", v->counts.total));
	put(w, "SortText", signal_only_news(f) ? word(w, "sorted.news") : word(w, "sorted.%d", (int)f->sort));
}

/* --- The page ---------------------------------------------------------------- */

/*
 * By signal number or by the reporter's; exact. What is not there and what this person may not see
 * are one and the same answer.
 */
static enum rc find(struct web *w, const char *typed, const char **number)
{
	struct signal s;
	enum rc rc = signal_by_reference(w->t, typed, number);

	if (rc != NOT_FOUND)
		return rc;
	rc = signal_find(w->t, typed, &s);
	if (rc == OK)
		*number = s.number;
	return rc;
}

/* GET /queue */
enum rc show_queue(struct web *w)
{
	struct view *v = take(w->t, sizeof(*v));
	const char *number;
	enum rc rc = desk_begin(w, &v->d);

	if (rc == OK && put_left_out(w, queue_form, COUNT(queue_form)))
		answer_status(w, 400);
	if (rc == OK)
		rc = form_read(w, &v->form, queue_form, COUNT(queue_form));
	if (rc == OK && *form_value(&v->form, "number")) {
		rc = find(w, form_value(&v->form, "number"), &number);
		if (rc == OK)
			return see(w, "/%s/signals/%s", w->lang, number);
		put_flag(w, "NotFound", rc == NOT_FOUND);
		put(w, "Form.number", form_value(&v->form, "number"));
		rc = rc == NOT_FOUND ? OK : rc;
	}
	if (rc != OK)
		return rc;
	read_filter(w, v);
	rc = signal_queue(w->t, &v->filter, v->d.today_text, v->d.week_end, &v->rows, &v->n, &v->more);
	if (rc == OK)
		rc = signal_count(w->t, &v->filter, v->d.today_text, v->d.week_end, &v->counts);
	if (rc == OK)
		rc = put_waiting(w);
	if (rc != OK)
		return rc;
	put_who(v);
	put_queue(&v->d, v->rows, v->n);
	put_chips(v);
	put_filters(v);
	put_pages(v);
	if (*done_said(w, NULL, form_value(&v->form, "done")))
		put_word(w, "Done", "done.%s", done_said(w, NULL, form_value(&v->form, "done")));
	return show(w);
}
