/*
 * The fields of the mailbox anew, each time it is shown: the questions as they
 * are now, and what was typed for each on the page before. Nothing typed is
 * lost, and nothing that was sent comes back to be sent once more.
 */
#include "files.h"
#include "mine.h"

#include "base/crypto.h"
#include "base/text.h"

#include <string.h>

/* Under whatever number that question had on the page before; 0: it was not there. */
static size_t number_before(struct task *t, const struct mine_state *s, const unsigned char id[16])
{
	const char *hex = text_hex(t, id, 16), *was;
	int tap;

	for (size_t n = 1; n <= MINE_QUESTIONS; n++) {
		was = mine_question_of(t, s, n, &tap);
		if (!*was || strcmp(was, hex) == 0)
			return *was ? n : 0;
	}
	return 0;
}

static void move_kept(struct task *t, const struct mine_state *s, size_t before, const char *name, size_t n,
	struct pairs *out)
{
	const char *value = before ? mine_kept(t, s, name, before) : "";

	if (*value)
		pairs_set(t, out, mine_name(t, name, n), value);
}

static int is_open(const struct mine *m, const char *hex)
{
	unsigned char id[16];

	if (!text_unhex(hex, id, sizeof id))
		return 0;
	for (size_t i = 0; i < m->question_count; i++)
		if (memcmp(m->questions[i].id, id, sizeof id) == 0)
			return 1;
	return 0;
}

/*
 * What was typed for a question that is open no more goes below, into the text
 * to add; unless it is why the question is open no more: this page was sent and
 * is shown again (Back, Reload), and its answer and the files with it are there.
 */
static enum rc keep_the_rest(struct web *w, const struct mine *m, struct pairs *out)
{
	const char *add = mine_kept(w->t, &m->state, "add", 0), *text, *hex;
	int tap, files = 1;
	enum mine_was was;
	enum rc rc;

	for (size_t n = 1; *(hex = mine_question_of(w->t, &m->state, n, &tap)); n++) {
		if (is_open(m, hex))
			continue;
		rc = mine_was_sent(w, m, n, &was);
		if (rc != OK)
			return rc;
		text = was == MINE_NOT_SENT ? mine_kept(w->t, &m->state, "text", n) : "";
		if (*text)
			add = *add ? take_format(w->t, "%s\n\n%s", add, text) : text;
		files &= was != MINE_SENT_WITH_FILES;
	}
	if (*add)
		pairs_set(w->t, out, "add", add);
	if (files)
		file_copy(w->t, &m->state.kept, out);
	return OK;
}

/* Drawn once for what is typed from here until it is sent: the same words another day are another message. */
static const char *once(struct task *t, const struct mine_state *s)
{
	const char *drawn = mine_kept(t, s, ".once", 0);
	unsigned char bits[8];

	if (*drawn)
		return drawn;
	random_bytes(bits, sizeof bits);
	return text_hex(t, bits, sizeof bits);
}

enum rc mine_renumber(struct web *w, struct mine *m)
{
	struct pairs out = { 0 };
	enum rc rc;

	for (size_t i = 0; i < m->question_count && i < MINE_QUESTIONS; i++) {
		struct mine_question *q = &m->questions[i];
		size_t before = number_before(w->t, &m->state, q->id), n = i + 1;

		q->before = before;
		pairs_add(w->t, &out, mine_name(w->t, ".q", n), take_format(w->t, "%d%s", q->tap != 0,
			text_hex(w->t, q->id, 16)));
		move_kept(w->t, &m->state, before, "tap", n, &out);
		move_kept(w->t, &m->state, before, "text", n, &out);
		move_kept(w->t, &m->state, before, ".told.text", n, &out);
	}
	rc = keep_the_rest(w, m, &out);
	if (rc != OK)
		return rc;
	if (*mine_kept(w->t, &m->state, ".told.add", 0))
		pairs_set(w->t, &out, ".told.add", "1");
	pairs_set(w->t, &out, ".once", once(w->t, &m->state));
	m->state.kept = out;
	return OK;
}
