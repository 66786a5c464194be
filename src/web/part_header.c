/*
 * Header lines of parts as browsers write them (WHATWG HTML, multipart/form-data
 * encoding): quotes in names arrive as %22, there are no backslash escapes.
 */
#include "web/part_header.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

static const char *skip_blank(const char *s)
{
	return s + strspn(s, " \t");
}

/* "name: value" with that name, in any case; its value, or NULL. */
static const char *value_of(const char *line, const char *name)
{
	size_t n = strlen(name);

	if (strncasecmp(line, name, n) != 0 || line[n] != ':')
		return NULL;
	return skip_blank(line + n + 1);
}

/*
 * One `; name="value"` or `; name=token`. Moves *at behind it; 1 when there was
 * one that fits, 0 at the end of the line, -1 for anything else.
 */
static int parameter(const char **at, char *name, size_t name_room, char *value, size_t room)
{
	const char *s = skip_blank(*at), *end;
	size_t n;

	if (*s == 0)
		return 0;
	if (*s != ';')
		return -1;
	s = skip_blank(s + 1);
	n = strcspn(s, "=; \t\"");
	if (s[n] != '=' || n == 0 || n >= name_room)
		return -1;
	memcpy(name, s, n);
	name[n] = 0;
	s += n + 1;
	end = *s == '"' ? strchr(s + 1, '"') : s + strcspn(s, "; \t\"");
	if (!end)
		return -1;
	s += *s == '"';
	n = (size_t)(end - s);
	if (n >= room)
		return -1;
	memcpy(value, s, n);
	value[n] = 0;
	*at = end + (*end == '"');
	return 1;
}

static int copy(char *to, size_t room, const char *text)
{
	size_t n = strlen(text) + 1;

	if (n > room)
		return 0;
	memcpy(to, text, n);
	return 1;
}

static const char *take_parameter(struct part_header *h, const char *name, const char *value)
{
	static const char refused[] = "an unknown, long or repeated part parameter";

	if (strcasecmp(name, "name") == 0)
		return !h->has_name++ && copy(h->name, sizeof h->name, value) ? NULL : refused;
	if (strcasecmp(name, "filename") != 0 || !text_valid(value, strlen(value)))
		return refused;
	return !h->has_file++ && copy(h->file, sizeof h->file, value) ? NULL : refused;
}

static const char *disposition(struct part_header *h, const char *value)
{
	char name[32], text[FILE_NAME_MOST + 1];
	const char *why = NULL;
	int found = 1;

	if (h->has_disposition++ || strncasecmp(value, "form-data", 9) != 0)
		return "not one form-data disposition";
	for (value += 9; !why && found == 1; ) {
		found = parameter(&value, name, sizeof name, text, sizeof text);
		if (found == 1)
			why = take_parameter(h, name, text);
	}
	return found < 0 ? "a disposition that cannot be read" : why;
}

static const char *content_type(struct part_header *h, const char *value)
{
	if (h->has_type++ || !text_valid(value, strlen(value)) || !copy(h->type, sizeof h->type, value))
		return "not one content type";
	if (strncasecmp(value, "multipart/", 10) == 0 || strncasecmp(value, "message/", 8) == 0)
		return "a nested part";
	return NULL;
}

const char *part_header_line(struct part_header *h, const char *line)
{
	const char *value;

	if (*line == ' ' || *line == '\t')
		return "a folded header";
	if (!strchr(line, ':'))
		return "a header without a colon";
	value = value_of(line, "Content-Disposition");
	if (value)
		return disposition(h, value);
	value = value_of(line, "Content-Type");
	if (value)
		return content_type(h, value);
	return value_of(line, "Content-Transfer-Encoding") ? "a transfer encoding" : NULL;
}

static int boundary_fits(const char *s)
{
	static const char fits[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'()+_,-./:=?";

	return *s && strlen(s) <= BOUNDARY_MOST && s[strspn(s, fits)] == 0;
}

int part_boundary(const char *type, char out[BOUNDARY_MOST + 1])
{
	static const char wanted[] = "multipart/form-data";
	char name[32], value[BOUNDARY_MOST + 2];
	int found, boundaries = 0;

	if (strncasecmp(type, wanted, sizeof wanted - 1) != 0)
		return 0;
	type += sizeof wanted - 1;
	while ((found = parameter(&type, name, sizeof name, value, sizeof value)) == 1)
		if (strcasecmp(name, "boundary") == 0) {
			if (boundaries++ || !boundary_fits(value) || !copy(out, BOUNDARY_MOST + 1, value))
				return 0;
		}
	return found == 0 && boundaries == 1;
}
