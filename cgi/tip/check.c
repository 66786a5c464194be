/* The check page: every answer with a button to change it, and what the desk is told in plain words. */
#include "tip.h"

#include "attachment_upload.h"

#include <string.h>

const char *seen_answer(const struct visit *v, const char *name)
{
	const struct question *q = question_find(name);
	struct stop at = { q ? tip_page_find(q->page) : -1, 0 };

	if (at.page < 0 || path_at(&v->path, at) < 0 || !question_asked(q, &v->state.answers, at))
		return "";
	return answer(&v->state.answers, name);
}

/* These two go to the desk at once; the reporter was told on the page before. */
int is_urgent(const struct visit *v)
{
	return strcmp(seen_answer(v, "subject"), "national_security") == 0
		|| strcmp(seen_answer(v, "danger"), "yes") == 0;
}

int has_code(const struct visit *v)
{
	return strcmp(seen_answer(v, "code"), "without") != 0;
}

static const char *heading_of(struct web *w, const struct visit *v, struct stop s)
{
	const char *heading = word(w, "page.%s", tip_pages[s.page].name);

	return s.entry ? take_format(w->t, "%d. %s – %s", s.entry,
		entry_words(w, &v->state.answers, s.entry), heading) : heading;
}

/* What was answered, and in one line what was not. */
struct rows {
	struct node *part;
	size_t count, empty_count;
	const char *empty;
};

/* The row, or NULL when nothing was answered. */
static struct node *put_row_of(struct web *w, struct rows *rows, struct stop s, const char *label,
	const char *value, const char *note)
{
	struct node *n;

	if (!*value) {
		rows->empty = take_format(w->t, "%s%s%s", rows->empty, *rows->empty ? ", " : "", label);
		rows->empty_count++;
		return NULL;
	}
	n = node_row(rows->part, "Rows", rows->count++);
	node_put(n, "Label", label);
	node_put(n, "Value", value);
	node_put(n, "Note", note);
	node_put(n, "Change", take_format(w->t, "%s.%d", tip_pages[s.page].name, s.entry));
	return n;
}

/* A name may be of another script than the words beside it: the page keeps them apart. */
static void put_files(struct web *w, const struct visit *v, struct rows *rows, struct stop s)
{
	const struct pairs *answers = &v->state.answers;
	struct node *row = put_row_of(w, rows, s, word(w, "field.files"), file_value(answers, 1, "name"), "");

	if (row)
		files_put_list(w, row, answers);
}

static void put_answers(struct web *w, const struct visit *v, struct rows *rows, struct stop s)
{
	for (size_t i = 0; i < question_count; i++) {
		const struct question *q = &questions[i];
		const char *value;

		if (!question_asked(q, &v->state.answers, s) || strcmp(q->field.name, "add") == 0)
			continue;
		value = answer(&v->state.answers, answer_name(w->t, q->field.name, s.entry));
		if (strcmp(q->field.name, "code") == 0 && !*value)
			value = "with";
		put_row_of(w, rows, s, word(w, "field.%s", q->field.name), answer_words(w, q, value),
			number_hint(w, q->field.name, value));
	}
}

static const char *entries_words(struct web *w, const struct pairs *answers)
{
	const char *words = "";

	for (int entry = 1; entry <= subjects_count(answers); entry++)
		words = take_format(w->t, "%s%s%d. %s", words, *words ? "\n" : "", entry,
			entry_words(w, answers, entry));
	return words;
}

/* Questions of one page without an answer: folded, with one button to go there. */
static void put_empty(struct web *w, const struct rows *rows, struct stop s, const char *heading, size_t n)
{
	struct node *row = put_row(w, "Empty", n);

	node_put(row, "Heading", heading);
	node_put(row, "Labels", rows->empty);
	node_put(row, "Change", take_format(w->t, "%s.%d", tip_pages[s.page].name, s.entry));
}

void check_put(struct web *w, struct visit *v)
{
	size_t parts = 0, empty = 0, questions_empty = 0;

	for (size_t i = 0; i < v->path.count; i++) {
		struct stop s = v->path.stops[i];
		enum page_kind kind = tip_pages[s.page].kind;
		struct rows rows = { NULL, 0, 0, "" };

		if (kind == TELL || kind == CHECK)
			continue;
		rows.part = put_row(w, "Parts", parts++);
		node_put(rows.part, "Heading", heading_of(w, v, s));
		put_answers(w, v, &rows, s);
		if (kind == ABOUT)
			put_row_of(w, &rows, s, word(w, "field.add"), entries_words(w, &v->state.answers), "");
		if (kind == FILES)
			put_files(w, v, &rows, s);
		questions_empty += rows.empty_count;
		if (*rows.empty)
			put_empty(w, &rows, s, heading_of(w, v, s), empty++);
	}
	put(w, "EmptyText", words_with(w->t, word(w, questions_empty == 1 ? "check.empty.one" : "check.empty"),
		take_format(w->t, "%zu", questions_empty), ""));
	put_flag(w, "Urgent", is_urgent(v));
	put_flag(w, "WithCode", has_code(v));
}
