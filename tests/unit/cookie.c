/* Cookies, where a form came from, and its token: what counts as ours, and what does not (group S). */
#include "../../cgi/staff/staff.h"
#include "account.h"
#include "base/crypto.h"
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
static enum rc posted(const char *origin, const char *site)
{
	begin("POST");
	request.param[5] = "https";
	request.param[6] = "kp.example:8443";
	request.param[8] = origin;
	request.param[9] = site;
	return csrf_origin(&w);
}

static void a_form_of_our_own_page_is_accepted(void)
{
	CU_ASSERT_STRING_EQUAL((posted(NULL, NULL), web_header(&w, "HTTP_HOST")), "kp.example:8443");
	CU_ASSERT_EQUAL(posted(NULL, NULL), OK);
	CU_ASSERT_EQUAL(posted("https://kp.example:8443", "same-origin"), OK);
}

static void a_form_of_another_site_is_refused(void)
{
	CU_ASSERT_EQUAL(posted("https://evil.example", NULL), DENIED);
	CU_ASSERT_EQUAL(posted("http://kp.example:8443", NULL), DENIED);
	CU_ASSERT_EQUAL(posted("https://kp.example", NULL), DENIED);
	CU_ASSERT_EQUAL(posted("null", NULL), DENIED);
	CU_ASSERT_EQUAL(posted(NULL, "cross-site"), DENIED);
	CU_ASSERT_EQUAL(posted(NULL, "same-site"), DENIED);
}

static void reading_may_come_from_anywhere(void)
{
	static const char *const methods[] = { "GET", "HEAD" };

	for (size_t i = 0; i < COUNT(methods); i++) {
		posted("https://evil.example", "cross-site");
		w.method = methods[i];
		CU_ASSERT_EQUAL(csrf_origin(&w), OK);
	}
}

static struct account mila = { .id = "mila mila mila m" }, omar = { .id = "omar omar omar o" };

/* The task of somebody whose session's token is 32 times this byte; nobody without an account. */
static void as(struct account *who, int session)
{
	begin("POST");
	w.account = who;
	memset(t.token, session, sizeof t.token);
	t.has_token = who != NULL;
}

/* The token of a form made for them, longer than a task lives. */
static const char *made(struct account *who, int session)
{
	static char kept[400];

	as(who, session);
	snprintf(kept, sizeof kept, "%s", form_token(&w));
	return kept;
}

static int whom_is(const struct account *who, const char *field)
{
	unsigned char whom[16];
	int has_whom;

	form_token_check(&w, field, whom, &has_whom);
	return has_whom && memcmp(whom, who->id, 16) == 0;
}

static enum form_token judged(const char *field)
{
	unsigned char whom[16];
	int has_whom;

	return form_token_check(&w, field, whom, &has_whom);
}

static void a_token_is_of_one_session_of_one_person(void)
{
	const char *field = made(&mila, 1);

	as(&mila, 1);
	CU_ASSERT_EQUAL(judged(field), TOKEN_SESSION);
	as(&mila, 2);
	CU_ASSERT_EQUAL(judged(field), TOKEN_WRONG);
	CU_ASSERT_TRUE(whom_is(&mila, field));	/* carried for after log-in */
	as(&omar, 1);
	CU_ASSERT_EQUAL(judged(field), TOKEN_WRONG);
	as(NULL, 1);
	CU_ASSERT_EQUAL(judged(field), TOKEN_WRONG);
	CU_ASSERT_TRUE(whom_is(&mila, field));
}

static void a_token_of_nobody_counts_as_that(void)
{
	const char *field = made(NULL, 0);

	CU_ASSERT_EQUAL(judged(field), TOKEN_ANONYMOUS);
	as(&mila, 1);
	CU_ASSERT_EQUAL(judged(field), TOKEN_ANONYMOUS);
	CU_ASSERT_FALSE(whom_is(&mila, field));
}

static void a_form_without_its_token_is_refused(void)
{
	static const char *const bad[] = { "", ".", "a", "a.", "a.AAAA", "b.AAAA",
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef." };
	char field[400];
	size_t n;

	as(&mila, 1);
	for (size_t i = 0; i < COUNT(bad); i++)
		CU_ASSERT_EQUAL(judged(bad[i]), TOKEN_WRONG);
	/* Whatever letter is another one: of the session's part as of the sealed one. */
	n = strlen(made(&mila, 1));
	for (size_t i = 0; i + 1 < n; i++) {
		snprintf(field, sizeof field, "%s", made(&mila, 1));
		field[i] = field[i] == 'b' ? 'c' : 'b';
		CU_ASSERT_EQUAL(judged(field), TOKEN_WRONG);
	}
	snprintf(field, sizeof field, "%s", made(NULL, 0));
	field[5] = field[5] == 'b' ? 'c' : 'b';
	CU_ASSERT_EQUAL(judged(field), TOKEN_WRONG);
}

static void after_logging_in_one_goes_to_a_page_of_ours(void)
{
	static const char *const ours[] = { "/nl/", "/en/signals/2026-0001/close", "/nl/users/a.b_c" };
	static const char *const others[] = { "", "/", "/nl", "/n", "/de/", "/NL/", "nl/", "//nl/", "/nl//evil.example", "/nl/../x",
		"/nl/?to=x", "/nlx/", "https://evil.example/nl/", "/nl/\\evil" };

	for (size_t i = 0; i < COUNT(ours); i++)
		CU_ASSERT_TRUE(staff_path_ours(ours[i]));
	for (size_t i = 0; i < COUNT(others); i++)
		CU_ASSERT_FALSE(staff_path_ours(others[i]));
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
	{ "reading may come from anywhere", reading_may_come_from_anywhere },
	{ "a form's token is of one session of one person", a_token_is_of_one_session_of_one_person },
	{ "a token made for nobody counts as that", a_token_of_nobody_counts_as_that },
	{ "a form without its token is refused", a_form_without_its_token_is_refused },
	{ "after logging in one goes to a page of ours", after_logging_in_one_goes_to_a_page_of_ours },
	{ NULL, NULL }
};
