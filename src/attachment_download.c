/* Names of downloads. Nothing is refused: what cannot stay becomes "_". */
#include "attachment_download.h"

#include <string.h>

static const char *extension(enum file_type type)
{
	return type == FILE_JPEG ? "jpg" : file_type_code(type);
}

const char *file_download_plain(struct task *t, const char *ours, enum file_type type)
{
	return take_format(t, "%s.%s", ours, extension(type));
}

/* Bytes of one character of valid UTF-8. */
static size_t length(unsigned char first)
{
	return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

static unsigned point(const unsigned char *s, size_t n)
{
	unsigned p = n == 1 ? s[0] : s[0] & (0x7fu >> n);

	for (size_t i = 1; i < n; i++)
		p = p << 6 | (s[i] & 0x3f);
	return p;
}

/* Controls, signs of direction, line ends, the sign for "was no character", and what Windows refuses. */
static int stays(unsigned p)
{
	if (p < 0x20 || (p >= 0x7f && p < 0xa0) || p == 0x61c || p == 0xfffd || p == 0xfeff)
		return 0;
	if ((p >= 0x200b && p <= 0x200f) || (p >= 0x2028 && p <= 0x202e) || (p >= 0x2060 && p <= 0x206f))
		return 0;
	return p >= 0x80 || !strchr("<>:\"/\\|?*", (int)p);
}

/* Without its extension: a dot and at most five letters or digits behind something. */
static size_t stem_size(const char *name)
{
	const char *dot = strrchr(name, '.');
	size_t n = dot ? strlen(dot + 1) : 0;

	if (!dot || dot == name || n == 0 || n > 5)
		return strlen(name);
	for (const char *c = dot + 1; *c; c++)
		if (!((*c | 0x20) >= 'a' && (*c | 0x20) <= 'z') && !(*c >= '0' && *c <= '9'))
			return strlen(name);
	return (size_t)(dot - name);
}

static int is_edge(char c)
{
	return c == ' ' || c == '.' || c == '_';
}

static char *tidy(struct task *t, const char *name, size_t n, size_t most)
{
	char *out = take(t, n + 1), *at = out;

	for (size_t i = 0, one; i < n; i += one) {
		one = length((unsigned char)name[i]);
		if (i + one > n || (size_t)(at - out) + one > most)
			break;
		if (stays(point((const unsigned char *)name + i, one)))
			at = mempcpy(at, name + i, one);
		else
			*at++ = '_';
	}
	while (at > out && is_edge(at[-1]))
		at--;
	*at = 0;
	return out + strspn(out, " ._");
}

const char *file_download_name(struct task *t, const char *ours, const char *told, enum file_type type)
{
	const char *base = file_base_name(told);
	size_t around = strlen(ours) + 2 + strlen(extension(type));
	const char *stem = tidy(t, base, stem_size(base), around < DOWNLOAD_NAME ? DOWNLOAD_NAME - around : 0);

	if (!*stem)
		return file_download_plain(t, ours, type);
	return take_format(t, "%s %s.%s", ours, stem, extension(type));
}
