/*
 * The way to keyd: one connection per worker, opened at first use and again
 * once when it broke; who waited in vain does not wait a second time. What comes back lives in the task's memory.
 */
#include "vault.h"

#include "base/clock.h"
#include "base/keyfile.h"
#include "base/prefork.h"
#include "base/settings.h"
#include "keyd_message.h"

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

struct gathered {
	struct data_key *keys;
	size_t count, room;
};

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

static enum rc call(struct task *t, struct keyd_request *r, struct keyd_answer *last,
	struct gathered *g)
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

static enum rc call_for_keys(struct task *t, struct keyd_request *r, struct data_key **keys,
	size_t *n)
{
	struct keyd_answer last;
	struct gathered g;
	enum rc rc;

	*keys = NULL;
	*n = 0;
	if (!t->has_token)
		return fail(t, LOGIN, "nobody is logged in");
	memcpy(r->token, t->token, sizeof r->token);
	rc = call(t, r, &last, &g);
	sodium_memzero(&last, sizeof last);
	if (rc != OK)
		return fail(t, rc, "keyd refuses to open (%d)", (int)rc);
	*keys = g.keys;
	*n = g.count;
	return OK;
}

int keyd_state(struct task *t)
{
	struct keyd_request r = { .op = KEYD_STATUS };
	struct keyd_answer last;
	struct gathered g;
	struct task aside = *t;		/* asking is no failure of the task */

	switch (call(&aside, &r, &last, &g)) {
	case OK:
		return 0;
	case LOCKED:
		return 1;
	default:
		return -1;
	}
}

enum rc vault_open(struct task *t, const unsigned char object[OBJECT_ID], enum purpose purpose,
	const unsigned char reason_envelope[OBJECT_ID], struct data_key **keys, size_t *n)
{
	struct keyd_request r = { .op = KEYD_OPEN, .purpose = (int)purpose, .count = 1 };

	memcpy(r.objects[0], object, OBJECT_ID);
	if (reason_envelope)
		memcpy(r.reason, reason_envelope, OBJECT_ID);
	return call_for_keys(t, &r, keys, n);
}

/* One key, of the chunks of one envelope. */
static enum rc call_for_file(struct task *t, struct keyd_request *r, const unsigned char object[OBJECT_ID],
	const unsigned char file[OBJECT_ID], struct data_key *key)
{
	struct data_key *keys;
	size_t n;
	enum rc rc;

	r->op = KEYD_OPEN;
	r->count = 2;
	memcpy(r->objects[0], object, OBJECT_ID);
	memcpy(r->objects[1], file, OBJECT_ID);
	rc = call_for_keys(t, r, &keys, &n);
	if (rc == OK && n != 1)
		return fail(t, INVALID, "the wrap of a file does not open");
	if (rc != OK)
		return rc;
	*key = keys[0];
	key->kind = RECORD_FILE;
	return OK;
}

enum rc vault_open_file(struct task *t, const unsigned char object[OBJECT_ID],
	const unsigned char file[OBJECT_ID], unsigned part, enum purpose purpose,
	const unsigned char reason_envelope[OBJECT_ID], struct data_key *key)
{
	struct keyd_request r = { .purpose = (int)purpose, .part = part };

	if (reason_envelope)
		memcpy(r.reason, reason_envelope, OBJECT_ID);
	return call_for_file(t, &r, object, file, key);
}

enum rc vault_open_original(struct task *t, const unsigned char object[OBJECT_ID],
	const unsigned char file[OBJECT_ID], struct data_key *key)
{
	struct keyd_request r = { .purpose = PURPOSE_ORIGINAL };
	enum rc rc = call_for_file(t, &r, object, file, key);

	if (rc == OK && memcmp(key->envelope, file, OBJECT_ID) != 0)
		return fail(t, INVALID, "the key of another file");
	return rc;
}

enum rc vault_open_list(struct task *t, const unsigned char (*objects)[OBJECT_ID], size_t count,
	struct data_key **keys, size_t *n)
{
	struct keyd_request r = { .op = KEYD_OPEN_LIST, .count = count };
	enum rc rc;

	*keys = NULL;
	*n = 0;
	if (count == 0)
		return OK;
	if (count > VAULT_LIST)
		return fail(t, FAULT, "a list of %zu objects", count);
	memcpy(r.objects, objects, count * OBJECT_ID);
	rc = call_for_keys(t, &r, keys, n);
	for (size_t i = 0; i < *n; i++)
		(*keys)[i].kind = RECORD_SUMMARY;
	return rc;
}

int vault_warned(const struct task *t)
{
	return t->keyd && t->keyd->warned;
}

const struct data_key *vault_key(const struct data_key *keys, size_t n,
	const unsigned char envelope[OBJECT_ID])
{
	for (size_t i = 0; i < n; i++)
		if (memcmp(keys[i].envelope, envelope, OBJECT_ID) == 0)
			return &keys[i];
	return NULL;
}

enum rc vault_rewrap(struct task *t, const unsigned char envelope[OBJECT_ID],
	const unsigned char key_id[KEY_ID], const unsigned char wrap[WRAP], enum class to,
	unsigned char new_key_id[KEY_ID], unsigned char new_wrap[WRAP])
{
	struct keyd_request r = { .op = KEYD_REWRAP, .to = to };
	struct keyd_answer last;
	struct gathered g;
	enum rc rc;

	/* In production keyd asks the system who calls, and there is no such file. */
	if (!t->keyd || (!service_secret(t->keyd) && setting_num(t->settings, "production") == 0))
		return fail(t, BUSY, "no proof for keyd yet");
	memcpy(r.token, t->keyd->secret, sizeof r.token);
	memcpy(r.old.envelope, envelope, OBJECT_ID);
	memcpy(r.old.key_id, key_id, KEY_ID);
	memcpy(r.old.wrap, wrap, WRAP);
	rc = call(t, &r, &last, &g);
	if (rc != OK)
		return fail(t, rc, "keyd refuses to rewrap (%d)", (int)rc);
	memcpy(new_key_id, last.wrapped.key_id, KEY_ID);
	memcpy(new_wrap, last.wrapped.wrap, WRAP);
	return OK;
}

enum rc vault_clean_key(struct task *t, const unsigned char file[OBJECT_ID], unsigned char key[DATA_KEY])
{
	struct keyd_request r = { .op = KEYD_CLEAN, .count = 1 };
	struct keyd_answer last;
	struct gathered g;
	enum rc rc;

	if (!t->keyd || (!service_secret(t->keyd) && setting_num(t->settings, "production") == 0))
		return fail(t, BUSY, "no proof for keyd yet");
	memcpy(r.token, t->keyd->secret, sizeof r.token);
	memcpy(r.objects[0], file, OBJECT_ID);
	rc = call(t, &r, &last, &g);
	if (rc == OK && (g.count != 1 || memcmp(g.keys[0].envelope, file, OBJECT_ID) != 0))
		rc = FAULT;
	if (rc == OK)
		memcpy(key, g.keys[0].key, DATA_KEY);
	sodium_memzero(&last, sizeof last);
	return rc == OK ? OK : fail(t, rc, "keyd gives no key of a file (%d)", (int)rc);
}

enum rc vault_token(struct task *t, const char *kind, const char *value, unsigned char token[16])
{
	struct keyd_request r = { .op = KEYD_TOKEN, .count = strlen(value) };
	struct keyd_answer last;
	struct gathered g;
	enum rc rc;

	if (!t->has_token)
		return fail(t, LOGIN, "nobody is logged in");
	if (r.count < 1 || r.count > KEYD_VALUE || strlen(kind) > KEYD_KIND)
		return fail(t, INVALID, "identifier of %zu bytes", r.count);
	memcpy(r.token, t->token, sizeof r.token);
	memcpy(r.name.kind, kind, strlen(kind));
	memcpy(r.name.value, value, r.count);
	rc = call(t, &r, &last, &g);
	if (rc != OK)
		return fail(t, rc, "keyd refuses a token (%d)", (int)rc);
	memcpy(token, last.token, sizeof last.token);
	return OK;
}
