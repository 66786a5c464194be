/* Fields as browsers send them, and everything else. */
#include "web/body.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct task t;

static enum rc read_n(const char *s, size_t n, struct pairs *out)
{
	if (t.arena)
		task_end(&t);
	else
		t.arena = arena_new(64 * 1024);
	task_begin(&t, t.arena, NULL);
	return urlencoded(&t, take_textn(&t, s, n), n, out);
}

static enum rc read(const char *s)
{
	struct pairs ignored;

	return read_n(s, strlen(s), &ignored);
}

static const char *value(const char *s, const char *name)
{
	static struct pairs out;
	const char *found;

	if (read_n(s, strlen(s), &out) != OK)
		return "(refused)";
	found = pairs_find(&out, name);
	return found ? found : "(absent)";
}

static void a_form_arrives_as_it_was_typed(void)
{
	CU_ASSERT_STRING_EQUAL(value("story=Hij+zei%3A+100%25+%26+meer&place=Den+Haag", "story"), "Hij zei: 100% & meer");
	CU_ASSERT_STRING_EQUAL(value("a=1&place=Den%20Haag", "place"), "Den Haag");
	CU_ASSERT_STRING_EQUAL(value("a=%C3%A9%c3%a9", "a"), "éé");
	CU_ASSERT_STRING_EQUAL(value("a=1%2B1", "a"), "1+1");
	CU_ASSERT_STRING_EQUAL(value("a=b=c", "a"), "b=c");
	CU_ASSERT_STRING_EQUAL(value("a=", "a"), "");
	CU_ASSERT_STRING_EQUAL(value("", "a"), "(absent)");
}

static void a_value_is_decoded_once(void)
{
	CU_ASSERT_STRING_EQUAL(value("a=%253C", "a"), "%3C");
	CU_ASSERT_STRING_EQUAL(value("a=%2526b%253D1", "a"), "%26b%3D1");
	CU_ASSERT_STRING_EQUAL(value("%61=x", "a"), "x");
}

static void a_bad_escape_is_refused(void)
{
	static const char *const bad[] = { "a=%", "a=%2", "a=%zz", "a=%u0041", "a=1%", "%=1", "%4=1", "a=%%41", "a=%+1" };

	for (size_t i = 0; i < COUNT(bad); i++)
		CU_ASSERT_EQUAL(read(bad[i]), MALFORMED);
}

static void names_that_no_form_of_ours_has_are_refused(void)
{
	char longest[5003];
	static const char *const bad[] = { "=1", "a[0]=1", "a%00b=1", "a+b=1", "a%20=1", "%C3%A9=1", "a:b=1", "$a=1" };

	for (size_t i = 0; i < COUNT(bad); i++)
		CU_ASSERT_EQUAL(read(bad[i]), MALFORMED);
	memset(longest, 'n', 5000);
	strcpy(longest + 5000, "=1");
	CU_ASSERT_EQUAL(read(longest), MALFORMED);
	CU_ASSERT_EQUAL(read("subject.2.name=1&__proto__=1"), OK);	/* the form's table refuses the second */
}

static void pairs_without_equals_are_refused(void)
{
	CU_ASSERT_EQUAL(read("&&&&"), MALFORMED);
	CU_ASSERT_EQUAL(read("="), MALFORMED);
	CU_ASSERT_EQUAL(read("a"), MALFORMED);
	CU_ASSERT_EQUAL(read("a=1&"), MALFORMED);
	CU_ASSERT_EQUAL(read("&a=1"), MALFORMED);
	CU_ASSERT_EQUAL(read("a=1&&b=2"), MALFORMED);
}

static void what_is_not_utf8_is_refused(void)
{
	CU_ASSERT_EQUAL(read("a=%C0%AF"), MALFORMED);
	CU_ASSERT_EQUAL(read("a=%ED%A0%80"), MALFORMED);
	CU_ASSERT_EQUAL(read("a=\xff"), MALFORMED);
	CU_ASSERT_EQUAL(read("a=%E2%82"), MALFORMED);
	CU_ASSERT_EQUAL(read("a=%EF%BB%BFtekst"), MALFORMED);
	CU_ASSERT_EQUAL(read("a=x%00y"), MALFORMED);
	CU_ASSERT_EQUAL(read_n("a=x\0y", 5, &(struct pairs){ 0 }), MALFORMED);
}

static void repeated_names_are_kept_for_the_form_to_judge(void)
{
	struct pairs out;

	CU_ASSERT_EQUAL(read_n("a=1&a=2&b=3", 11, &out), OK);
	CU_ASSERT_EQUAL(out.count, 3);
}

static void two_hundred_fields_and_no_more(void)
{
	char many[201 * 4];

	for (int i = 0; i < 201; i++)
		memcpy(many + i * 4, "a=1&", 4);
	CU_ASSERT_EQUAL(read_n(many, 200 * 4 - 1, &(struct pairs){ 0 }), OK);
	CU_ASSERT_EQUAL(read_n(many, 201 * 4 - 1, &(struct pairs){ 0 }), MALFORMED);
}

/* Of this process alone: whatever else the machine does. */
static long worked_ms(void)
{
	return (long)(clock() / (CLOCKS_PER_SEC / 1000));
}

/* Generous bounds: they catch the quadratic, not a slow machine. */
static void a_flood_of_fields_is_refused_at_once(void)
{
	size_t n = 40000 * 3;
	char *many = calloc(1, n + 1);
	long start;

	for (size_t i = 0; i < n; i += 3)
		memcpy(many + i, "a=&", 3);
	start = worked_ms();
	CU_ASSERT_EQUAL(read_n(many, n - 1, &(struct pairs){ 0 }), MALFORMED);
	CU_ASSERT(worked_ms() - start < 20);
	memset(many, 'a', n);
	CU_ASSERT_EQUAL(read_n(many, n, &(struct pairs){ 0 }), MALFORMED);
	free(many);
}

static void a_megabyte_takes_linear_time(void)
{
	size_t n = 1 << 20;
	char *one = malloc(n + 1);
	long start;

	memcpy(one, "story=", 6);
	for (size_t i = 6; i < n; i++)
		one[i] = "%41"[i % 3];
	n -= (n - 6) % 3;
	memcpy(one + 6, "%41", 3);
	for (size_t i = 6; i < n; i++)
		one[i] = "%41"[(i - 6) % 3];
	start = worked_ms();
	CU_ASSERT_EQUAL(read_n(one, n, &(struct pairs){ 0 }), OK);
	CU_ASSERT(worked_ms() - start < 200);
	free(one);
}

const struct unit_test unit_tests[] = {
	{ "a form arrives as it was typed", a_form_arrives_as_it_was_typed },
	{ "a value is decoded once", a_value_is_decoded_once },
	{ "a bad escape is refused", a_bad_escape_is_refused },
	{ "names that no form of ours has are refused", names_that_no_form_of_ours_has_are_refused },
	{ "pairs without = are refused", pairs_without_equals_are_refused },
	{ "what is not UTF-8 is refused", what_is_not_utf8_is_refused },
	{ "repeated names are kept for the form to judge", repeated_names_are_kept_for_the_form_to_judge },
	{ "two hundred fields and no more", two_hundred_fields_and_no_more },
	{ "a flood of fields is refused at once", a_flood_of_fields_is_refused_at_once },
	{ "a megabyte takes linear time", a_megabyte_takes_linear_time },
	{ NULL, NULL }
};
