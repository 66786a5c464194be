/* The mailbox state: a domain of its own, whose words they are, and when a question lapses. No database. */
#include "../../cgi/tip/mine.h"
#include "../lib/place.h"
#include "dialogue_clock.h"
#include "unit.h"
#include "web/body.h"

#include <string.h>

static struct task t;
static struct settings *settings;
static char folder[] = "/tmp/kp-mailbox-XXXXXX";

static void begin(void)
{
	if (settings) {
		task_end(&t);
	} else {
		settings = place_make(folder);
		t.arena = arena_new(64 * 1024);
	}
	task_begin(&t, t.arena, settings);
	t.now = 1800000000;
}

static struct mine_state opened(void)
{
	struct mine_state s = { .at = MINE_OPEN };

	receipt_new(&s.receipt);
	pairs_set(&t, &s.kept, "text.1", "een antwoord");
	return s;
}

static void a_state_of_the_mailbox_is_none_of_the_form(void)
{
	struct mine_state mine, other;
	struct state form, read;
	const char *sealed;

	begin();
	mine = opened();
	sealed = mine_seal(&t, &mine);
	CU_ASSERT_EQUAL(mine_unseal(&t, sealed, &other), OK);
	CU_ASSERT_EQUAL(state_open(&t, sealed, &read), MALFORMED);
	state_new(&t, &form);
	sealed = state_seal(&t, &form);
	CU_ASSERT_EQUAL(state_open(&t, sealed, &read), OK);
	CU_ASSERT_EQUAL(mine_unseal(&t, sealed, &other), MALFORMED);
}

static void an_altered_state_opens_nothing(void)
{
	struct mine_state mine, read;
	char *sealed;
	size_t length;

	begin();
	mine = opened();
	sealed = take_text(&t, mine_seal(&t, &mine));
	length = strlen(sealed);
	for (size_t i = 0; i < length; i += 7) {
		char was = sealed[i];

		sealed[i] = was == 'A' ? 'B' : 'A';
		CU_ASSERT_EQUAL(mine_unseal(&t, sealed, &read), MALFORMED);
		sealed[i] = was;
	}
	CU_ASSERT_EQUAL(mine_unseal(&t, "", &read), MALFORMED);
	CU_ASSERT_EQUAL(mine_unseal(&t, sealed, &read), OK);
}

static void an_hour_is_enough_and_no_more(void)
{
	struct mine_state mine, read;
	const char *sealed;

	begin();
	mine = opened();
	sealed = mine_seal(&t, &mine);
	t.now += 3600;
	CU_ASSERT_EQUAL(mine_unseal(&t, sealed, &read), OK);
	CU_ASSERT_FALSE(read.expired);
	t.now++;
	CU_ASSERT_EQUAL(mine_unseal(&t, sealed, &read), OK);
	CU_ASSERT_TRUE(read.expired);
}

static void looking_at_a_new_code_does_not_prolong_it(void)
{
	struct mine_state mine, read;
	const char *sealed;

	begin();
	mine = opened();
	mine.at = MINE_REPLACED;
	for (int minute = 0; minute <= 60; minute += 20) {
		sealed = mine_seal(&t, &mine);
		CU_ASSERT_EQUAL(mine_unseal(&t, sealed, &mine), OK);
		CU_ASSERT_FALSE(mine.expired);
		t.now += 20 * 60;
	}
	CU_ASSERT_EQUAL(mine_unseal(&t, sealed, &read), OK);
	CU_ASSERT_TRUE(read.expired);
}

static void a_page_that_asks_for_the_code_holds_none(void)
{
	static const struct receipt none;
	struct mine_state mine, read;
	struct receipt receipt, other;

	begin();
	mine = opened();
	receipt = mine.receipt;
	receipt_new(&mine.next);
	receipt_new(&other);
	mine_lock(&t, &mine);
	CU_ASSERT_EQUAL(mine_unseal(&t, mine_seal(&t, &mine), &read), OK);
	CU_ASSERT_EQUAL(read.at, MINE_AGAIN);
	CU_ASSERT_EQUAL(memcmp(&read.receipt, &none, sizeof none), 0);
	CU_ASSERT_EQUAL(memcmp(&read.next, &none, sizeof none), 0);
	CU_ASSERT_TRUE(mine_is_same(&t, &read, &receipt));
	CU_ASSERT_FALSE(mine_is_same(&t, &read, &other));
	CU_ASSERT_STRING_EQUAL(mine_kept(&t, &read, "text", 1), "een antwoord");
	/* Asked again on the same page, the words stay whose they were. */
	mine_lock(&t, &read);
	CU_ASSERT_TRUE(mine_is_same(&t, &read, &receipt));
}

static enum rc post(struct mine *m, const char *body)
{
	struct web w = { .t = &t, .method = "POST", .lang = "nl" };
	size_t n = strlen(body);

	if (urlencoded(&t, take_text(&t, body), n, &w.form) != OK)
		return FAULT;
	return mine_read(&w, m);
}

static void a_page_takes_the_fields_of_its_state_and_no_others(void)
{
	static const char *const foreign[] = { "text.3=x", "tap.2=yes", "tap.1=maybe", "code=x", "try=x", "remove=1", "question=00", "go=send&go=end" };
	struct mine m;

	for (size_t i = 0; i < COUNT(foreign) + 1; i++) {
		begin();
		memset(&m, 0, sizeof m);
		m.state.at = MINE_OPEN;
		pairs_set(&t, &m.state.kept, ".q.1", "100112233445566778899aabbccddeeff");
		pairs_set(&t, &m.state.kept, ".q.2", "0ffeeddccbbaa99887766554433221100");
		if (i < COUNT(foreign)) {
			CU_ASSERT_EQUAL(post(&m, foreign[i]), MALFORMED);
			continue;
		}
		CU_ASSERT_EQUAL(post(&m, "tap.1=no&text.2=hier&add=&go=send"), OK);
		CU_ASSERT_STRING_EQUAL(mine_kept(&t, &m.state, "tap", 1), "no");
		CU_ASSERT_STRING_EQUAL(mine_kept(&t, &m.state, "text", 2), "hier");
		CU_ASSERT_STRING_EQUAL(mine_button(&m, "go"), "send");
	}
}

/* 2026-04-24 is a Friday, 04-27 the King's day: five working days after it end on 05-04. */
static void a_question_lapses_when_five_working_days_are_over(void)
{
	struct calendar c;
	int look = calendar_day(2026, 4, 24);

	calendar_seeded(&c);
	CU_ASSERT_EQUAL(calendar_due(&c, look, CALENDAR_TERM), calendar_day(2026, 5, 4));
	CU_ASSERT_TRUE(dialogue_lapsed_before(&c, calendar_day(2026, 5, 4)) < look);
	CU_ASSERT_TRUE(dialogue_lapsed_before(&c, calendar_day(2026, 5, 5)) >= look);
	for (int day = look; day < look + 400; day++) {
		int before = dialogue_lapsed_before(&c, day);

		CU_ASSERT_TRUE(calendar_due(&c, before, CALENDAR_TERM) < day);
		CU_ASSERT_TRUE(calendar_due(&c, before + 1, CALENDAR_TERM) >= day);
	}
}

static void nothing_is_left_behind(void)
{
	static const char *const files[] = { "keys/state/current", "keys/state", "keys", "knooppunt.conf" };

	begin();
	for (size_t i = 0; i < COUNT(files); i++)
		CU_ASSERT_EQUAL(remove(take_format(&t, "%s/%s", folder, files[i])), 0);
	CU_ASSERT_EQUAL(remove(folder), 0);
}

const struct unit_test unit_tests[] = {
	{ "a state of the mailbox is none of the form", a_state_of_the_mailbox_is_none_of_the_form },
	{ "an altered state opens nothing", an_altered_state_opens_nothing },
	{ "an hour is enough and no more", an_hour_is_enough_and_no_more },
	{ "looking at a new code does not prolong it", looking_at_a_new_code_does_not_prolong_it },
	{ "a page that asks for the code holds none", a_page_that_asks_for_the_code_holds_none },
	{ "a page takes the fields of its state and no others", a_page_takes_the_fields_of_its_state_and_no_others },
	{ "a question lapses when five working days are over", a_question_lapses_when_five_working_days_are_over },
	{ "nothing is left behind", nothing_is_left_behind },
	{ NULL, NULL }
};
