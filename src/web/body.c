/*
 * The fields of a POST by its content type. A file has no place here: a
 * program that takes files reads them with multipart.h itself.
 */
#include "web/body.h"

#include "web/multipart.h"

#include <string.h>
#include <strings.h>

/* Text parts, one behind the other, each with a NUL: never longer than the body they came in. */
struct collector {
	struct task *t;
	struct pairs *out;
	char *text, *start;
};

static enum rc begin(void *arg, const struct part *part)
{
	struct collector *c = arg;

	if (part->file)
		return fail(c->t, MALFORMED, "a file where a text belongs");
	pairs_add(c->t, c->out, part->name, "");
	c->start = c->text;
	return OK;
}

static enum rc data(void *arg, struct bytes piece)
{
	struct collector *c = arg;

	memcpy(c->text, piece.data, piece.size);
	c->text += piece.size;
	return OK;
}

static enum rc end(void *arg)
{
	struct collector *c = arg;
	struct pair *pair = &c->out->list[c->out->count - 1];

	pair->value = c->start;
	pair->size = (size_t)(c->text - c->start);
	*c->text++ = 0;
	if (!field_text_fits(pair->value, pair->size))
		return fail(c->t, MALFORMED, "a field that is not UTF-8");
	return OK;
}

static enum rc text_parts(struct task *t, const char *type, const char *body, size_t n, struct pairs *out)
{
	struct collector c = { t, out, take(t, n + 1), NULL };
	const struct part_sink sink = { begin, data, end, &c };
	struct multipart *m = multipart_new(t, type, &sink);
	enum rc rc;

	*out = (struct pairs){ 0 };
	if (!m)
		return fail(t, MALFORMED, "no usable boundary");
	rc = multipart_feed(m, body, n);
	return rc == OK ? multipart_end(m) : rc;
}

/* The media type itself, whatever its parameters (charset) say. */
static int is_type(const char *type, const char *wanted)
{
	size_t n = strlen(wanted);

	return strncasecmp(type, wanted, n) == 0 && (type[n] == 0 || strchr("; \t", type[n]));
}

enum rc body_fields(struct task *t, const char *type, char *body, size_t n, struct pairs *out)
{
	if (is_type(type, "application/x-www-form-urlencoded"))
		return urlencoded(t, body, n, out);
	if (is_type(type, "multipart/form-data"))
		return text_parts(t, type, body, n, out);
	return fail(t, MALFORMED, "a body of another type");
}
