/*
 * What the database knows of a mailbox. Questions are sealed to the key pair of
 * the receipt: it is derived here, opens them, and is wiped before anything is
 * shown. Refuses to show a question that does not open as a whole.
 */
#include "mine.h"

#include "base/crypto.h"
#include "base/db.h"
#include "base/log.h"
#include "base/settings.h"
#include "base/text.h"
#include "calendar.h"
#include "dialogue.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const struct column status_columns[] = {
	{ "live", COLUMN_NUM, offsetof(struct mine_status, live) },
	{ "stage", COLUMN_NUM, offsetof(struct mine_status, stage) },
	{ "closed", COLUMN_TEXT, offsetof(struct mine_status, closed) },
	{ "received", COLUMN_TEXT, offsetof(struct mine_status, received) },
	{ "asked", COLUMN_NUM, offsetof(struct mine_status, asked) },
	{ "files", COLUMN_NUM, offsetof(struct mine_status, files) },
};
static const struct shape status_shape = SHAPE(struct mine_status, status_columns);
static const struct column question_columns[] = {
	{ "id", COLUMN_ID, offsetof(struct mine_question, id) },
	{ "tap", COLUMN_NUM, offsetof(struct mine_question, tap) },
	{ "lang", COLUMN_TEXT, offsetof(struct mine_question, lang) },
	{ "look_before", COLUMN_TEXT, offsetof(struct mine_question, look_before) },
	{ "wrap", COLUMN_BYTES, offsetof(struct mine_question, wrap) },
	{ "sealed", COLUMN_BYTES, offsetof(struct mine_question, sealed) },
};
static const struct shape question_shape = SHAPE(struct mine_question, question_columns);
static const struct column wrap_columns[] = {
	{ "id", COLUMN_ID, offsetof(struct mine_question, id) },
	{ "wrap", COLUMN_BYTES, offsetof(struct mine_question, wrap) },
};
static const struct shape wrap_shape = SHAPE(struct mine_question, wrap_columns);
static const struct column file_columns[] = {
	{ "no", COLUMN_NUM, offsetof(struct mine_file, no) },
	{ "day", COLUMN_TEXT, offsetof(struct mine_file, day) },
	{ "state", COLUMN_NUM, offsetof(struct mine_file, state) },
};
static const struct shape file_shape = SHAPE(struct mine_file, file_columns);

/* One question to the database, with one row as its answer, whatever the code is. */
enum rc mine_find(struct web *w, struct mine *m)
{
	unsigned char tag[TAG];
	int closed = 0;
	enum rc rc;

	receipt_tag(&m->state.receipt, tag);
	rc = db_row(w->t, Q_mailbox_status, &status_shape, &m->status, id16(tag));
	if (rc != OK)
		return rc;
	m->status.until = 0;
	if (calendar_read(m->status.closed, &closed))	/* not the day that stands for none */
		m->status.until = closed + (int)setting_num(w->t->settings, "mailbox_days");
	return m->status.live && (!m->status.until || m->status.until >= calendar_local(w->t->now, NULL))
		? OK : NOT_FOUND;
}

/* Envelope id and data key; 0 when the wrap is not for this pair or of another question. */
static int open_wrap(const struct receipt_keys *keys, const struct mine_question *q,
	unsigned char plain[OBJECT_ID + DATA_KEY])
{
	return q->wrap.size == WRAP && crypto_box_seal_open(plain, q->wrap.data, WRAP, keys->public_key,
		keys->secret_key) == 0 && memcmp(plain, q->id, OBJECT_ID) == 0;
}

/* One that does not open is shown as such, so that the reporter can say so. */
static void unseal(struct task *t, const struct receipt_keys *keys, struct mine_question *q)
{
	unsigned char plain[OBJECT_ID + DATA_KEY];
	struct bytes words = { NULL, 0 };
	struct pairs p = { 0 };
	enum rc before = t->rc, rc = INVALID;

	q->code = q->text = "";
	if (open_wrap(keys, q, plain))
		rc = record_open(t, q->id, plain + OBJECT_ID, RECORD_QUESTION, 0, q->sealed, &words);
	sodium_memzero(plain, sizeof plain);
	if (rc == OK)
		rc = unpack(t, words, &p);
	if (rc != OK) {
		t->rc = before;
		log_line(LOG_LINE_FAULT, "a question does not open for its reporter");
		return;
	}
	q->text = pairs_text(&p, "text");
	q->code = dialogue_known(pairs_text(&p, "code")) ? pairs_text(&p, "code") : "";
}

enum rc mine_questions(struct web *w, struct mine *m)
{
	struct receipt_keys keys;
	enum rc rc;

	receipt_derive(&m->state.receipt, &keys);
	rc = db_rows(w->t, Q_mailbox_questions, &question_shape, &m->questions, &m->question_count,
		id16(keys.tag), text(today_iso(w)));
	for (size_t i = 0; i < m->question_count; i++)
		unseal(w->t, &keys, &m->questions[i]);
	sodium_memzero(&keys, sizeof keys);
	return rc;
}

enum rc mine_files(struct web *w, struct mine *m)
{
	unsigned char tag[TAG];

	receipt_tag(&m->state.receipt, tag);
	return db_rows(w->t, Q_mailbox_files, &file_shape, &m->files, &m->file_count, id16(tag));
}

/* The data key goes from one wrap into the other and nowhere else. What does not open goes along as it is. */
static void rewrap(const struct receipt_keys *from, const unsigned char to[32], const struct mine_question *q,
	unsigned char wrap[WRAP])
{
	unsigned char plain[OBJECT_ID + DATA_KEY];

	if (!open_wrap(from, q, plain) || crypto_box_seal(wrap, plain, sizeof plain, to) != 0)
		memcpy(wrap, q->wrap.data, q->wrap.size < WRAP ? q->wrap.size : WRAP);
	sodium_memzero(plain, sizeof plain);
}

enum rc mine_rewrap(struct web *w, struct mine *m, const struct receipt_keys *from,
	const unsigned char to[32], const char **items)
{
	enum rc rc = db_rows(w->t, Q_mailbox_wraps, &wrap_shape, &m->questions, &m->question_count, id16(from->tag));
	size_t room = m->question_count * (2 * (OBJECT_ID + WRAP) + 10) + 3, at = 0;
	char *out = take(w->t, room);

	for (size_t i = 0; i < m->question_count; i++) {
		unsigned char wrap[WRAP] = { 0 };

		rewrap(from, to, &m->questions[i], wrap);
		at += (size_t)snprintf(out + at, room - at, "%c[\"%s\",\"%s\"]", i ? ',' : '[',
			text_hex(w->t, m->questions[i].id, OBJECT_ID), text_hex(w->t, wrap, WRAP));
	}
	snprintf(out + at, room - at, m->question_count ? "]" : "[]");
	*items = out;
	return rc;
}
