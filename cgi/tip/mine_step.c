/*
 * Steps that cannot be taken back: another code, and the end of the dialogue.
 * The receipt that comes after is drawn before the reporter is asked and
 * travels in the state, so that a step that is sent twice is one step.
 */
#include "mine.h"

#include "base/db.h"
#include "base/settings.h"

#include <sodium.h>

enum { TRIES = 3 };

/* A question that came in between means doing it again. */
static enum rc replace(struct web *w, struct mine *m, const struct receipt_keys *old, const struct receipt_keys *new)
{
	enum rc before = w->t->rc, rc = CONFLICT;
	const char *items;

	for (int i = 0; i < TRIES && rc == CONFLICT; i++) {
		w->t->rc = before;
		rc = mine_rewrap(w, m, old, new->public_key, &items);
		if (rc == OK)
			rc = db_call(w->t, Q_mailbox_replace, id16(old->tag), id16(new->tag),
				blob(new->public_key, sizeof new->public_key), text(today_iso(w)),
				num(setting_num(w->t->settings, "mailbox_days")), text(items));
	}
	return rc == CONFLICT ? fail(w->t, BUSY, "questions keep coming in between") : rc;
}

/* The code works as before. */
static enum rc show_often(struct web *w, struct mine *m)
{
	enum rc rc;

	put_flag(w, "Often", 1);
	rc = mine_show(w, m);
	answer_status(w, 429);
	return rc;
}

enum rc mine_replace(struct web *w, struct mine *m)
{
	struct receipt_keys *old = take(w->t, 2 * sizeof *old), *new = old + 1;
	enum rc rc;

	receipt_derive(&m->state.receipt, old);
	receipt_derive(&m->state.next, new);
	rc = replace(w, m, old, new);
	sodium_memzero(old, 2 * sizeof *old);
	if (rc == LIMITED)
		return show_often(w, m);
	if (rc != OK)
		return rc;
	m->state.receipt = m->state.next;
	sodium_memzero(&m->state.next, sizeof m->state.next);
	m->state.at = MINE_REPLACED;
	m->state.stamp = 0;
	rc = mine_show(w, m);
	answer_forget(w);
	return rc;
}

/* Nobody ever sees the receipt that the report has from here on: not even a tag remains that was a code. */
enum rc mine_end(struct web *w, struct mine *m)
{
	unsigned char tag[TAG], next[TAG];
	enum rc rc;

	receipt_tag(&m->state.receipt, tag);
	receipt_tag(&m->state.next, next);
	rc = db_call(w->t, Q_mailbox_end, id16(tag), id16(next), text(today_iso(w)),
		num(setting_num(w->t->settings, "mailbox_days")));
	if (rc != OK)
		return rc;
	rc = show_page(w, "mine_ended.cs");
	answer_forget(w);
	return rc;
}
