/*
 * The mailbox state and the pages it says. First byte odd: the field as a
 * stranger sends it, which must be refused. Even: a page and words as we could
 * have sealed them (lines "name=value", a zero byte), then an urlencoded body
 * posted with it: what is read must seal and open again, with no more fields
 * than the page has.
 */
#include "../../cgi/tip/mine.h"
#include "../lib/place.h"
#include "web/body.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Process-wide, as the fuzzer's own loop is. */
static struct { struct settings *settings; struct arena *arena; char folder[40]; } world = {
	NULL, NULL, "/tmp/kp-fuzz-XXXXXX"
};

static void remove_world(void)
{
	place_remove(world.folder);
}

static void make_world(void)
{
	world.settings = place_make(world.folder);
	world.arena = arena_new(1 << 20);
	atexit(remove_world);
}

static void as_stranger(struct task *t, const uint8_t *data, size_t size)
{
	struct mine_state s;

	if (mine_unseal(t, take_textn(t, (const char *)data, size), &s) != MALFORMED)
		abort();
}

static void keep_lines(struct task *t, const uint8_t *data, size_t size, struct pairs *out)
{
	for (size_t at = 0; at < size;) {
		const uint8_t *end = memchr(data + at, '\n', size - at);
		size_t n = end ? (size_t)(end - data) - at : size - at;
		const char *line = take_textn(t, (const char *)data + at, n), *equals = strchr(line, '=');

		if (equals && equals > line && equals - line < 200)
			pairs_set(t, out, take_textn(t, line, (size_t)(equals - line)), equals + 1);
		at += n + 1;
	}
}

/* A receipt must never stand in the state of a page that asks for the code. */
static void seal_and_open(struct task *t, struct mine_state *s)
{
	static const struct receipt none;
	struct mine_state again;

	if (mine_unseal(t, mine_seal(t, s), &again) != OK || again.at != s->at
	|| again.kept.count != s->kept.count || memcmp(&again.receipt, &s->receipt, sizeof none) != 0)
		abort();
	mine_lock(t, &again);
	if (mine_unseal(t, mine_seal(t, &again), s) != OK || s->at != MINE_AGAIN
	|| memcmp(&s->receipt, &none, sizeof none) != 0 || memcmp(&s->next, &none, sizeof none) != 0)
		abort();
}

static void as_ours(struct task *t, enum mine_at at, const uint8_t *data, size_t size)
{
	const uint8_t *zero = memchr(data, 0, size);
	size_t head = zero ? (size_t)(zero - data) : size;
	const char *body = zero ? take_textn(t, (const char *)zero + 1, size - head - 1) : "";
	struct web w = { .t = t, .method = "POST", .lang = "nl" };
	struct mine m = { .state = { .at = at } };

	receipt_new(&m.state.receipt);
	keep_lines(t, data, head, &m.state.kept);
	if (mine_unseal(t, mine_seal(t, &m.state), &m.state) != OK)
		return;		/* what is not valid text nobody can have typed */
	if (urlencoded(t, (char *)body, strlen(body), &w.form) != OK || mine_read(&w, &m) != OK)
		return;
	if (m.count > 2 * MINE_QUESTIONS + 1 || (at != MINE_OPEN && m.count))
		abort();
	seal_and_open(t, &m.state);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct task t;

	if (!world.settings)
		make_world();
	if (size < 2 || size > 64 * 1024)
		return 0;
	task_begin(&t, world.arena, world.settings);
	t.now = 1800000000;
	if (data[0] % 2)
		as_stranger(&t, data + 1, size - 1);
	else
		as_ours(&t, data[0] / 2 % MINE_PAGES, data + 1, size - 1);
	task_end(&t);
	return 0;
}
