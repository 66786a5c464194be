/* Arena, task and story. */
#include <string.h>

#include "base/task.h"
#include "unit.h"

static void memory_comes_zeroed_and_apart(void)
{
	struct arena *a = arena_new(4096);
	unsigned char *p = arena_take(a, 100), *q = arena_take(a, 100);

	for (int i = 0; i < 100; i++)
		CU_ASSERT_EQUAL(p[i] | q[i], 0);
	memset(p, 1, 100);
	CU_ASSERT_EQUAL(q[0], 0);
	CU_ASSERT_EQUAL((uintptr_t)q % 16, 0);
	arena_drop(a);
}

static void what_a_task_wrote_is_gone_after_the_wipe(void)
{
	struct arena *a = arena_new(4096);
	unsigned char *p = arena_take(a, 64), *again;

	memcpy(p, "a secret of somebody", 21);
	arena_wipe(a);
	again = arena_take(a, 64);
	for (int i = 0; i < 64; i++)
		CU_ASSERT_EQUAL(again[i], 0);
	arena_drop(a);
}

static void large_pieces_do_not_end_the_small_chunk(void)
{
	struct arena *a = arena_new(4096);
	char *small = arena_take(a, 16), *large = arena_take(a, 1 << 20), *more;

	memset(large, 7, 1 << 20);
	for (int i = 0; i < 1000; i++) {
		more = arena_take(a, 40);
		CU_ASSERT_EQUAL(more[39], 0);
		memset(more, 9, 40);
	}
	CU_ASSERT_EQUAL(small[0], 0);
	CU_ASSERT_EQUAL(large[(1 << 20) - 1], 7);
	arena_drop(a);
}

static void taking_nothing_is_still_a_place(void)
{
	struct arena *a = arena_new(0);

	CU_ASSERT_PTR_NOT_NULL(arena_take(a, 0));
	CU_ASSERT_PTR_NOT_EQUAL(arena_take(a, 1), arena_take(a, 1));
	arena_drop(a);
	arena_drop(NULL);
}

static void the_first_failure_is_the_story(void)
{
	struct arena *a = arena_new(1024);
	struct task t;

	task_begin(&t, a, NULL);
	CU_ASSERT_EQUAL(t.rc, OK);
	CU_ASSERT_TRUE(t.now > 1700000000);
	CU_ASSERT_EQUAL(fail(&t, CONFLICT, "%s moved", "K7"), CONFLICT);
	CU_ASSERT_EQUAL(fail(&t, FAULT, "later"), FAULT);
	CU_ASSERT_EQUAL(t.rc, CONFLICT);
	CU_ASSERT_STRING_EQUAL(t.why, "K7 moved");
	task_end(&t);
	arena_drop(a);
}

static void the_token_ends_with_the_task(void)
{
	struct arena *a = arena_new(1024);
	struct task t;

	task_begin(&t, a, NULL);
	memset(t.token, 5, sizeof(t.token));
	t.has_token = 1;
	task_end(&t);
	CU_ASSERT_EQUAL(t.token[31], 0);
	CU_ASSERT_FALSE(t.has_token);
	arena_drop(a);
}

static void texts_are_copied_and_closed(void)
{
	struct arena *a = arena_new(1024);
	struct task t;

	task_begin(&t, a, NULL);
	CU_ASSERT_STRING_EQUAL(take_textn(&t, "abcdef", 3), "abc");
	CU_ASSERT_STRING_EQUAL(take_format(&t, "%d-%s", 7, "x"), "7-x");
	CU_ASSERT_EQUAL(take_bytes(&t, "a\0b", 3).data[2], 'b');
	CU_ASSERT_EQUAL(strlen(take_format(&t, "%2000d", 1)), 2000);
	task_end(&t);
	arena_drop(a);
}

const struct unit_test unit_tests[] = {
	{ "memory comes zeroed, and pieces lie apart", memory_comes_zeroed_and_apart },
	{ "what a task wrote is gone after the wipe", what_a_task_wrote_is_gone_after_the_wipe },
	{ "large pieces do not end the small chunk", large_pieces_do_not_end_the_small_chunk },
	{ "taking nothing is still a place of its own", taking_nothing_is_still_a_place },
	{ "the first failure is the story that is told", the_first_failure_is_the_story },
	{ "the token ends with the task", the_token_ends_with_the_task },
	{ "texts are copied and closed", texts_are_copied_and_closed },
	{ NULL, NULL }
};
