/* A reason to close beside the verdicts, and what counts as forwarded. */
#include "unit.h"

#include "signal_close.h"
#include "signal_features.h"

/* Each row a reason, each column a verdict, both in the order of their lists: 1 is asked about. */
static void a_reason_is_held_against_every_verdict(void)
{
	static const int wanted[6][6] = {
		/* plausible unverified confirmed unfounded duplicate not_for_ind */
		{ 1, 0, 1, 0, 0, 0 },	/* no_follow_up */
		{ 1, 0, 1, 0, 0, 0 },	/* duplicate */
		{ 1, 0, 1, 0, 0, 0 },	/* not_for_ind */
		{ 1, 1, 1, 0, 0, 0 },	/* unfounded */
		{ 0, 0, 0, 0, 0, 0 },	/* forwarded_done */
		{ 0, 0, 0, 0, 0, 0 },	/* information_given */
	};

	for (size_t r = 0; signal_close_reasons[r]; r++) {
		CU_ASSERT_FATAL(r < COUNT(wanted));
		for (size_t v = 0; signal_verdicts[v]; v++) {
			CU_ASSERT_FATAL(v < COUNT(wanted[r]));
			CU_ASSERT_EQUAL(signal_contradicts(signal_close_reasons[r], signal_verdicts[v]), wanted[r][v]);
		}
		CU_ASSERT_FALSE(signal_contradicts(signal_close_reasons[r], ""));
	}
}

static void one_subject_of_several_is_enough(void)
{
	const struct signal_subject rows[] = { { .verdict = "unfounded" }, { .verdict = "confirmed" } };

	CU_ASSERT_STRING_EQUAL(signal_contradicted("unfounded", rows, 2), "confirmed");
	CU_ASSERT_PTR_NULL(signal_contradicted("unfounded", rows, 1));
	CU_ASSERT_PTR_NULL(signal_contradicted("forwarded_done", rows, 2));
	CU_ASSERT_PTR_NULL(signal_contradicted("unfounded", rows, 0));
}

static int after(const char *one, const char *two, const char *three)
{
	const struct signal_event rows[] = { { .what = one }, { .what = two }, { .what = three } };

	return signal_is_forwarded(rows, COUNT(rows));
}

static void what_came_back_is_not_forwarded(void)
{
	CU_ASSERT(after("assessed", "forwarded", "linked"));
	CU_ASSERT(after("returned", "assessed", "forwarded"));
	CU_ASSERT_FALSE(after("forwarded", "returned", "assessed"));
	CU_ASSERT_FALSE(after("forwarded", "handed_over", "claimed"));
	CU_ASSERT_FALSE(after("claimed", "assessed", "note"));
	CU_ASSERT_FALSE(signal_is_forwarded(NULL, 0));
}

const struct unit_test unit_tests[] = {
	{ "a reason is held against every verdict", a_reason_is_held_against_every_verdict },
	{ "one subject of several is enough", one_subject_of_several_is_enough },
	{ "what came back is not forwarded", what_came_back_is_not_forwarded },
	{ NULL, NULL }
};
