/*
 * Reading a page of the form. What is typed goes into the state at once,
 * right or wrong, so that no button and no error loses it.
 */
#include "sealed.h"
#include "tip.h"

#include <string.h>

enum { CONTROLS = 7 };

/* Buttons and the field that only a program fills in: on every page of the form. */
static const struct field controls[CONTROLS] = {
	{ "go",       HIDDEN, 0, 10,   "choice", NULL },
	{ "lang",     HIDDEN, 0, 2,    "choice", NULL },
	{ "change",   HIDDEN, 0, 40,   "choice", NULL },
	{ "edit",     HIDDEN, 0, 2,    "choice", NULL },
	{ "remove",   HIDDEN, 0, 2,    "choice", NULL },
	{ "homepage", LINE,   0, 1000, "choice", NULL },
	{ "try",      LINE,   0, 100,  "code",   NULL },
};

const char *visit_button(const struct visit *v, const char *name)
{
	return form_value(&v->form, name);
}

static enum rc open_state(struct web *w, struct visit *v)
{
	const char *sealed = pairs_find(&w->form, "state");

	if (!sealed || !*sealed) {
		state_new(w->t, &v->state);
		return sealed_ready(w->t);
	}
	return state_open(w->t, sealed, &v->state);
}

static void collect_fields(struct web *w, struct visit *v)
{
	v->fields = take(w->t, (question_count + CONTROLS) * sizeof *v->fields);
	v->count = 0;
	for (size_t i = 0; i < question_count && !(v->state.flags & STATE_SENT); i++)
		if (question_asked(&questions[i], &v->state.answers, v->state.at))
			v->fields[v->count++] = questions[i].field;
	memcpy(v->fields + v->count, controls, sizeof controls);
}

static void keep(struct task *t, struct visit *v, const char *name)
{
	const char *value = form_value(&v->form, name);
	const char *stored = answer_name(t, name, v->state.at.entry);

	if (*value)
		pairs_set(t, &v->state.answers, stored, value);
	else
		pairs_remove(&v->state.answers, stored);
}

static void keep_all(struct web *w, struct visit *v)
{
	static const char *const parts[] = { ".day", ".month", ".year" };

	for (size_t i = 0; i < v->count; i++) {
		keep(w->t, v, v->fields[i].name);
		for (size_t part = 0; v->fields[i].kind == DAY && part < COUNT(parts); part++)
			keep(w->t, v, take_format(w->t, "%s%s", v->fields[i].name, parts[part]));
	}
}

/* Until the page is right the way to sending leads back to it. */
static void mark(struct web *w, struct visit *v)
{
	struct stop at = v->state.at;
	const char *name = take_format(w->t, ".wrong.%s.%d", tip_pages[at.page].name, at.entry);

	if (v->wrong)
		pairs_set(w->t, &v->state.answers, name, "1");
	else
		pairs_remove(&v->state.answers, name);
}

enum rc visit_read(struct web *w, struct visit *v)
{
	enum rc rc = open_state(w, v);

	if (rc != OK)
		return rc;
	path_make(&v->state.answers, &v->before);
	collect_fields(w, v);
	rc = form_read(w, &v->form, v->fields, v->count + CONTROLS);
	if (rc != OK && rc != INVALID)
		return rc;
	wrong_more(w->t, v, 0);
	v->wrong = v->form.wrong_count > 0;
	keep_all(w, v);
	mark(w, v);
	wrong_later(w->t, v);
	if (*visit_button(v, "homepage"))
		v->state.flags |= STATE_BAIT;
	path_make(&v->state.answers, &v->path);
	return OK;
}
