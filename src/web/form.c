/*
 * A form is its table. Reading goes through the table once for what came and
 * once for what should have come; a handler sees declared fields only.
 */
#include "web/form.h"

#include "web/field.h"
#include "web/page.h"

#include "base/text.h"

#include <string.h>

static const struct pairs *sent(const struct web *w)
{
	return strcmp(w->method, "POST") == 0 ? &w->form : &w->query;
}

/* "csrf" and "state" belong to the program, not to the form: 1 and 2; 0 for the form's own. */
static unsigned ours(const char *name)
{
	return strcmp(name, "csrf") == 0 ? 1 : strcmp(name, "state") == 0 ? 2 : 0;
}

/* Which parts of each field came: bit 0 the field itself, 1 to 3 the parts of a day. */
static enum rc match(struct web *w, const struct field *fields, size_t count, unsigned char *came)
{
	const struct pairs *from = sent(w);
	unsigned ours_came = 0;

	for (size_t i = 0; i < from->count; i++) {
		unsigned part = ours(from->list[i].name);
		size_t at = 0;

		if (ours_came & part)
			return fail(w->t, MALFORMED, "%s came twice", from->list[i].name);
		ours_came |= part;
		if (part)
			continue;
		while (at < count && !field_part(&fields[at], from->list[i].name, &part))
			at++;
		if (at == count)
			return fail(w->t, MALFORMED, "a field that the form does not have");
		if ((came[at] & part) != 0 && fields[at].kind != MANY)
			return fail(w->t, MALFORMED, "field %s came twice", fields[at].name);
		came[at] |= (unsigned char)part;
	}
	return OK;
}

/* In the order of the table, which is that of the page, whenever a field was found wrong; once a field. */
void form_wrong(struct form *f, const struct field *field, const char *message)
{
	size_t at = f->wrong_count;

	for (size_t i = 0; i < f->wrong_count; i++)
		if (f->wrong[i] == field)
			return;
	if (at == COUNT(f->wrong))
		return;
	for (; at > 0 && f->wrong[at - 1] > field; at--) {
		f->wrong[at] = f->wrong[at - 1];
		f->message[at] = f->message[at - 1];
	}
	f->wrong[at] = field;
	f->message[at] = message ? message : field->wrong;
	f->wrong_count++;
}

/* The field's own message is about nothing, or too little; of too much the length is said. */
static const char *too_long(const struct form *f, const struct field *field)
{
	const char *value = form_value(f, field->name);

	return field->kind == PROSE && field->min > 0 && text_points(value, strlen(value)) > (size_t)field->max
		? "too_long" : NULL;
}

enum rc form_read(struct web *w, struct form *f, const struct field *fields, size_t count)
{
	unsigned char *came = take(w->t, count + 1);
	enum rc rc = match(w, fields, count, came);

	memset(f, 0, sizeof *f);
	f->fields = fields;
	f->count = count;
	for (size_t i = 0; rc == OK && i < count; i++) {
		enum rc one = field_read(w->t, &fields[i], sent(w), &f->values);

		if (one == INVALID && sent(w) == &w->query && fields[i].kind == NUMBER)
			one = MALFORMED;
		if (one == INVALID)
			form_wrong(f, &fields[i], too_long(f, &fields[i]));
		else if (one != OK)
			rc = fail(w->t, one, "field %s", fields[i].name);
	}
	return rc == OK && f->wrong_count ? INVALID : rc;
}

size_t form_leave_out(struct web *w, const struct field *fields, size_t count, const struct field **out)
{
	struct pairs good = { 0 }, tried = { 0 };
	size_t left = 0;

	for (size_t i = 0; i < count; i++) {
		const char *value = pairs_find(&w->query, fields[i].name);

		if (value && field_read(w->t, &fields[i], &w->query, &tried) == OK)
			pairs_add(w->t, &good, fields[i].name, value);
		else if (value)
			out[left++] = &fields[i];
		pairs_remove(&w->query, fields[i].name);
	}
	if (w->query.count)
		out[left++] = NULL;
	w->query = good;
	return left;
}

const char *form_value(const struct form *f, const char *name)
{
	return pairs_text(&f->values, name);
}

int64_t form_num(const struct form *f, const char *name)
{
	int64_t n = 0;

	return text_number(form_value(f, name), 0, INT64_MAX, &n) ? n : 0;
}

static void put_choices(struct web *w, const struct field *field, const char *value)
{
	for (size_t i = 0; field->choices && field->choices[i]; i++)
		if (field_has_word(value, field->choices[i]))
			put(w, take_format(w->t, "Form.%s.%s", field->name, field->choices[i]), "1");
}

static void put_errors(struct web *w, const struct form *f)
{
	for (size_t i = 0; i < f->wrong_count; i++) {
		struct node *row = put_row(w, "Errors", i);
		const char *words = word(w, "error.%s", f->message[i]);

		node_put(row, "Field", f->wrong[i]->name);
		node_put(row, "Text", words);
		put(w, take_format(w->t, "Wrong.%s", f->wrong[i]->name), words);
	}
}

void form_put(struct web *w, const struct form *f)
{
	unsigned part;

	for (size_t i = 0; i < f->values.count; i++) {
		const struct pair *pair = &f->values.list[i];
		size_t at = 0;

		while (at < f->count && !field_part(&f->fields[at], pair->name, &part))
			at++;
		if (at < f->count && f->fields[at].kind == SECRET)
			continue;
		put(w, take_format(w->t, "Form.%s", pair->name), pair->value);
		if (at < f->count)
			put_choices(w, &f->fields[at], pair->value);
	}
	put_errors(w, f);
}

enum rc form_again(struct web *w, const struct form *f, const char *page)
{
	enum rc rc;

	form_put(w, f);
	rc = show_page(w, page);
	return rc == OK ? INVALID : rc;
}
