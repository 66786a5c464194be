/*
 * The original of a file: who asks, why, and who else says yes. Two people and
 * a reason, or it stays sealed.
 */
#include "desk.h"

#include <string.h>

#include "attachment_read.h"
#include "base/text.h"

static const struct field show_form[] = {
	{ "no", NUMBER, 0, 255, "choice", NULL },
};
static const struct field ask_form[] = {
	{ "no",     NUMBER, 1,  255,  "choice",           NULL },
	{ "reason", PROSE,  10, 2000, "reason_too_short", NULL },
};
static const char *const decision_codes[] = { "yes", "no", NULL };
static const struct field decide_form[] = {
	{ "request",  HIDDEN, 32, 32, "choice", NULL },
	{ "decision", CHOICE, 1,  3,  "choice", decision_codes },
	{ "scan",     NUMBER, 0,  2,  "choice", NULL },	/* what the person saw */
};

static int leads(const struct desk *d)
{
	return (d->me.roles & (1u << (d->s.class == CLASS_USZ ? ROLE_SECURITY_ADVISER : ROLE_LEAD))) != 0;
}

static int decides(const struct desk *d, const struct original_request *r)
{
	return r->state == ORIGINAL_ASKED && leads(d) && !signal_same(r->asker, d->w->account->id);
}

static void put_people_of(const struct desk *d, struct node *row, const struct original_request *r)
{
	node_put(row, "Who", desk_name(d, r->asker));
	node_put(row, "When", desk_moment(d->w, r->asked));
	if (signal_is_id(r->approver))
		node_put(row, "By", desk_name(d, r->approver));
	node_put(row, "Decided", desk_moment(d->w, r->decided));
	node_put(row, "Opened", desk_moment(d->w, r->opened));
}

static void put_request(const struct desk *d, struct node *row, const struct original_request *r)
{
	static const char *const codes[] = { "asked", "approved", "refused", "used" };
	struct web *w = d->w;
	const char *code = r->state >= 0 && r->state < (int64_t)COUNT(codes) ? codes[r->state] : "asked";
	int mine = signal_same(r->asker, w->account->id);
	const struct said *said = said_in(d, r->reason);

	node_put(row, "Id", text_hex(w->t, r->id, sizeof r->id));
	node_num(row, "No", r->no);
	if (r->state == ORIGINAL_APPROVED && !r->good)
		code = "over";
	node_put(row, "State", code);
	node_put(row, "StateText", word(w, "original.%s", code));
	put_people_of(d, row, r);
	node_put(row, "Reason", said ? said->text : "");
	node_put(row, "Name", r->state == ORIGINAL_APPROVED && r->good && mine ? file_name(d, r->attachment) : "");
	node_num(row, "Scan", r->scan);
	node_flag(row, "Infected", r->scan == SCAN_FOUND);
	node_flag(row, "Unscanned", r->scan == SCAN_NONE);
	node_flag(row, "Decide", decides(d, r) && said);
	node_flag(row, "Closed", decides(d, r) && !said);
	node_flag(row, "Open", r->state == ORIGINAL_APPROVED && r->good && mine);
	node_flag(row, "Had", r->state == ORIGINAL_USED && mine);
}

enum rc put_requests(struct desk *d)
{
	struct original_request *rows;
	size_t n = 0;
	enum rc rc = original_requests(d->w->t, &d->s, &rows, &n);

	for (size_t i = 0; rc == OK && i < n; i++) {
		put_request(d, put_row(d->w, "Originals", i), &rows[n - 1 - i]);
		d->decides |= decides(d, &rows[i]);
	}
	return rc;
}

enum rc put_downloaded(const struct desk *d, const struct attachment *a, int *had)
{
	struct web *w = d->w;
	const struct original_request *last = NULL;
	struct original_request *rows;
	size_t n = 0;
	enum rc rc = original_requests(w->t, &d->s, &rows, &n);

	*had = 0;
	for (size_t i = 0; rc == OK && i < n; i++) {
		if (!signal_same(rows[i].attachment, a->id) || !signal_same(rows[i].asker, w->account->id))
			continue;
		if (rows[i].state == ORIGINAL_ASKED || (rows[i].state == ORIGINAL_APPROVED && rows[i].good))
			return OK;	/* asked again since: that is what the refusal is about */
		if (rows[i].state == ORIGINAL_USED && (!last || strcmp(rows[i].opened, last->opened) > 0))
			last = &rows[i];
	}
	*had = last != NULL;
	if (!last)
		return rc;
	put(w, "Downloaded.When", desk_moment(w, last->opened));
	if (desk_treats(d))
		put(w, "Downloaded.Url", take_format(w->t, "/%s/signals/%s/original?no=%d", w->lang, d->s.number, (int)a->no));
	return OK;
}

/* On top of the queue: for who can be the second person, and for who asked and was answered. */
enum rc put_waiting(struct web *w)
{
	static const char *const lists[] = {
		[ORIGINAL_ASKED] = "Undecided", [ORIGINAL_APPROVED] = "Ready", [ORIGINAL_REFUSED] = "Refused",
	};
	struct original_waiting *rows = NULL;
	size_t n = 0, of[COUNT(lists)] = { 0 };
	enum rc rc = OK;

	if (w->roles & WORKS)
		rc = original_waiting(w->t, &rows, &n);
	for (size_t i = 0; rc == OK && i < n; i++) {
		size_t state = (size_t)rows[i].state;
		struct node *row = put_row(w, lists[state], of[state]++);

		node_put(row, "Number", rows[i].number);
		node_put(row, "Url", take_format(w->t, "/%s/signals/%s#h-bestanden", w->lang, rows[i].number));
	}
	return rc;
}

/* The page that asks: which file, and why the clean copy is not enough. */
static enum rc show_asking(struct desk *d, const struct attachment *a, struct form *f)
{
	struct web *w = d->w;
	enum rc rc = put_story(d, PURPOSE_TREATING, NULL);

	if (rc != OK)
		return rc;
	desk_put(d);
	file_put(d, put_row(w, "Files", 0), a);
	if (f)
		form_put(w, f);
	return show_page(w, "original.cs");
}

/* GET /signals/:ref/original?no= */
enum rc show_original(struct web *w)
{
	struct desk d;
	struct attachment a;
	struct form f;
	enum rc rc = form_read(w, &f, show_form, COUNT(show_form));

	if (rc == OK)
		rc = desk_open(w, &d);
	if (rc == OK)
		rc = attachment_find(w->t, &d.s, form_num(&f, "no"), &a);
	if (rc == OK && !desk_treats(&d))
		return see(w, "/%s/signals/%s", w->lang, d.s.number);
	return rc == OK ? show_asking(&d, &a, NULL) : rc;
}

/* POST /signals/:ref/original */
enum rc ask_original(struct web *w)
{
	struct desk d;
	struct attachment a;
	struct form f;
	enum rc rc = form_read(w, &f, ask_form, COUNT(ask_form)), form = rc;

	if (rc == OK || rc == INVALID)
		rc = desk_open(w, &d);
	if (rc == OK)
		rc = attachment_find(w->t, &d.s, form_num(&f, "no"), &a);
	if (rc != OK)
		return rc;
	if (form == OK)
		form = original_ask(w->t, &d.s, &a, form_value(&f, "reason"));
	if (form == OK || form == CONFLICT)	/* asked already: a double click, or a second tab */
		return desk_back(&d, "", form == OK ? "original_asked" : "original_again");
	if (form != INVALID)
		return form;
	rc = show_asking(&d, &a, &f);
	return rc == OK ? INVALID : rc;
}

static enum rc is_decided(const struct desk *d, const unsigned char id[16], int *is)
{
	struct original_request *rows;
	size_t n = 0;
	enum rc rc = original_requests(d->w->t, &d->s, &rows, &n);

	*is = 0;
	for (size_t i = 0; rc == OK && i < n; i++)
		*is |= signal_same(rows[i].id, id) && rows[i].state != ORIGINAL_ASKED;
	return rc;
}

/* POST /signals/:ref/original/decided: that somebody was first is said only when it was decided. */
enum rc decide_original(struct web *w)
{
	struct desk d;
	struct form f;
	unsigned char id[16];
	int yes, is = 0;
	enum rc rc = form_read(w, &f, decide_form, COUNT(decide_form));

	if (rc == OK)
		rc = desk_open(w, &d);
	if (rc != OK)
		return rc;
	if (!text_unhex(form_value(&f, "request"), id, sizeof id))
		return fail(w->t, MALFORMED, "no request's id");
	yes = strcmp(form_value(&f, "decision"), "yes") == 0;
	rc = original_decide(w->t, id, yes, form_num(&f, "scan"));
	if (rc == INVALID)	/* the scanner looked meanwhile */
		return desk_back(&d, "", "original_scanned");
	if (rc != OK && (rc != CONFLICT || is_decided(&d, id, &is) != OK || !is))
		return rc;
	return desk_back(&d, "", is ? "original_decided" : yes ? "original_approved" : "original_refused");
}
