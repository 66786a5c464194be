/*
 * What no table of fields says: rules of one question, and what is wrong in
 * words. Refuses what would hurt the reporter (a secret code that staff would
 * read); what only looks odd is said once, and then left to the reporter.
 */
#include "tip.h"

#include "base/text.h"
#include "calendar.h"

#include <ctype.h>
#include <sodium.h>
#include <string.h>

enum { REFERENCE_LETTERS = 9, CODE_LETTERS = 25, GROUP = 5 };

/* Numbers of which the form is known; another form is accepted, with a hint beside it. */
static const struct { const char *name; size_t digits; } numbers[] = {
	{ "v_number", 10 }, { "kvk", 8 },
};

static int is_alnum(char c)
{
	return isalnum((unsigned char)c) != 0;
}

/* Copies a code that begins here, five by five or in one piece; 0 when there is none. */
static int copy_code(const char *from, char out[CODE_LETTERS + 1])
{
	size_t n = 0, digits = 0;

	while (n < CODE_LETTERS) {
		size_t group = 0;

		for (; is_alnum(from[group]) && n + group < CODE_LETTERS; group++) {
			out[n + group] = from[group];
			digits += isdigit((unsigned char)from[group]) != 0;
		}
		if (!group || group % GROUP || (n + group < CODE_LETTERS && is_alnum(from[group])))
			return 0;
		n += group;
		from += group;
		if (n < CODE_LETTERS)
			from += strspn(from, " -\r\n");
	}
	out[n] = '\0';
	/* Five words of five letters are no code. */
	return digits > 0 && !is_alnum(*from);
}

int code_within(const char *text)
{
	char copy[CODE_LETTERS + 1];
	struct receipt found;
	int is_code = 0;

	for (const char *at = text; *at && !is_code; at++)
		if (is_alnum(*at) && (at == text || !is_alnum(at[-1])))
			is_code = copy_code(at, copy) && receipt_read(copy, &found) == OK;
	sodium_memzero(copy, sizeof copy);
	sodium_memzero(&found, sizeof found);
	return is_code;
}

static int is_code(const char *text)
{
	struct receipt found;
	int yes = receipt_read(text, &found) == OK;

	sodium_memzero(&found, sizeof found);
	return yes || code_within(text);
}

/* As long as a reference and yet none: a typing error. Anything else is for the desk to understand. */
static int is_mistyped(const char *text)
{
	char number[NUMBER_TEXT];
	size_t letters = 0;

	for (const char *c = text; *c; c++)
		letters += (size_t)is_alnum(*c);
	return letters == REFERENCE_LETTERS && !number_read(text, number);
}

/* The button that was pressed leads on, so the page comes back with what is said. */
static int is_said_now(const struct visit *v)
{
	static const char *const others[] = { "lang", "change", "edit", "remove" };

	for (size_t i = 0; i < COUNT(others); i++)
		if (*visit_button(v, others[i]))
			return 0;
	return !same(visit_button(v, "go"), "previous");
}

/* Whoever presses again means it: 1 the first time only. */
static int say_once(struct task *t, struct visit *v, const char *name, int again)
{
	const char *told = take_format(t, ".told.%s", name);

	if (!again && *answer(&v->state.answers, told))
		return 0;
	if (is_said_now(v))
		pairs_set(t, &v->state.answers, told, "1");
	return 1;
}

static int is_unreachable(const struct pairs *values)
{
	return !*answer(values, "your_email") && !*answer(values, "your_phone")
		&& !*answer(values, "your_address");
}

static int is_to_come(struct task *t, const char *iso)
{
	int day;

	return calendar_read(iso, &day) && day > calendar_local(t->now, NULL);
}

/* Which rule the answer breaks; NULL when none. */
static const char *broken(struct task *t, struct visit *v, const struct field *field, int again)
{
	const char *name = field->name, *value = form_value(&v->form, name);

	if (same(name, "earlier_reference") && is_code(value))
		return "secret_code";
	if (same(name, "earlier_reference") && is_mistyped(value))
		return "earlier_reference";
	if (field->kind == LINE && code_within(value))
		return "secret_here";
	if (field->kind == PROSE && code_within(value) && say_once(t, v, name, again))
		return "secret_here";
	if (same(name, "birth") && is_to_come(t, value))
		return "birth_to_come";
	if (same(name, "share") && word_in("nobody", value) && strchr(value, ' '))
		return "share";
	if (same(name, "your_email") && *value && !strchr(value, '@'))
		return "email";
	if (same(name, "your_phone") && *value && !strpbrk(value, "0123456789"))
		return "phone";
	if (same(name, "your_email") && is_unreachable(&v->form.values) && say_once(t, v, "reach", again))
		return "no_reach";
	return NULL;
}

static int is_wrong(const struct form *f, const struct field *field)
{
	for (size_t i = 0; i < f->wrong_count; i++)
		if (f->wrong[i] == field)
			return 1;
	return 0;
}

void wrong_more(struct task *t, struct visit *v, int again)
{
	for (size_t i = 0; i < v->count; i++) {
		const char *rule = is_wrong(&v->form, &v->fields[i]) ? NULL
			: broken(t, v, &v->fields[i], again);

		if (rule)
			form_wrong(&v->form, &v->fields[i], rule);
	}
}

/* Known by name and not to be reached: the way to sending leads past the page that asks. */
void wrong_later(struct task *t, struct visit *v)
{
	struct pairs *answers = &v->state.answers;

	if (stop_is(v->state.at, "you") && !*answer(answers, ".told.reach") && is_unreachable(answers)
	&& word_in(answer(answers, "identity"), "confidential organisation"))
		pairs_set(t, answers, ".wrong.contact.0", "1");
}

const char *thousands(struct web *w, long n)
{
	return n < 1000 ? take_format(w->t, "%ld", n)
		: take_format(w->t, "%ld%c%03ld", n / 1000, strcmp(w->lang, "nl") == 0 ? '.' : ',', n % 1000);
}

/* "the day and the month": what is not filled in of a date; "" when all three are, or none. */
static const char *left_empty(struct web *w, const struct visit *v, const char *name)
{
	static const char *const parts[] = { "day", "month", "year" };
	const char *words = "";
	size_t n = 0;

	for (size_t i = 0; i < COUNT(parts); i++)
		if (!*form_value(&v->form, take_format(w->t, "%s.%s", name, parts[i]))) {
			words = n++ ? take_format(w->t, "%s %s %s", words, word(w, "date.and"), word(w, "date.%s", parts[i]))
				: word(w, "date.%s", parts[i]);
		}
	return n < COUNT(parts) ? words : "";
}

const char *wrong_words(struct web *w, const struct visit *v, size_t i)
{
	const struct field *field = v->form.wrong[i];
	const char *value = form_value(&v->form, field->name);
	long points = (long)text_points(value, strlen(value));

	if (field->kind == DAY && *left_empty(w, v, field->name))
		return words_with(w->t, word(w, "error.%s_part", field->name), left_empty(w, v, field->name), "");
	if ((field->kind != LINE && field->kind != PROSE) || points <= field->max)
		return word(w, "error.%s", v->form.message[i]);
	return words_with(w->t, word(w, same(field->name, "story") ? "error.story_long" : "error.too_long"),
		thousands(w, points), thousands(w, field->max));
}

const char *number_hint(struct web *w, const char *name, const char *value)
{
	for (size_t i = 0; *value && i < COUNT(numbers); i++) {
		size_t digits = 0, others = 0;

		if (!same(numbers[i].name, name))
			continue;
		for (const char *c = value; *c; c++) {
			digits += isdigit((unsigned char)*c) != 0;
			others += !isdigit((unsigned char)*c) && !strchr(" .-", *c);
		}
		if (digits != numbers[i].digits || others)
			return word(w, "hint.%s.other", name);
	}
	return "";
}
