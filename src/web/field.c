/*
 * The kinds of fields. What a person can get wrong is INVALID and kept; what
 * only a forged request can hold is MALFORMED.
 */
#include "web/field.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *const day_parts[] = { ".day", ".month", ".year" };

int field_part(const struct field *field, const char *name, unsigned *part)
{
	size_t n = strlen(field->name);

	if (strncmp(name, field->name, n) != 0)
		return 0;
	*part = 1;
	if (name[n] == 0)
		return 1;
	for (size_t i = 0; field->kind == DAY && i < COUNT(day_parts); i++)
		if (strcmp(name + n, day_parts[i]) == 0) {
			*part = 2u << i;
			return 1;
		}
	return 0;
}

int field_has_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (; *list; list += strcspn(list, " ")) {
		list += *list == ' ';
		if (strcspn(list, " ") == n && memcmp(list, word, n) == 0)
			return 1;
	}
	return 0;
}

static const char *tidy(struct task *t, const char *value)
{
	return text_tidy(t, text_nfc(t, value, strlen(value)));
}

static enum rc read_text(struct task *t, const struct field *field, const char *raw, struct pairs *out)
{
	const char *value = tidy(t, raw);
	size_t points = text_points(value, strlen(value));

	if (field->kind == LINE && strchr(value, '\n'))
		return MALFORMED;
	if (field->max > 0 && field->kind != PROSE && points >= (size_t)field->max * 10)
		return MALFORMED;
	if (points > 0)
		pairs_add(t, out, field->name, value);
	if (points == 0)
		return field->min > 0 ? INVALID : OK;
	return points < (size_t)field->min || points > (size_t)field->max ? INVALID : OK;
}

static int is_choice(const struct field *field, const char *value)
{
	for (size_t i = 0; field->choices && field->choices[i]; i++)
		if (strcmp(field->choices[i], value) == 0)
			return 1;
	return 0;
}

static enum rc read_choice(struct task *t, const struct field *field, const char *value, struct pairs *out)
{
	if (*value == 0)
		return field->min > 0 ? INVALID : OK;
	if (!is_choice(field, value))
		return MALFORMED;
	pairs_add(t, out, field->name, value);
	return OK;
}

/* In the order of the list, each once, whatever the order they came in. */
static enum rc read_many(struct task *t, const struct field *field, const struct pairs *sent,
	struct pairs *out)
{
	const char *list = "";
	long n = 0;

	for (size_t i = 0; i < sent->count; i++)
		if (strcmp(sent->list[i].name, field->name) == 0 && *sent->list[i].value) {
			const char *value = sent->list[i].value;

			if (!is_choice(field, value) || field_has_word(list, value))
				return MALFORMED;
			list = n++ ? take_format(t, "%s %s", list, value) : value;
		}
	if (n)
		pairs_add(t, out, field->name, list);
	return n < field->min || (field->max > 0 && n > field->max) ? INVALID : OK;
}

static int days_in(int64_t year, int64_t month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* A day that exists, in words of digits; years that a report can be about. */
static int is_day(const char *const part[3], char iso[11])
{
	int64_t day, month, year;

	if (strlen(part[0]) > 2 || strlen(part[1]) > 2)
		return 0;
	if (!text_number(part[2], 1900, 2199, &year) || !text_number(part[1], 1, 12, &month))
		return 0;
	if (!text_number(part[0], 1, days_in(year, month), &day))
		return 0;
	snprintf(iso, 11, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
	return 1;
}

/* "2026-04-24" into day, month, year; anything else leaves the whole text as a day that is none. */
static void split_iso(struct task *t, const char *iso, const char *part[3])
{
	if (strlen(iso) == 10 && iso[4] == '-' && iso[7] == '-') {
		part[2] = take_textn(t, iso, 4);
		part[1] = take_textn(t, iso + 5, 2);
		part[0] = take_textn(t, iso + 8, 2);
	} else {
		part[0] = iso;
	}
}

static enum rc read_day(struct task *t, const struct field *field, const struct pairs *sent,
	struct pairs *out)
{
	const char *part[3], *whole = tidy(t, pairs_text(sent, field->name));
	char name[80], iso[11];
	int empty = 1;

	for (size_t i = 0; i < COUNT(part); i++) {
		snprintf(name, sizeof name, "%s%s", field->name, day_parts[i]);
		part[i] = tidy(t, pairs_text(sent, name));
		empty = empty && *part[i] == 0;
	}
	if (*whole && !empty)
		return MALFORMED;
	if (*whole)
		split_iso(t, whole, part);
	else if (empty)
		return field->min > 0 ? INVALID : OK;
	for (size_t i = 0; i < COUNT(part); i++) {
		if (strlen(part[i]) > 64)
			return MALFORMED;
		snprintf(name, sizeof name, "%s%s", field->name, day_parts[i]);
		pairs_add(t, out, name, part[i]);
	}
	if (!is_day(part, iso))
		return INVALID;
	pairs_add(t, out, field->name, iso);
	return OK;
}

static enum rc read_number(struct task *t, const struct field *field, const char *raw, struct pairs *out)
{
	const char *value = tidy(t, raw);
	int64_t n;

	if (strlen(value) > 64)
		return MALFORMED;
	if (*value == 0)
		return field->min > 0 ? INVALID : OK;
	pairs_add(t, out, field->name, value);
	return text_number(value, field->min, field->max, &n) ? OK : INVALID;
}

static enum rc read_tick(struct task *t, const struct field *field, const char *value, struct pairs *out)
{
	if (*value && strcmp(value, "1") != 0)
		return MALFORMED;
	if (*value)
		pairs_add(t, out, field->name, value);
	return *value == 0 && field->min > 0 ? INVALID : OK;
}

static enum rc read_secret(struct task *t, const struct field *field, const char *value, struct pairs *out)
{
	if (strlen(value) > (size_t)field->max)
		return MALFORMED;
	if (*value)
		pairs_add(t, out, field->name, value);
	return strlen(value) < (size_t)field->min ? INVALID : OK;
}

enum rc field_read(struct task *t, const struct field *field, const struct pairs *sent, struct pairs *out)
{
	const char *value = pairs_text(sent, field->name);

	switch (field->kind) {
	case CHOICE:
		return read_choice(t, field, value, out);
	case MANY:
		return read_many(t, field, sent, out);
	case DAY:
		return read_day(t, field, sent, out);
	case NUMBER:
		return read_number(t, field, value, out);
	case TICK:
		return read_tick(t, field, value, out);
	case SECRET:
		return read_secret(t, field, value, out);
	case HIDDEN:
		return read_text(t, field, value, out) == OK ? OK : MALFORMED;
	default:
		return read_text(t, field, value, out);
	}
}
