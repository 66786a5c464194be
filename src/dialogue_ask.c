/*
 * Asks a reporter who has no name. It refuses what the table of steps does not
 * have; the database refuses again, and what it alone can see at that moment:
 * the mailbox and how many questions are open.
 */
#include "dialogue_ask.h"

#include <string.h>

#include "base/db.h"
#include "base/text.h"
#include "calendar.h"
#include "signal_decide.h"
#include "vault.h"

#define AT(field) offsetof(struct question, field)
static const struct column question_columns[] = {
	{ "id", COLUMN_ID, AT(id) }, { "asker", COLUMN_ID, AT(asker) }, { "envelope", COLUMN_ID, AT(envelope) },
	{ "day", COLUMN_TEXT, AT(day) }, { "look_before", COLUMN_TEXT, AT(look_before) },
	{ "lang", COLUMN_TEXT, AT(lang) }, { "read_on", COLUMN_TEXT, AT(read_on) },
	{ "answered", COLUMN_TEXT, AT(answered) }, { "state", COLUMN_NUM, AT(state) },
};
static const struct shape question_shape = SHAPE(struct question, question_columns);

#undef AT
#define AT(field) offsetof(struct mailbox, field)
static const struct column mailbox_columns[] = {
	{ "lang", COLUMN_TEXT, AT(lang) }, { "reporter_key", COLUMN_BYTES, AT(key) },
};
static const struct shape mailbox_shape = SHAPE(struct mailbox, mailbox_columns);

#undef AT
#define AT(field) offsetof(struct dialogue_counts, field)
static const struct column count_columns[] = {
	{ "asked", COLUMN_NUM, AT(asked) }, { "open", COLUMN_NUM, AT(open) },
	{ "answered", COLUMN_NUM, AT(answered) }, { "lapsed", COLUMN_NUM, AT(lapsed) },
	{ "withdrawn", COLUMN_NUM, AT(withdrawn) },
};
static const struct shape count_shape = SHAPE(struct dialogue_counts, count_columns);

#undef AT
#define AT(field) offsetof(struct dialogue_wait, field)
static const struct column wait_columns[] = {
	{ "signal_id", COLUMN_ID, AT(signal) }, { "look_before", COLUMN_TEXT, AT(look_before) },
	{ "answered", COLUMN_NUM, AT(answered) },
};
static const struct shape wait_shape = SHAPE(struct dialogue_wait, wait_columns);

enum rc dialogue_questions(struct task *t, const struct signal *s, struct question **rows, size_t *n)
{
	return db_rows(t, Q_dialogue_questions, &question_shape, rows, n, id16(s->id));
}

enum rc dialogue_mailbox(struct task *t, const struct signal *s, struct mailbox *out)
{
	int64_t had_code = 0;
	enum rc rc;

	memset(out, 0, sizeof(*out));
	out->lang = s->lang;
	rc = db_row(t, Q_dialogue_mailbox, &mailbox_shape, out, id16(s->id));
	out->open = rc == OK && out->key.size == 32;
	if (rc != NOT_FOUND)
		return rc;
	rc = db_number(t, Q_dialogue_code, &had_code, id16(s->id));
	out->had_code = had_code == 1;
	return rc == NOT_FOUND ? OK : rc;
}

enum rc dialogue_count(struct task *t, int today, struct dialogue_counts *out)
{
	char from[CALENDAR_TEXT];

	calendar_text(today - QUESTIONS_COUNTED, from);
	return db_row(t, Q_dialogue_counts, &count_shape, out, text(from));
}

enum rc dialogue_waiting(struct task *t, const struct signal *signals, size_t count,
	struct dialogue_wait **rows, size_t *n)
{
	unsigned char *ids = take(t, count * OBJECT_ID + 1);

	*n = 0;
	if (count == 0 || count > VAULT_LIST)
		return OK;
	for (size_t i = 0; i < count; i++)
		memcpy(ids + i * OBJECT_ID, signals[i].id, OBJECT_ID);
	return db_rows(t, Q_dialogue_waiting, &wait_shape, rows, n, blob(ids, count * OBJECT_ID));
}

/* --- Asking ------------------------------------------------------------------ */

struct ask {
	const struct signal *s;
	const struct asking *a;
	struct pairs pairs;
	const char *today;
};

int dialogue_day_fits(const char *look_before, int today)
{
	int day;

	return calendar_read(look_before, &day) && day > today && day <= today + LOOK_BEFORE_MOST;
}

/* One of the library as it is, or own words; never both. */
static int is_question(const struct asking *a)
{
	if (*a->code)
		return !*a->text && dialogue_known(a->code) && dialogue_taps(a->code) == (a->tap != 0);
	return *a->text && text_points(a->text, strlen(a->text)) <= QUESTION_POINTS;
}

/* The reporter's copy: nobody but the holder of the receipt opens it, we neither. */
static enum rc seal_for_reporter(struct task *t, const struct ask *ask, const struct mailbox *m,
	struct envelope *e, struct bytes *sealed)
{
	enum rc rc = envelope_new_for(t, m->key.data, e);

	if (rc == OK)
		rc = record_seal_least(t, e, RECORD_QUESTION, 0, pack(t, &ask->pairs), QUESTION_BYTES, sealed);
	explicit_bzero(e->data_key, sizeof(e->data_key));
	return rc;
}

/* After the question, so that its version is the next one; the reason is the program's own sentence. */
static enum rc set_waiting(struct task *t, const struct ask *ask)
{
	struct pairs pairs = { 0 };
	unsigned char envelope[OBJECT_ID];
	enum rc rc;

	pairs_add(t, &pairs, "reason", ask->a->waits);
	rc = vault_add(t, ask->s->id, (enum class)ask->s->class, RECORD_REASON, &pairs, envelope);
	if (rc != OK)
		return rc;
	return db_write(t, Q_signal_move, id16(ask->s->id), num(ask->a->version + 1), num(SIGNAL_ASSESSING),
		num(SIGNAL_WAITING), text(signal_act_name(ACT_WAIT)), text(""), num(0), nothing(), nothing(),
		nothing(), nothing(), id16(envelope), text(ask->today), text(ask->a->mark));
}

static enum rc ask(struct task *t, void *arg)
{
	const struct ask *ask = arg;
	const struct asking *a = ask->a;
	unsigned char copy[OBJECT_ID];
	struct mailbox m;
	struct envelope e;
	struct bytes sealed;
	enum rc rc = dialogue_mailbox(t, ask->s, &m);

	if (rc == OK && !m.open)
		return fail(t, CONFLICT, "dialogue: no mailbox");
	if (rc == OK)
		rc = seal_for_reporter(t, ask, &m, &e, &sealed);
	if (rc == OK)
		rc = vault_add(t, ask->s->id, (enum class)ask->s->class, RECORD_QUESTION, &ask->pairs, copy);
	if (rc == OK)
		rc = db_write(t, Q_dialogue_ask, id16(ask->s->id), num(a->version), id16(e.id),
			blob(m.key.data, m.key.size), blob(e.wrap, WRAP), blob(sealed.data, sealed.size), id16(copy),
			text(m.lang), num(a->tap != 0), text(a->look_before), text(ask->today), text(a->mark));
	return rc == OK && a->waits ? set_waiting(t, ask) : rc;
}

enum rc dialogue_ask(struct task *t, const struct signal *s, const struct signal_person *who,
	const struct asking *a)
{
	struct ask asked = { .s = s, .a = a, .today = signal_today(t) };
	enum rc rc = signal_may(signal_step(ACT_ASK, (enum signal_status)s->status), who);

	if (rc == OK && a->waits)
		rc = signal_may(signal_step(ACT_WAIT, (enum signal_status)s->status), who);
	if (rc != OK)
		return fail(t, rc, "dialogue: nobody asks in status %d", (int)s->status);
	if (!is_question(a) || !dialogue_day_fits(a->look_before, calendar_local(t->now, NULL)))
		return fail(t, INVALID, "dialogue: not a question");
	pairs_add(t, &asked.pairs, *a->code ? "code" : "text", *a->code ? a->code : a->text);
	pairs_add(t, &asked.pairs, "tap", a->tap ? "1" : "");
	return db_transaction(t, ask, &asked);
}

/* --- Taking back -------------------------------------------------------------- */

enum rc dialogue_withdraw(struct task *t, const struct signal *s, const struct signal_person *who,
	const unsigned char question[OBJECT_ID])
{
	enum rc rc = signal_may(signal_step(ACT_WITHDRAW, (enum signal_status)s->status), who);

	if (rc != OK)
		return fail(t, rc, "dialogue: not this person's to take back");
	return db_call(t, Q_dialogue_withdraw, id16(s->id), id16(question), text(signal_today(t)));
}
