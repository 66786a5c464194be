/*
 * After a decision was sent: done, done before by the same press, or somebody
 * was first. It refuses to call two forms of one version a double click.
 */
#include "desk.h"

#include <string.h>

#include "base/crypto.h"
#include "base/text.h"

/* Of a signal's events those that change its version: a note or a translation beside it is in nobody's way. */
static int counts(const struct signal_event *e)
{
	for (int act = 0; act < ACT_COUNT; act++)
		if (strcmp(e->what, signal_act_name((enum signal_act)act)) == 0)
			return act != ACT_WITHDRAW && act != ACT_TRANSLATE;
	return 0;
}

static void put_conflict(struct desk *d, const struct signal_event *events, size_t n)
{
	const struct signal_event *last;

	while (n > 0 && !counts(&events[n - 1]))
		n--;
	if (n == 0)
		return;
	last = &events[n - 1];
	put(d->w, "Conflict.Who", desk_name(d, last->actor));
	put_flag(d->w, "Conflict.Own", signal_same(last->actor, d->w->account->id));
	put_word(d->w, "Conflict.What", "event.%s", last->what);
	put(d->w, "Conflict.When", desk_moment(d->w, last->at));
}

/* Of another signal that this person sees, as we write it; NOT_FOUND for any other text, and for this signal itself. */
static enum rc other_number(const struct desk *d, const char *typed, const char **number)
{
	struct signal other;
	enum rc rc = signal_find(d->w->t, typed, &other);

	if (rc != OK)
		return rc;
	*number = other.number;
	return signal_same(other.id, d->s.id) ? NOT_FOUND : OK;
}

enum rc desk_leader(const struct desk *d, struct form *f, const char *decided, const struct field *leads,
	const char **number)
{
	enum rc rc;

	*number = "";
	if (strcmp(form_value(f, decided), "duplicate") != 0)
		return OK;
	rc = other_number(d, form_value(f, leads->name), number);
	if (rc != NOT_FOUND)
		return rc;
	form_wrong(f, leads, "no_number");
	return INVALID;
}

void desk_mark(struct desk *d, const struct form *f)
{
	struct task *t = d->w->t;
	unsigned char mark[16], key[32];
	const char *all = d->w->path + strlen("/nl"), *id = form_value(f, "form");

	for (size_t i = 0; i < f->values.count; i++)
		all = take_format(t, "%s\n%s=%s", all, f->values.list[i].name, f->values.list[i].value);
	memcpy(key, strlen(id) == sizeof(key) ? (const unsigned char *)id : t->token, sizeof(key));
	hash_keyed(key, all, strlen(all), mark, sizeof(mark));
	d->mark = text_hex(t, mark, sizeof(mark));
}

enum rc desk_late(const struct desk *d, struct form *f, enum signal_act act, enum rc rc)
{
	int changed = form_num(f, "version") != d->s.version;

	if (rc == INVALID && changed) {
		f->wrong_count = 0;	/* first what happened: the form that comes back says the rest */
		return CONFLICT;
	}
	return rc == DENIED && signal_works(&d->me) && (changed || desk_unread(d, act)) ? CONFLICT : rc;
}

static int same_form(const struct desk *d, const struct signal_event *e)
{
	const char *mark = strstr(e->detail, "mark=");

	return d->mark && mark && strcmp(mark + 5, d->mark) == 0;
}

enum rc desk_did(struct desk *d, const char *what, int *did)
{
	struct signal_event *events;
	size_t n = 0;
	enum rc rc;

	*did = 0;
	rc = signal_events(d->w->t, &d->s, &events, &n);
	for (size_t i = 0; rc == OK && i < n; i++)
		*did |= signal_same(events[i].actor, d->w->account->id)
			&& strcmp(events[i].what, what) == 0 && same_form(d, &events[i]);
	return rc;
}

enum rc desk_reread(struct desk *d, enum signal_act act, int64_t version, int *twice)
{
	struct web *w = d->w;
	struct signal_event *events;
	size_t n = 0;
	enum rc rc = signal_find(w->t, w->ref, &d->s);

	if (rc == OK)
		rc = signal_events(w->t, &d->s, &events, &n);
	if (rc == OK)
		rc = desk_person(d);
	if (rc != OK)
		return rc;
	*twice = n > 0 && d->s.version == version + 1 && signal_same(events[n - 1].actor, w->account->id)
		&& strcmp(events[n - 1].what, signal_act_name(act)) == 0 && same_form(d, &events[n - 1]);
	put_flag(w, "Conflict", 1);
	if (d->s.version != version)
		put_conflict(d, events, n);
	else
		put_flag(w, "Conflict.Shut", desk_unread(d, act));
	return OK;
}

/* "closed.<mark>": the mark is of this word, signal and version, keyed by the session, so that no link can make it. */
static const char *done_sealed(struct web *w, const struct signal *s, const char *what)
{
	unsigned char mark[16];
	const char *all = take_format(w->t, "done\n%s\n%s\n%lld", what, s ? s->number : "",
		(long long)(s ? s->version : 0));

	hash_keyed(w->t->token, all, strlen(all), mark, sizeof(mark));
	return take_format(w->t, "%s.%s", what, text_hex(w->t, mark, sizeof(mark)));
}

enum rc see_done(struct web *w, const char *page, const char *what)
{
	return see(w, "/%s%s?done=%s", w->lang, page, done_sealed(w, NULL, what));
}

enum rc desk_gone(struct web *w, enum signal_act act, enum rc rc)
{
	int mine = 0;

	if (rc == NOT_FOUND && act == ACT_HAND_OVER) {
		w->t->rc = OK;
		signal_handed_over(w->t, w->ref, &mine);
	}
	return mine ? see_done(w, "/queue", signal_act_name(act)) : rc;
}

const char *done_said(struct web *w, const struct signal *s, const char *sent)
{
	const char *what = take_textn(w->t, sent, strcspn(sent, "."));

	return *what && strcmp(done_sealed(w, s, what), sent) == 0 ? what : "";
}

/* The version is that of after the step. It is stored: when that cannot be read the word is missing, and nothing failed. */
enum rc desk_back(const struct desk *d, const char *page, const char *what)
{
	struct web *w = d->w;
	struct signal now;

	if (signal_find(w->t, d->s.number, &now) == OK)
		return see(w, "/%s/signals/%s%s?done=%s", w->lang, now.number, page, done_sealed(w, &now, what));
	w->t->rc = OK;
	return see(w, "/%s/signals/%s%s", w->lang, d->s.number, page);
}

enum rc desk_done(const struct desk *d, enum signal_act act)
{
	if (act == ACT_HAND_OVER)
		return see_done(d->w, "/queue", signal_act_name(act));
	return desk_back(d, "", signal_act_name(act));
}
