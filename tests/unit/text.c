/* What counts as text, and what is done to it. */
#include "base/text.h"
#include "unit.h"

#include <string.h>

static struct task t;

static void begin(void)
{
	if (!t.arena)
		task_begin(&t, arena_new(64 * 1024), NULL);
}

static int valid(const char *s)
{
	return text_valid(s, strlen(s));
}

static void a_report_may_be_in_any_script(void)
{
	CU_ASSERT(valid(""));
	CU_ASSERT(valid("Gewone tekst met é, ü en ĳ"));
	CU_ASSERT(valid("نص عربي"));
	CU_ASSERT(valid("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"));
	CU_ASSERT(valid("\xf4\x8f\xbf\xbf"));
}

static void overlong_forms_are_no_text(void)
{
	CU_ASSERT_FALSE(valid("\xc0\xaf"));
	CU_ASSERT_FALSE(valid("\xe0\x80\xaf"));
	CU_ASSERT_FALSE(valid("\xf0\x80\x80\xaf"));
	CU_ASSERT_FALSE(valid("aaaaaaaaaaaaaaaaaaaaaaa\xc1\xbf"));
}

static void half_characters_and_surrogates_are_no_text(void)
{
	CU_ASSERT_FALSE(valid("\xed\xa0\x80"));
	CU_ASSERT_FALSE(valid("\xf5\x80\x80\x80"));
	CU_ASSERT_FALSE(valid("\xf4\x90\x80\x80"));
	CU_ASSERT_FALSE(valid("\xc3"));
	CU_ASSERT_FALSE(valid("\x80"));
	CU_ASSERT_FALSE(valid("\xff\xfe"));
	CU_ASSERT_FALSE(valid("abcdefgh\xe2\x82"));
}

static void text_never_holds_a_nul(void)
{
	CU_ASSERT_FALSE(text_valid("ab\0cd", 5));
	CU_ASSERT_FALSE(text_valid("\0", 1));
	CU_ASSERT_FALSE(text_valid("0123456789abcdef\0", 17));
}

static void length_is_counted_in_characters(void)
{
	CU_ASSERT_EQUAL(text_points("", 0), 0);
	CU_ASSERT_EQUAL(text_points("één", 5), 3);
	CU_ASSERT_EQUAL(text_points("\xf0\x9f\x98\x80!", 5), 2);
}

static void the_same_letter_is_the_same_bytes(void)
{
	begin();
	CU_ASSERT_STRING_EQUAL(text_nfc(&t, "e\xcc\x81" "e", 4), "ée");
	CU_ASSERT_STRING_EQUAL(text_nfc(&t, "A\xcc\x8angstrom", 10), "Ångstrom");
	CU_ASSERT_STRING_EQUAL(text_nfc(&t, "\xe2\x84\xab", 3), "Å");	/* the sign of the unit */
	CU_ASSERT_STRING_EQUAL(text_nfc(&t, "\xf0\x9d\x85\xa0", 4),
		"\xf0\x9d\x85\x98\xf0\x9d\x85\xa5\xf0\x9d\x85\xae");	/* the threefold growth of UAX 15 */
}

static void text_that_is_normal_is_left_alone(void)
{
	static const char plain[] = "Café – ‘ça va’", arabic[] = "نص";

	begin();
	CU_ASSERT_PTR_EQUAL(text_nfc(&t, plain, 3), plain);
	CU_ASSERT_STRING_EQUAL(text_nfc(&t, plain, strlen(plain)), plain);
	CU_ASSERT_STRING_EQUAL(text_nfc(&t, arabic, strlen(arabic)), arabic);
}

static void twenty_thousand_marks_on_one_letter_stay(void)
{
	static char many[40002];
	const char *out;

	begin();
	many[0] = 'q';
	for (size_t i = 1; i < 40001; i += 2)
		memcpy(many + i, "\xcc\x83", 2);
	out = text_nfc(&t, many, 40001);
	CU_ASSERT_EQUAL(strlen(out), 40001);
	CU_ASSERT(text_valid(out, strlen(out)));
}

static void first_words_are_whole_characters(void)
{
	begin();
	CU_ASSERT_STRING_EQUAL(text_first(&t, "één twee", 3), "één…");
	CU_ASSERT_STRING_EQUAL(text_first(&t, "één", 3), "één");
	CU_ASSERT_STRING_EQUAL(text_first(&t, "\xf0\x9f\x98\x80\xf0\x9f\x98\x80", 1), "\xf0\x9f\x98\x80…");
	CU_ASSERT_STRING_EQUAL(text_first(&t, "", 3), "");
	CU_ASSERT_STRING_EQUAL(text_first(&t, "a", 0), "…");
}

static void control_characters_disappear(void)
{
	begin();
	CU_ASSERT_STRING_EQUAL(text_tidy(&t, "  a\x01" "b\x1b[31m\x7f \n"), "ab[31m");
	CU_ASSERT_STRING_EQUAL(text_tidy(&t, "a\xc2\x85" "b"), "ab");
	CU_ASSERT_STRING_EQUAL(text_tidy(&t, "a\xc2\xa0" "b"), "a\xc2\xa0" "b");
	CU_ASSERT_STRING_EQUAL(text_tidy(&t, "\x01 \x02"), "");
	CU_ASSERT_STRING_EQUAL(text_tidy(&t, "\x01 a"), "a");
}

static void what_turns_the_direction_is_seen(void)
{
	const char *plain = "Arabisch \xd8\xb9\xe2\x80\x8f en \xe2\x80\x9cgewoon\xe2\x80\x9d \xe2\x82\xac 5";

	begin();
	CU_ASSERT_STRING_EQUAL(text_visible(&t, "V\xe2\x80\xae" "12\xe2\x80\xac"), "V\xef\xbf\xbd" "12\xef\xbf\xbd");
	CU_ASSERT_STRING_EQUAL(text_visible(&t, "\xe2\x81\xa6" "a\xe2\x81\xa9"), "\xef\xbf\xbd" "a\xef\xbf\xbd");
	CU_ASSERT_PTR_EQUAL(text_visible(&t, plain), plain);
	CU_ASSERT_STRING_EQUAL(text_visible(&t, "\xe2\x80\xa9\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa"), "\xe2\x80\xa9\xe2\x80\xaf\xe2\x81\xa5\xe2\x81\xaa");
	CU_ASSERT_STRING_EQUAL(text_visible(&t, ""), "");
}

static void line_ends_are_one_kind(void)
{
	begin();
	CU_ASSERT_STRING_EQUAL(text_tidy(&t, "een\r\ntwee\rdrie\n\tvier\r\n\r\n"), "een\ntwee\ndrie\n\tvier");
	CU_ASSERT_STRING_EQUAL(text_tidy(&t, "\r\n \r\n"), "");
}

static void a_month_is_a_word_of_a_list(void)
{
	begin();
	CU_ASSERT_STRING_EQUAL(text_nth(&t, "januari februari maart", 0), "januari");
	CU_ASSERT_STRING_EQUAL(text_nth(&t, "januari februari maart", 2), "maart");
	CU_ASSERT_STRING_EQUAL(text_nth(&t, "januari februari maart", 3), "");
	CU_ASSERT_STRING_EQUAL(text_nth(&t, "", 11), "");
}

static void hex_goes_both_ways(void)
{
	unsigned char out[3];

	begin();
	CU_ASSERT_STRING_EQUAL(text_hex(&t, (const unsigned char *)"\x00\xff\x1a", 3), "00ff1a");
	CU_ASSERT(text_unhex("00Ff1a", out, 3));
	CU_ASSERT_EQUAL(memcmp(out, "\x00\xff\x1a", 3), 0);
}

static void what_is_not_hex_is_refused(void)
{
	unsigned char out[3];

	CU_ASSERT_FALSE(text_unhex("00ff1", out, 3));
	CU_ASSERT_FALSE(text_unhex("00ff1a0", out, 3));
	CU_ASSERT_FALSE(text_unhex("00ff1g", out, 3));
	CU_ASSERT_FALSE(text_unhex("0x00ff", out, 3));
	CU_ASSERT_FALSE(text_unhex(" 0ff1a", out, 3));
}

static void a_number_is_digits_only(void)
{
	static const char *const none[] = {
		"", "-1", "+1", "1e3", " 1", "1 ", "0x10", "1.0", "\xd9\xa1\xd9\xa2", "\xef\xbc\x91",
		"9223372036854775808", "99999999999999999999999", "1,000",
	};
	int64_t n = 7;

	for (size_t i = 0; i < COUNT(none); i++)
		CU_ASSERT_FALSE(text_number(none[i], 0, INT64_MAX, &n));
	CU_ASSERT_EQUAL(n, 7);
	CU_ASSERT(text_number("9223372036854775807", 0, INT64_MAX, &n) && n == INT64_MAX);
	CU_ASSERT(text_number("007", 1, 10, &n) && n == 7);
}

static void a_number_outside_its_range_is_refused(void)
{
	int64_t n = 0;

	CU_ASSERT_FALSE(text_number("2147483648", 0, INT32_MAX, &n));
	CU_ASSERT_FALSE(text_number("0", 1, 12, &n));
	CU_ASSERT_FALSE(text_number("13", 1, 12, &n));
	CU_ASSERT(text_number("12", 1, 12, &n) && n == 12);
}

static void a_size_is_the_same_for_whoever_reads_it(void)
{
	begin();
	CU_ASSERT_STRING_EQUAL(text_size(&t, "nl", 1), "1 kB");
	CU_ASSERT_STRING_EQUAL(text_size(&t, "nl", 116000), "114 kB");
	CU_ASSERT_STRING_EQUAL(text_size(&t, "en", 2 * 1024 * 1024 + 300 * 1024), "2.3 MB");
	CU_ASSERT_STRING_EQUAL(text_size(&t, "nl", 25 * 1024 * 1024), "25,0 MB");
	CU_ASSERT_STRING_EQUAL(text_size(&t, "nl", INT64_MAX), "8796093022208,0 MB");
}

const struct unit_test unit_tests[] = {
	{ "a month is a word of a list, and none beyond its end", a_month_is_a_word_of_a_list },
	{ "a report may be in any script", a_report_may_be_in_any_script },
	{ "overlong forms are no text", overlong_forms_are_no_text },
	{ "half characters and surrogates are no text", half_characters_and_surrogates_are_no_text },
	{ "text never holds a NUL", text_never_holds_a_nul },
	{ "length is counted in characters", length_is_counted_in_characters },
	{ "the same letter is the same bytes", the_same_letter_is_the_same_bytes },
	{ "text that is normal is left alone", text_that_is_normal_is_left_alone },
	{ "twenty thousand marks on one letter stay", twenty_thousand_marks_on_one_letter_stay },
	{ "first words are whole characters", first_words_are_whole_characters },
	{ "control characters disappear", control_characters_disappear },
	{ "what turns the direction is seen", what_turns_the_direction_is_seen },
	{ "line ends are one kind", line_ends_are_one_kind },
	{ "hex goes both ways", hex_goes_both_ways },
	{ "what is not hex is refused", what_is_not_hex_is_refused },
	{ "a number is digits only", a_number_is_digits_only },
	{ "a number outside its range is refused", a_number_outside_its_range_is_refused },
	{ "a size is the same for whoever reads it", a_size_is_the_same_for_whoever_reads_it },
	{ NULL, NULL }
};
