/*
 * Putting a page of the form on the screen. One template draws every page of
 * questions from the table; what the page shows decides what may be kept: a
 * page that repeats something typed is never stored by the browser.
 */
#include "tip.h"

#include "attachment_upload.h"
#include "calendar.h"

#include <string.h>

static const char *date_words(struct web *w, const char *iso)
{
	int day;
	const char *words;

	if (!calendar_read(iso, &day))
		return iso;
	words = day_words(w, day);
	return words + strcspn(words, " ") + 1;		/* without the weekday */
}

const char *answer_words(struct web *w, const struct question *q, const char *value)
{
	const char *words = "";

	if (q->field.kind == DAY)
		return *value ? date_words(w, value) : "";
	if (!q->list)
		return value;
	for (size_t i = 0; q->field.choices[i]; i++)
		if (word_in(q->field.choices[i], value))
			words = take_format(w->t, "%s%s%s", words, *words ? ", " : "",
				word(w, "%s.%s", q->list, q->field.choices[i]));
	return words;
}

const char *entry_words(struct web *w, const struct pairs *answers, int entry)
{
	return word(w, "kind.%s", answer(answers, answer_name(w->t, "kind", entry)));
}

/* A day that is none, in the three fields it was typed in. */
static void day_as_sent(struct web *w, const struct visit *v, const char *name, struct pairs *out)
{
	static const char *const parts[] = { "day", "month", "year" };

	for (size_t i = 0; i < COUNT(parts); i++) {
		const char *part = take_format(w->t, "%s.%s", name, parts[i]);

		pairs_add(w->t, out, part, answer(&v->state.answers,
			answer_name(w->t, part, v->state.at.entry)));
	}
}

/* What is wrong with answers given earlier: the same reading as when they came. */
static void complain(struct web *w, struct visit *v)
{
	struct pairs as_sent = { 0 };

	v->fields = take(w->t, question_count * sizeof *v->fields);
	v->count = 0;
	for (size_t i = 0; i < question_count; i++) {
		const struct question *q = &questions[i];
		const char *value = answer(&v->state.answers, answer_name(w->t, q->field.name, v->state.at.entry));

		if (!question_asked(q, &v->state.answers, v->state.at))
			continue;
		v->fields[v->count++] = q->field;
		if (q->field.kind != MANY && *value)
			pairs_add(w->t, &as_sent, q->field.name, value);
		for (size_t c = 0; q->field.kind == MANY && q->field.choices[c]; c++)
			if (word_in(q->field.choices[c], value))
				pairs_add(w->t, &as_sent, q->field.name, q->field.choices[c]);
		if (q->field.kind == DAY && !*value)
			day_as_sent(w, v, q->field.name, &as_sent);
	}
	w->form = as_sent;
	if (form_read(w, &v->form, v->fields, v->count) == MALFORMED)
		return;
	wrong_more(w->t, v, 1);
	v->wrong |= v->form.wrong_count > 0;
}

static void put_entries(struct web *w, const struct pairs *answers)
{
	for (int entry = 1; entry <= subjects_count(answers); entry++) {
		struct node *row = put_row(w, "Entries", (size_t)entry - 1);
		const char *name = answer(answers, answer_name(w->t, "name", entry));

		if (!*name)
			name = answer(answers, answer_name(w->t, "company_name", entry));
		node_num(row, "Number", entry);
		node_put(row, "Kind", entry_words(w, answers, entry));
		node_put(row, "Name", name);
	}
	put_flag(w, "Full", subjects_count(answers) == SUBJECTS_MOST);
}

static int has_intro(struct stop at)
{
	for (size_t i = 0; i < question_count; i++)
		if (strcmp(questions[i].page, tip_pages[at.page].name) == 0)
			return (questions[i].flags & INTRO) != 0;
	return 0;
}

/* Of a person or company its number and kind stand with the step, which the pages of all of them share. */
static void put_step(struct web *w, const struct visit *v, const char *heading)
{
	const struct pairs *answers = &v->state.answers;
	struct stop at = v->state.at;
	const char *part = at.entry ? take_format(w->t, "%d. %s", at.entry, entry_words(w, answers, at.entry)) : "";
	int now, total;

	path_step(&v->path, answers, at, &now, &total);
	put_num(w, "Step.Now", now);
	put_num(w, "Step.Total", total);
	put(w, "Step.Part", part);
	put(w, "Title", take_format(w->t, "%s – %s%s%s – %s", heading,
		words_with(w->t, word(w, "title.step"), take_format(w->t, "%d", now), take_format(w->t, "%d", total)),
		*part ? " – " : "", part, word(w, "form.title")));
}

static void put_frame(struct web *w, struct visit *v)
{
	const char *name = tip_pages[v->state.at.page].name, *heading = word(w, "page.%s", name);
	int at = path_at(&v->path, v->state.at), story = path_at(&v->path, (struct stop){ tip_page_find("story"), 0 });

	put(w, "Page.Name", name);
	put(w, "Page.Heading", heading);
	if (has_intro(v->state.at))
		put_word(w, "Page.Intro", "page.%s.intro", name);
	put_flag(w, "Page.Earlier", stop_is(v->state.at, "earlier"));
	put_step(w, v, heading);
	put(w, "Action", take_format(w->t, "%s/%d",
		address(tip_pages[v->state.at.page].kind == FILES ? "file" : "form", w->lang), at + 1));
	put(w, "LangForm", "melding");
	put_flag(w, "May.Previous", at > 0);
	put_flag(w, "May.Check", at >= story && at + 1 < (int)v->path.count);
	put_flag(w, "Notice.Renewed", v->state.expired);
	put_flag(w, "Bait", stop_is(v->state.at, "story"));
}

static const char *template_of(struct stop at)
{
	switch (tip_pages[at.page].kind) {
	case ABOUT:
		return "about.cs";
	case FILES:
		return "files.cs";
	case TELL:
		return "tell.cs";
	case CHECK:
		return "check.cs";
	default:
		return "question.cs";
	}
}

enum rc visit_show(struct web *w, struct visit *v)
{
	enum page_kind kind = tip_pages[v->state.at.page].kind;
	int echoes, wrong;
	enum rc rc;

	if (v->complain)
		complain(w, v);
	put_frame(w, v);
	echoes = fields_put(w, v);
	if (kind == ABOUT) {
		put_entries(w, &v->state.answers);
		echoes |= subjects_count(&v->state.answers) > 0;
	}
	if (kind == FILES) {
		files_put(w, v);
		echoes |= file_count(&v->state.answers) > 0;
	}
	if (kind == CHECK)
		check_put(w, v);
	wrong = (v->wrong && v->form.wrong_count > 0) || (v->file_wrong && !v->file_later);
	if (strcmp(w->method, "POST") == 0)
		put(w, "State", state_seal(w->t, &v->state));
	rc = show_page(w, template_of(v->state.at));
	if (rc == OK && !echoes && kind != CHECK)
		answer_may_be_kept(w);
	return rc == OK && wrong ? INVALID : rc;
}
