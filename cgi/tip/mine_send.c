/*
 * Sending from the mailbox: each answer and each text an envelope of its own to
 * the intake key, as the form's. What is sent twice is stored once, by a digest
 * keyed from the receipt; what is empty stays open.
 */
#include "files.h"
#include "mine.h"

#include "base/crypto.h"
#include "base/db.h"
#include "base/settings.h"
#include "base/text.h"

#include <sodium.h>
#include <string.h>

/* The tag to file under and the key of the digests; the pair itself is not needed to write. */
struct sender {
	unsigned char tag[TAG], digest_key[32];
	const char *once;	/* drawn with the page: sent twice it is one message, written again it is another */
	size_t answers, texts;
	size_t with_files;	/* the one answer that brings the files; 0: the added text does */
};

static void sender_of(struct task *t, const struct mine_state *s, struct sender *out)
{
	struct receipt_keys keys;

	receipt_derive(&s->receipt, &keys);
	out->once = mine_kept(t, s, ".once", 0);
	memcpy(out->tag, keys.tag, TAG);
	memcpy(out->digest_key, keys.digest_key, sizeof out->digest_key);
	sodium_memzero(&keys, sizeof keys);
}

/* The kind stands before the words: an answer and a text of the same words are two. */
static void digest_of(struct task *t, const struct sender *s, enum record_kind kind, struct bytes packed,
	unsigned char digest[32])
{
	size_t before = 1 + strlen(s->once) + 1;
	unsigned char *all = take(t, before + packed.size);

	all[0] = (unsigned char)kind;
	memcpy(all + 1, s->once, before - 1);
	memcpy(all + before, packed.data, packed.size);
	hash_keyed(s->digest_key, all, before + packed.size, digest, 32);
}

static enum rc store(struct web *w, const struct sender *s, enum record_kind kind,
	const unsigned char *question, const struct pairs *words)
{
	struct bytes packed = pack(w->t, words), files = file_ids(w->t, words), sealed;
	struct envelope e;
	unsigned char digest[32];
	enum rc rc = envelope_new(w->t, CLASS_INTAKE, &e);

	if (rc == OK)
		rc = record_seal_least(w->t, &e, kind, 1, packed, MINE_SEALED_LEAST, &sealed);
	sodium_memzero(e.data_key, sizeof e.data_key);
	if (rc != OK)
		return rc;
	digest_of(w->t, s, kind, packed, digest);
	return db_call(w->t, Q_mailbox_add, id16(s->tag), blob(digest, sizeof digest), num(kind), id16(question),
		id16(e.id), blob(e.key_id, KEY_ID), blob(e.wrap, WRAP), text(today_iso(w)),
		num(setting_num(w->t->settings, "mailbox_days")), blob(sealed.data, sealed.size),
		blob(files.data, files.size));
}

static void sent(struct task *t, struct mine *m, const char *name, size_t n)
{
	pairs_remove(&m->state.kept, n ? take_format(t, "%s.%zu", name, n) : name);
}

/* The answer to question N as it is stored; none when nothing was chosen or typed. */
static struct pairs answer_of(struct task *t, const struct mine *m, const struct sender *s, size_t n)
{
	const char *tap = mine_kept(t, &m->state, "tap", n), *words = mine_kept(t, &m->state, "text", n);
	struct pairs p = { 0 };
	int kind;

	if (!*tap && !*words)
		return p;
	pairs_add(t, &p, "question", mine_question_of(t, &m->state, n, &kind));
	if (*tap)
		pairs_add(t, &p, "tap", tap);
	if (*words)
		pairs_add(t, &p, "text", words);
	if (s->with_files == n)
		file_copy(t, &m->state.kept, &p);
	return p;
}

static enum rc send_answer(struct web *w, struct mine *m, struct sender *s, size_t n, const char *hex)
{
	unsigned char question[16];
	struct pairs p = answer_of(w->t, m, s, n);
	enum rc rc;

	if (p.count == 0)
		return OK;
	if (!text_unhex(hex, question, sizeof question))
		return fail(w->t, FAULT, "a mailbox state without its question");
	rc = store(w, s, RECORD_ANSWER, question, &p);
	if (rc != OK)
		return rc;
	sent(w->t, m, "tap", n);
	sent(w->t, m, "text", n);
	s->answers++;
	return OK;
}

static enum rc send_text(struct web *w, struct mine *m, struct sender *s)
{
	const char *words = mine_kept(w->t, &m->state, "add", 0);
	int files = s->with_files == 0 && file_count(&m->state.kept) > 0;
	struct pairs p = { 0 };
	enum rc rc;

	if (!*words && !files)
		return OK;
	if (*words)
		pairs_add(w->t, &p, "text", words);
	if (files)
		file_copy(w->t, &m->state.kept, &p);
	rc = store(w, s, RECORD_ADDITION, NULL, &p);
	if (rc != OK)
		return rc;
	sent(w->t, m, "add", 0);
	s->texts++;
	return OK;
}

/* Twenty additions are there already: what was sent before it is in, this one stays with its reporter. */
static enum rc show_full(struct web *w, struct mine *m, size_t n)
{
	enum rc rc;

	pairs_set(w->t, &m->errors, n ? take_format(w->t, "text.%zu", n) : "add", word(w, "error.full"));
	rc = mine_show(w, m);
	if (rc != OK && rc != INVALID)
		return rc;
	answer_status(w, 429);
	return OK;
}

/* Files go with the only answer when nothing else is said, so that it is seen what they are about. */
static size_t brings_files(struct task *t, const struct mine *m)
{
	size_t one = 0;
	int tap;

	if (*mine_kept(t, &m->state, "add", 0))
		return 0;
	for (size_t n = 1; *mine_question_of(t, &m->state, n, &tap); n++) {
		if (!*mine_kept(t, &m->state, "tap", n) && !*mine_kept(t, &m->state, "text", n))
			continue;
		if (one)
			return 0;
		one = n;
	}
	return one;
}

static enum rc send_all(struct web *w, struct mine *m, struct sender *s, size_t *at)
{
	enum rc rc = OK;
	const char *hex;
	int tap;

	for (*at = 1; rc == OK; ++*at) {
		hex = mine_question_of(w->t, &m->state, *at, &tap);
		if (!*hex)
			break;
		rc = send_answer(w, m, s, *at, hex);
		if (rc != OK)
			return rc;
	}
	*at = 0;
	return send_text(w, m, s);
}

enum rc mine_was_sent(struct web *w, const struct mine *m, size_t n, enum mine_was *was)
{
	struct sender s = { .with_files = brings_files(w->t, m) };
	struct pairs p = answer_of(w->t, m, &s, n);
	unsigned char digest[32];
	int64_t there = 0;
	enum rc rc = OK;

	if (p.count) {
		sender_of(w->t, &m->state, &s);
		digest_of(w->t, &s, RECORD_ANSWER, pack(w->t, &p), digest);
		rc = db_number(w->t, Q_mailbox_sent, &there, id16(s.tag), blob(digest, sizeof digest));
		sodium_memzero(s.digest_key, sizeof s.digest_key);
	}
	*was = !there ? MINE_NOT_SENT : s.with_files == n ? MINE_SENT_WITH_FILES : MINE_WAS_SENT;
	return rc;
}

/* --- What must be right before anything is sent -------------------------------------------- */

/* Staff would read it. Said once: whoever sends it again means it. */
static int is_secret(struct task *t, struct mine *m, const char *name, const char *value)
{
	const char *told = take_format(t, ".told.%s", name);

	if (!code_within(value) || *mine_kept(t, &m->state, told, 0))
		return 0;
	pairs_set(t, &m->state.kept, told, "1");
	return 1;
}

static int is_filled(struct web *w, struct mine *m)
{
	int filled = file_count(&m->state.kept) > 0;

	for (size_t i = 0; i < m->count; i++) {
		const struct field *f = &m->fields[i];
		const char *value = mine_kept(w->t, &m->state, f->name, 0);
		long points = (long)text_points(value, strlen(value));

		filled |= *value != 0;
		if (f->kind != PROSE)
			continue;
		if (points > f->max)
			pairs_set(w->t, &m->errors, f->name, words_with(w->t, word(w, "error.answer_long"),
				thousands(w, points), thousands(w, f->max)));
		else if (is_secret(w->t, m, f->name, value))
			pairs_set(w->t, &m->errors, f->name, word(w, "error.secret_here"));
	}
	if (!filled)
		pairs_set(w->t, &m->errors, m->count > 1 ? "text.1" : "add", word(w, "error.nothing_to_send"));
	return m->errors.count == 0;
}

enum rc mine_send(struct web *w, struct mine *m)
{
	struct sender *s = take(w->t, sizeof *s);
	size_t at = 0;
	int all;
	enum rc rc;

	if (!is_filled(w, m))
		return mine_show(w, m);
	rc = mine_files_there(w, m, &all);
	if (rc != OK || !all)
		return rc == OK ? mine_show(w, m) : rc;
	sender_of(w->t, &m->state, s);
	s->with_files = brings_files(w->t, m);
	rc = send_all(w, m, s, &at);
	if (rc == LIMITED)
		return show_full(w, m, at);
	if (rc != OK)
		return rc;
	m->state.kept = (struct pairs){ 0 };
	pairs_set(w->t, &m->state.kept, ".answers", s->answers ? take_format(w->t, "%zu", s->answers) : "");
	pairs_set(w->t, &m->state.kept, ".texts", s->texts ? "1" : "");
	m->state.at = MINE_SENT;
	rc = mine_show(w, m);
	answer_forget(w);
	return rc;
}
