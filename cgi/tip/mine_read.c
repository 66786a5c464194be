/*
 * Reading a page of the mailbox. Which fields it has stands in its state; what
 * is typed goes into the state at once, right or wrong, so that no button and
 * no error loses it.
 */
#include "mine.h"

#include "dialogue.h"

#include <string.h>

/* Buttons and one-line fields of all pages: each page has only some of them. */
static const struct { struct field field; unsigned pages; } controls[] = {
	{ { "go",   HIDDEN, 0, 20,  "choice", NULL }, ~0u },
	{ { "lang", HIDDEN, 0, 2,   "choice", NULL }, ~0u },
	{ { "code", LINE,   0, 100, "code",   NULL }, 1u << MINE_AGAIN },
	{ { "try",  LINE,   0, 100, "code",   NULL }, 1u << MINE_REPLACED },
	{ { "remove", HIDDEN, 0, 2, "choice", NULL }, 1u << MINE_FILES },
};

const char *mine_button(const struct mine *m, const char *name)
{
	return form_value(&m->form, name);
}

const char *mine_name(struct task *t, const char *name, size_t n)
{
	return n ? take_format(t, "%s.%zu", name, n) : name;
}

const char *mine_question_of(struct task *t, const struct mine_state *s, size_t n, int *tap)
{
	const char *kept = pairs_find(&s->kept, mine_name(t, ".q", n));

	*tap = kept && *kept == '1';
	return kept && strlen(kept) == 33 ? kept + 1 : "";
}

const char *mine_kept(struct task *t, const struct mine_state *s, const char *name, size_t n)
{
	return pairs_text(&s->kept, mine_name(t, name, n));
}

static void add_field(struct mine *m, struct field field)
{
	m->fields[m->count++] = field;
}

/* The fields of the page that was shown, with the controls behind them. */
static size_t collect(struct task *t, struct mine *m)
{
	size_t own;
	int tap;

	m->fields = take(t, (2 * MINE_QUESTIONS + 1 + COUNT(controls)) * sizeof *m->fields);
	m->count = 0;
	for (size_t n = 1; m->state.at == MINE_OPEN && n <= MINE_QUESTIONS; n++) {
		if (!*mine_question_of(t, &m->state, n, &tap))
			break;
		if (tap)
			add_field(m, (struct field){ mine_name(t, "tap", n), CHOICE, 0, 10, "choice", dialogue_tap_codes });
		add_field(m, (struct field){ mine_name(t, "text", n), PROSE, 0, ANSWER_POINTS, "too_long", NULL });
	}
	if (m->state.at == MINE_OPEN)
		add_field(m, (struct field){ "add", PROSE, 0, ANSWER_POINTS, "too_long", NULL });
	own = m->count;
	for (size_t i = 0; i < COUNT(controls); i++)
		if (controls[i].pages & 1u << m->state.at)
			add_field(m, controls[i].field);
	return own;
}

static void keep(struct task *t, struct mine *m, const char *name)
{
	const char *value = form_value(&m->form, name);

	if (*value)
		pairs_set(t, &m->state.kept, name, value);
	else
		pairs_remove(&m->state.kept, name);
}

enum rc mine_read(struct web *w, struct mine *m)
{
	size_t own = collect(w->t, m);
	enum rc rc = form_read(w, &m->form, m->fields, m->count);

	if (rc != OK && rc != INVALID)
		return rc;
	m->count = own;
	for (size_t i = 0; i < own; i++)
		keep(w->t, m, m->fields[i].name);
	return OK;
}
