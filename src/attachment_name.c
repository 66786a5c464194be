/*
 * Names of files as they are kept and shown. A name comes from a stranger: it
 * may look like a path, hide its end, or turn the direction of reading.
 */
#include "attachment_store.h"

#include "base/text.h"

#include <string.h>

/* Browsers write a quote in a name as %22 and nothing else that way. */
static const char *unquoted(struct task *t, const char *name)
{
	char *out = take_text(t, name), *at = out;

	for (; *name; name += strncmp(name, "%22", 3) == 0 ? 3 : 1)
		*at++ = strncmp(name, "%22", 3) == 0 ? '"' : *name;
	*at = 0;
	return out;
}

const char *file_base_name(const char *name)
{
	for (const char *c = name; *c; c++)
		if (*c == '/' || *c == '\\')
			name = c + 1;
	return name;
}

/* Bytes of what must not act: controls; U+061C, U+200E-F, U+202A-E, U+2066-9 turn the direction, U+2028-9 break lines. */
static size_t acts(const unsigned char *s)
{
	if (*s < 0x20 || *s == 0x7f)
		return 1;
	if (s[0] == 0xc2 && s[1] >= 0x80 && s[1] < 0xa0)
		return 2;
	if (s[0] == 0xd8 && s[1] == 0x9c)
		return 2;
	if (s[0] != 0xe2 || (s[1] != 0x80 && s[1] != 0x81))
		return 0;
	if (s[1] == 0x80)
		return s[2] == 0x8e || s[2] == 0x8f || (s[2] >= 0xa8 && s[2] <= 0xae) ? 3 : 0;
	return s[2] >= 0xa6 && s[2] <= 0xa9 ? 3 : 0;
}

static const char *visible(struct task *t, const char *name)
{
	char *out = take(t, strlen(name) * 3 + 1), *at = out;

	while (*name) {
		size_t n = acts((const unsigned char *)name);

		if (n)
			at = mempcpy(at, "\xef\xbf\xbd", 3);
		else
			*at++ = *name;
		name += n ? n : 1;
	}
	return out;
}

const char *file_name_tidy(struct task *t, const char *name)
{
	const char *whole = visible(t, file_base_name(unquoted(t, name))), *dot;
	size_t points;

	whole = text_nfc(t, whole, strlen(whole));
	dot = strrchr(whole, '.');
	points = text_points(whole, strlen(whole));
	if (points <= FILE_NAME_POINTS)
		return whole;
	if (!dot || strlen(dot) > 10)
		return text_first(t, whole, FILE_NAME_POINTS);
	return take_format(t, "%s%s", text_first(t, take_textn(t, whole, (size_t)(dot - whole)),
		FILE_NAME_POINTS - text_points(dot, strlen(dot))), dot);
}
