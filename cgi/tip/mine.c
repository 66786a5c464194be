/*
 * Mijn melding: the reporter's side of the dialogue, by the code alone. A code
 * with a typing error is found without a question to the database; a wrong, an
 * expired, an ended, a replaced and an unknown one take the same way and get
 * the same page. Every answer is filled up to the same length.
 */
#include "mine.h"
#include "sealed.h"

#include "web/csrf.h"

#include <sodium.h>
#include <string.h>

/* GET /nl/mijn-melding */
enum rc show_mine(struct web *w)
{
	put_other_languages(w, "mine");
	answer_same_for_everyone(w);
	return show(w);
}

/* GET of the page for files: there is nothing on the server to show. */
enum rc resume_mine(struct web *w)
{
	return see(w, "%s", address("mine", w->lang));
}

/* By its form only: whether there is such a report is not asked. */
static const char *not_a_code(const char *typed)
{
	char number[NUMBER_TEXT];

	return !*typed ? "code_empty" : number_read(typed, number) ? "code_reference" : "code";
}

/* --- A code that was typed ------------------------------------------------------------ */

/* The code opens nothing; what was typed for it comes back when somebody finds a code that does. */
static enum rc by_code(struct web *w, struct mine *m)
{
	struct mine_state before = m->state;
	enum rc rc;

	if (receipt_read(mine_button(m, "code"), &m->state.receipt) != OK)
		return mine_show_code(w, m, not_a_code(mine_button(m, "code")));
	if (!mine_is_same(w->t, &m->state, &m->state.receipt))
		m->state.kept = (struct pairs){ 0 };
	m->state.at = MINE_OPEN;
	rc = mine_show(w, m);
	if (rc != NOT_FOUND)
		return rc;
	sodium_memzero(&m->state.receipt, sizeof m->state.receipt);
	m->state = before;
	return mine_show_code(w, m, "no_report");
}

/* --- Buttons ------------------------------------------------------------------------------ */

static enum rc back(struct web *w, struct mine *m)
{
	if (m->state.at == MINE_SENT)
		m->state.kept = (struct pairs){ 0 };
	m->state.at = MINE_OPEN;
	return mine_show(w, m);
}

static enum rc ask_files(struct web *w, struct mine *m)
{
	m->state.at = MINE_FILES;
	return mine_show(w, m);
}

static enum rc ask_replace(struct web *w, struct mine *m)
{
	receipt_new(&m->state.next);
	m->state.at = MINE_SURE_REPLACE;
	return mine_show(w, m);
}

static enum rc ask_end(struct web *w, struct mine *m)
{
	receipt_new(&m->state.next);
	m->state.at = MINE_SURE_END;
	return mine_show(w, m);
}

/* Did the reporter copy the new code well? The state knows; the database is not asked. */
static enum rc try_code(struct web *w, struct mine *m)
{
	struct receipt typed;

	if (receipt_read(mine_button(m, "try"), &typed) == OK
	&& sodium_memcmp(typed.bits, m->state.receipt.bits, sizeof typed.bits) == 0) {
		put_flag(w, "Try.Right", 1);
	} else {
		pairs_set(w->t, &m->errors, "try", word(w, "error.try"));
	}
	sodium_memzero(&typed, sizeof typed);
	return mine_show(w, m);
}

/* Enter presses no button: that is "". */
static const struct {
	enum mine_at at;
	const char *go;
	enum rc (*does)(struct web *w, struct mine *m);
} steps[] = {
	{ MINE_OPEN,         "",        mine_send },
	{ MINE_OPEN,         "send",    mine_send },
	{ MINE_OPEN,         "look",    mine_show },
	{ MINE_OPEN,         "file",    ask_files },
	{ MINE_OPEN,         "replace", ask_replace },
	{ MINE_OPEN,         "end",     ask_end },
	{ MINE_SENT,         "",        back },
	{ MINE_SENT,         "back",    back },
	{ MINE_SURE_REPLACE, "",        back },
	{ MINE_SURE_REPLACE, "back",    back },
	{ MINE_SURE_REPLACE, "yes",     mine_replace },
	{ MINE_SURE_END,     "",        back },
	{ MINE_SURE_END,     "back",    back },
	{ MINE_SURE_END,     "yes",     mine_end },
	{ MINE_REPLACED,     "",        try_code },
	{ MINE_REPLACED,     "try",     try_code },
	{ MINE_REPLACED,     "back",    back },
	{ MINE_FILES,        "",        back },
	{ MINE_FILES,        "back",    back },
	{ MINE_FILES,        "add",     mine_show },
	{ MINE_AGAIN,        "",        by_code },
};

static enum rc press(struct web *w, struct mine *m)
{
	const char *lang = mine_button(m, "lang"), *go = mine_button(m, "go");

	if (*lang) {
		enum rc rc = web_speak(w, lang);

		return rc == OK ? mine_show(w, m) : rc;
	}
	if (m->state.at == MINE_FILES && *mine_button(m, "remove"))
		return mine_remove(w, m);
	for (size_t i = 0; i < COUNT(steps); i++)
		if (steps[i].at == m->state.at && strcmp(steps[i].go, go) == 0)
			return steps[i].does(w, m);
	return fail(w->t, MALFORMED, "no such button");
}

/* --- POST /nl/mijn-melding --------------------------------------------------------------------- */

static int is_typed(const struct pair *p)
{
	return p->size && (strncmp(p->name, "text.", 5) == 0 || strcmp(p->name, "add") == 0);
}

/* Given back to copy, in no field. */
static void put_typed(struct web *w, const struct pairs *words)
{
	size_t row = 0;

	for (size_t i = 0; i < words->count; i++)
		if (is_typed(&words->list[i]))
			node_put(put_row(w, "Typed", row++), "Text", words->list[i].value);
}

/* Another site may have written these words: nothing of them goes on, or the reporter would send them as his own. */
static enum rc show_elsewhere(struct web *w, struct mine *m)
{
	enum rc rc;

	put_typed(w, &w->form);
	put_flag(w, "Elsewhere", 1);
	m->state = (struct mine_state){ .at = MINE_AGAIN };
	rc = mine_show_code(w, m, NULL);
	answer_status(w, 403);
	return rc;
}

/* A page we cannot read any more: the words that came with it, and the code once more. */
static enum rc start_again(struct web *w, struct mine *m)
{
	const char *add = "";
	enum rc rc;

	m->state = (struct mine_state){ .at = MINE_AGAIN };
	for (size_t i = 0; i < w->form.count; i++) {
		const struct pair *p = &w->form.list[i];

		if (is_typed(p))
			add = *add ? take_format(w->t, "%s\n\n%s", add, p->value) : p->value;
	}
	if (*add)
		pairs_set(w->t, &m->state.kept, "add", add);
	rc = mine_show(w, m);
	answer_status(w, 400);
	return rc;
}

/* No state at all is the first page: it asks for the code. */
static enum rc open_state(struct web *w, struct mine *m)
{
	const char *sealed = pairs_find(&w->form, "state");

	if (sealed && *sealed)
		return mine_unseal(w->t, sealed, &m->state);
	m->state.at = MINE_AGAIN;
	return sealed_ready(w->t);
}

/* A code that stopped working while its page lay open: what was typed is given back, to copy. */
static enum rc show_dead(struct web *w, struct mine *m)
{
	put_typed(w, &m->state.kept);
	m->state = (struct mine_state){ .at = MINE_AGAIN };
	return mine_show_code(w, m, "no_report");
}

enum rc mine_press(struct web *w, struct mine *m)
{
	enum rc rc = press(w, m);

	return rc == NOT_FOUND ? show_dead(w, m) : rc;
}

enum rc mine_begin(struct web *w, struct mine *m, int *done)
{
	enum rc rc;

	*done = 1;
	answer_padded(w, MINE_PAGE);
	if (csrf_origin(w) != OK)
		return show_elsewhere(w, m);
	rc = open_state(w, m);
	if (rc == MALFORMED)
		return start_again(w, m);
	if (rc == OK && m->state.expired && m->state.at != MINE_AGAIN) {
		rc = mine_read(w, m);
		mine_lock(w->t, &m->state);
		return rc == OK ? mine_show(w, m) : rc;
	}
	*done = 0;
	return rc;
}

enum rc post_mine(struct web *w)
{
	struct mine *m = take(w->t, sizeof *m);
	int done;
	enum rc rc = mine_begin(w, m, &done);

	if (rc != OK || done)
		return rc;
	rc = mine_read(w, m);
	return rc == OK ? mine_press(w, m) : rc;
}
