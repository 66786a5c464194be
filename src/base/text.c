/*
 * Text from outside is checked, normalised and bounded here. It refuses what
 * is not UTF-8; it never repairs it, for a repaired text is not what was said.
 */
#include "base/text.h"

#include <string.h>
#include <uninorm.h>
#include <unistr.h>

/* Length of the leading part without bytes >= limit; eight at a time while they are ASCII. */
static size_t plain_prefix(const char *s, size_t n, unsigned char limit)
{
	size_t i = 0;
	uint64_t word;

	for (;;) {
		for (; n - i >= sizeof(word); i += sizeof(word)) {
			memcpy(&word, s + i, sizeof(word));
			if (word & UINT64_C(0x8080808080808080))
				break;
		}
		if (i >= n || (unsigned char)s[i] >= limit)
			return i;
		i++;
	}
}

int text_valid(const char *s, size_t n)
{
	size_t plain;

	if (n == 0)
		return 1;
	if (memchr(s, 0, n))
		return 0;
	plain = plain_prefix(s, n, 0x80);
	return u8_check((const uint8_t *)s + plain, n - plain) == NULL;
}

size_t text_points(const char *s, size_t n)
{
	size_t points = 0;

	for (size_t i = 0; i < n; i++)
		points += ((unsigned char)s[i] & 0xc0) != 0x80;
	return points;
}

/*
 * Nothing below U+0300 (lead bytes below 0xCC) ever changes under NFC: that
 * is all Dutch, French and German as keyboards send it.
 */
const char *text_nfc(struct task *t, const char *s, size_t n)
{
	size_t room = n * 3 + 16, done = room;	/* NFC grows UTF-8 at most threefold (UAX 15) */
	char *out;

	if (plain_prefix(s, n, 0xcc) == n)
		return s;
	out = take(t, room + 1);
	if (u8_normalize(UNINORM_NFC, (const uint8_t *)s, n, (uint8_t *)out, &done) != (uint8_t *)out)
		return s;	/* cannot happen: valid text fits */
	out[done] = 0;
	if (done == n && memcmp(out, s, n) == 0)
		return s;
	return out;
}

const char *text_first(struct task *t, const char *s, size_t points)
{
	size_t end = 0;

	while (s[end]) {
		if (((unsigned char)s[end] & 0xc0) != 0x80 && points-- == 0)
			return take_format(t, "%.*s…", (int)end, s);
		end++;
	}
	return s;
}

/* Controls of ASCII and Latin-1 (U+0080..U+009F, two bytes), but for \n and \t. */
static size_t control_at(const unsigned char *s)
{
	if (s[0] == '\n' || s[0] == '\t')
		return 0;
	if (s[0] < 0x20 || s[0] == 0x7f)
		return 1;
	return s[0] == 0xc2 && s[1] >= 0x80 && s[1] < 0xa0 ? 2 : 0;
}

static int is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* \r\n and a lone \r both become \n: some browsers of long ago sent either. */
static size_t tidy_into(char *out, const char *s)
{
	size_t n = 0, skip;

	while (*s) {
		if (*s == '\r') {
			s += s[1] == '\n' ? 2 : 1;
			out[n++] = '\n';
			continue;
		}
		skip = control_at((const unsigned char *)s);
		if (skip == 0)
			out[n++] = *s++;
		s += skip;
	}
	return n;
}

const char *text_tidy(struct task *t, const char *s)
{
	char *out;
	size_t n;

	while (is_blank(*s) || *s == '\r')
		s++;
	if (*s == 0)
		return "";
	out = take(t, strlen(s) + 1);
	n = tidy_into(out, s);
	while (n > 0 && is_blank(out[n - 1]))
		n--;
	out[n] = 0;
	for (s = out; is_blank(*s); s++)	/* what stood behind a control character */
		;
	return s;
}

static int turns(const unsigned char *s)
{
	if (s[0] != 0xe2)
		return 0;
	return s[1] == 0x80 ? s[2] >= 0xaa && s[2] <= 0xae : s[1] == 0x81 && s[2] >= 0xa6 && s[2] <= 0xa9;
}

const char *text_visible(struct task *t, const char *s)
{
	char *out = NULL;

	for (size_t i = 0; s[i]; i++) {
		if (!turns((const unsigned char *)s + i))
			continue;
		if (!out)
			out = take_text(t, s);
		out[i] = '\xef';		/* as long */
		out[i + 1] = '\xbf';
		out[i + 2] = '\xbd';
	}
	return out ? out : s;
}

const char *text_nth(struct task *t, const char *list, int n)
{
	while (n-- > 0) {
		list += strcspn(list, " ");
		list += *list == ' ';
	}
	return take_textn(t, list, strcspn(list, " "));
}

char *text_hex(struct task *t, const unsigned char *data, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	char *out = take(t, 2 * n + 1);

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[data[i] >> 4];
		out[2 * i + 1] = digits[data[i] & 15];
	}
	return out;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

int text_unhex(const char *hex, unsigned char *out, size_t n)
{
	if (strlen(hex) != 2 * n)
		return 0;
	for (size_t i = 0; i < n; i++) {
		int high = hex_digit(hex[2 * i]), low = hex_digit(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			return 0;
		out[i] = (unsigned char)(high << 4 | low);
	}
	return 1;
}

/* Counts itself instead of strtoll: that takes spaces, signs and "0x". */
int text_number(const char *s, int64_t min, int64_t max, int64_t *out)
{
	int64_t n = 0;

	if (*s == 0)
		return 0;
	for (; *s; s++) {
		if (*s < '0' || *s > '9')
			return 0;
		if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, *s - '0', &n))
			return 0;
	}
	if (n < min || n > max)
		return 0;
	*out = n;
	return 1;
}

const char *text_size(struct task *t, const char *lang, int64_t bytes)
{
	int64_t tenths = ((bytes >> 10) * 10 + (1 << 9)) >> 10;	/* in this order, for whatever a stranger says its size is */

	if (bytes < 1 << 20)
		return take_format(t, "%lld kB", (long long)(bytes + 1023) >> 10);
	return take_format(t, "%lld%c%lld MB", (long long)(tenths / 10),
		strcmp(lang, "nl") == 0 ? ',' : '.', (long long)(tenths % 10));
}
