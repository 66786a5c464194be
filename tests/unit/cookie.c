/* Cookies and the token of a form: what counts as ours, and what does not (group S). */
#include "web/answer.h"
#include "web/cookie.h"
#include "web/csrf.h"
#include "web/request.h"
#include "unit.h"

#include <string.h>

static struct task t;
static struct web w;
static struct request request;

static void begin(const char *method)
{
	if (t.arena)
		task_end(&t);
	else
		t.arena = arena_new(64 * 1024);
	task_begin(&t, t.arena, NULL);
	memset(&request, 0, sizeof request);
	w = (struct web){ .t = &t, .method = method, .request = &request };
	answer_new(&w);
}

static const char *found(const char *header, const char *name)
{
	begin("GET");
	return cookie_find(&t, header, name);
}

static void a_cookie_is_found_among_others(void)
{
	CU_ASSERT_STRING_EQUAL(found("a=1; kp=abc-_.9; b=2", "kp"), "abc-_.9");
	CU_ASSERT_STRING_EQUAL(found("kp=abc", "kp"), "abc");
	CU_ASSERT_STRING_EQUAL(found("kp=abc;", "kp"), "abc");
	CU_ASSERT_STRING_EQUAL(found("a=1;kp=abc", "kp"), "abc");
}

static void a_name_that_only_begins_alike_is_another_cookie(void)
{
	CU_ASSERT_STRING_EQUAL(found("kp2=x; xkp=y", "kp"), "");
	CU_ASSERT_STRING_EQUAL(found("k=x", "kp"), "");
	CU_ASSERT_STRING_EQUAL(found("KP=x", "kp"), "");
	CU_ASSERT_STRING_EQUAL(found("a=kp=x", "kp"), "");
	CU_ASSERT_STRING_EQUAL(found("", "kp"), "");
	CU_ASSERT_STRING_EQUAL(found(";;; =; ==", "kp"), "");
}

static void a_cookie_sent_twice_counts_as_none(void)
{
	CU_ASSERT_STRING_EQUAL(found("kp=abc; kp=abc", "kp"), "");
	CU_ASSERT_STRING_EQUAL(found("kp=abc; a=1; kp=def", "kp"), "");
}

static void a_value_with_other_characters_counts_as_none(void)
{
	static const char *const bad[] = { "kp=", "kp=a b", "kp=\"abc\"", "kp=a,b", "kp=a%20", "kp=\xc3\xa9", "kp=a=b" };
	char longest[600] = "kp=";

	for (size_t i = 0; i < COUNT(bad); i++)
		CU_ASSERT_STRING_EQUAL(found(bad[i], "kp"), "");
	memset(longest + 3, 'a', 513);
	CU_ASSERT_STRING_EQUAL(found(longest, "kp"), "");
}

static const char *sent(void)
{
	struct bytes all = answer_bytes(&w);

	return take_textn(&t, (const char *)all.data, all.size);
}

static const struct program program = { .name = "staff" };

static void our_cookies_are_out_of_reach_of_scripts_and_other_sites(void)
{
	begin("POST");
	w.program = &program;
	cookie_set(&w, "__Host-kp", "0123abcd");
	CU_ASSERT_PTR_NOT_NULL(strstr(sent(),
		"Set-Cookie: __Host-kp=0123abcd; Path=/; Secure; HttpOnly; SameSite=Strict\r\n"));
	begin("POST");
	w.program = &program;
	cookie_drop(&w, "__Host-kp");
	CU_ASSERT_PTR_NOT_NULL(strstr(sent(), "__Host-kp=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0\r\n"));
}

static void a_cookie_value_cannot_start_a_header(void)
{
	begin("POST");
	w.program = &program;
	cookie_set(&w, "__Host-kp", "a\r\nX: y");
	CU_ASSERT_PTR_NULL(strstr(sent(), "Set-Cookie"));
	CU_ASSERT_EQUAL(t.rc, FAULT);
}

/* The order of request.c's table: SCHEME 5, HOST 6, ORIGIN 8, FETCH_SITE 9. */
static enum rc posted(const char *origin, const char *site, const char *token)
{
	begin("POST");
	request.param[5] = "https";
	request.param[6] = "kp.example:8443";
	request.param[8] = origin;
	request.param[9] = site;
	if (token)
		pairs_add(&t, &w.form, "csrf", token);
	return csrf_check(&w, "0123456789abcdef");
}

static void a_form_of_our_own_page_is_accepted(void)
{
	CU_ASSERT_STRING_EQUAL((posted(NULL, NULL, NULL), web_header(&w, "HTTP_HOST")), "kp.example:8443");
	CU_ASSERT_EQUAL(posted(NULL, NULL, "0123456789abcdef"), OK);
	CU_ASSERT_EQUAL(posted("https://kp.example:8443", "same-origin", "0123456789abcdef"), OK);
}

static void a_form_of_another_site_is_refused(void)
{
	CU_ASSERT_EQUAL(posted("https://evil.example", NULL, "0123456789abcdef"), DENIED);
	CU_ASSERT_EQUAL(posted("http://kp.example:8443", NULL, "0123456789abcdef"), DENIED);
	CU_ASSERT_EQUAL(posted("https://kp.example", NULL, "0123456789abcdef"), DENIED);
	CU_ASSERT_EQUAL(posted("null", NULL, "0123456789abcdef"), DENIED);
	CU_ASSERT_EQUAL(posted(NULL, "cross-site", "0123456789abcdef"), DENIED);
	CU_ASSERT_EQUAL(posted(NULL, "same-site", "0123456789abcdef"), DENIED);
}

static void a_form_without_its_token_is_refused(void)
{
	CU_ASSERT_EQUAL(posted(NULL, NULL, NULL), DENIED);
	CU_ASSERT_EQUAL(posted(NULL, NULL, ""), DENIED);
	CU_ASSERT_EQUAL(posted(NULL, NULL, "0123456789abcde"), DENIED);
	CU_ASSERT_EQUAL(posted(NULL, NULL, "0123456789abcdeF"), DENIED);
	posted(NULL, NULL, "");
	CU_ASSERT_EQUAL(csrf_check(&w, ""), DENIED);	/* no session: nothing equals no token */
}

static void reading_needs_no_token(void)
{
	begin("GET");
	CU_ASSERT_EQUAL(csrf_check(&w, "x"), OK);
	begin("HEAD");
	CU_ASSERT_EQUAL(csrf_check(&w, "x"), OK);
}

const struct unit_test unit_tests[] = {
	{ "a cookie is found among others", a_cookie_is_found_among_others },
	{ "a name that only begins alike is another cookie", a_name_that_only_begins_alike_is_another_cookie },
	{ "a cookie sent twice counts as none", a_cookie_sent_twice_counts_as_none },
	{ "a value with other characters counts as none", a_value_with_other_characters_counts_as_none },
	{ "our cookies are out of reach of scripts and other sites", our_cookies_are_out_of_reach_of_scripts_and_other_sites },
	{ "a cookie value cannot start a header", a_cookie_value_cannot_start_a_header },
	{ "a form of our own page is accepted", a_form_of_our_own_page_is_accepted },
	{ "a form of another site is refused", a_form_of_another_site_is_refused },
	{ "a form without its token is refused", a_form_without_its_token_is_refused },
	{ "reading needs no token", reading_needs_no_token },
	{ NULL, NULL }
};
