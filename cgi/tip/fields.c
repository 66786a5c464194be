/*
 * The questions of a page as its fields: which there are stands in the table,
 * what is in them in the answers so far, right or wrong.
 */
#include "tip.h"

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

int fields_put(struct web *w, struct visit *v)
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
