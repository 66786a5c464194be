/* What registration decides: the class and both clocks. */
#include <stddef.h>

#include "signal_terms.h"
#include "unit.h"

static int day(const char *iso)
{
	int d = 0;

	CU_ASSERT_TRUE_FATAL(calendar_read(iso, &d));
	return d;
}

static struct signal_terms terms(const char *subject, int danger, const char *received)
{
	struct calendar c;

	calendar_seeded(&c);
	return signal_terms(&c, subject, danger, day(received));
}

static void national_security_goes_to_its_own_class(void)
{
	CU_ASSERT_EQUAL(signal_class_of("national_security"), CLASS_USZ);
}

static void nothing_else_goes_there(void)
{
	static const char *const others[] = {
		"sham_marriage", "documents", "identity", "income", "work_study", "residence", "sponsor",
		"labour_exploitation", "trafficking", "smuggling", "other", "unknown", "addition", "",
		"National_security", "national_security ",
	};

	for (size_t i = 0; i < COUNT(others); i++)
		CU_ASSERT_EQUAL(signal_class_of(others[i]), CLASS_HIK);
}

static void every_signal_has_five_working_days(void)
{
	CU_ASSERT_EQUAL(terms("documents", 0, "2026-04-24").due, day("2026-05-04"));
	CU_ASSERT_EQUAL(terms("national_security", 1, "2026-04-24").due, day("2026-05-04"));
	CU_ASSERT_EQUAL(terms("no_such_subject", 0, "2026-04-24").due, day("2026-05-04"));
}

static void national_security_and_danger_act_on_the_day_of_receipt(void)
{
	struct signal_terms security = terms("national_security", 0, "2026-04-25");
	struct signal_terms danger = terms("documents", 1, "2026-04-25");

	CU_ASSERT_EQUAL(security.act_by, day("2026-04-25"));	/* a Saturday: at once is at once */
	CU_ASSERT_TRUE(security.top);
	CU_ASSERT_EQUAL(danger.act_by, day("2026-04-25"));
	CU_ASSERT_TRUE(danger.top);
}

static void trafficking_smuggling_and_exploitation_act_the_same_working_day(void)
{
	static const char *const subjects[] = { "trafficking", "smuggling", "labour_exploitation" };

	for (size_t i = 0; i < COUNT(subjects); i++) {
		CU_ASSERT_EQUAL(terms(subjects[i], 0, "2026-04-24").act_by, day("2026-04-24"));
		CU_ASSERT_EQUAL(terms(subjects[i], 0, "2026-04-25").act_by, day("2026-04-28"));
		CU_ASSERT_FALSE(terms(subjects[i], 0, "2026-04-25").top);
	}
}

static void the_rest_has_no_second_clock_and_no_place_on_top(void)
{
	static const char *const subjects[] = {
		"sham_marriage", "documents", "identity", "income", "work_study", "residence", "sponsor",
		"other", "unknown", "addition",
	};

	for (size_t i = 0; i < COUNT(subjects); i++) {
		CU_ASSERT_EQUAL(terms(subjects[i], 0, "2026-04-24").act_by, 0);
		CU_ASSERT_FALSE(terms(subjects[i], 0, "2026-04-24").top);
	}
}

const struct unit_test unit_tests[] = {
	{ "national security goes to its own class", national_security_goes_to_its_own_class },
	{ "nothing else goes there", nothing_else_goes_there },
	{ "every signal has five working days", every_signal_has_five_working_days },
	{ "national security and danger act on the day of receipt",
		national_security_and_danger_act_on_the_day_of_receipt },
	{ "trafficking, smuggling and exploitation act the same working day",
		trafficking_smuggling_and_exploitation_act_the_same_working_day },
	{ "the rest has no second clock and no place on top", the_rest_has_no_second_clock_and_no_place_on_top },
	{ NULL, NULL }
};
