/* keyd's messages: read back as written, and everything else refused. */
#include "keyd_message.h"

#include "unit.h"

#include <string.h>

static void same_request(const struct keyd_request *r)
{
	unsigned char raw[KEYD_REQUEST], again[KEYD_REQUEST];
	struct keyd_request out;

	keyd_request_write(r, raw);
	CU_ASSERT_TRUE(keyd_request_read(raw, &out));
	keyd_request_write(&out, again);
	CU_ASSERT_EQUAL(memcmp(raw, again, sizeof raw), 0);
}

static void refused(const struct keyd_request *r)
{
	unsigned char raw[KEYD_REQUEST];
	struct keyd_request out;

	keyd_request_write(r, raw);
	CU_ASSERT_FALSE(keyd_request_read(raw, &out));
}

static struct keyd_request opening(void)
{
	struct keyd_request r = { .op = KEYD_OPEN, .purpose = 1, .count = 1 };

	memset(r.token, 7, sizeof r.token);
	memset(r.objects[0], 9, OBJECT_ID);
	return r;
}

static void requests_read_back(void)
{
	struct keyd_request r = opening();

	same_request(&r);
	memset(r.reason, 3, sizeof r.reason);
	r.purpose = 7;			/* deciding */
	same_request(&r);
	r.purpose = 4;
	same_request(&r);
	r.count = 2;			/* a file of it: its part 0, and its last */
	memset(r.objects[1], 5, OBJECT_ID);
	same_request(&r);
	r.part = 0xffff;
	same_request(&r);
	r = opening();
	r.purpose = 3;			/* an original */
	r.count = 2;
	same_request(&r);
	r = (struct keyd_request){ .op = KEYD_OPEN_LIST, .count = KEYD_OBJECTS };
	memset(r.objects, 5, sizeof r.objects);
	same_request(&r);
	r = (struct keyd_request){ .op = KEYD_STATUS };
	same_request(&r);
	r = (struct keyd_request){ .op = KEYD_REWRAP, .to = CLASS_USZ };
	memset(r.old.wrap, 8, WRAP);
	same_request(&r);
	r = (struct keyd_request){ .op = KEYD_CLEAN, .count = 1 };
	memset(r.token, 7, sizeof r.token);
	memset(r.objects[0], 5, OBJECT_ID);
	same_request(&r);
	r = (struct keyd_request){ .op = KEYD_TOKEN, .count = 5 };
	memcpy(r.name.kind, "passport", 8);
	memcpy(r.name.value, "AB123", 5);
	same_request(&r);
}

static void wrong_heads_are_refused(void)
{
	struct keyd_request r = opening();

	r.purpose = 0;
	refused(&r);
	for (r.purpose = 5; r.purpose <= 6; r.purpose++)	/* registration, rewrapping: no purposes of a person */
		refused(&r);
	r.purpose = 8;
	refused(&r);
	r = opening();
	r.count = 3;
	refused(&r);
	r.count = 0;
	refused(&r);
	r = opening();
	r.part = 1;			/* a signal has no parts */
	refused(&r);
	r = opening();
	r.purpose = 3;			/* an original is named by its file */
	refused(&r);
	r.count = 2;
	r.part = 1;
	refused(&r);
	r.part = 0;
	memset(r.reason, 3, sizeof r.reason);
	refused(&r);
	r = (struct keyd_request){ .op = KEYD_OPEN_LIST, .count = 2, .part = 1 };
	refused(&r);
	r = (struct keyd_request){ .op = KEYD_CLEAN, .count = 1, .part = 1 };
	refused(&r);
	r = opening();
	r.to = CLASS_USZ;
	refused(&r);
	r = (struct keyd_request){ .op = KEYD_REWRAP, .to = CLASS_INTAKE };
	refused(&r);
	r = (struct keyd_request){ .op = KEYD_REWRAP, .to = CLASS_COUNT };
	refused(&r);
	r = (struct keyd_request){ .op = KEYD_OPEN_LIST, .count = 0 };
	refused(&r);
	r = (struct keyd_request){ .op = KEYD_OPEN_LIST, .count = 1, .purpose = 1 };
	refused(&r);
	r = (struct keyd_request){ .op = 0 };
	refused(&r);
	r = (struct keyd_request){ .op = KEYD_CLEAN };
	refused(&r);
	r = (struct keyd_request){ .op = KEYD_CLEAN, .count = 2 };	/* one file at a time */
	refused(&r);
	r = (struct keyd_request){ .op = KEYD_CLEAN, .count = 1, .purpose = 1 };
	refused(&r);
	r = (struct keyd_request){ .op = KEYD_CLEAN + 1 };
	refused(&r);
}

static void unused_bytes_are_zero(void)
{
	struct keyd_request r = opening(), out;
	unsigned char raw[KEYD_REQUEST];
	int accepted = 0;

	for (int i = 56 + OBJECT_ID; i < KEYD_REQUEST; i++) {
		keyd_request_write(&r, raw);
		raw[i] = 1;
		accepted += keyd_request_read(raw, &out);
	}
	for (int i = 6; i < 8; i++) {
		keyd_request_write(&r, raw);
		raw[i] = 1;
		accepted += keyd_request_read(raw, &out);
	}
	keyd_request_write(&r, raw);
	raw[0] = KEYD_VERSION + 1;
	accepted += keyd_request_read(raw, &out);
	CU_ASSERT_EQUAL(accepted, 0);
}

static void a_count_beyond_the_body_is_refused(void)
{
	struct keyd_request r = { .op = KEYD_OPEN_LIST, .count = 1 }, out;
	unsigned char raw[KEYD_REQUEST];

	keyd_request_write(&r, raw);
	raw[4] = 0;
	raw[5] = KEYD_OBJECTS + 1;
	CU_ASSERT_FALSE(keyd_request_read(raw, &out));
	raw[4] = 255;
	CU_ASSERT_FALSE(keyd_request_read(raw, &out));
	r = (struct keyd_request){ .op = KEYD_TOKEN, .count = 5 };
	memcpy(r.name.value, "AB", 2);		/* NUL inside the five */
	refused(&r);
	memcpy(r.name.value, "AB1234", 6);	/* one beyond the five */
	refused(&r);
}

static void answers_read_back(void)
{
	struct keyd_answer a = { .rc = OK, .count = KEYD_KEYS, .more = 1, .warn = 1 }, out;
	unsigned char raw[KEYD_ANSWER];

	memset(a.keys, 4, sizeof a.keys);
	keyd_answer_write(KEYD_OPEN, &a, raw);
	CU_ASSERT_TRUE(keyd_answer_read(KEYD_OPEN, raw, &out));
	CU_ASSERT_EQUAL(out.count, KEYD_KEYS);
	CU_ASSERT_TRUE(out.more && out.warn);
	CU_ASSERT_EQUAL(memcmp(a.keys, out.keys, sizeof a.keys), 0);
	CU_ASSERT_FALSE(keyd_answer_read(KEYD_STATUS, raw, &out));
	a = (struct keyd_answer){ .rc = OK, .count = 1 };
	memset(a.keys, 3, sizeof a.keys[0]);
	keyd_answer_write(KEYD_CLEAN, &a, raw);
	CU_ASSERT_TRUE(keyd_answer_read(KEYD_CLEAN, raw, &out));
	CU_ASSERT_EQUAL(memcmp(a.keys, out.keys, sizeof a.keys[0]), 0);
	a = (struct keyd_answer){ .rc = OK };
	memset(a.wrapped.wrap, 6, WRAP);
	keyd_answer_write(KEYD_REWRAP, &a, raw);
	CU_ASSERT_TRUE(keyd_answer_read(KEYD_REWRAP, raw, &out));
	CU_ASSERT_EQUAL(memcmp(a.wrapped.wrap, out.wrapped.wrap, WRAP), 0);
}

static void a_refusal_carries_nothing(void)
{
	struct keyd_answer a = { .rc = LIMITED, .count = 2, .warn = 1 }, out;
	unsigned char raw[KEYD_ANSWER];

	memset(a.keys, 4, sizeof a.keys);
	keyd_answer_write(KEYD_OPEN, &a, raw);
	CU_ASSERT_TRUE(keyd_answer_read(KEYD_OPEN, raw, &out));
	CU_ASSERT_EQUAL(out.rc, LIMITED);
	CU_ASSERT_EQUAL(out.count, 0);
	for (size_t i = 2; i < sizeof raw; i++)
		CU_ASSERT_EQUAL(raw[i], 0);
	raw[100] = 1;
	CU_ASSERT_FALSE(keyd_answer_read(KEYD_OPEN, raw, &out));
}

static void wrong_answers_are_refused(void)
{
	struct keyd_answer a = { .rc = OK, .count = 1 }, out;
	unsigned char raw[KEYD_ANSWER];

	keyd_answer_write(KEYD_OPEN, &a, raw);
	raw[2] = 1;			/* more to come, though this page has room */
	CU_ASSERT_FALSE(keyd_answer_read(KEYD_OPEN, raw, &out));
	raw[2] = 0;
	raw[1] = LOCKED + 1;
	CU_ASSERT_FALSE(keyd_answer_read(KEYD_OPEN, raw, &out));
	raw[1] = OK;
	raw[5] = KEYD_KEYS + 1;
	CU_ASSERT_FALSE(keyd_answer_read(KEYD_OPEN, raw, &out));
}

const struct unit_test unit_tests[] = {
	{ "requests read back as they were written", requests_read_back },
	{ "a purpose, class or count that does not fit the operation is refused", wrong_heads_are_refused },
	{ "bytes without a meaning are zero", unused_bytes_are_zero },
	{ "a count beyond the body is refused", a_count_beyond_the_body_is_refused },
	{ "answers read back as they were written", answers_read_back },
	{ "a refusal carries no key", a_refusal_carries_nothing },
	{ "an answer that contradicts itself is refused", wrong_answers_are_refused },
	{ NULL, NULL }
};
