/* Reading what the press gives back: lines of a few bytes, numbers of ten digits, and nothing past its end. */
#include "made.h"

#include "base/socket.h"
#include "base/text.h"

#include <string.h>

/* Digits up to `end`, at most ten of them, no zero in front. */
static int number(const char *at, const char *end, uint64_t *out)
{
	*out = 0;
	if (end == at || end - at > 10 || (*at == '0' && end - at > 1))
		return 0;
	for (; at < end; at++) {
		if (*at < '0' || *at > '9')
			return 0;
		*out = *out * 10 + (uint64_t)(*at - '0');
	}
	return 1;
}

int made_head(const char *line, enum file_type *type, unsigned *pages)
{
	const char *space = strchr(line, ' ');
	char code[8] = { 0 };
	uint64_t n;

	if (!space || (size_t)(space - line) >= sizeof code || !number(space + 1, line + strlen(line), &n))
		return 0;
	memcpy(code, line, (size_t)(space - line));
	*type = file_type_by_code(code);
	*pages = (unsigned)n;
	return n >= 1 && n <= MADE_PAGES
		&& (*type == FILE_JPEG || *type == FILE_PNG || *type == FILE_PDF);
}

int made_part(const char *line, unsigned *part, uint64_t *size)
{
	const char *space = strchr(line, ' ');
	uint64_t n;

	if (!space || !number(line, space, &n) || (n > MADE_PAGES && n != FILE_PART_TEXT)
	|| !number(space + 1, line + strlen(line), size))
		return 0;
	*part = (unsigned)n;
	return *size > 0;
}

static int line(struct made *m, char out[MADE_LINE])
{
	for (size_t n = 0; n < MADE_LINE; n++) {
		if (m->left == 0 || !read_whole(m->from, out + n, 1))
			return 0;
		m->left--;
		if (out[n] == '\0')
			return 0;
		if (out[n] == '\n') {
			out[n] = '\0';
			return 1;
		}
	}
	return 0;
}

int made_begin(struct made *m, int from, uint64_t size)
{
	char said[MADE_LINE];

	*m = (struct made){ .from = from, .left = size };
	return line(m, said) && made_head(said, &m->type, &m->pages);
}

int made_next(struct made *m, unsigned part, uint64_t *size)
{
	char said[MADE_LINE];
	unsigned found;

	return line(m, said) && made_part(said, &found, size) && found == part && *size <= m->left;
}

int made_bytes(struct made *m, unsigned char *out, size_t n)
{
	if (n > m->left || !read_whole(m->from, out, n))
		return 0;
	m->left -= n;
	return 1;
}

int made_text(struct made *m, uint64_t *size)
{
	char said[MADE_LINE];
	unsigned part;

	*size = 0;
	if (!line(m, said))
		return 0;
	if (strcmp(said, "end") == 0)
		return m->left == 0;
	return made_part(said, &part, size) && part == FILE_PART_TEXT && *size < FILE_CHUNK && *size <= m->left;
}

int made_is_text(struct bytes text)
{
	return text.size && text_valid((const char *)text.data, text.size);
}

int made_end(struct made *m)
{
	char said[MADE_LINE];

	return line(m, said) && strcmp(said, "end") == 0 && m->left == 0;
}

int made_drain(struct made *m)
{
	unsigned char rest[4096];

	while (m->left)
		if (!made_bytes(m, rest, m->left < sizeof rest ? (size_t)m->left : sizeof rest))
			return 0;
	return 1;
}
