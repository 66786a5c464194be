/*
 * Putting a page of the form on the screen. One template draws every page of
 * questions from the table; what the page shows decides what may be kept: a
 * page that repeats something typed is never stored by the browser.
 */
#include "tip.h"

#include "attachment_upload.h"
#include "calendar.h"

#include <stdio.h>
#include <string.h>

static const struct { enum field_kind kind; const char *name; } kinds[] = {
	{ LINE, "line" }, { PROSE, "prose" }, { CHOICE, "choice" }, { MANY, "many" },
	{ DAY, "day" }, { NUMBER, "number" }, { TICK, "tick" },
};

static const char *kind_name(const struct question *q)
{
	if (q->flags & SELECT)
		return "select";
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (kinds[i].kind == q->field.kind)
			return kinds[i].name;
	return "line";
}

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

static void put_choices(struct web *w, struct node *field, const struct question *q, const char *value)
{
	size_t row = 0;

	if (q->flags & SELECT) {
		struct node *none = node_row(field, "Choices", row++);

		node_put(none, "Value", "");
		node_put(none, "Label", word(w, "%s.none", q->list));
	}
	for (size_t i = 0; q->field.choices[i]; i++) {
		struct node *choice = node_row(field, "Choices", row++);
		const char *code = q->field.choices[i];

		node_put(choice, "Value", code);
		node_put(choice, "Label", word(w, "%s.%s", q->list, code));
		if (q->flags & CHOICE_HINTS)
			node_put(choice, "Hint", word(w, "%s.%s.hint", q->list, code));
		node_flag(choice, "Checked", word_in(code, value));
	}
}

/* A day as typed when it is none, else split into its three fields. */
static void put_day(struct web *w, struct node *field, const struct pairs *answers, const char *stored)
{
	static const struct { const char *part, *name; size_t at, n; } parts[] = {
		{ "day", "Day", 8, 2 }, { "month", "Month", 5, 2 }, { "year", "Year", 0, 4 },
	};
	const char *iso = answer(answers, stored);

	for (size_t i = 0; i < COUNT(parts); i++) {
		const char *typed = answer(answers, take_format(w->t, "%s.%s", stored, parts[i].part));

		if (!*typed && strlen(iso) == 10)
			typed = take_textn(w->t, iso + parts[i].at, parts[i].n);
		node_put(field, parts[i].name, typed);
	}
}

static const char *error_of(struct web *w, const struct visit *v, const char *name)
{
	for (size_t i = 0; v->wrong && i < v->form.wrong_count; i++)
		if (strcmp(v->form.wrong[i]->name, name) == 0)
			return wrong_words(w, v, i);
	return "";
}

static const char *label_of(struct web *w, const struct visit *v, const struct question *q)
{
	if (strcmp(q->field.name, "add") == 0 && subjects_count(&v->state.answers))
		return word(w, "field.add.more");
	return word(w, "field.%s", q->field.name);
}

static void put_limits(struct web *w, struct node *field, const struct question *q)
{
	if (q->field.kind == PROSE) {
		node_put(field, "MaxLength", thousands(w, q->field.max));
		node_put(field, "Rows", q->field.max > 2000 ? "12" : "5");
	}
	if (q->flags & SMALL)
		node_put(field, "Width", "20");
	if (q->flags & (EMAIL | PHONE))
		node_put(field, "InputMode", q->flags & EMAIL ? "email" : "tel");
}

/* 1 when the field repeats something that was typed. */
static int put_field(struct web *w, struct visit *v, struct node *field, const struct question *q)
{
	const char *stored = answer_name(w->t, q->field.name, v->state.at.entry);
	const char *value = answer(&v->state.answers, stored);

	node_put(field, "Name", q->field.name);
	node_put(field, "Kind", kind_name(q));
	node_put(field, "Label", label_of(w, v, q));
	if (*number_hint(w, q->field.name, value))
		node_put(field, "Hint", number_hint(w, q->field.name, value));
	else if (q->flags & HINT)
		node_put(field, "Hint", word(w, "hint.%s", q->field.name));
	node_flag(field, "Optional", q->field.min == 0 && strcmp(q->field.name, "add") != 0);
	node_flag(field, "Required", q->field.min > 0);
	node_put(field, "Error", error_of(w, v, q->field.name));
	put_limits(w, field, q);
	if (q->field.kind == DAY)
		put_day(w, field, &v->state.answers, stored);
	else if (q->field.kind == CHOICE || q->field.kind == MANY)
		put_choices(w, field, q, *value || strcmp(q->field.name, "code") != 0 ? value : "with");
	else
		node_put(field, "Value", value);
	return *value != 0 || *error_of(w, v, q->field.name);
}

static int put_fields(struct web *w, struct visit *v)
{
	size_t row = 0;
	int echoes = 0;

	for (size_t i = 0; i < question_count; i++)
		if (question_asked(&questions[i], &v->state.answers, v->state.at))
			echoes |= put_field(w, v, put_row(w, "Fields", row++), &questions[i]);
	for (size_t i = 0; v->wrong && i < v->form.wrong_count; i++) {
		struct node *error = put_row(w, "Errors", i);

		node_put(error, "Field", v->form.wrong[i]->name);
		node_put(error, "Text", wrong_words(w, v, i));
	}
	return echoes | v->wrong;
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
		if (q->field.kind != MANY && q->field.kind != DAY && *value)
			pairs_add(w->t, &as_sent, q->field.name, value);
		for (size_t c = 0; q->field.kind == MANY && q->field.choices[c]; c++)
			if (word_in(q->field.choices[c], value))
				pairs_add(w->t, &as_sent, q->field.name, q->field.choices[c]);
		if (q->field.kind == DAY && !*value)
			visit_day_sent(w, v, q->field.name, &as_sent);
	}
	w->form = as_sent;
	if (form_read(w, &v->form, v->fields, v->count) == MALFORMED)
		return;
	wrong_more(w->t, v, 1);
	v->wrong |= v->form.wrong_count > 0;
}

void visit_day_sent(struct web *w, const struct visit *v, const char *name, struct pairs *out)
{
	static const char *const parts[] = { "day", "month", "year" };

	for (size_t i = 0; i < COUNT(parts); i++) {
		const char *part = take_format(w->t, "%s.%s", name, parts[i]);

		pairs_add(w->t, out, part, answer(&v->state.answers,
			answer_name(w->t, part, v->state.at.entry)));
	}
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

static void put_frame(struct web *w, struct visit *v)
{
	const char *name = tip_pages[v->state.at.page].name, *heading = word(w, "page.%s", name);
	int at = path_at(&v->path, v->state.at), story = path_at(&v->path, (struct stop){ tip_page_find("story"), 0 });
	const char *now = take_format(w->t, "%d", at + 1), *total = take_format(w->t, "%zu", v->path.count);

	put(w, "Page.Name", name);
	put(w, "Page.Heading", heading);
	if (has_intro(v->state.at))
		put_word(w, "Page.Intro", "page.%s.intro", name);
	if (v->state.at.entry)
		put(w, "Page.Of", take_format(w->t, "%d. %s", v->state.at.entry,
			entry_words(w, &v->state.answers, v->state.at.entry)));
	put_flag(w, "Page.Earlier", stop_is(v->state.at, "earlier"));
	put(w, "Step.Now", now);
	put(w, "Step.Total", total);
	put(w, "Title", take_format(w->t, "%s – %s – %s", heading,
		words_with(w->t, word(w, "title.step"), now, total), word(w, "form.title")));
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
	echoes = put_fields(w, v);
	if (kind == ABOUT) {
		put_entries(w, &v->state.answers);
		echoes |= subjects_count(&v->state.answers) > 0;
	}
	if (kind == FILES) {
		files_put(w, v);
		echoes |= file_count(&v->state.answers) > 0;
	}
	if (kind == TELL || kind == CHECK)
		put(w, "ReadBy", office_read_by(w));
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
