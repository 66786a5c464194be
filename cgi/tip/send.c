/*
 * Sending: what the reporter sees of it. A form that is sent twice is stored
 * once (store.c) and gets the same page twice.
 */
#include "sending.h"

#include "attachment_upload.h"
#include "base/crypto.h"
#include "base/db.h"
#include "base/settings.h"
#include "base/text.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

enum { WAITS = 5 };

enum rc show_end(struct web *w, const char *page, const char *reference)
{
	enum rc rc;

	if (reference)
		put(w, "Reference", reference);
	rc = show_page(w, page);
	answer_forget(w);
	return rc;
}

/* The page with the code; its state holds no answers, only what this page shows. */
static enum rc show_sent(struct web *w, struct state *last)
{
	char code[RECEIPT_TEXT];
	int64_t sent;

	if (*answer(&last->answers, ".urgent") && text_number(answer(&last->answers, ".sent"), 0, INT64_MAX, &sent))
		put(w, "ReadBy", office_read_by(w, sent));
	receipt_text(&last->receipt, code);
	if (*answer(&last->answers, ".code"))
		put(w, "Code", code);
	put_num(w, "MailboxDays", setting_num(w->t->settings, "mailbox_days"));
	put(w, "LookFrom", office_look_from(w));
	put(w, "LangForm", "melding");
	put(w, "Action", address("form", w->lang));
	put(w, "State", state_seal(w->t, last));
	return show_end(w, "sent.cs", answer(&last->answers, ".reference"));
}

/*
 * When this report was sent, or a moment before it that no later POST can
 * move: every state with this receipt has the same `begun`, however old the
 * page it was taken from.
 */
static int64_t first_sent(const struct visit *v)
{
	unsigned char tag[TAG];
	int64_t when;

	receipt_tag(&v->state.receipt, tag);
	when = recent_when(tag);
	return when ? when : v->state.begun;
}

static enum rc show_code(struct web *w, struct visit *v, const char *reference, int64_t sent)
{
	struct state last = { .receipt = v->state.receipt, .begun = v->state.begun, .flags = STATE_SENT };

	pairs_add(w->t, &last.answers, ".reference", reference);
	pairs_add(w->t, &last.answers, ".code", has_code(v) ? "1" : "");
	pairs_add(w->t, &last.answers, ".urgent", is_urgent(v) ? "1" : "");
	pairs_add(w->t, &last.answers, ".sent", take_format(w->t, "%lld", (long long)sent));
	return show_sent(w, &last);
}

/* As long as this after sending, going back and correcting works and the code can be shown again. */
static int is_past(struct web *w, int64_t sent)
{
	return w->t->now - sent > setting_num(w->t->settings, "receipt_repeat_minutes") * 60;
}

/* Did the reporter copy the code well? Answered from the form state; the database is not asked. */
static enum rc try_code(struct web *w, const struct visit *v)
{
	struct receipt typed;
	struct node *error;

	if (receipt_read(visit_button(v, "try"), &typed) == OK
	&& sodium_memcmp(typed.bits, v->state.receipt.bits, sizeof typed.bits) == 0) {
		put_flag(w, "Try.Right", 1);
		return OK;
	}
	error = put_row(w, "Errors", 0);
	node_put(error, "Field", "try");
	put_word(w, "Try.Error", "error.try");
	node_put(error, "Text", word(w, "error.try"));
	return INVALID;
}

enum rc sent_again(struct web *w, struct visit *v)
{
	int64_t sent = 0;
	enum rc rc = OK, shown;

	if (*visit_button(v, "lang"))
		rc = web_speak(w, visit_button(v, "lang"));
	if (rc != OK)
		return rc;
	if (!text_number(answer(&v->state.answers, ".sent"), 0, INT64_MAX, &sent) || is_past(w, sent))
		return show_end(w, "received.cs", answer(&v->state.answers, ".reference"));
	if (!*visit_button(v, "lang") && (*visit_button(v, "try") || strcmp(visit_button(v, "go"), "try") == 0))
		rc = try_code(w, v);
	shown = show_sent(w, &v->state);
	return shown == OK ? rc : shown;
}

/*
 * A page left in a browser holds its reporter's answers; half an hour after
 * sending no POST of it shows them to whoever has the device then. The database
 * is asked only about forms begun longer ago, of which the workers remember nothing.
 */
enum rc judge_old(struct web *w, const struct visit *v, int *old)
{
	unsigned char tag[TAG];
	int64_t known = 1;
	enum rc rc = OK;

	*old = 0;
	if (!is_past(w, first_sent(v)))
		return OK;
	receipt_tag(&v->state.receipt, tag);
	if (!recent_when(tag))
		rc = db_number(w->t, Q_report_known, &known, id16(tag));
	*old = rc == OK && known;
	return rc;
}

/* Twenty additions are there already: this one is not stored, and stays with its reporter. */
static enum rc show_full(struct web *w, struct visit *v, const char *reference)
{
	put(w, "Reference", reference);
	put(w, "Action", address("form", w->lang));
	put(w, "LangForm", "melding");
	put(w, "State", state_seal(w->t, &v->state));
	answer_status(w, 429);
	return show_page(w, "full.cs");
}

/*
 * A form sent before shows its code again, for half an hour. Of two posts at
 * once the other worker may have stored it and not yet said so: wait for that.
 */
static enum rc answer_same(struct web *w, struct visit *v, struct sending *s, const char *reference)
{
	static const struct timespec moment = { .tv_nsec = 10 * 1000 * 1000 };
	int64_t sent = first_sent(v);

	for (int i = 0; i < WAITS && is_past(w, sent) && !recent_when(s->keys.tag); i++) {
		nanosleep(&moment, NULL);
		sent = first_sent(v);
	}
	return is_past(w, sent) ? show_end(w, "received.cs", reference) : show_code(w, v, reference, sent);
}

static enum rc answer_sent(struct web *w, struct visit *v, struct sending *s, const struct added *added)
{
	enum rc rc;

	if (added->outcome == STORED) {
		recent_sent(s->keys.tag, w->t->now);
		return show_code(w, v, added->reference, w->t->now);
	}
	if (added->outcome == SAME_AS_FORMER)
		return show_end(w, "received.cs", added->reference);
	if (added->outcome == SAME)
		return answer_same(w, v, s, added->reference);
	rc = sending_addition(w, s);
	if (rc == LIMITED)
		return show_full(w, v, added->reference);
	return rc == OK ? show_end(w, "added.cs", added->reference) : rc;
}

/* An old form that was sent before is "sent again"; one that was not is renewed and shown once more. */
static enum rc judge_expiry(struct web *w, struct visit *v, const struct sending *s)
{
	int64_t known = 0;
	enum rc rc;

	if (!v->state.expired)
		return OK;
	rc = db_number(w->t, Q_report_known, &known, id16(s->keys.tag));
	return rc == OK && !known ? INVALID : rc;
}

enum rc visit_send(struct web *w, struct visit *v)
{
	struct sending *s = take(w->t, sizeof *s);
	struct added added = { 0 };
	enum rc rc;

	receipt_derive(&v->state.receipt, &s->keys);
	sodium_memzero(s->keys.secret_key, sizeof s->keys.secret_key);	/* the reporter's, never ours */
	rc = judge_expiry(w, v, s);
	if (rc != OK)
		return rc == INVALID ? visit_show(w, v) : rc;
	s->packed = report_pack(w, v);
	s->files = file_ids(w->t, &v->state.answers);
	hash_keyed(s->keys.digest_key, s->packed.data, s->packed.size, s->digest, sizeof s->digest);
	sodium_memzero(s->keys.digest_key, sizeof s->keys.digest_key);
	rc = sending_store(w, v, s, &added);
	if (rc == OK)
		rc = answer_sent(w, v, s, &added);
	return rc == NOT_FOUND && s->files.size ? files_gone(w, v) : rc;
}
