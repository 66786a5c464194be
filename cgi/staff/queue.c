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
static const char *const done_codes[] = { "handed_over", NULL };
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
	{ "done",     CHOICE, 0, 20,     "choice", done_codes },
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

/* "me", "nobody" or an account's id; anything else our own page cannot have sent. */
static enum rc read_who(struct web *w, const char *who, struct signal_filter *f)
{
	if (!*who)
		return OK;
	f->assigned = ASSIGNED_TO;
	if (strcmp(who, "nobody") == 0)
		f->assigned = ASSIGNED_NOBODY;
	else if (strcmp(who, "me") == 0)
		memcpy(f->person, w->account->id, 16);
	else if (!text_unhex(who, f->person, 16))
		return fail(w->t, MALFORMED, "queue: nobody's id");
	return OK;
}

static enum rc read_filter(struct web *w, struct view *v)
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
	return read_who(w, form_value(form, "who"), f);
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

		if (!*now || strcmp(key, "done") == 0 || (strcmp(key, "page") == 0 && strcmp(name, "page") != 0))
			continue;
		out = take_format(w->t, "%s%s%s=%s", out, mark, key, now);
		mark = "&";
	}
	return out;
}

/* --- Rows ------------------------------------------------------------------- */

static void put_words(struct web *w, struct node *row, const struct signal *s,
	const struct data_key *keys, size_t n)
{
	struct record r = { .seq = 0, .kind = RECORD_SUMMARY, .sealed = s->summary };
	struct pairs pairs = { 0 };

	memcpy(r.envelope, s->summary_envelope, 16);
	if (!vault_key(keys, n, r.envelope) || vault_read(w->t, &r, keys, n, &pairs) != OK)
		return;
	node_put(row, "Words", pairs_find(&pairs, "first"));
	node_put(row, "Place", pairs_find(&pairs, "place"));
}

static void put_marks(struct node *row, const struct signal *s)
{
	node_flag(row, "Danger", s->danger != 0);
	node_flag(row, "Security", s->class == CLASS_USZ || s->moving == CLASS_USZ);
	node_flag(row, "News", *s->news != '\0');
	node_flag(row, "Suspect", s->suspect != 0);
	node_flag(row, "Recheck", s->recheck == 1);
	node_num(row, "Files", s->files);
}

static void put_signal(struct view *v, size_t i)
{
	struct web *w = v->d.w;
	const struct signal *s = &v->rows[i];
	struct node *row = put_row(w, "Rows", i);
	const char *kind = "", *due = desk_due(&v->d, s->first_due, &kind);
	int closed = s->status == SIGNAL_CLOSED;

	node_put(row, "Number", s->number);
	node_put(row, "Url", take_format(w->t, "/%s/signals/%s", w->lang, s->number));
	node_put(row, "Subject", word(w, "subject.%s", s->subject));
	node_put(row, "Channel", word(w, "channel.%s", s->channel));
	node_put(row, "Province", *s->province ? word(w, "province.%s", s->province) : "");
	node_put(row, "Lang", strcmp(s->lang, "nl") == 0 ? "" : word(w, "form_lang.%s", s->lang));
	node_num(row, "Status", s->status);
	node_put(row, "StatusText", word(w, "status.%d", (int)s->status));
	node_put(row, "People", s->subjects ? counted(w, "people", s->subjects) : "");
	node_put(row, "Due", closed ? desk_date(w, s->closed) : due);
	node_put(row, "DueKind", closed ? "" : kind);
	node_put(row, "DueDate", closed ? word(w, "status.6") : desk_date(w, s->first_due));
	node_put(row, "Received", desk_date(w, s->received));
	node_put(row, "Assignee", desk_name(&v->d, s->assignee));
	node_flag(row, "Mine", signal_same(s->assignee, w->account->id));
	put_marks(row, s);
}

/* One call to keyd for the page; without keys the plain columns remain. */
static void put_rows(struct view *v)
{
	struct web *w = v->d.w;
	unsigned char (*ids)[OBJECT_ID] = take(w->t, (v->n + 1) * sizeof(*ids));
	struct data_key *keys = NULL;
	size_t n = 0;
	enum rc rc = OK;

	for (size_t i = 0; i < v->n; i++)
		memcpy(ids[i], v->rows[i].id, OBJECT_ID);
	if (v->n > 0)
		rc = vault_open_list(w->t, (const unsigned char (*)[OBJECT_ID])ids, v->n, &keys, &n);
	put_flag(w, "Locked", rc == LOCKED);
	put_flag(w, "Away", rc != OK && rc != LOCKED);
	for (size_t i = 0; i < v->n; i++) {
		put_signal(v, i);
		if (rc == OK)
			put_words(w, put_row(w, "Rows", i), &v->rows[i], keys, n);
	}
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

	put_codes(v->d.w, "who", first, "who", who, word(v->d.w, "queue.anybody"));
	put_people(v->d.w, "who", COUNT(first), v->d.people, v->d.people_count,
		strlen(who) == 32 ? v->filter.person : NULL);
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
	put_who(v);
	for (size_t i = 0; i < COUNT(ticks); i++)
		put_flag(w, take_format(w->t, "Form.%s", ticks[i]), form_num(&v->form, ticks[i]) != 0);
	put(w, "Form.status", form_value(&v->form, "status"));
	put_flag(w, "Filtered", v->form.values.count > (*form_value(&v->form, "done") != '\0'));
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
	if (v->more && f->page < PAGES)
		put(w, "Pages.Next", address(v, "page", take_format(w->t, "%d", (int)f->page + 1)));
	put(w, "Pages.Text", v->n == 0 ? "" : take_format(w->t, "%d–%d %s %d", (int)first,
		(int)(first + (int64_t)v->n - 1), word(w, "queue.of"), (int)v->counts.total));
	put(w, "Total", counted(w, "queue.total", v->counts.total));
	put(w, "SortText", word(w, "sorted.%d", (int)f->sort));
}

/* --- The page ---------------------------------------------------------------- */

/* GET /queue */
enum rc show_queue(struct web *w)
{
	struct view *v = take(w->t, sizeof(*v));
	enum rc rc = desk_begin(w, &v->d);

	if (rc == OK)
		rc = form_read(w, &v->form, queue_form, COUNT(queue_form));
	if (rc == OK)
		rc = read_filter(w, v);
	if (rc == OK)
		rc = signal_queue(w->t, &v->filter, v->d.today_text, v->d.week_end, &v->rows, &v->n, &v->more);
	if (rc == OK)
		rc = signal_count(w->t, &v->filter, v->d.today_text, v->d.week_end, &v->counts);
	if (rc != OK)
		return rc == INVALID ? fail(w->t, MALFORMED, "queue: not a filter") : rc;
	put_rows(v);
	put_chips(v);
	put_filters(v);
	put_pages(v);
	if (*form_value(&v->form, "done"))
		put_word(w, "Done", "done.%s", form_value(&v->form, "done"));
	return show(w);
}
