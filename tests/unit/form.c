/* What a person can correct comes back filled in; what only a forger sends is refused (groups U, L, T). */
#include "web/body.h"
#include "web/form.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static const char *const colours[] = { "red", "blue", "green", NULL };
static const struct field fields[] = {
	{ "name",    LINE,   0, 20,   "name_long",   NULL },
	{ "story",   PROSE,  3, 4000, "story_short", NULL },
	{ "colour",  CHOICE, 0, 0,    "colour",      colours },
	{ "signs",   MANY,   0, 2,    "signs",       colours },
	{ "since",   DAY,    0, 10,   "not_a_day",   NULL },
	{ "people",  NUMBER, 0, 99,   "people",      NULL },
	{ "agree",   TICK,   0, 1,    "agree",       NULL },
	{ "version", HIDDEN, 0, 8,    "version",     NULL },
	{ "word",    SECRET, 0, 64,   "word",        NULL },
};
static struct task t;
static struct web w;
static struct form f;

static enum rc read_table(const char *method, const char *body, const struct field *table, size_t count)
{
	struct pairs *into;
	size_t n = strlen(body);

	if (t.arena)
		task_end(&t);
	else
		t.arena = arena_new(64 * 1024);
	task_begin(&t, t.arena, NULL);
	w = (struct web){ .t = &t, .method = method };
	into = strcmp(method, "POST") == 0 ? &w.form : &w.query;
	if (urlencoded(&t, take_textn(&t, body, n), n, into) != OK)
		return FAULT;
	return form_read(&w, &f, table, count);
}

static enum rc post(const char *body)
{
	return read_table("POST", body, fields, COUNT(fields));
}

/* The same with the one field that must be there. */
static enum rc with_story(const char *more)
{
	char body[5000];

	snprintf(body, sizeof body, "story=verhaal&%s", more);
	return post(body);
}

static int is_wrong(const char *name)
{
	for (size_t i = 0; i < f.wrong_count; i++)
		if (strcmp(f.wrong[i]->name, name) == 0)
			return 1;
	return 0;
}

static void a_good_form_is_handed_over(void)
{
	CU_ASSERT_EQUAL(post("name=+Jan+&story=een%0D%0Atwee&colour=red&signs=green&signs=red&since.day=1&since.month=2"
		"&since.year=2026&people=07&agree=1&version=3&csrf=x&state=y"), OK);
	CU_ASSERT_STRING_EQUAL(form_value(&f, "name"), "Jan");
	CU_ASSERT_STRING_EQUAL(form_value(&f, "story"), "een\ntwee");
	CU_ASSERT_STRING_EQUAL(form_value(&f, "signs"), "green red");
	CU_ASSERT_STRING_EQUAL(form_value(&f, "since"), "2026-02-01");
	CU_ASSERT_EQUAL(form_num(&f, "people"), 7);
	CU_ASSERT_STRING_EQUAL(form_value(&f, "csrf"), "");
	CU_ASSERT_EQUAL(f.wrong_count, 0);
}

static void empty_and_absent_are_the_same(void)
{
	CU_ASSERT_EQUAL(with_story("name=&colour=&since.day=&since.month=+&since.year=&people=&signs="), OK);
	CU_ASSERT_PTR_NULL(pairs_find(&f.values, "name"));
	CU_ASSERT_PTR_NULL(pairs_find(&f.values, "since"));
	CU_ASSERT_EQUAL(f.values.count, 1);
	CU_ASSERT_EQUAL(form_num(&f, "people"), 0);
}

static void every_mistake_is_named_and_everything_typed_is_kept(void)
{
	CU_ASSERT_EQUAL(post("name=een+veel+te+lange+naam+voor+dit&story=x&since.day=31&since.month=2&since.year=2026"
		"&people=100&signs=red&signs=blue&signs=green"), INVALID);
	CU_ASSERT_EQUAL(f.wrong_count, 5);
	CU_ASSERT(is_wrong("name") && is_wrong("story") && is_wrong("since") && is_wrong("people") && is_wrong("signs"));
	CU_ASSERT_STRING_EQUAL(form_value(&f, "name"), "een veel te lange naam voor dit");
	CU_ASSERT_STRING_EQUAL(form_value(&f, "story"), "x");
	CU_ASSERT_STRING_EQUAL(form_value(&f, "since.day"), "31");
	CU_ASSERT_STRING_EQUAL(form_value(&f, "since"), "");
	CU_ASSERT_STRING_EQUAL(form_value(&f, "people"), "100");
	CU_ASSERT_STRING_EQUAL(form_value(&f, "signs"), "red blue green");
	CU_ASSERT_STRING_EQUAL(f.message[0], "name_long");
}

static void a_story_that_must_be_there_is_asked_for(void)
{
	CU_ASSERT_EQUAL(post("name=x"), INVALID);
	CU_ASSERT(is_wrong("story"));
	CU_ASSERT_EQUAL(post("story=%20%0d%0a%20"), INVALID);
	CU_ASSERT_EQUAL(post(""), INVALID);
}

static void unknown_fields_are_refused(void)
{
	CU_ASSERT_EQUAL(with_story("role=admin"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("nam=x"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("name.x=1"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("name.day=1"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("since.hour=1"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("__proto__=1"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("Query.x=1"), MALFORMED);
}

static void repeated_fields_are_refused(void)
{
	CU_ASSERT_EQUAL(with_story("story=nog+een"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("name=&name="), MALFORMED);
	CU_ASSERT_EQUAL(with_story("since.day=1&since.day=2"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("since=2026-01-01&since.day=2&since.month=1&since.year=2026"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("signs=red&signs=red"), MALFORMED);
}

static void a_choice_that_is_not_on_the_list_is_refused(void)
{
	CU_ASSERT_EQUAL(with_story("colour=purple"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("colour=RED"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("colour=red+blue"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("signs=red&signs=purple"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("agree=yes"), MALFORMED);
}

static void a_day_must_exist(void)
{
	static const char *const none[] = {
		"since.day=29&since.month=2&since.year=2025", "since.day=0&since.month=1&since.year=2026",
		"since.day=1&since.month=13&since.year=2026", "since.day=1&since.month=1&since.year=26",
		"since.day=1", "since.day=x&since.month=1&since.year=2026", "since.day=-1&since.month=1&since.year=2026",
		"since.day=001&since.month=1&since.year=2026", "since=2026-1-1", "since=01-02-2026", "since=2026-02-30",
		"since=morgen", "since.day=1&since.month=1&since.year=99999999999999999999",
	};

	for (size_t i = 0; i < COUNT(none); i++) {
		CU_ASSERT_EQUAL(with_story(none[i]), INVALID);
		CU_ASSERT_STRING_EQUAL(form_value(&f, "since"), "");
	}
	CU_ASSERT_EQUAL(with_story("since.day=29&since.month=02&since.year=2024"), OK);
	CU_ASSERT_EQUAL(with_story("since=2000-02-29"), OK);
	CU_ASSERT_STRING_EQUAL(form_value(&f, "since.day"), "29");
	CU_ASSERT_EQUAL(with_story("since=1900-02-29"), INVALID);
}

static void a_number_that_is_none_comes_back(void)
{
	static const char *const none[] = { "-1", "1e3", "0x10", "2147483648", "9223372036854775808", "%D9%A1", "1.5", "een" };
	char body[80];

	for (size_t i = 0; i < COUNT(none); i++) {
		snprintf(body, sizeof body, "people=%s", none[i]);
		CU_ASSERT_EQUAL(with_story(body), INVALID);
		CU_ASSERT_EQUAL(form_num(&f, "people") > 99 || form_num(&f, "people") == 0, 1);
	}
}

static void in_a_link_of_ours_a_wrong_number_is_a_forgery(void)
{
	static const struct field page[] = { { "page", NUMBER, 0, 1000, "page", NULL } };

	CU_ASSERT_EQUAL(read_table("GET", "page=12", page, 1), OK);
	CU_ASSERT_EQUAL(read_table("GET", "page=-1", page, 1), MALFORMED);
	CU_ASSERT_EQUAL(read_table("GET", "page=1001", page, 1), MALFORMED);
	CU_ASSERT_EQUAL(read_table("GET", "page=1e3", page, 1), MALFORMED);
	CU_ASSERT_EQUAL(read_table("GET", "", page, 1), OK);
}

static void a_maximum_is_counted_in_characters(void)
{
	CU_ASSERT_EQUAL(with_story("name=12345678901234567890"), OK);
	CU_ASSERT_EQUAL(with_story("name=%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9"
		"%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9"), OK);
	CU_ASSERT_EQUAL(with_story("name=123456789012345678901"), INVALID);
}

static void ten_times_too_long_is_no_mistake_of_a_person(void)
{
	char body[300] = "name=";

	memset(body + 5, 'n', 200);
	CU_ASSERT_EQUAL(with_story(body), MALFORMED);
	body[5 + 199] = 0;
	CU_ASSERT_EQUAL(with_story(body), INVALID);
}

static void a_line_has_no_line_breaks(void)
{
	CU_ASSERT_EQUAL(with_story("name=a%0Ab"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("name=a%0D%0AX-Header:+b"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("name=a%1Bb"), OK);
	CU_ASSERT_STRING_EQUAL(form_value(&f, "name"), "ab");
}

static void letters_in_two_pieces_become_one(void)
{
	CU_ASSERT_EQUAL(with_story("name=e%CC%81"), OK);
	CU_ASSERT_STRING_EQUAL(form_value(&f, "name"), "é");
}

static void a_password_is_taken_as_typed(void)
{
	char body[120] = "word=";

	CU_ASSERT_EQUAL(with_story("word=+e%CC%81%0A+"), OK);
	CU_ASSERT_STRING_EQUAL(form_value(&f, "word"), " e\xcc\x81\n ");
	memset(body + 5, 'w', 65);
	CU_ASSERT_EQUAL(with_story(body), MALFORMED);
}

static void a_hidden_field_that_is_wrong_is_a_forgery(void)
{
	CU_ASSERT_EQUAL(with_story("version=123456789"), MALFORMED);
	CU_ASSERT_EQUAL(with_story("version=12345678"), OK);
}

static void a_room_can_refuse_a_field_afterwards(void)
{
	with_story("name=Jan");
	form_wrong(&f, &fields[0], "name_taken");
	CU_ASSERT(is_wrong("name"));
	CU_ASSERT_STRING_EQUAL(f.message[0], "name_taken");
	form_wrong(&f, &fields[0], NULL);
	CU_ASSERT_EQUAL(f.wrong_count, 1);
}

static void no_more_is_wrong_than_there_is_room_for(void)
{
	static const struct field many[100];

	memset(&f, 0, sizeof f);
	for (size_t i = COUNT(many); i-- > 0; )
		form_wrong(&f, &many[i], "x");
	CU_ASSERT_EQUAL(f.wrong_count, COUNT(f.wrong));
}

static void what_is_wrong_stands_in_the_order_of_the_page_and_once(void)
{
	CU_ASSERT_EQUAL(post("people=100&story=x"), INVALID);
	form_wrong(&f, &fields[8], NULL);
	form_wrong(&f, &fields[0], "taken");
	form_wrong(&f, &fields[5], "other");
	CU_ASSERT_EQUAL_FATAL(f.wrong_count, 4);
	for (size_t i = 1; i < f.wrong_count; i++)
		CU_ASSERT_TRUE(f.wrong[i - 1] < f.wrong[i]);
	CU_ASSERT_STRING_EQUAL(f.message[0], "taken");
	CU_ASSERT_STRING_EQUAL(f.message[1], "story_short");
	CU_ASSERT_STRING_EQUAL(f.message[2], "people");
}

static void an_address_is_read_without_what_does_not_fit(void)
{
	const struct field *out[COUNT(fields) + 1];

	CU_ASSERT_EQUAL(read_table("GET", "colour=mauve&name=Jan&people=x&agree=2&bogus=1&csrf=y&signs=red", fields, COUNT(fields)), MALFORMED);
	CU_ASSERT_EQUAL_FATAL(form_leave_out(&w, fields, COUNT(fields), out), 4);
	CU_ASSERT_PTR_EQUAL(out[0], &fields[2]);
	CU_ASSERT_PTR_EQUAL(out[1], &fields[5]);
	CU_ASSERT_PTR_EQUAL(out[2], &fields[6]);
	CU_ASSERT_PTR_NULL(out[3]);
	CU_ASSERT_EQUAL(w.query.count, 2);
	CU_ASSERT_STRING_EQUAL(pairs_text(&w.query, "name"), "Jan");
	CU_ASSERT_STRING_EQUAL(pairs_text(&w.query, "signs"), "red");
	CU_ASSERT_EQUAL(form_leave_out(&w, fields, COUNT(fields), out), 0);
	CU_ASSERT_EQUAL(w.query.count, 2);
}

const struct unit_test unit_tests[] = {
	{ "a good form is handed over", a_good_form_is_handed_over },
	{ "empty and absent are the same", empty_and_absent_are_the_same },
	{ "every mistake is named and everything typed is kept", every_mistake_is_named_and_everything_typed_is_kept },
	{ "a story that must be there is asked for", a_story_that_must_be_there_is_asked_for },
	{ "unknown fields are refused", unknown_fields_are_refused },
	{ "repeated fields are refused", repeated_fields_are_refused },
	{ "a choice that is not on the list is refused", a_choice_that_is_not_on_the_list_is_refused },
	{ "a day must exist", a_day_must_exist },
	{ "a number that is none comes back", a_number_that_is_none_comes_back },
	{ "in a link of ours a wrong number is a forgery", in_a_link_of_ours_a_wrong_number_is_a_forgery },
	{ "a maximum is counted in characters", a_maximum_is_counted_in_characters },
	{ "ten times too long is no mistake of a person", ten_times_too_long_is_no_mistake_of_a_person },
	{ "a line has no line breaks", a_line_has_no_line_breaks },
	{ "letters in two pieces become one", letters_in_two_pieces_become_one },
	{ "a password is taken as typed", a_password_is_taken_as_typed },
	{ "a hidden field that is wrong is a forgery", a_hidden_field_that_is_wrong_is_a_forgery },
	{ "a room can refuse a field afterwards", a_room_can_refuse_a_field_afterwards },
	{ "no more is wrong than there is room for", no_more_is_wrong_than_there_is_room_for },
	{ "what is wrong stands in the order of the page, and once", what_is_wrong_stands_in_the_order_of_the_page_and_once },
	{ "an address is read without what does not fit", an_address_is_read_without_what_does_not_fit },
	{ NULL, NULL }
};
