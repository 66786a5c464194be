/* Method, path, language wish and query, as lines of the input: what routes and forms make of them. */
#include "web/body.h"
#include "web/form.h"
#include "web/request.h"
#include "web/route.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const sorts[] = { "due", "status", NULL };
static const struct field fields[] = {
	{ "sort",  CHOICE, 0, 0,    "sort",  sorts },
	{ "with",  MANY,   0, 2,    "with",  sorts },
	{ "page",  NUMBER, 0, 1000, "page",  NULL },
	{ "q",     LINE,   0, 20,   "q",     NULL },
	{ "since", DAY,    0, 10,   "since", NULL },
	{ "mine",  TICK,   0, 1,    "mine",  NULL },
};
static const struct route routes[] = {
	{ "GET",  "/",                         "", ANYBODY, NULL },
	{ "GET",  "/:lang/queue",              "", 1,       NULL },
	{ "GET",  "/:lang/signals/:ref",       "", 1,       NULL },
	{ "POST", "/:lang/signals/:ref/close", "", 2,       NULL },
};
static const struct program program = { .name = "staff", .routes = routes, .route_count = COUNT(routes) };

static char *next_line(struct task *t, const uint8_t **data, size_t *size)
{
	const uint8_t *end = memchr(*data, '\n', *size);
	size_t n = end ? (size_t)(end - *data) : *size;
	char *line = take_textn(t, (const char *)*data, n);

	*data += n + (end != NULL);
	*size -= n + (end != NULL);
	return line;
}

static void check_form(struct web *w)
{
	struct form f;
	enum rc rc = form_read(w, &f, fields, COUNT(fields));

	if (rc != OK && rc != INVALID && rc != MALFORMED)
		abort();
	if (rc == OK && (form_num(&f, "page") > 1000 || f.wrong_count || strlen(form_value(&f, "q")) > 80))
		abort();
	if (rc == OK && *form_value(&f, "since") && strlen(form_value(&f, "since")) != 10)
		abort();
}

static void check_route(struct web *w)
{
	const char *allow;
	enum route_result found = route_find(w, &allow);

	if ((found == ROUTE_FOUND) != (w->route != NULL) || (found == ROUTE_OTHER_METHOD) != (*allow != 0))
		abort();
	if (found == ROUTE_FOUND && (strlen(w->ref) > 64 || strpbrk(w->ref, "/%<>\"' \n;")))
		abort();
	if (found == ROUTE_FOUND && w->route != &routes[0] && route_may(w) != LOGIN)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct task t;
	struct request request = { 0 };
	struct web w = { .t = &t, .program = &program, .request = &request };
	char *query;

	if (!t.arena)
		t.arena = arena_new(4096);
	task_begin(&t, t.arena, NULL);
	w.method = next_line(&t, &data, &size);
	w.path = next_line(&t, &data, &size);
	request.param[10] = next_line(&t, &data, &size);
	w.lang = web_language(&w);
	if (strcmp(w.lang, "nl") != 0 && strcmp(w.lang, "en") != 0)
		abort();
	check_route(&w);
	query = next_line(&t, &data, &size);
	w.method = "GET";
	if (urlencoded(&t, query, strlen(query), &w.query) == OK)
		check_form(&w);
	task_end(&t);
	return 0;
}
