/*
 * The line to keyd: one connection per worker, opened at first use and again
 * once when it broke; who waited in vain does not wait a second time. What
 * comes back lives in the task's memory.
 */
#include "keyd_call.h"

#include "base/clock.h"
#include "base/keyfile.h"
#include "base/settings.h"
#include "base/socket.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATIENCE_MS = 3000, ANSWERS_MOST = 200 };

struct keyd {
	int fd;			/* -1 when not connected */
	int warned;
	int has_secret;
	unsigned char secret[32];	/* of a service */
	char path[108];
	char secret_path[400];
};

/* Read before the sandbox when it is there; else when first needed, for keys may be made later. */
static int service_secret(struct keyd *k)
{
	struct keyfile file;

	if (!k->has_secret && k->secret_path[0]
	&& keyfile_read(k->secret_path, "symmetric key", &file) == KEYFILE_GOOD && file.size == 32) {
		memcpy(k->secret, file.data, 32);
		k->has_secret = 1;
		sodium_memzero(&file, sizeof file);
	}
	return k->has_secret;
}

struct keyd *keyd_new(struct arena *arena, const struct settings *settings, const char *service)
{
	struct keyd *k = arena_take(arena, sizeof *k);
	char below[60];

	k->fd = -1;
	setting_path(settings, "run/keyd.sock", k->path, sizeof k->path);
	if (service) {
		snprintf(below, sizeof below, "secret/%s.service", service);
		setting_path(settings, below, k->secret_path, sizeof k->secret_path);
		service_secret(k);
	}
	return k;
}

static void hang_up(struct keyd *k)
{
	if (k->fd >= 0)
		close(k->fd);
	k->fd = -1;
}

/* Sends and gets the first answer; a connection that was closed meanwhile is opened again. */
static int ask(struct keyd *k, const unsigned char *request, unsigned char *answer)
{
	int64_t again_until = clock_steady_ms() + PATIENCE_MS / 2;

	for (int fresh = 0; !fresh && clock_steady_ms() < again_until; ) {
		fresh = k->fd < 0;
		if (fresh)
			k->fd = socket_connect(k->path, PATIENCE_MS);
		if (k->fd < 0)
			return 0;
		if (write_whole(k->fd, request, KEYD_REQUEST) && read_whole(k->fd, answer, KEYD_ANSWER))
			return 1;
		hang_up(k);
	}
	return 0;
}

static void gather(struct task *t, struct gathered *g, const struct keyd_answer *a)
{
	struct data_key *larger;

	if (g->count + a->count > g->room) {
		g->room = g->count + a->count + (a->more ? 4 * KEYD_KEYS : 0);
		larger = take(t, g->room * sizeof *larger);
		if (g->count)
			memcpy(larger, g->keys, g->count * sizeof *larger);
		g->keys = larger;
	}
	for (size_t i = 0; i < a->count; i++, g->count++) {
		memcpy(g->keys[g->count].envelope, a->keys[i].envelope, OBJECT_ID);
		memcpy(g->keys[g->count].key, a->keys[i].key, DATA_KEY);
	}
}

/* Reads answers until the last; `last` keeps it, `g` what all of them brought. */
static int listen_on(struct task *t, enum keyd_op op, unsigned char *raw, struct keyd_answer *last,
	struct gathered *g)
{
	for (int pages = 1; ; pages++) {
		if (pages > ANSWERS_MOST || !keyd_answer_read(op, raw, last))
			return 0;
		gather(t, g, last);
		if (!last->more)
			return 1;
		if (!read_whole(t->keyd->fd, raw, KEYD_ANSWER))
			return 0;
	}
}

enum rc keyd_call(struct task *t, struct keyd_request *r, struct keyd_answer *last, struct gathered *g)
{
	unsigned char request[KEYD_REQUEST], raw[KEYD_ANSWER];
	int good;

	memset(g, 0, sizeof *g);
	memset(last, 0, sizeof *last);
	if (!t->keyd)
		return fail(t, FAULT, "this program does not use keyd");
	t->keyd->warned = 0;
	keyd_request_write(r, request);
	good = ask(t->keyd, request, raw) && listen_on(t, r->op, raw, last, g);
	sodium_memzero(request, sizeof request);
	sodium_memzero(raw, sizeof raw);
	sodium_memzero(r, sizeof *r);
	if (!good) {
		hang_up(t->keyd);
		return fail(t, BUSY, "keyd is away");
	}
	t->keyd->warned = last->warn;
	return last->rc;
}

enum rc keyd_call_as_service(struct task *t, struct keyd_request *r, struct keyd_answer *last, struct gathered *g)
{
	/* In production keyd asks the system who calls, and there is no such file. */
	if (!t->keyd || (!service_secret(t->keyd) && setting_num(t->settings, "production") == 0))
		return fail(t, BUSY, "no proof for keyd yet");
	memcpy(r->token, t->keyd->secret, sizeof r->token);
	return keyd_call(t, r, last, g);
}

int vault_warned(const struct task *t)
{
	return t->keyd && t->keyd->warned;
}
