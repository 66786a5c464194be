/* Which language a page speaks: its path says so; "/" asks the browser. */
#include "web/web.h"

#include <string.h>

enum { HEADER_MOST = 256 };	/* of Accept-Language; more is not looked at */

static const char *const languages[] = { "nl", "en" };

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
	const char *best = languages[0], *end = header + strnlen(header, HEADER_MOST);
	int most = 0;

	while (header < end) {
		size_t n = strcspn(header, ",");

		for (size_t i = 0; i < COUNT(languages); i++)
			if (strncasecmp(header, languages[i], 2) == 0 && strchr("-;, ", header[2]) &&
			    weight(header, n) > most) {
				most = weight(header, n);
				best = languages[i];
			}
		header += n;
		header += strspn(header, ", ");
	}
	return best;
}

const char *web_language(struct web *w)
{
	for (size_t i = 0; w->path && i < COUNT(languages); i++)
		if (w->path[0] == '/' && strncmp(w->path + 1, languages[i], 2) == 0 &&
		    (w->path[3] == '/' || w->path[3] == 0))
			return languages[i];
	return wished(web_header(w, "HTTP_ACCEPT_LANGUAGE"));
}
