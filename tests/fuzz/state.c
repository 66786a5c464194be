/*
 * The form state. Odd first byte: the field as a stranger sends it, which must
 * be refused. Even: packed answers as another release or a fault could have
 * sealed them, which must open again to a page that exists.
 */
#include "../../cgi/tip/state.h"

#include "base/crypto.h"
#include "base/settings.h"
#include "base/state_key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Process-wide, as the fuzzer's own loop is: the installation whose keys are used. */
static struct { char var[40]; struct settings *settings; } place;

static void remove_place(void)
{
	static const char *const files[] = { "keys/state/current", "keys/state", "keys", "knooppunt.conf", "" };
	char path[200];

	for (size_t i = 0; i < COUNT(files); i++) {
		snprintf(path, sizeof path, "%s/%s", place.var, files[i]);
		remove(path);
	}
}

static void set_up(void)
{
	char path[200];
	FILE *f;

	strcpy(place.var, "/tmp/kp-fuzz-XXXXXX");
	if (crypto_start() != 0 || !mkdtemp(place.var))
		abort();
	atexit(remove_place);
	snprintf(path, sizeof path, "%s/keys", place.var);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/keys/state", place.var);
	mkdir(path, 0700);
	if (state_keys_rotate(path, 0) != 1)
		abort();
	snprintf(path, sizeof path, "%s/knooppunt.conf", place.var);
	f = fopen(path, "w");
	if (!f || fputs("production = 0\n", f) < 0 || fclose(f) != 0)
		abort();
	place.settings = settings_load(path);
	if (!place.settings)
		abort();
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
