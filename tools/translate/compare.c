/*
 * A translation is trusted text, but only its words may differ: tags and
 * placeholders are those of the original, so no translator can add mark-up.
 */
#include "translate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

char *squeeze(const char *text, size_t n)
{
	char *out = strndup(text, n);
	size_t to = 0;

	if (!out)
		abort();
	for (size_t i = 0; i < n && text[i]; i++) {
		if (!isspace((unsigned char)text[i]))
			out[to++] = text[i];
		else if (to > 0 && out[to - 1] != ' ')
			out[to++] = ' ';
	}
	while (to > 0 && out[to - 1] == ' ')
		to--;
	out[to] = '\0';
	return out;
}

/* Length of the tag at s, which may hold commands: <a href="/<?cs var:Lang ?>/">. */
static size_t tag_length(const char *s)
{
	const char *p = s + 1;
	const char *end;

	if (strncmp(s, "<?", 2) == 0) {
		end = strstr(s, "?>");
		return end ? (size_t)(end - s) + 2 : strlen(s);
	}
	while (*p && *p != '>')
		p += strncmp(p, "<?", 2) == 0 ? tag_length(p) : 1;
	return (size_t)(p - s) + (*p == '>');
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The tags of a text, sorted, in one string. */
static char *tags(const char *text)
{
	char *list[100];
	char *all = NULL;
	size_t count = 0, size = 0;
	FILE *out = open_memstream(&all, &size);

	for (const char *s = strchr(text, '<'); s && count < 100; s = strchr(s, '<')) {
		size_t n = tag_length(s);

		list[count++] = strndup(s, n);
		s += n;
	}
	qsort(list, count, sizeof(*list), by_text);
	for (size_t i = 0; i < count; i++) {
		fprintf(out, "%s\n", list[i]);
		free(list[i]);
	}
	fclose(out);
	return all;
}

int same_tags(const char *a, const char *b)
{
	char *of_a = tags(a), *of_b = tags(b);
	int same = strcmp(of_a, of_b) == 0;

	free(of_a);
	free(of_b);
	return same;
}

/* C fills these in, so their order counts. */
int same_percents(const char *a, const char *b)
{
	const char *p = strchr(a, '%'), *q = strchr(b, '%');

	while (p && q && p[1] == q[1]) {
		p = strchr(p + 1 + (p[1] == '%'), '%');
		q = strchr(q + 1 + (q[1] == '%'), '%');
	}
	return !p && !q;
}

const char *text_fault(const char *text, enum place place)
{
	for (const char *s = text; *s; s++) {
		if (*s == '"' && place != IN_TEXT)
			return "a straight quote would end the attribute: use typographic ones";
		if (*s != '<')
			continue;
		if (place == IN_COMMAND)
			return "a tag within an argument of a command";
		if (strncmp(s, "<?", 2) == 0 && strncmp(s, "<?cs var:", 9) != 0)
			return "a command other than var";
		s += tag_length(s) - 1;
		if (*s != '>')
			return "a tag that does not end";
	}
	return NULL;
}
