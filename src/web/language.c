/* The languages of pages, and which one a page speaks: its path says so; "/" asks the browser. */
#include "web/web.h"

#include <string.h>

enum { HEADER_MOST = 256 };	/* of Accept-Language; more is not looked at */

const struct spoken web_languages[LANGUAGES] = {
	{ "nl", "Nederlands", "ltr" },
	{ "en", "English",    "ltr" },
};
const char *const web_language_codes[LANGUAGES + 1] = { "nl", "en", NULL };

const char *web_language_known(const char *code)
{
	for (size_t i = 0; i < LANGUAGES; i++)
		if (strcmp(web_languages[i].code, code) == 0)
			return web_languages[i].code;
	return NULL;
}

enum rc web_speak(struct web *w, const char *code)
{
	const char *known = web_language_known(code);

	if (!known)
		return fail(w->t, MALFORMED, "no such language");
	w->lang = known;
	return OK;
}

/* RFC 9110, 12.5.4: "en-GB;q=0.8" -> 800; no q is 1000, a q we cannot read 0. */
static int weight(const char *range, size_t n)
{
	const char *q = memmem(range, n, "q=", 2);
	int value = 0, unit = 100;

	if (!q)
		return 1000;
	q += 2;
	if (*q == '1')
		return 1000;
	if (*q != '0' || q[1] != '.')
		return 0;
	for (q += 2; *q >= '0' && *q <= '9' && unit; q++, unit /= 10)
		value += (*q - '0') * unit;
	return value;
}

static const char *wished(const char *header)
{
	const char *best = web_languages[0].code, *end = header + strnlen(header, HEADER_MOST);
	int most = 0;

	while (header < end) {
		size_t n = strcspn(header, ",");

		for (size_t i = 0; i < LANGUAGES; i++)
			if (strncasecmp(header, web_languages[i].code, 2) == 0 && strchr("-;, ", header[2]) &&
			    weight(header, n) > most) {
				most = weight(header, n);
				best = web_languages[i].code;
			}
		header += n;
		header += strspn(header, ", ");
	}
	return best;
}

const char *web_language(struct web *w)
{
	for (size_t i = 0; w->path && i < LANGUAGES; i++)
		if (w->path[0] == '/' && strncmp(w->path + 1, web_languages[i].code, 2) == 0 &&
		    (w->path[3] == '/' || w->path[3] == 0))
			return web_languages[i].code;
	return wished(web_header(w, "HTTP_ACCEPT_LANGUAGE"));
}
