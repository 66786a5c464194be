/*
 * The intranet asks this of every POST in enter(), and then judges the token of
 * the form (cgi/staff/carry.c). The public form asks it of a page of the report,
 * a file and the mailbox, each to say so on a page of its own; there the sealed
 * state is the token.
 */
#include "web/csrf.h"

#include <string.h>

static int own_origin(struct web *w, const char *origin)
{
	const char *scheme = web_header(w, "REQUEST_SCHEME"), *host = web_header(w, "HTTP_HOST");

	return *host && strcmp(origin, take_format(w->t, "%s://%s", scheme, host)) == 0;
}

enum rc csrf_origin(struct web *w)
{
	const char *origin = web_header(w, "HTTP_ORIGIN");
	const char *site = web_header(w, "HTTP_SEC_FETCH_SITE");

	if (strcmp(w->method, "POST") != 0)
		return OK;
	if (*origin && !own_origin(w, origin))
		return fail(w->t, DENIED, "a POST from another origin");
	if (*site && strcmp(site, "same-origin") != 0)
		return fail(w->t, DENIED, "a POST from another site");
	return OK;
}
