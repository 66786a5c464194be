/*
 * Where a button leads. Next needs this page to be right; all other buttons
 * take what was typed along as it is. After a change from the check page the
 * way leads back there, past the questions that the change brought with it.
 */
#include "tip.h"

#include <string.h>

int stop_is(struct stop s, const char *page)
{
	return s.page >= 0 && strcmp(tip_pages[s.page].name, page) == 0;
}

static struct stop last(const struct path *p)
{
	return p->stops[p->count - 1];
}

/* First page of that person or company. */
static struct stop first_of(const struct path *p, int entry)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->stops[i].entry == entry && entry)
			return p->stops[i];
	return p->stops[0];
}

/* ".todo" holds "page.entry" of pages to see before the check page. */
static const char *stop_text(struct task *t, struct stop s)
{
	return take_format(t, "%s.%d", tip_pages[s.page].name, s.entry);
}

static struct stop stop_read(struct task *t, const char *text)
{
	const char *dot = strchr(text, '.');
	struct stop s = { -1, 0 };

	s.page = tip_page_find(dot ? take_textn(t, text, (size_t)(dot - text)) : text);
	s.entry = dot ? small_number(dot + 1) : 0;
	return s;
}

/* What was to do, plus what this change brought, without the page just done and pages no longer seen. */
static void todo_renew(struct task *t, struct visit *v)
{
	const char *old = answer(&v->state.answers, ".todo"), *todo = "";

	for (size_t i = 0; i + 1 < v->path.count; i++) {
		struct stop s = v->path.stops[i];
		const char *text = stop_text(t, s);
		int is_new = path_at(&v->before, s) < 0;

		if ((is_new || word_in(text, old)) && strcmp(text, stop_text(t, v->state.at)) != 0)
			todo = *todo ? take_format(t, "%s %s", todo, text) : text;
	}
	pairs_set(t, &v->state.answers, ".todo", todo);
}

static struct stop todo_first(struct task *t, struct visit *v)
{
	const char *todo = answer(&v->state.answers, ".todo");

	return *todo ? stop_read(t, take_textn(t, todo, strcspn(todo, " "))) : (struct stop){ -1, 0 };
}

/*
 * To the check page, or to the first page that is not right yet; its errors are shown then, but for a page
 * that lies ahead and was not answered wrong: who never saw a question did nothing wrong.
 */
static void to_check(struct web *w, struct visit *v)
{
	struct stop gap = path_gap(w->t, &v->path, &v->state.answers), from = v->state.at;

	v->state.at = gap.page >= 0 ? gap : last(&v->path);
	v->complain = gap.page >= 0 && (path_at(&v->path, gap) < path_at(&v->path, from)
		|| path_marked(&v->state.answers, gap));
	v->state.flags &= ~(unsigned)STATE_RETURN;
	pairs_remove(&v->state.answers, ".todo");
	if (gap.page >= 0)
		v->state.flags |= STATE_RETURN;
}

static void to_next(struct web *w, struct visit *v)
{
	struct stop todo;

	if (!(v->state.flags & STATE_RETURN)) {
		v->state.at = path_next(&v->path, v->state.at);
		if (stop_is(v->state.at, "check"))
			to_check(w, v);
		return;
	}
	todo_renew(w->t, v);
	todo = todo_first(w->t, v);
	if (todo.page >= 0)
		v->state.at = todo;
	else
		to_check(w, v);
}

/* The list of persons and companies. */
static enum rc step_about(struct web *w, struct visit *v)
{
	const char *add = form_value(&v->form, "add");
	int edit = small_number(visit_button(v, "edit")), n;
	int gone = small_number(visit_button(v, "remove"));

	pairs_remove(&v->state.answers, "add");
	if (edit < 0 || edit > subjects_count(&v->state.answers) || gone < 0
	|| gone > subjects_count(&v->state.answers))
		return fail(w->t, MALFORMED, "no such entry");
	if (edit) {
		v->state.at = first_of(&v->path, edit);
	} else if (gone) {
		subject_remove(w->t, &v->state.answers, gone);
		path_make(&v->state.answers, &v->path);
	} else if (word_in(add, "person person_abroad company sponsor")) {
		n = subject_add(w->t, &v->state.answers, add);
		path_make(&v->state.answers, &v->path);
		if (v->state.flags & STATE_RETURN)
			todo_renew(w->t, v);
		if (n)
			v->state.at = first_of(&v->path, n);
	} else {
		to_next(w, v);
	}
	return OK;
}

static enum rc step_change(struct web *w, struct visit *v)
{
	struct stop to = stop_read(w->t, visit_button(v, "change"));

	if (path_at(&v->path, to) < 0)
		return fail(w->t, MALFORMED, "no such page to change");
	if (stop_is(v->state.at, "check"))
		v->state.flags |= STATE_RETURN;
	v->state.at = to;
	return OK;
}

/* Sending what is not complete leads to what is missing. */
static int is_check(const char *go)
{
	return strcmp(go, "check") == 0 || strcmp(go, "send") == 0;
}

int is_sending(struct web *w, const struct visit *v)
{
	return strcmp(visit_button(v, "go"), "send") == 0 && stop_is(v->state.at, "check")
		&& path_gap(w->t, &v->path, &v->state.answers).page < 0;
}

/* No button at all is Enter in a field of the form: next. */
static int leads_on(const struct visit *v, const char *go)
{
	return !*go || strcmp(go, "next") == 0 || is_check(go) || *visit_button(v, "edit")
		|| *visit_button(v, "remove") || is_of_files(v);
}

enum rc visit_step(struct web *w, struct visit *v)
{
	const char *go = visit_button(v, "go");

	if (*visit_button(v, "lang")) {
		v->wrong = 0;
		return web_speak(w, visit_button(v, "lang"));
	}
	if (*visit_button(v, "change")) {
		v->wrong = 0;
		return step_change(w, v);
	}
	if (strcmp(go, "previous") == 0) {
		v->wrong = 0;
		v->state.at = path_previous(&v->path, v->state.at);
		return OK;
	}
	if (!leads_on(v, go))
		return fail(w->t, MALFORMED, "no such button");
	if (v->wrong)
		return OK;
	if (is_of_files(v))
		return files_step(w, v);
	if (stop_is(v->state.at, "about") && !is_check(go))
		return step_about(w, v);
	pairs_remove(&v->state.answers, "add");
	if (is_check(go))
		to_check(w, v);
	else
		to_next(w, v);
	return OK;
}
