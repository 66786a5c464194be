/* Text. Oracles: a second, plain reading of RFC 3629; tidying and NFC change nothing the second time. */
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Length of the character at s, 0 when there is none. */
static size_t character(const uint8_t *s, size_t n)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t length = *s < 0x80 ? 1 : *s >= 0xf0 ? 4 : *s >= 0xe0 ? 3 : 2;
	uint32_t c = length == 1 ? *s : *s & (0x7fu >> length);

	if (*s == 0 || (*s >= 0x80 && *s < 0xc0) || *s > 0xf7 || length > n)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	return c < least[length] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? 0 : length;
}

/* Characters in it, or -1 when it is no text. */
static long count(const uint8_t *s, size_t n)
{
	long points = 0;

	for (size_t at = 0, length; at < n; at += length, points++) {
		length = character(s + at, n - at);
		if (length == 0)
			return -1;
	}
	return points;
}

static void is_text(const char *s)
{
	if (!text_valid(s, strlen(s)) || count((const uint8_t *)s, strlen(s)) < 0)
		abort();
}

static void check(struct task *t, const char *s, size_t n)
{
	const char *nfc = text_nfc(t, s, n), *tidy = text_tidy(t, nfc), *first = text_first(t, s, n / 3 + 1);

	is_text(nfc);
	is_text(tidy);
	is_text(first);
	if (strcmp(text_nfc(t, nfc, strlen(nfc)), nfc) != 0 || strcmp(text_tidy(t, tidy), tidy) != 0)
		abort();
	if (strlen(tidy) > strlen(nfc) || strpbrk(tidy, "\r\x01\x1b\x7f"))
		abort();
	if (text_points(first, strlen(first)) > n / 3 + 2)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct task t;
	long points = count(data, size);

	if (!t.arena)
		t.arena = arena_new(4096);
	task_begin(&t, t.arena, NULL);
	if (text_valid((const char *)data, size) != (points >= 0))
		abort();
	if (points >= 0) {
		if (text_points((const char *)data, size) != (size_t)points)
			abort();
		check(&t, take_textn(&t, (const char *)data, size), size);
	}
	task_end(&t);
	return 0;
}
