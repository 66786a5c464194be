/*
 * The public form under whatever a browser, or something that is none, may
 * send: input = packed answers, a zero byte, an urlencoded body. The answers
 * are sealed as our own state, so that the fuzzer gets past the seal; the same
 * bytes are also tried as a state of their own.
 */
#include "../../cgi/tip/tip.h"
#include "../lib/place.h"
#include "web/body.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

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

/* One POST with that state; what a handler would do up to the database. */
static void visit(struct task *t, const char *state, const char *body, size_t n)
{
	struct web w = { .t = t, .method = "POST", .lang = "nl" };
	struct visit v = { 0 };

	if (urlencoded(t, take_textn(t, body, n), n, &w.form) != OK)
		return;
	pairs_set(t, &w.form, "state", state);
	if (visit_read(&w, &v) != OK)
		return;
	report_pack(&w, &v);
	summary_pack(&w, &v);
	if (visit_step(&w, &v) != OK)
		return;
	if (v.state.at.page < 0 || path_at(&v.path, v.state.at) < 0)
		abort();	/* a reporter must never stand outside their own way */
	if (subjects_count(&v.state.answers) > SUBJECTS_MOST)
		abort();
	state_seal(t, &v.state);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	const unsigned char *zero = memchr(data, 0, size);
	size_t head = zero ? (size_t)(zero - data) : size;
	struct task t;
	struct state s;

	if (!world.settings)
		make_world();
	if (size > 64 * 1024)
		return 0;
	task_begin(&t, world.arena, world.settings);
	t.now = 1800000000;
	state_open(&t, take_textn(&t, (const char *)data, head), &s);
	state_new(&t, &s);
	/* length bytes are zero bytes too: names and values come as lines "name=value" */
	for (size_t at = 0; at < head;) {
		const unsigned char *end = memchr(data + at, '\n', head - at);
		size_t n = end ? (size_t)(end - data) - at : head - at;
		const char *line = take_textn(&t, (const char *)data + at, n);
		const char *equals = strchr(line, '=');

		if (equals && equals > line && equals - line < 200)
			pairs_set(&t, &s.answers, take_textn(&t, line, (size_t)(equals - line)), equals + 1);
		at += n + 1;
	}
	visit(&t, state_seal(&t, &s), zero ? (const char *)zero + 1 : "", zero ? size - head - 1 : 0);
	task_end(&t);
	return 0;
}
