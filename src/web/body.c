/*
 * The fields of a POST by its content type. A file has no place here: rows that
 * take one are read by upload.c.
 */
#include "web/body.h"

#include "web/multipart.h"
#include "web/part_text.h"

#include <string.h>
#include <strings.h>

static enum rc begin(void *arg, const struct part *part)
{
	struct part_text *p = arg;

	if (part->file)
		return fail(p->t, MALFORMED, "a file where a text belongs");
	return part_text_begin(p, part);
}

static enum rc data(void *arg, struct bytes piece)
{
	return part_text_data(arg, piece);
}

static enum rc end(void *arg)
{
	return part_text_end(arg);
}

/* Values are never longer than the body they came in. */
static enum rc text_parts(struct task *t, const char *type, const char *body, size_t n, struct pairs *out)
{
	struct part_text p;
	const struct part_sink sink = { begin, data, end, &p };
	struct multipart *m = multipart_new(t, type, &sink);
	enum rc rc;

	part_text_new(t, out, n + 1, &p);
	if (!m)
		return fail(t, MALFORMED, "no usable boundary");
	rc = multipart_feed(m, body, n);
	return rc == OK ? multipart_end(m) : rc;
}

/* The media type itself, whatever its parameters (charset) say. */
int body_is(const char *type, const char *wanted)
{
	size_t n = strlen(wanted);

	return strncasecmp(type, wanted, n) == 0 && (type[n] == 0 || strchr("; \t", type[n]));
}

enum rc body_fields(struct task *t, const char *type, char *body, size_t n, struct pairs *out)
{
	if (body_is(type, "application/x-www-form-urlencoded"))
		return urlencoded(t, body, n, out);
	if (body_is(type, "multipart/form-data"))
		return text_parts(t, type, body, n, out);
	return fail(t, MALFORMED, "a body of another type");
}
