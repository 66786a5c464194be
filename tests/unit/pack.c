/* Packed pairs: one meaning per row of bytes. */
#include "base/pack.h"

#include "unit.h"

#include <string.h>

static void set_up(struct task *t)
{
	task_begin(t, arena_new(4096), NULL);
}

static void tear_down(struct task *t)
{
	struct arena *arena = t->arena;

	task_end(t);
	arena_drop(arena);
}

static void pairs_come_back_in_order(void)
{
	struct task t;
	struct pairs p = { 0 }, again;

	set_up(&t);
	pairs_add(&t, &p, "story", "Één verhaal\nmet regels");
	pairs_add(&t, &p, "subject.1.name", "");
	pairs_add(&t, &p, "subject.2.name", NULL);
	for (int i = 0; i < 100; i++)
		pairs_add(&t, &p, take_format(&t, "n%d", i), take_format(&t, "%d", i));
	CU_ASSERT_EQUAL(unpack(&t, pack(&t, &p), &again), OK);
	CU_ASSERT_EQUAL(again.count, 103);
	CU_ASSERT_STRING_EQUAL(again.list[0].name, "story");
	CU_ASSERT_STRING_EQUAL(again.list[0].value, "Één verhaal\nmet regels");
	CU_ASSERT_STRING_EQUAL(again.list[2].value, "");
	CU_ASSERT_STRING_EQUAL(pairs_find(&again, "n99"), "99");
	CU_ASSERT_PTR_NULL(pairs_find(&again, "n100"));
	tear_down(&t);
}

static void setting_replaces_and_removing_removes(void)
{
	struct task t;
	struct pairs p = { 0 };

	set_up(&t);
	pairs_set(&t, &p, "a", "1");
	pairs_set(&t, &p, "b", "2");
	pairs_set(&t, &p, "a", "three");
	CU_ASSERT_EQUAL(p.count, 2);
	CU_ASSERT_STRING_EQUAL(pairs_find(&p, "a"), "three");
	CU_ASSERT_EQUAL(p.list[0].size, 5);
	pairs_remove(&p, "a");
	CU_ASSERT_EQUAL(p.count, 1);
	CU_ASSERT_PTR_NULL(pairs_find(&p, "a"));
	pairs_remove(&p, "never there");
	CU_ASSERT_STRING_EQUAL(pairs_find(&p, "b"), "2");
	tear_down(&t);
}

static void a_name_must_fit(void)
{
	struct task t;
	struct pairs p = { 0 };
	char name[300];

	set_up(&t);
	memset(name, 'n', sizeof name);
	name[256] = '\0';
	pairs_add(&t, &p, name, "too long");
	CU_ASSERT_EQUAL(t.rc, FAULT);
	t.rc = OK;
	pairs_add(&t, &p, "", "no name");
	CU_ASSERT_EQUAL(t.rc, FAULT);
	CU_ASSERT_EQUAL(p.count, 0);
	name[255] = '\0';
	pairs_add(&t, &p, name, "just fits");
	CU_ASSERT_EQUAL(unpack(&t, pack(&t, &p), &p), OK);
	CU_ASSERT_EQUAL(p.count, 1);
	tear_down(&t);
}

static void refused(struct task *t, const char *data, size_t size)
{
	struct pairs p;

	t->rc = OK;
	CU_ASSERT_EQUAL(unpack(t, (struct bytes){ (const unsigned char *)data, size }, &p), MALFORMED);
}

static void what_pack_cannot_have_made_is_refused(void)
{
	struct task t;

	set_up(&t);
	refused(&t, "", 0);
	refused(&t, "\2", 1);				/* another format */
	refused(&t, "\1\0\0\0\0\0", 6);			/* no name */
	refused(&t, "\1\5ab", 4);			/* name cut */
	refused(&t, "\1\1a\0\0\0", 6);			/* length cut */
	refused(&t, "\1\1a\0\0\0\2b", 8);		/* value cut */
	refused(&t, "\1\1a\377\377\377\377b", 8);	/* a length beyond everything */
	refused(&t, "\1\1a\0\0\0\1\xff", 8);		/* not UTF-8 */
	refused(&t, "\1\1a\0\0\0\2\xc0\xaf", 9);	/* overlong */
	refused(&t, "\1\1a\0\0\0\1\0", 8);		/* NUL in a value */
	refused(&t, "\1\1\0\0\0\0\0", 7);		/* NUL in a name */
	tear_down(&t);
}

static void every_cut_is_refused_or_shorter(void)
{
	struct task t;
	struct pairs p = { 0 }, again;
	struct bytes whole, cut;

	set_up(&t);
	pairs_add(&t, &p, "a", "one");
	pairs_add(&t, &p, "b", "two");
	whole = pack(&t, &p);
	for (size_t n = 0; n < whole.size; n++) {
		cut = (struct bytes){ whole.data, n };
		t.rc = OK;
		if (n == 1 || n == 1 + 1 + 1 + 4 + 3)	/* the two ends of a whole row */
			CU_ASSERT_EQUAL(unpack(&t, cut, &again), OK)
		else
			CU_ASSERT_EQUAL(unpack(&t, cut, &again), MALFORMED)
	}
	tear_down(&t);
}

const struct unit_test unit_tests[] = {
	{ "pairs come back in order", pairs_come_back_in_order },
	{ "setting replaces and removing removes", setting_replaces_and_removing_removes },
	{ "a name is never empty nor too long", a_name_must_fit },
	{ "what pack() cannot have made is refused", what_pack_cannot_have_made_is_refused },
	{ "a cut row is refused unless it ends between pairs", every_cut_is_refused_or_shorter },
	{ NULL, NULL }
};
