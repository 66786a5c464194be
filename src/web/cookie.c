/*
 * Reading: one name, one value, or nothing. A cookie that comes twice (a
 * neighbour on the same host may have set one) counts as none.
 */
#include "web/cookie.h"

#include <string.h>

static int value_fits(const char *s, size_t n)
{
	static const char fits[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

	return n > 0 && n <= 512 && strspn(s, fits) >= n;
}

const char *cookie_find(struct task *t, const char *header, const char *name)
{
	size_t length = strlen(name), n, size = 0;
	const char *value = NULL;

	for (; *header; header += n) {
		header += strspn(header, "; \t");
		n = strcspn(header, ";");
		if (n <= length || header[length] != '=' || memcmp(header, name, length) != 0)
			continue;
		if (value)
			return "";
		value = header + length + 1;
		size = n - length - 1;
	}
	return value && value_fits(value, size) ? take_textn(t, value, size) : "";
}

const char *cookie(struct web *w, const char *name)
{
	return cookie_find(w->t, web_header(w, "HTTP_COOKIE"), name);
}

void cookie_set(struct web *w, const char *name, const char *value)
{
	if (!value_fits(value, strlen(value))) {
		fail(w->t, FAULT, "a cookie value of other characters");
		return;
	}
	answer_header(w, "Set-Cookie",
		take_format(w->t, "%s=%s; Path=/; Secure; HttpOnly; SameSite=Strict", name, value));
}

void cookie_drop(struct web *w, const char *name)
{
	answer_header(w, "Set-Cookie",
		take_format(w->t, "%s=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0", name));
}
