/* Which row a path finds, who may, and which language it speaks (group R). */
#include "web/request.h"
#include "web/route.h"
#include "unit.h"

#include <string.h>

enum { READER = 1 << 0, LEAD = 1 << 3 };

static enum rc nothing_to_do(struct web *w)
{
	(void)w;
	return OK;
}

static const struct route routes[] = {
	{ "GET",  "/",                         "", ANYBODY, nothing_to_do },
	{ "GET",  "/:lang/",                   "", ANYBODY, nothing_to_do },
	{ "GET",  "/nl/melden",                "", ANYBODY, nothing_to_do },
	{ "POST", "/nl/melden",                "", ANYBODY, nothing_to_do },
	{ "GET",  "/:lang/signals/:ref",       "", READER,  nothing_to_do },
	{ "POST", "/:lang/signals/:ref/close", "", LEAD,    nothing_to_do },
};
static const struct program program = { .name = "tip", .routes = routes, .route_count = COUNT(routes) };
static struct task t;
static struct web w;
static const char *allow;

static enum route_result find(const char *method, const char *path)
{
	if (t.arena)
		task_end(&t);
	else
		t.arena = arena_new(8192);
	task_begin(&t, t.arena, NULL);
	w = (struct web){ .t = &t, .program = &program, .method = method, .path = path };
	return route_find(&w, &allow);
}

static void a_path_finds_its_row(void)
{
	CU_ASSERT_EQUAL(find("GET", "/"), ROUTE_FOUND);
	CU_ASSERT_PTR_EQUAL(w.route, &routes[0]);
	CU_ASSERT_EQUAL(find("GET", "/en/"), ROUTE_FOUND);
	CU_ASSERT_PTR_EQUAL(w.route, &routes[1]);
	CU_ASSERT_EQUAL(find("POST", "/nl/melden"), ROUTE_FOUND);
	CU_ASSERT_PTR_EQUAL(w.route, &routes[3]);
}

static void a_reference_is_handed_over(void)
{
	CU_ASSERT_EQUAL(find("GET", "/nl/signals/K7P2-M9QXZ"), ROUTE_FOUND);
	CU_ASSERT_STRING_EQUAL(w.ref, "K7P2-M9QXZ");
	CU_ASSERT_EQUAL(find("POST", "/en/signals/abc_9.x/close"), ROUTE_FOUND);
	CU_ASSERT_STRING_EQUAL(w.ref, "abc_9.x");
	CU_ASSERT_EQUAL(find("GET", "/nl/melden"), ROUTE_FOUND);
	CU_ASSERT_STRING_EQUAL(w.ref, "");
}

static void head_goes_where_get_goes(void)
{
	CU_ASSERT_EQUAL(find("HEAD", "/nl/melden"), ROUTE_FOUND);
	CU_ASSERT_PTR_EQUAL(w.route, &routes[2]);
	CU_ASSERT_EQUAL(find("HEAD", "/nl/signals/A/close"), ROUTE_OTHER_METHOD);
}

static void what_is_nearly_a_path_is_no_path(void)
{
	static const char *const none[] = {
		"", "/nl", "/nl/melden/", "/nl/melden.", "/nl/meldenx", "/NL/melden", "/nl//melden", "//nl/melden",
		"/nl/signals/", "/nl/signals", "/nl/signals/a/b", "/nl/signals/a/close/", "/de/signals/A", "/nl/melden;x=1",
		"/nl\\melden", "/nlx/", "/n/", "nl/melden", "/:lang/", "/nl/signals/:ref/close/x",
	};

	for (size_t i = 0; i < COUNT(none); i++)
		CU_ASSERT_EQUAL(find("GET", none[i]), ROUTE_NONE);
}

static void a_reference_of_other_characters_is_no_path(void)
{
	char path[120] = "/nl/signals/";
	static const char *const none[] = {
		"/nl/signals/a b", "/nl/signals/../x", "/nl/signals/..", "/nl/signals/.a", "/nl/signals/a%2fb",
		"/nl/signals/a;b", "/nl/signals/\xc3\xa9", "/nl/signals/<x>", "/nl/signals/a\nb",
	};

	for (size_t i = 0; i < COUNT(none); i++)
		CU_ASSERT_EQUAL(find("GET", none[i]), ROUTE_NONE);
	memset(path + 12, 'a', 64);
	CU_ASSERT_EQUAL(find("GET", path), ROUTE_FOUND);
	path[76] = 'a';
	CU_ASSERT_EQUAL(find("GET", path), ROUTE_NONE);
}

static void another_method_is_told_which_ones_there_are(void)
{
	CU_ASSERT_EQUAL(find("DELETE", "/nl/melden"), ROUTE_OTHER_METHOD);
	CU_ASSERT_STRING_EQUAL(allow, "GET, HEAD, POST");
	CU_ASSERT_EQUAL(find("GET", "/nl/signals/A/close"), ROUTE_OTHER_METHOD);
	CU_ASSERT_STRING_EQUAL(allow, "POST");
	CU_ASSERT_EQUAL(find("POST", "/"), ROUTE_OTHER_METHOD);
	CU_ASSERT_STRING_EQUAL(allow, "GET, HEAD");
	CU_ASSERT_EQUAL(find("get", "/"), ROUTE_OTHER_METHOD);
	CU_ASSERT_EQUAL(find("FOO", "/nowhere"), ROUTE_NONE);
	CU_ASSERT_PTR_NULL(w.route);
}

static void who_has_the_right_may(void)
{
	find("GET", "/nl/melden");
	CU_ASSERT_EQUAL(route_may(&w), OK);
	find("GET", "/nl/signals/A");
	w.account = (struct account *)&w;
	w.roles = READER;
	CU_ASSERT_EQUAL(route_may(&w), OK);
	w.roles = READER | LEAD;
	CU_ASSERT_EQUAL(route_may(&w), OK);
}

static void who_has_not_may_not(void)
{
	find("POST", "/nl/signals/A/close");
	CU_ASSERT_EQUAL(route_may(&w), LOGIN);
	w.account = (struct account *)&w;
	CU_ASSERT_EQUAL(route_may(&w), DENIED);
	w.roles = READER;
	CU_ASSERT_EQUAL(route_may(&w), DENIED);
}

static const char *language(const char *path, const char *wish)
{
	static struct request request;

	find("GET", path);
	request.param[10] = wish;
	w.request = &request;
	return web_language(&w);
}

static void the_path_says_the_language(void)
{
	CU_ASSERT_STRING_EQUAL(language("/en/x", "nl"), "en");
	CU_ASSERT_STRING_EQUAL(language("/nl", "en"), "nl");
	CU_ASSERT_STRING_EQUAL(language("/english", "nl"), "nl");
}

static void the_start_page_asks_the_browser(void)
{
	CU_ASSERT_STRING_EQUAL(language("/", "en-GB,en;q=0.9,nl;q=0.8"), "en");
	CU_ASSERT_STRING_EQUAL(language("/", "nl-NL,nl;q=0.9,en;q=0.8"), "nl");
	CU_ASSERT_STRING_EQUAL(language("/", "de,en;q=0.3,nl;q=0.2"), "en");
	CU_ASSERT_STRING_EQUAL(language("/", "ar, EN;q=0.5"), "en");
}

static void dutch_is_what_remains(void)
{
	char longest[8192];

	CU_ASSERT_STRING_EQUAL(language("/", NULL), "nl");
	CU_ASSERT_STRING_EQUAL(language("/", ""), "nl");
	CU_ASSERT_STRING_EQUAL(language("/", "de-DE,fr;q=0.8,*;q=0.1"), "nl");
	CU_ASSERT_STRING_EQUAL(language("/", "en;q=0"), "nl");
	CU_ASSERT_STRING_EQUAL(language("/", "en;q=x,;;,,q="), "nl");
	CU_ASSERT_STRING_EQUAL(language("/", "enx"), "nl");
	memset(longest, ',', sizeof longest);
	strcpy(longest + sizeof longest - 4, ",en");
	CU_ASSERT_STRING_EQUAL(language("/", longest), "nl");
}

const struct unit_test unit_tests[] = {
	{ "a path finds its row", a_path_finds_its_row },
	{ "a reference is handed over", a_reference_is_handed_over },
	{ "HEAD goes where GET goes", head_goes_where_get_goes },
	{ "what is nearly a path is no path", what_is_nearly_a_path_is_no_path },
	{ "a reference of other characters is no path", a_reference_of_other_characters_is_no_path },
	{ "another method is told which ones there are", another_method_is_told_which_ones_there_are },
	{ "who has the right may", who_has_the_right_may },
	{ "who has not may not", who_has_not_may_not },
	{ "the path says the language", the_path_says_the_language },
	{ "the start page asks the browser", the_start_page_asks_the_browser },
	{ "Dutch is what remains", dutch_is_what_remains },
	{ NULL, NULL }
};
