/* What goes out: the protecting headers on every answer, and nobody can add a line (group H). */
#include "web/answer.h"
#include "web/status.h"
#include "unit.h"

#include <string.h>

static const struct program public_form = { .name = "tip" };
static struct task t;
static struct web w;

static void begin(const char *method)
{
	if (t.arena)
		task_end(&t);
	else
		t.arena = arena_new(64 * 1024);
	task_begin(&t, t.arena, NULL);
	w = (struct web){ .t = &t, .method = method, .program = &public_form };
	answer_new(&w);
}

static const char *sent(void)
{
	struct bytes all = answer_bytes(&w);

	return take_textn(&t, (const char *)all.data, all.size);
}

static int has(const char *text)
{
	return strstr(sent(), text) != NULL;
}

static void every_status_carries_every_protecting_header(void)
{
	static const char *const headers[] = {
		"\r\nContent-Type: text/html; charset=utf-8\r\n", "\r\nX-Content-Type-Options: nosniff\r\n",
		"\r\nX-Frame-Options: DENY\r\n", "\r\nReferrer-Policy: same-origin\r\n",
		"\r\nPermissions-Policy: camera=(), microphone=(), geolocation=(), usb=()",
		"\r\nCross-Origin-Opener-Policy: same-origin\r\n", "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
		"\r\nContent-Security-Policy: default-src 'none'; ", "base-uri 'none'", "form-action 'self'",
		"frame-ancestors 'none'", "object-src 'none'", "\r\nCache-Control: no-store\r\n",
	};
	static const int statuses[] = { 200, 303, 400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503 };

	for (size_t i = 0; i < COUNT(statuses); i++) {
		begin("GET");
		answer_status(&w, statuses[i]);
		for (size_t j = 0; j < COUNT(headers); j++)
			CU_ASSERT(has(headers[j]));
		CU_ASSERT_EQUAL(strncmp(sent(), "Status: ", 8), 0);
		CU_ASSERT_EQUAL(strncmp(sent() + 8, status_words(statuses[i]), 6), 0);
	}
}

static void no_page_allows_a_script(void)
{
	begin("GET");
	CU_ASSERT_FALSE(has("script-src"));
	CU_ASSERT_FALSE(has("unsafe"));
}

static void a_page_is_kept_only_when_it_says_so(void)
{
	begin("GET");
	answer_may_be_kept(&w);
	CU_ASSERT(has("\r\nCache-Control: private, no-cache\r\n"));
	CU_ASSERT_FALSE(has("X-Accel-Expires"));
	begin("GET");
	answer_same_for_everyone(&w);
	CU_ASSERT(has("\r\nX-Accel-Expires: 1\r\nCache-Control: private, no-cache\r\n"));
}

static void an_error_is_never_kept(void)
{
	begin("GET");
	answer_same_for_everyone(&w);
	answer_status(&w, 404);
	CU_ASSERT(has("\r\nCache-Control: no-store\r\n"));
	CU_ASSERT_FALSE(has("X-Accel-Expires"));
}

static void head_has_the_length_but_no_body(void)
{
	begin("HEAD");
	answer_text(&w, "text/plain; charset=utf-8", "hallo");
	CU_ASSERT(has("\r\nContent-Length: 5\r\n"));
	CU_ASSERT_FALSE(has("hallo"));
	begin("GET");
	answer_text(&w, "text/plain; charset=utf-8", "hallo");
	CU_ASSERT(has("\r\n\r\nhallo"));
}

static void a_padded_page_tells_nothing_by_its_length(void)
{
	static const char *const bodies[] = { "", "ja", "een heel verhaal" };
	size_t size = 0;

	for (size_t i = 0; i < COUNT(bodies); i++) {
		begin("POST");
		answer_padded(&w, 1024);
		answer_text(&w, "text/html; charset=utf-8", bodies[i]);
		CU_ASSERT(has("\r\nContent-Length: 1024\r\n"));
		CU_ASSERT(size == 0 || strlen(sent()) == size);
		size = strlen(sent());
	}
	answer_restart(&w, 503);
	answer_text(&w, "text/html; charset=utf-8", "nee");
	CU_ASSERT(has("\r\nContent-Length: 1024\r\n"));
}

static void a_redirect_goes_to_our_own_path(void)
{
	begin("POST");
	CU_ASSERT_EQUAL(see(&w, "/nl/signals/%s", "K7P2-M9QXZ"), OK);
	CU_ASSERT(has("Status: 303 See Other\r\n"));
	CU_ASSERT(has("\r\nLocation: /nl/signals/K7P2-M9QXZ\r\n"));
}

static void a_redirect_elsewhere_is_refused(void)
{
	static const char *const away[] = {
		"https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "", "evil",
	};

	for (size_t i = 0; i < COUNT(away); i++) {
		begin("GET");
		CU_ASSERT_EQUAL(see(&w, "%s", away[i]), FAULT);
		CU_ASSERT_FALSE(has("Location"));
	}
}

static void a_redirect_cannot_start_a_header(void)
{
	begin("GET");
	CU_ASSERT_EQUAL(see(&w, "/nl/%s", "a\r\nSet-Cookie: a=b"), OK);
	CU_ASSERT_FALSE(has("\r\nSet-Cookie"));
	CU_ASSERT(has("\r\nLocation: /nl/a%0D%0ASet-Cookie:%20a=b\r\n"));
	begin("GET");
	see(&w, "/nl/%s", "\xc3\xa9\"<");
	CU_ASSERT(has("\r\nLocation: /nl/%C3%A9%22%3C\r\n"));
}

static void a_cookie_survives_the_redirect_behind_it(void)
{
	begin("POST");
	answer_header(&w, "Set-Cookie", "a=b");
	see(&w, "/nl/");
	CU_ASSERT(has("\r\nSet-Cookie: a=b\r\n"));
	see(&w, "/en/");
	CU_ASSERT(has("\r\nLocation: /en/\r\n"));
	CU_ASSERT_FALSE(has("\r\nLocation: /nl/\r\n"));
}

static void a_header_with_a_line_break_is_refused(void)
{
	static const char *const bad[] = { "a\r\nX: y", "a\nb", "a\rb", "a\x01", "\x7f" };

	for (size_t i = 0; i < COUNT(bad); i++) {
		begin("GET");
		answer_header(&w, "X-Test", bad[i]);
		CU_ASSERT_FALSE(has("X-Test"));
		CU_ASSERT_EQUAL(t.rc, FAULT);
	}
}

static void a_handler_that_fails_leaves_nothing_of_its_answer(void)
{
	begin("GET");
	answer_text(&w, "text/plain", "secret");
	answer_header(&w, "X-Test", "secret");
	answer_restart(&w, 500);
	CU_ASSERT_FALSE(has("secret"));
	CU_ASSERT(has("Status: 500 "));
}

static void each_refusal_has_its_status(void)
{
	static const struct { enum rc rc; int status; } table[] = {
		{ OK, 200 }, { MALFORMED, 400 }, { LOGIN, 401 }, { DENIED, 403 }, { NOT_FOUND, 404 }, { CONFLICT, 409 },
		{ TOO_LARGE, 413 }, { INVALID, 422 }, { LIMITED, 429 }, { FAULT, 500 }, { BUSY, 503 }, { LOCKED, 503 },
	};

	for (size_t i = 0; i < COUNT(table); i++)
		CU_ASSERT_EQUAL(status_of(table[i].rc), table[i].status);
	CU_ASSERT_EQUAL(status_of((enum rc)99), 500);
	CU_ASSERT_STRING_EQUAL(status_words(299), "500 Internal Server Error");
}

const struct unit_test unit_tests[] = {
	{ "every status carries every protecting header", every_status_carries_every_protecting_header },
	{ "no page allows a script", no_page_allows_a_script },
	{ "a page is kept only when it says so", a_page_is_kept_only_when_it_says_so },
	{ "an error is never kept", an_error_is_never_kept },
	{ "HEAD has the length but no body", head_has_the_length_but_no_body },
	{ "a padded page tells nothing by its length", a_padded_page_tells_nothing_by_its_length },
	{ "a redirect goes to our own path", a_redirect_goes_to_our_own_path },
	{ "a redirect elsewhere is refused", a_redirect_elsewhere_is_refused },
	{ "a redirect cannot start a header", a_redirect_cannot_start_a_header },
	{ "a cookie survives the redirect behind it", a_cookie_survives_the_redirect_behind_it },
	{ "a header with a line break is refused", a_header_with_a_line_break_is_refused },
	{ "a handler that fails leaves nothing of its answer", a_handler_that_fails_leaves_nothing_of_its_answer },
	{ "each refusal has its status", each_refusal_has_its_status },
	{ NULL, NULL }
};
