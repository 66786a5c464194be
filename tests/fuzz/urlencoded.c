/* Form fields. Oracle: a plain second reading of each accepted pair agrees with the parser's. */
#include "base/text.h"
#include "web/body.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int digit(int c)
{
	const char *digits = "0123456789abcdef", *at;

	c |= c >= 'A' && c <= 'F' ? 0x20 : 0;
	at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* Decodes up to `stop` and compares with `text`; the place behind, or NULL when they differ. */
static const uint8_t *same(const uint8_t *s, const uint8_t *end, int stop, const char *text)
{
	for (; s < end && *s != stop; text++) {
		int c = *s == '+' ? ' ' : *s;

		if (*s == '%') {
			if (end - s < 3 || digit(s[1]) < 0 || digit(s[2]) < 0)
				return NULL;
			c = digit(s[1]) * 16 + digit(s[2]);
			s += 2;
		}
		if ((unsigned char)*text != c || c == 0)
			return NULL;
		s++;
	}
	return *text == 0 ? s : NULL;
}

static void check(const uint8_t *s, const uint8_t *end, const struct pairs *out)
{
	if (out->count > FIELDS_MOST || (out->count == 0) != (s == end))
		abort();
	for (size_t i = 0; i < out->count; i++) {
		const struct pair *pair = &out->list[i];

		if (strlen(pair->value) != pair->size || !text_valid(pair->value, pair->size))
			abort();
		s = same(s, end, '=', pair->name);
		s = s ? same(s + 1, end, '&', pair->value) : NULL;
		if (!s)
			abort();
		s += s < end;
	}
	if (s != end)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct task t;
	struct pairs out;

	if (!t.arena)
		t.arena = arena_new(4096);
	task_begin(&t, t.arena, NULL);
	if (urlencoded(&t, take_textn(&t, (const char *)data, size), size, &out) == OK)
		check(data, data + size, &out);
	task_end(&t);
	return 0;
}
