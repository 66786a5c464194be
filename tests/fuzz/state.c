/*
 * The form state. Odd first byte: the field as a stranger sends it, which must
 * be refused. Even: packed answers as another release or a fault could have
 * sealed them, which must open again to a page that exists.
 */
#include "../../cgi/tip/state.h"

#include "../lib/place.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Process-wide, as the fuzzer's own loop is: the installation whose keys are used. */
static struct { struct settings *settings; char var[40]; } place = { NULL, "/tmp/kp-fuzz-XXXXXX" };

static void remove_place(void)
{
	place_remove(place.var);
}

static void set_up(void)
{
	place.settings = place_make(place.var);
	atexit(remove_place);
}

static void as_stranger(struct task *t, const uint8_t *data, size_t size)
{
	struct state s;

	if (state_open(t, take_textn(t, (const char *)data, size), &s) != MALFORMED)
		abort();
}

static void as_ours(struct task *t, const uint8_t *data, size_t size)
{
	struct state s, again;

	state_new(t, &s);
	if (unpack(t, (struct bytes){ data, size }, &s.answers) != OK)
		return;
	if (state_open(t, state_seal(t, &s), &again) != OK)
		abort();
	if (again.answers.count != s.answers.count || again.begun != s.begun || again.at.page < 0
	|| memcmp(&again.receipt, &s.receipt, sizeof s.receipt) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(65536);
	struct task t;

	if (!place.settings)
		set_up();
	task_begin(&t, arena, place.settings);
	if (size && data[0] % 2)
		as_stranger(&t, data + 1, size - 1);
	else if (size)
		as_ours(&t, data + 1, size - 1);
	task_end(&t);
	arena_drop(arena);
	return 0;
}
