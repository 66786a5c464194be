/* The way of a whole request: what is answered, what is dropped, and who decides (groups R, FCG). */
#include "web/answer.h"
#include "web/page.h"
#include "web/serve.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

enum { OUT_MOST = 65536 };

static struct { int handled, entered, refused, met; enum rc enter, handle; char out[OUT_MOST]; } seen;

static enum rc enter(struct web *w)
{
	seen.entered++;
	w->account = strcmp(w->lang, "en") == 0 ? (struct account *)w : NULL;	/* in English we are somebody */
	return seen.enter;
}

static void meet(struct web *w)
{
	(void)w;
	seen.met++;
}

static enum rc handle(struct web *w)
{
	seen.handled++;
	if (seen.handle == OK || seen.handle == INVALID)
		answer_text(w, "text/html; charset=utf-8", "handled");
	answer_header(w, "X-Half", "done");
	return seen.handle == OK || seen.handle == INVALID ? seen.handle : fail(w->t, seen.handle, "as asked");
}

static enum rc silent(struct web *w)
{
	(void)w;
	return OK;
}

static enum rc refused(struct web *w, enum rc rc)
{
	seen.refused++;
	if (rc != CONFLICT)
		return NOT_FOUND;
	answer_status(w, 409);
	return answer_text(w, "text/html; charset=utf-8", "somebody was first");
}

static const struct route routes[] = {
	{ "GET",  "/:lang/page",   "", ANYBODY, handle },
	{ "POST", "/:lang/send",   "", ANYBODY, handle },
	{ "GET",  "/:lang/staff",  "", 1,       handle },
	{ "GET",  "/:lang/silent", "", ANYBODY, silent },
};
static const struct program program = {
	.name = "tip", .routes = routes, .route_count = COUNT(routes), .body_limit = 1000, .enter = enter, .meet = meet,
	.refused = refused,
};

static void no_more(FCGX_Stream *in)
{
	in->isClosed = 1;
}

static void keep(FCGX_Stream *out, int closing)
{
	(void)out;
	(void)closing;
}

/* Sends those parameters and that body; the answer, "" when there was none. */
static const char *ask(char **envp, const char *body)
{
	static struct counters counters;
	static struct server server = { .program = &program, .counters = &counters };
	char copy[4096];
	FCGX_Stream in = { .isReader = 1, .fillBuffProc = no_more }, out = { .emptyBuffProc = keep };
	FCGX_Request fcgi = { .in = &in, .out = &out, .err = &out, .envp = envp, .ipcFd = -1 };

	if (!server.arena)
		server.arena = arena_new(16384);
	snprintf(copy, sizeof copy, "%s", body);
	in.rdNext = in.stopUnget = (unsigned char *)copy;
	in.stop = in.wrNext = in.rdNext + strlen(copy);
	out.wrNext = (unsigned char *)seen.out;
	out.stop = out.rdNext = out.wrNext + OUT_MOST - 1;
	seen.handled = seen.entered = seen.refused = seen.met = 0;
	serve(&server, &fcgi);
	*out.wrNext = 0;
	return seen.out;
}

static const char *get(const char *path)
{
	char line[200];
	char *envp[] = { (char[]){ "REQUEST_METHOD=GET" }, line, NULL };

	snprintf(line, sizeof line, "DOCUMENT_URI=%s", path);
	return ask(envp, "");
}

static const char *post(const char *path, const char *length, const char *body)
{
	char line[200], size[80];
	char *envp[] = { (char[]){ "REQUEST_METHOD=POST" }, line, size,
		(char[]){ "CONTENT_TYPE=application/x-www-form-urlencoded" }, NULL };

	snprintf(line, sizeof line, "DOCUMENT_URI=%s", path);
	snprintf(size, sizeof size, "CONTENT_LENGTH=%s", length);
	return ask(envp, body);
}

static int status(const char *answer)
{
	int number = 0;

	return sscanf(answer, "Status: %d", &number) == 1 ? number : 0;
}

static void plan(enum rc enters, enum rc handles)
{
	seen.enter = enters;
	seen.handle = handles;
}

static void a_handler_answers(void)
{
	plan(OK, OK);
	CU_ASSERT_EQUAL(status(get("/nl/page")), 200);
	CU_ASSERT_PTR_NOT_NULL(strstr(seen.out, "\r\n\r\nhandled"));
	CU_ASSERT_EQUAL(status(post("/nl/send", "3", "a=1")), 200);
	CU_ASSERT_EQUAL(seen.handled, 1);
}

static void a_form_with_mistakes_is_422(void)
{
	plan(OK, INVALID);
	CU_ASSERT_EQUAL(status(post("/nl/send", "3", "a=1")), 422);
	CU_ASSERT_PTR_NOT_NULL(strstr(seen.out, "handled"));
}

static void a_failure_leaves_nothing_of_the_handler(void)
{
	plan(OK, FAULT);
	CU_ASSERT_EQUAL(status(get("/nl/page")), 500);
	CU_ASSERT_PTR_NULL(strstr(seen.out, "X-Half"));
	CU_ASSERT_PTR_NULL(strstr(seen.out, "as asked"));
	plan(OK, BUSY);
	CU_ASSERT_EQUAL(status(get("/nl/page")), 503);
	CU_ASSERT_PTR_NOT_NULL(strstr(seen.out, "\r\nRetry-After: 5\r\n"));
}

static void a_program_may_have_its_own_page_for_a_refusal(void)
{
	plan(OK, CONFLICT);
	CU_ASSERT_EQUAL(status(get("/nl/page")), 409);
	CU_ASSERT_PTR_NOT_NULL(strstr(seen.out, "somebody was first"));
	plan(OK, NOT_FOUND);
	CU_ASSERT_EQUAL(status(get("/nl/page")), 404);
	CU_ASSERT_EQUAL(seen.refused, 1);
}

static void a_handler_without_an_answer_is_our_mistake(void)
{
	plan(OK, OK);
	CU_ASSERT_EQUAL(status(get("/nl/silent")), 500);
}

static void who_may_not_never_reaches_the_handler(void)
{
	plan(OK, OK);
	CU_ASSERT_EQUAL(status(get("/nl/staff")), 401);
	CU_ASSERT_EQUAL(seen.handled, 0);
	CU_ASSERT_EQUAL(status(get("/en/staff")), 403);
	CU_ASSERT_EQUAL(seen.handled, 0);
	plan(DENIED, OK);
	CU_ASSERT_EQUAL(status(get("/nl/page")), 403);
	CU_ASSERT_EQUAL(seen.handled, 0);
}

static void another_method_or_path_never_reaches_the_handler(void)
{
	plan(OK, OK);
	CU_ASSERT_EQUAL(status(get("/nl/send")), 405);
	CU_ASSERT_PTR_NOT_NULL(strstr(seen.out, "\r\nAllow: POST\r\n"));
	CU_ASSERT_EQUAL(status(get("/nl/nothing")), 404);
	CU_ASSERT_EQUAL(status(post("/nl/page", "1", "=")), 405);
	CU_ASSERT_EQUAL(status(post("/nl/nothing", "1", "=")), 404);
	CU_ASSERT_EQUAL(seen.handled + seen.entered, 0);
}

static void a_bad_or_long_body_never_reaches_the_handler(void)
{
	plan(OK, OK);
	CU_ASSERT_EQUAL(status(post("/nl/send", "5", "a=%zz")), 400);
	CU_ASSERT_EQUAL(status(post("/nl/send", "x", "a=1")), 400);
	CU_ASSERT_EQUAL(status(post("/nl/send", "-1", "a=1")), 400);
	CU_ASSERT_EQUAL(status(post("/nl/send", "1001", "a=1")), 413);
	CU_ASSERT_EQUAL(status(post("/nl/send", "99999999999999999999", "a=1")), 400);
	CU_ASSERT_EQUAL(seen.handled + seen.entered, 0);
}

static void a_request_that_was_cut_off_is_dropped(void)
{
	char *no_method[] = { (char[]){ "DOCUMENT_URI=/nl/page" }, NULL }, *none[] = { NULL };

	plan(OK, OK);
	CU_ASSERT_STRING_EQUAL(post("/nl/send", "10", "a=1"), "");
	CU_ASSERT_STRING_EQUAL(post("/nl/send", "2", "a=1"), "");
	CU_ASSERT_STRING_EQUAL(ask(no_method, ""), "");
	CU_ASSERT_STRING_EQUAL(ask(none, ""), "");
	CU_ASSERT_EQUAL(seen.handled + seen.entered, 0);
}

static void who_asks_for_what_is_not_there_is_met_and_nothing_else(void)
{
	plan(OK, OK);
	get("/nl/nothing");
	CU_ASSERT_EQUAL(seen.met, 1);
	get("/nl/send");
	CU_ASSERT_EQUAL(seen.met, 1);
	post("/nl/send", "5", "a=%zz");
	CU_ASSERT_EQUAL(seen.met, 1);
	CU_ASSERT_EQUAL(seen.handled + seen.entered, 0);
	get("/nl/page");
	CU_ASSERT_EQUAL(seen.met, 0);
	CU_ASSERT_EQUAL(seen.entered, 1);
}

static void a_parameter_twice_is_refused(void)
{
	char *twice[] = { (char[]){ "REQUEST_METHOD=GET" }, (char[]){ "DOCUMENT_URI=/nl/page" },
		(char[]){ "REQUEST_METHOD=DELETE=x" }, NULL };

	plan(OK, OK);
	CU_ASSERT_EQUAL(status(ask(twice, "")), 400);
	CU_ASSERT_EQUAL(seen.handled, 0);
}

static void get_has_no_body(void)
{
	char *odd[] = { (char[]){ "REQUEST_METHOD=GET" }, (char[]){ "DOCUMENT_URI=/nl/page" }, (char[]){ "CONTENT_LENGTH=3" }, NULL };

	plan(OK, OK);
	CU_ASSERT_EQUAL(status(ask(odd, "a=1")), 400);
	CU_ASSERT_EQUAL(seen.handled, 0);
}

static void a_path_must_be_a_path(void)
{
	plan(OK, OK);
	CU_ASSERT_EQUAL(status(get("")), 400);
	CU_ASSERT_EQUAL(status(get("nl/page")), 400);
	CU_ASSERT_EQUAL(status(get("/nl/\xff")), 400);
	CU_ASSERT_EQUAL(seen.handled, 0);
}

const struct unit_test unit_tests[] = {
	{ "a handler answers", a_handler_answers },
	{ "a form with mistakes is 422", a_form_with_mistakes_is_422 },
	{ "a failure leaves nothing of the handler", a_failure_leaves_nothing_of_the_handler },
	{ "a program may have its own page for a refusal", a_program_may_have_its_own_page_for_a_refusal },
	{ "a handler without an answer is our mistake", a_handler_without_an_answer_is_our_mistake },
	{ "who may not never reaches the handler", who_may_not_never_reaches_the_handler },
	{ "another method or path never reaches the handler", another_method_or_path_never_reaches_the_handler },
	{ "a bad or long body never reaches the handler", a_bad_or_long_body_never_reaches_the_handler },
	{ "a request that was cut off is dropped", a_request_that_was_cut_off_is_dropped },
	{ "who asks for what is not there is met, and nothing else", who_asks_for_what_is_not_there_is_met_and_nothing_else },
	{ "a parameter twice is refused", a_parameter_twice_is_refused },
	{ "GET has no body", get_has_no_body },
	{ "a path must be a path", a_path_must_be_a_path },
	{ NULL, NULL }
};
