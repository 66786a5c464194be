/* Names of downloads in a header: what a browser of long ago reads, and the same in UTF-8 for the others. */
#include "web/disposition.h"

#include <string.h>

static int is_alnum(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* attr-char of RFC 8187: what may stand in an ext-value without an escape. */
static int is_attr(unsigned char c)
{
	return is_alnum(c) || (c && strchr("!#$&+-.^_`|~", c));
}

static const char *encoded(struct task *t, const char *name)
{
	static const char digits[] = "0123456789ABCDEF";
	char *out = take(t, strlen(name) * 3 + 1), *at = out;

	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;

		if (is_attr(c)) {
			*at++ = (char)c;
		} else {
			*at++ = '%';
			*at++ = digits[c >> 4];
			*at++ = digits[c & 15];
		}
	}
	return out;
}

static const char *kept(struct task *t, const char *plain)
{
	char *out = take(t, strlen(plain) + 1), *at = out;

	for (; *plain; plain++)
		if (is_alnum((unsigned char)*plain) || strchr("-_.", *plain))
			*at++ = *plain;
	return out;
}

const char *disposition_attachment(struct task *t, const char *plain, const char *name)
{
	return take_format(t, "attachment; filename=\"%s\"; filename*=UTF-8''%s", kept(t, plain), encoded(t, name));
}
