/*
 * Programs with sessions call this in enter(). The public form does not: its
 * sealed state is its token, and a forced report harms nobody.
 */
#include "web/csrf.h"

#include <sodium.h>
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

enum rc csrf_check(struct web *w, const char *expected)
{
	enum rc rc = csrf_origin(w);
	const char *token = pairs_find(&w->form, "csrf");
	size_t n = strlen(expected);

	if (rc != OK || strcmp(w->method, "POST") != 0)
		return rc;
	if (!token || n == 0 || strlen(token) != n || sodium_memcmp(token, expected, n) != 0)
		return fail(w->t, DENIED, "a POST without its token");
	return OK;
}
