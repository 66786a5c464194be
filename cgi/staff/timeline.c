/* What happened to a signal and who looked at it, in words. */
#include "desk.h"

#include <string.h>

#include "audit.h"
#include "base/text.h"

enum { LOOKS = 50 };

/* A detail is "key=code key=code"; each key says which list its code is a word of. */
static const struct { const char *key, *list; } detail_lists[] = {
	{ "destination", "destination" }, { "desk", "desk" }, { "reason", "close_reason" },
	{ "found", "found" }, { "verdict", "verdict" }, { "grade", NULL }, { "subject", NULL },
	{ "leads", NULL }, { "despite", "verdict" }, { "file", NULL }, { "became", "file_state" }, { "province", "province" }, { "by", "by" }, { "quality", "grade" },
};

static const char *assigned_to(const struct desk *d, const char *hex)
{
	unsigned char id[16];
	const char *who;

	if (text_unhex(hex, id, sizeof(id)))
		who = desk_name(d, id);
	else
		who = strcmp(hex, "nobody") == 0 ? word(d->w, "who.nobody") : "";
	return *who ? take_format(d->w->t, "%s: %s", word(d->w, "detail.to"), who) : "";
}

static const char *detail_word(const struct desk *d, const char *key, const char *code)
{
	struct web *w = d->w;

	if (strcmp(key, "to") == 0)
		return assigned_to(d, code);
	if (strcmp(key, "before") == 0)
		return take_format(w->t, "%s: %s", word(w, "detail.before"), desk_date(w, code));
	for (size_t i = 0; i < COUNT(detail_lists); i++) {
		if (strcmp(detail_lists[i].key, key) != 0 || !*code)
			continue;
		return take_format(w->t, "%s: %s", word(w, "detail.%s", key),
			detail_lists[i].list ? word(w, "%s.%s", detail_lists[i].list, code) : code);
	}
	return "";
}

static const char *detail_words(const struct desk *d, const char *detail)
{
	struct web *w = d->w;
	const char *out = "";

	for (const char *at = detail; *at; at += *at == ' ') {
		size_t n = strcspn(at, " "), key = strcspn(at, "= ");
		const char *one = "";

		if (key < n)
			one = detail_word(d, take_textn(w->t, at, key), take_textn(w->t, at + key + 1, n - key - 1));
		if (*one)
			out = *out ? take_format(w->t, "%s · %s", out, one) : one;
		at += n;
	}
	return out;
}

/* The signal of who named this one's number. National security sees the number; the signal is not theirs. */
static void put_other(const struct desk *d, struct node *row, const char *number)
{
	node_put(row, "Number", number);
	if (d->s.class == CLASS_HIK)
		node_put(row, "Url", take_format(d->w->t, "/%s/signals/%s", d->w->lang, number));
}

static void put_event(const struct desk *d, size_t i, const struct signal_event *e)
{
	struct node *row = put_row(d->w, "Events", i);
	const struct said *said = signal_is_id(e->envelope) ? said_in(d, e->envelope) : NULL;

	node_put(row, "What", word(d->w, "event.%s", e->what));
	node_put(row, "When", *e->at ? desk_moment(d->w, e->at) : desk_date(d->w, e->day));
	node_put(row, "Who", desk_name(d, e->actor));
	node_put(row, "Detail", detail_words(d, e->detail));
	if (strcmp(e->what, "addition_by_reference") == 0)
		put_other(d, row, e->detail);
	if (said) {
		node_put(row, "Reason", said->text);
		node_put(row, "About", said->about);
	}
}

enum rc put_timeline(struct desk *d)
{
	struct signal_event *events;
	size_t n = 0;
	enum rc rc = signal_events(d->w->t, &d->s, &events, &n);

	for (size_t i = 0; rc == OK && i < n; i++)
		put_event(d, i, &events[n - 1 - i]);
	return rc;
}

static int same_look(const struct audit_row *a, const struct audit_row *b)
{
	return strcmp(a->actor, b->actor) == 0 && strcmp(a->action, b->action) == 0
		&& a->purpose == b->purpose && signal_same(a->reason, b->reason) && strncmp(a->at, b->at, 10) == 0;
}

/* Why somebody opened it, in the words that are sealed beside the signal: for who has its text open. */
static const char *look_reason(const struct desk *d, const struct audit_row *r)
{
	const struct said *said = strcmp(r->program, "keyd") == 0 ? said_in(d, r->reason) : NULL;

	return said && said->text ? said->text : "";
}

static void put_look(const struct desk *d, size_t i, const struct audit_row *r, int64_t times)
{
	struct web *w = d->w;
	struct node *row = put_row(w, "Looks", i);

	node_put(row, "When", desk_moment(w, r->at));
	node_put(row, "Who", *r->actor ? r->actor : word(w, "audit.service"));
	node_put(row, "What", word(w, "audit.%s", r->action));
	node_put(row, "Why", r->purpose ? word(w, "purpose.%d", (int)r->purpose) : "");
	node_put(row, "Reason", look_reason(d, r));
	node_put(row, "Times", times > 1 ? counted(w, "looks", times) : "");
}

/* The same person doing the same on one day is one row with a number: a queue is opened often. */
enum rc put_looks(struct desk *d)
{
	struct audit_row *rows;
	size_t n = 0, shown = 0, same;
	enum rc rc = audit_of_object(d->w->t, d->s.id, &rows, &n);

	for (size_t i = 0; rc == OK && i < n && shown < LOOKS; i += same) {
		int64_t times = rows[i].times;

		for (same = 1; i + same < n && same_look(&rows[i], &rows[i + same]); same++)
			times += rows[i + same].times;
		put_look(d, shown++, &rows[i], times);
	}
	return rc;
}
