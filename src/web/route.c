/*
 * Routing: a path is compared with each row, segment by segment. What fits no
 * row does not exist; nothing is redirected, trimmed or guessed.
 */
#include "web/route.h"

#include <stdio.h>
#include <string.h>

/* A reference in a path: what our own numbers, names and ids consist of. */
static int fits_ref(const char *s, size_t n)
{
	static const char fits[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

	return n > 0 && n <= 64 && s[0] != '.' && strspn(s, fits) >= n;
}

static int fits_lang(const char *s, size_t n)
{
	return n == 2 && web_language_known((char[]){ s[0], s[1], 0 });
}

static size_t segment(const char *s)
{
	return strcspn(s, "/");
}

/* One segment of a row against one of the path; *ref is set by ":ref". */
static int segment_fits(const char *row, size_t n, const char *path, size_t m, const char **ref)
{
	if (n == 5 && memcmp(row, ":lang", 5) == 0)
		return fits_lang(path, m);
	if (n == 4 && memcmp(row, ":ref", 4) == 0) {
		*ref = path;
		return fits_ref(path, m);
	}
	return n == m && memcmp(row, path, n) == 0;
}

static int path_fits(const char *row, const char *path, const char **ref)
{
	*ref = NULL;
	while (*row == '/' && *path == '/') {
		size_t n = segment(++row), m = segment(++path);

		if (!segment_fits(row, n, path, m, ref))
			return 0;
		row += n;
		path += m;
	}
	return *row == 0 && *path == 0;
}

static const char *allowed(struct web *w, const char *so_far, const char *method)
{
	const char *name = strcmp(method, "GET") == 0 ? "GET, HEAD" : method;

	if (strstr(so_far, name))
		return so_far;
	return *so_far ? take_format(w->t, "%s, %s", so_far, name) : name;
}

enum route_result route_find(struct web *w, const char **allow)
{
	const char *ref, *method = strcmp(w->method, "HEAD") == 0 ? "GET" : w->method;

	*allow = "";
	for (size_t i = 0; i < w->program->route_count; i++) {
		const struct route *row = &w->program->routes[i];

		if (!path_fits(row->path, w->path, &ref))
			continue;
		if (strcmp(row->method, method) == 0) {
			w->route = row;
			w->ref = ref ? take_textn(w->t, ref, segment(ref)) : "";
			return ROUTE_FOUND;
		}
		*allow = allowed(w, *allow, row->method);
	}
	return **allow ? ROUTE_OTHER_METHOD : ROUTE_NONE;
}

enum rc route_may(const struct web *w)
{
	if (w->route->who == ANYBODY || (w->route->who & w->roles) != 0)
		return OK;
	return w->account ? DENIED : LOGIN;
}

void route_print(const struct program *program)
{
	for (size_t i = 0; i < program->route_count; i++)
		printf("%s %s %x\n", program->routes[i].method, program->routes[i].path,
			program->routes[i].who);
}
