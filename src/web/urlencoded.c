/*
 * Form fields in a query or a body. Strict: what a browser cannot send for
 * one of our forms is refused whole, so two programs can never read it two ways.
 */
#include "web/body.h"

#include "base/text.h"

#include <string.h>

int field_name_fits(const char *name, size_t n)
{
	static const char fits[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

	return n > 0 && n <= FIELD_NAME_MOST && strspn(name, fits) >= n;
}

int field_text_fits(const char *s, size_t n)
{
	return !(n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) && text_valid(s, n);
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes [s, s+n) in place; the new length, or -1 for a bad escape. */
static long decode(char *s, size_t n)
{
	char *out = s;

	for (size_t i = 0; i < n; i++) {
		int high, low;

		if (s[i] != '%') {
			*out++ = s[i] == '+' ? ' ' : s[i];
			continue;
		}
		if (n - i < 3)
			return -1;
		high = hex(s[i + 1]);
		low = hex(s[i + 2]);
		if (high < 0 || low < 0)
			return -1;
		*out++ = (char)(high << 4 | low);
		i += 2;
	}
	*out = 0;
	return out - s;
}

/* One "name=value" of n bytes, decoded where it stands. */
static enum rc one_pair(struct task *t, char *s, size_t n, struct pair *out)
{
	char *equals = memchr(s, '=', n);
	long name, value;

	if (!equals)
		return fail(t, MALFORMED, "a field without =");
	value = decode(equals + 1, n - (size_t)(equals + 1 - s));
	*equals = 0;
	name = decode(s, (size_t)(equals - s));
	if (name < 0 || value < 0)
		return fail(t, MALFORMED, "a bad percent escape");
	if (!field_name_fits(s, (size_t)name))
		return fail(t, MALFORMED, "a field name that is not ours");
	if (!field_text_fits(equals + 1, (size_t)value))
		return fail(t, MALFORMED, "a field that is not UTF-8");
	*out = (struct pair){ s, equals + 1, (size_t)value };
	return OK;
}

static size_t count_pairs(const char *s, size_t n)
{
	size_t pairs = 1;

	for (const char *and = s; (and = memchr(and, '&', n - (size_t)(and - s))) != NULL; and++)
		if (++pairs > FIELDS_MOST)
			break;
	return pairs;
}

enum rc urlencoded(struct task *t, char *data, size_t n, struct pairs *out)
{
	size_t count;
	char *end = data + n;

	*out = (struct pairs){ 0 };
	if (n == 0)
		return OK;
	count = count_pairs(data, n);
	if (count > FIELDS_MOST)
		return fail(t, MALFORMED, "too many fields");
	out->list = take(t, count * sizeof *out->list);
	out->room = count;
	while (out->count < count) {
		char *and = memchr(data, '&', (size_t)(end - data));
		size_t length = (size_t)((and ? and : end) - data);
		enum rc rc = one_pair(t, data, length, &out->list[out->count]);

		if (rc != OK)
			return rc;
		out->count++;
		data += length + 1;
	}
	return OK;
}
