/* Working days, local time and opening hours, by values. */
#include <string.h>

#include "calendar.h"
#include "unit.h"

static int day(const char *iso)
{
	int d = 0;

	CU_ASSERT_TRUE_FATAL(calendar_read(iso, &d));
	return d;
}

static int due_is(const char *received, int decree_free, const char *due)
{
	struct calendar c;
	char iso[CALENDAR_TEXT];

	calendar_seeded(&c);
	c.decree_days_free = decree_free;
	calendar_text(calendar_due(&c, day(received), CALENDAR_TERM), iso);
	return strcmp(iso, due) == 0;
}

static void a_signal_is_due_at_the_fifth_working_day(void)
{
	CU_ASSERT_TRUE(due_is("2025-04-17", 1, "2025-04-28"));
	CU_ASSERT_TRUE(due_is("2025-12-24", 1, "2026-01-06"));
	CU_ASSERT_TRUE(due_is("2026-04-02", 1, "2026-04-13"));
	CU_ASSERT_TRUE(due_is("2026-04-24", 1, "2026-05-04"));
	CU_ASSERT_TRUE(due_is("2026-05-13", 1, "2026-05-22"));
	CU_ASSERT_TRUE(due_is("2026-11-21", 1, "2026-11-27"));
}

static void decree_days_may_be_working_days(void)
{
	CU_ASSERT_TRUE(due_is("2025-04-17", 0, "2025-04-28"));
	CU_ASSERT_TRUE(due_is("2025-12-24", 0, "2026-01-05"));
	CU_ASSERT_TRUE(due_is("2026-04-02", 0, "2026-04-13"));
	CU_ASSERT_TRUE(due_is("2026-04-24", 0, "2026-05-04"));
	CU_ASSERT_TRUE(due_is("2026-05-13", 0, "2026-05-21"));
}

static void easter_is_computed(void)
{
	static const char *const easters[] = {
		"1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31",
		"2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2038-04-25", "2076-04-19",
	};

	for (size_t i = 0; i < COUNT(easters); i++) {
		int year = (easters[i][0] - '0') * 1000 + (easters[i][1] - '0') * 100 +
			(easters[i][2] - '0') * 10 + easters[i][3] - '0';

		CU_ASSERT_EQUAL(calendar_easter(year), day(easters[i]));
	}
}

static int is_holiday(const char *iso, const char *code)
{
	const char *found = calendar_holiday(day(iso));

	return found == NULL ? code == NULL : code != NULL && strcmp(found, code) == 0;
}

static void the_days_of_the_act_are_free(void)
{
	CU_ASSERT_TRUE(is_holiday("2026-01-01", "new_year"));
	CU_ASSERT_TRUE(is_holiday("2026-04-03", "good_friday"));
	CU_ASSERT_TRUE(is_holiday("2026-04-06", "easter_monday"));
	CU_ASSERT_TRUE(is_holiday("2026-05-14", "ascension"));
	CU_ASSERT_TRUE(is_holiday("2026-05-25", "whit_monday"));
	CU_ASSERT_TRUE(is_holiday("2026-12-25", "christmas"));
	CU_ASSERT_TRUE(is_holiday("2026-12-26", "christmas"));
}

static void the_fifth_of_may_is_free_every_year(void)
{
	for (int year = 2020; year < 2040; year++)
		CU_ASSERT_STRING_EQUAL(calendar_holiday(calendar_day(year, 5, 5)), "liberation_day");
}

static void kings_day_moves_from_a_sunday_to_saturday(void)
{
	CU_ASSERT_TRUE(is_holiday("2026-04-27", "kings_day"));
	CU_ASSERT_TRUE(is_holiday("2025-04-26", "kings_day"));
	CU_ASSERT_TRUE(is_holiday("2025-04-27", NULL));
	CU_ASSERT_TRUE(is_holiday("2031-04-26", "kings_day"));
}

static void ordinary_days_are_not_free(void)
{
	CU_ASSERT_TRUE(is_holiday("2026-05-01", NULL));
	CU_ASSERT_TRUE(is_holiday("2026-12-24", NULL));
	CU_ASSERT_TRUE(is_holiday("2026-12-31", NULL));
	CU_ASSERT_TRUE(is_holiday("2026-05-04", NULL));
	CU_ASSERT_TRUE(is_holiday("2026-12-05", NULL));
}

static void a_closing_day_is_free_whatever_the_decree_setting(void)
{
	struct calendar c;

	calendar_seeded(&c);
	c.decree_days_free = 0;
	CU_ASSERT_TRUE(calendar_working(&c, day("2026-06-01")));
	c.extra[c.count].day = day("2026-06-01");
	c.extra[c.count++].decree = 0;
	CU_ASSERT_FALSE(calendar_working(&c, day("2026-06-01")));
	CU_ASSERT_TRUE(calendar_working(&c, day("2026-05-15")));
}

static void the_same_day_is_the_next_working_day_in_a_weekend(void)
{
	struct calendar c;

	calendar_seeded(&c);
	CU_ASSERT_EQUAL(calendar_working_from(&c, day("2026-04-24")), day("2026-04-24"));
	CU_ASSERT_EQUAL(calendar_working_from(&c, day("2026-04-25")), day("2026-04-28"));
	CU_ASSERT_EQUAL(calendar_working_from(&c, day("2026-05-14")), day("2026-05-18"));
}

static void dates_that_do_not_exist_are_refused(void)
{
	static const char *const wrong[] = {
		"2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-04-00", "2026-4-1",
		"26-04-2026", "2026/04/24", "2026-04-24 ", " 2026-04-24", "", "2026-04-2x", "1899-12-31", "2200-01-01",
		"-026-04-24", "2026-04-241",
	};
	int d;

	for (size_t i = 0; i < COUNT(wrong); i++)
		CU_ASSERT_FALSE(calendar_read(wrong[i], &d));
	CU_ASSERT_TRUE(calendar_read("2024-02-29", &d));
	CU_ASSERT_TRUE(calendar_read("2000-02-29", &d));
	CU_ASSERT_FALSE(calendar_read("2100-02-29", &d));
}

static void days_and_dates_agree_for_two_centuries(void)
{
	char iso[CALENDAR_TEXT];
	int back, last = day("2199-12-31");

	CU_ASSERT_EQUAL(day("1970-01-01"), 0);
	CU_ASSERT_EQUAL(calendar_weekday(day("2026-11-21")), 6);
	for (int d = day("1970-01-01"); d <= last; d++) {
		calendar_text(d, iso);
		if (!calendar_read(iso, &back) || back != d) {
			CU_FAIL("a day that does not come back");
			return;
		}
	}
}

/* Instants checked against the IANA time-zone data. */
static void the_local_day_follows_summer_time(void)
{
	static const struct { int64_t utc; const char *local; int seconds; } known[] = {
		{ 1774745999, "2026-03-29", 7199 },	/* 00:59:59 UTC: 01:59:59 */
		{ 1774746000, "2026-03-29", 10800 },	/* 01:00:00 UTC: 03:00, 02:30 never was */
		{ 1792889999, "2026-10-25", 10799 },	/* 00:59:59 UTC: 02:59:59, summer */
		{ 1792890000, "2026-10-25", 7200 },	/* 01:00:00 UTC: 02:00 again */
		{ 1782943199, "2026-07-01", 86399 },	/* 21:59:59 UTC in summer */
		{ 1782943200, "2026-07-02", 0 },
		{ 1768604399, "2026-01-16", 86399 },	/* 22:59:59 UTC in winter */
		{ 1768604400, "2026-01-17", 0 },
		{ 1767225600, "2026-01-01", 3600 },	/* New Year, 00:00 UTC */
		{ 1767222000, "2026-01-01", 0 },
	};

	for (size_t i = 0; i < COUNT(known); i++) {
		int seconds = -1;

		CU_ASSERT_EQUAL(calendar_local(known[i].utc, &seconds), day(known[i].local));
		CU_ASSERT_EQUAL(seconds, known[i].seconds);
	}
}

static void a_moment_is_shown_in_local_time(void)
{
	char out[17];

	calendar_moment("2026-07-01 10:15:00", out);
	CU_ASSERT_STRING_EQUAL(out, "2026-07-01 12:15");
	calendar_moment("2026-12-31 23:30:00", out);
	CU_ASSERT_STRING_EQUAL(out, "2027-01-01 00:30");
	calendar_moment("", out);
	CU_ASSERT_STRING_EQUAL(out, "");
	calendar_moment("2026-07-01 1x:15:00", out);
	CU_ASSERT_STRING_EQUAL(out, "");
}

static int64_t at(const char *iso, int hour, int minute)
{
	return (int64_t)day(iso) * 86400 + hour * 3600 + minute * 60;
}

static void the_telephone_opens_on_working_mornings(void)
{
	struct calendar c;
	struct calendar_opening o;

	calendar_seeded(&c);
	CU_ASSERT_TRUE(calendar_opening(&c, "08:30-12:00", at("2026-04-24", 6, 29), &o));
	CU_ASSERT_FALSE(o.open);		/* 08:29 here */
	CU_ASSERT_EQUAL(o.day, day("2026-04-24"));
	CU_ASSERT_EQUAL(o.minute, 510);
	calendar_opening(&c, "08:30-12:00", at("2026-04-24", 6, 30), &o);
	CU_ASSERT_TRUE(o.open);
	CU_ASSERT_EQUAL(o.minute, 720);
	calendar_opening(&c, "08:30-12:00", at("2026-04-24", 10, 0), &o);
	CU_ASSERT_FALSE(o.open);		/* Friday noon; Monday is King's day */
	CU_ASSERT_EQUAL(o.day, day("2026-04-28"));
	calendar_opening(&c, "08:30-12:00", at("2026-04-25", 8, 0), &o);
	CU_ASSERT_FALSE(o.open);
	CU_ASSERT_EQUAL(o.day, day("2026-04-28"));
}

static void hours_that_are_none_are_refused(void)
{
	struct calendar c;
	struct calendar_opening o;

	calendar_seeded(&c);
	CU_ASSERT_FALSE(calendar_opening(&c, "12:00-08:30", 0, &o));
	CU_ASSERT_FALSE(calendar_opening(&c, "08.30-12.00", 0, &o));
	CU_ASSERT_FALSE(calendar_opening(&c, "08:30-24:30", 0, &o));
	CU_ASSERT_FALSE(calendar_opening(&c, "8:30-12:00", 0, &o));
	CU_ASSERT_FALSE(calendar_opening(&c, "", 0, &o));
}

static void the_end_of_what_is_known_is_said_in_time(void)
{
	struct calendar c;

	calendar_seeded(&c);
	CU_ASSERT_FALSE(calendar_ends_soon(&c, day("2028-10-01")));
	CU_ASSERT_TRUE(calendar_ends_soon(&c, day("2028-10-03")));
}

static int walked(const struct calendar *c, int from, int to)
{
	int n = 0;

	for (int d = from + 1; d <= to; d++)
		n += calendar_working(c, d);
	return n;
}

/* 1907, 2008 and 2160 among them: two holidays on one day. */
static void working_days_between_two_days_are_those_walked_past(void)
{
	static const char *const from[] = { "1907-01-01", "2007-12-24", "2026-04-01", "2160-01-01" };
	struct calendar c;

	calendar_seeded(&c);
	for (int decree_free = 0; decree_free <= 1; decree_free++)
		for (size_t i = 0; i < COUNT(from); i++) {
			int begin = day(from[i]);

			c.decree_days_free = decree_free;
			for (int span = -2; span < 800; span++)
				CU_ASSERT_EQUAL(calendar_working_days(&c, begin + span % 9, begin + span),
					walked(&c, begin + span % 9, begin + span));
		}
}

const struct unit_test unit_tests[] = {
	{ "a signal is due at the end of the fifth working day", a_signal_is_due_at_the_fifth_working_day },
	{ "decree days may be counted as working days", decree_days_may_be_working_days },
	{ "Easter is computed", easter_is_computed },
	{ "the days of the Algemene termijnenwet are free", the_days_of_the_act_are_free },
	{ "5 May is free every year", the_fifth_of_may_is_free_every_year },
	{ "King's day moves from a Sunday to Saturday", kings_day_moves_from_a_sunday_to_saturday },
	{ "ordinary days are not free", ordinary_days_are_not_free },
	{ "a closing day is free whatever the decree setting", a_closing_day_is_free_whatever_the_decree_setting },
	{ "the same day means the next working day in a weekend", the_same_day_is_the_next_working_day_in_a_weekend },
	{ "working days between two days are those walked past", working_days_between_two_days_are_those_walked_past },
	{ "dates that do not exist are refused", dates_that_do_not_exist_are_refused },
	{ "days and dates agree for two centuries", days_and_dates_agree_for_two_centuries },
	{ "the local day follows summer time", the_local_day_follows_summer_time },
	{ "a moment is shown in local time", a_moment_is_shown_in_local_time },
	{ "the telephone opens on working mornings", the_telephone_opens_on_working_mornings },
	{ "hours that are none are refused", hours_that_are_none_are_refused },
	{ "the end of what is known is said in time", the_end_of_what_is_known_is_said_in_time },
	{ NULL, NULL }
};
