/* The way through the form: conditions of the tables applied to answers. */
#include "path.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

const char *answer(const struct pairs *answers, const char *name)
{
	return pairs_text(answers, name);
}

const char *answer_name(struct task *t, const char *name, int entry)
{
	return entry ? take_format(t, "subject.%d.%s", entry, name) : name;
}

int small_number(const char *text)
{
	int64_t n;

	if (!*text)
		return 0;
	return text_number(text, 0, 99, &n) ? (int)n : -1;
}

static const char *kind_of(const struct pairs *answers, int entry)
{
	static const char *const names[SUBJECTS_MOST] = {
		"subject.1.kind", "subject.2.kind", "subject.3.kind", "subject.4.kind", "subject.5.kind",
		"subject.6.kind", "subject.7.kind", "subject.8.kind", "subject.9.kind", "subject.10.kind",
	};

	return entry >= 1 && entry <= SUBJECTS_MOST ? answer(answers, names[entry - 1]) : "";
}

int subjects_count(const struct pairs *answers)
{
	int n = 0;

	while (n < SUBJECTS_MOST && *kind_of(answers, n + 1))
		n++;
	return n;
}

/* An answer counts only while its own page is seen: a trafficking report turned into one about papers has no danger. */
static int holds(const struct when *when, const struct pairs *answers, int entry)
{
	const struct question *q;
	int page;

	if (!when->name)
		return 1;
	if (same(when->name, "kind"))
		return word_in(kind_of(answers, entry), when->in);
	q = question_find(when->name);
	page = q ? tip_page_find(q->page) : -1;
	return page >= 0 && word_in(answer(answers, when->name), when->in)
		&& holds(&tip_pages[page].when, answers, 0);
}

int question_asked(const struct question *q, const struct pairs *answers, struct stop at)
{
	return same(q->page, tip_pages[at.page].name) && holds(&q->when, answers, at.entry);
}

static void add(struct path *p, int page, int entry)
{
	if (p->count < COUNT(p->stops))
		p->stops[p->count++] = (struct stop){ page, entry };
}

/* All pages of all entries, one person after the other; `page` becomes the row after them. */
static void add_entries(struct path *p, const struct pairs *answers, int *page)
{
	int first = *page, entries = subjects_count(answers);

	while (tip_pages[*page].kind == EACH)
		(*page)++;
	for (int entry = 1; entry <= entries; entry++)
		for (int i = first; i < *page; i++)
			if (holds(&tip_pages[i].when, answers, entry))
				add(p, i, entry);
}

void path_make(const struct pairs *answers, struct path *out)
{
	out->count = 0;
	for (int page = 0; page < (int)tip_page_count; page++) {
		if (tip_pages[page].kind == EACH)
			add_entries(out, answers, &page);
		if (holds(&tip_pages[page].when, answers, 0))
			add(out, page, 0);
	}
}

int path_at(const struct path *p, struct stop s)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->stops[i].page == s.page && p->stops[i].entry == s.entry)
			return (int)i;
	return -1;
}

static struct stop about(const struct path *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (tip_pages[p->stops[i].page].kind == ABOUT)
			return p->stops[i];
	return p->stops[0];
}

static int is_each(struct stop s)
{
	return tip_pages[s.page].kind == EACH;
}

struct stop path_next(const struct path *p, struct stop from)
{
	int at = path_at(p, from);
	struct stop next;

	if (at < 0)
		return p->stops[0];
	if ((size_t)at + 1 >= p->count)
		return from;
	next = p->stops[at + 1];
	/* Only the next page of the same person follows by itself; the list leads to each. */
	if (is_each(next) && next.entry != from.entry)
		return about(p);
	return next;
}

struct stop path_previous(const struct path *p, struct stop from)
{
	int at = path_at(p, from);

	if (at <= 0)
		return p->stops[0];
	if (is_each(from) && p->stops[at - 1].entry != from.entry)
		return about(p);
	at--;
	while (at > 0 && !is_each(from) && is_each(p->stops[at]))
		at--;
	return p->stops[at];
}

void path_step(const struct path *p, const struct pairs *answers, struct stop at, int *now, int *total)
{
	int index = path_at(p, at);

	*now = is_each(at);
	/* Whoever did not say yet how to be known gets one more page, whichever it will be. */
	*total = !*answer(answers, "identity");
	for (int i = 0; i < (int)p->count; i++) {
		*now += i <= index && !is_each(p->stops[i]);
		*total += !is_each(p->stops[i]);
	}
}

static int has_marks(const struct pairs *answers)
{
	for (size_t i = 0; i < answers->count; i++)
		if (strncmp(answers->list[i].name, ".wrong.", 7) == 0)
			return 1;
	return 0;
}

int path_marked(const struct pairs *answers, struct stop at)
{
	char mark[60];

	snprintf(mark, sizeof mark, ".wrong.%s.%d", tip_pages[at.page].name, at.entry);
	return pairs_find(answers, mark) != NULL;
}

static int has_empty(struct task *t, const struct pairs *answers, struct stop at)
{
	for (size_t i = 0; i < question_count; i++)
		if (questions[i].field.min > 0 && question_asked(&questions[i], answers, at)
		&& !*answer(answers, answer_name(t, questions[i].field.name, at.entry)))
			return 1;
	return 0;
}

struct stop path_gap(struct task *t, const struct path *p, const struct pairs *answers)
{
	int marks = has_marks(answers);

	for (size_t i = 0; i < p->count; i++)
		if ((marks && path_marked(answers, p->stops[i])) || has_empty(t, answers, p->stops[i]))
			return p->stops[i];
	return (struct stop){ -1, 0 };
}

int subject_add(struct task *t, struct pairs *answers, const char *kind)
{
	int n = subjects_count(answers);

	if (n == SUBJECTS_MOST)
		return 0;
	pairs_set(t, answers, take_format(t, "subject.%d.kind", n + 1), kind);
	return n + 1;
}

/* The number in "subject.7.name" or ".wrong.person.7"; *rest is what stands around it. */
static int number_in(struct task *t, const char *name, const char **before_end, const char **rest)
{
	const char *at = strncmp(name, "subject.", 8) == 0 ? name + 8 : NULL;

	if (!at && strncmp(name, ".wrong.", 7) == 0)
		at = strrchr(name, '.') + 1;
	if (!at)
		return 0;
	*before_end = at;
	*rest = at + strspn(at, "0123456789");
	return small_number(take_textn(t, at, (size_t)(*rest - at)));
}

void subject_remove(struct task *t, struct pairs *answers, int entry)
{
	size_t kept = 0;

	for (size_t i = 0; i < answers->count; i++) {
		struct pair pair = answers->list[i];
		const char *number = NULL, *rest = NULL;
		int n = number_in(t, pair.name, &number, &rest);

		if (n == entry)
			continue;
		if (n > entry)
			pair.name = take_format(t, "%.*s%d%s", (int)(number - pair.name), pair.name,
				n - 1, rest);
		answers->list[kept++] = pair;
	}
	answers->count = kept;
}
