/* The way to keyd, against a keyd that behaves, and several that do not. */
#include "vault.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/settings.h"
#include "base/socket.h"
#include "keyd_message.h"
#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct bench {
	char var[40];
	struct settings *settings;
	struct task t;
	struct arena *forever;
	pid_t keyd;
};

/* What the other side does with one connection; number counts connections from 0. */
typedef void behave(int fd, int number);

static void answer_pages(int fd, size_t keys)
{
	struct keyd_answer a = { .rc = OK, .warn = 1 };
	unsigned char raw[KEYD_ANSWER];

	for (size_t at = 0; at == 0 || at < keys; at += a.count) {
		a.count = keys - at < KEYD_KEYS ? keys - at : KEYD_KEYS;
		a.more = at + a.count < keys;
		for (size_t i = 0; i < a.count; i++) {
			memset(a.keys[i].envelope, (int)(at + i), OBJECT_ID);
			memset(a.keys[i].key, (int)(at + i + 1), DATA_KEY);
		}
		keyd_answer_write(KEYD_OPEN, &a, raw);
		write_whole(fd, raw, sizeof raw);
	}
}

static int hear(int fd, struct keyd_request *r)
{
	unsigned char raw[KEYD_REQUEST];

	return read_whole(fd, raw, sizeof raw) && keyd_request_read(raw, r);
}

static void ninety_keys(int fd, int number)
{
	struct keyd_request r;

	(void)number;
	while (hear(fd, &r))
		answer_pages(fd, 90);
}

/* Hangs up after one request, as keyd does with whoever was silent long. */
static void one_each(int fd, int number)
{
	struct keyd_request r;

	(void)number;
	if (hear(fd, &r))
		answer_pages(fd, 1);
}

static void hangs_up(int fd, int number)
{
	struct keyd_request r;

	(void)number;
	hear(fd, &r);
}

static void half_a_page(int fd, int number)
{
	unsigned char raw[KEYD_ANSWER] = { KEYD_VERSION, OK, 1, 0, 0, KEYD_KEYS };
	struct keyd_request r;

	(void)number;
	hear(fd, &r);
	write_whole(fd, raw, sizeof raw);	/* more to come ... */
	write_whole(fd, raw, 100);		/* ... but not all of it */
}

/* Answers the first request of a connection, never a second. */
static void falls_asleep(int fd, int number)
{
	struct keyd_request r;

	(void)number;
	if (hear(fd, &r))
		answer_pages(fd, 1);
	if (hear(fd, &r))
		sleep(60);
}

static void nonsense(int fd, int number)
{
	unsigned char raw[KEYD_ANSWER];
	struct keyd_request r;

	(void)number;
	memset(raw, 0xEE, sizeof raw);
	hear(fd, &r);
	write_whole(fd, raw, sizeof raw);
}

static void refuses(int fd, int number)
{
	struct keyd_answer a = { .rc = LIMITED };
	unsigned char raw[KEYD_ANSWER];
	struct keyd_request r;

	(void)number;
	while (hear(fd, &r)) {
		keyd_answer_write(r.op, &a, raw);
		write_whole(fd, raw, sizeof raw);
	}
}

static void run_keyd(int listener, behave *how)
{
	int fd;

	for (int number = 0; ; number++) {
		fd = accept(listener, NULL, NULL);
		how(fd, number);
		close(fd);
	}
}

static void set_up(struct bench *b, behave *how)
{
	char path[100];
	FILE *f;
	int listener;

	memset(b, 0, sizeof *b);
	strcpy(b->var, "/tmp/kp-keyd-XXXXXX");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(b->var));
	log_open("unit", "/dev/null", 0);
	snprintf(path, sizeof path, "%s/run", b->var);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/knooppunt.conf", b->var);
	f = fopen(path, "w");
	fputs("production = 0\n", f);
	fclose(f);
	b->settings = settings_load(path);
	CU_ASSERT_PTR_NOT_NULL_FATAL(b->settings);
	if (how) {
		snprintf(path, sizeof path, "%s/run/keyd.sock", b->var);
		listener = socket_listen(path, 5);
		b->keyd = fork();
		if (b->keyd == 0)
			run_keyd(listener, how);
		close(listener);
	}
	b->forever = arena_new(4096);
	task_begin(&b->t, arena_new(4096), b->settings);
	b->t.keyd = keyd_new(b->forever, b->settings, NULL);
	b->t.has_token = 1;
}

static void tear_down(struct bench *b)
{
	char command[80];
	struct arena *arena = b->t.arena;

	if (b->keyd) {
		kill(b->keyd, SIGKILL);
		waitpid(b->keyd, NULL, 0);
	}
	task_end(&b->t);
	arena_drop(arena);
	arena_drop(b->forever);
	settings_drop(b->settings);
	snprintf(command, sizeof command, "rm -rf %s", b->var);
	CU_ASSERT_EQUAL(system(command), 0);
}

static enum rc open_one(struct bench *b, struct data_key **keys, size_t *n)
{
	static const unsigned char object[OBJECT_ID] = { 1 };

	b->t.rc = OK;
	return vault_open(&b->t, object, PURPOSE_TREATING, NULL, keys, n);
}

static void many_pages_become_one_list(void)
{
	struct bench b;
	struct data_key *keys;
	unsigned char envelope[OBJECT_ID];
	size_t n;

	set_up(&b, ninety_keys);
	CU_ASSERT_EQUAL(open_one(&b, &keys, &n), OK);
	CU_ASSERT_EQUAL_FATAL(n, 90);
	CU_ASSERT_TRUE(vault_warned(&b.t));
	for (size_t i = 0; i < n; i++) {
		memset(envelope, (int)i, sizeof envelope);
		CU_ASSERT_PTR_EQUAL(vault_key(keys, n, envelope), &keys[i]);
		CU_ASSERT_EQUAL(keys[i].key[31], i + 1);
		CU_ASSERT_EQUAL(keys[i].kind, 0);
	}
	memset(envelope, 90, sizeof envelope);
	CU_ASSERT_PTR_NULL(vault_key(keys, n, envelope));
	CU_ASSERT_EQUAL(open_one(&b, &keys, &n), OK);	/* the same connection again */
	CU_ASSERT_EQUAL(n, 90);
	tear_down(&b);
}

/* One key, of the envelope with zeros in it. */
static void a_file_has_one_key(void)
{
	static const unsigned char object[OBJECT_ID] = { 1 }, zeros[OBJECT_ID] = { 0 }, other[OBJECT_ID] = { 2 };
	struct data_key key;
	struct bench b;

	set_up(&b, one_each);
	CU_ASSERT_EQUAL(vault_open_file(&b.t, object, other, 7, PURPOSE_TREATING, NULL, &key), OK);
	CU_ASSERT_EQUAL(key.kind, RECORD_FILE);
	CU_ASSERT_EQUAL(memcmp(key.envelope, zeros, OBJECT_ID), 0);
	CU_ASSERT_EQUAL(vault_open_original(&b.t, object, zeros, &key), OK);
	CU_ASSERT_EQUAL(key.kind, RECORD_FILE);
	CU_ASSERT_EQUAL(vault_open_original(&b.t, object, other, &key), INVALID);	/* the key of another file */
	tear_down(&b);
	set_up(&b, ninety_keys);
	CU_ASSERT_EQUAL(vault_open_file(&b.t, object, other, 0, PURPOSE_TREATING, NULL, &key), INVALID);
	b.t.rc = OK;
	CU_ASSERT_EQUAL(vault_open_original(&b.t, object, zeros, &key), INVALID);
	tear_down(&b);
	set_up(&b, refuses);
	CU_ASSERT_EQUAL(vault_open_file(&b.t, object, other, 0, PURPOSE_LOOKUP, other, &key), LIMITED);
	tear_down(&b);
}

static void a_closed_connection_is_opened_again(void)
{
	struct bench b;
	struct data_key *keys;
	size_t n;

	set_up(&b, one_each);
	for (int i = 0; i < 5; i++) {
		CU_ASSERT_EQUAL(open_one(&b, &keys, &n), OK);
		CU_ASSERT_EQUAL(n, 1);
		usleep(20000);
	}
	tear_down(&b);
}

static void a_keyd_that_hangs_is_waited_for_once(void)
{
	struct bench b;
	struct data_key *keys;
	int64_t start;
	size_t n;

	set_up(&b, falls_asleep);
	CU_ASSERT_EQUAL(open_one(&b, &keys, &n), OK);
	start = clock_steady_ms();
	CU_ASSERT_EQUAL(open_one(&b, &keys, &n), BUSY);
	CU_ASSERT_TRUE(clock_steady_ms() - start < 5500);	/* twice would be six seconds */
	tear_down(&b);
}

static void busy(behave *how)
{
	struct bench b;
	struct data_key *keys;
	size_t n;

	set_up(&b, how);
	CU_ASSERT_EQUAL(open_one(&b, &keys, &n), BUSY);
	CU_ASSERT_EQUAL(n, 0);
	CU_ASSERT_PTR_NULL(keys);
	CU_ASSERT_EQUAL(keyd_state(&b.t), -1);
	CU_ASSERT_EQUAL(b.t.rc, BUSY);
	tear_down(&b);
}

static void a_keyd_that_is_away_or_lies_is_busy(void)
{
	busy(NULL);
	busy(hangs_up);
	busy(half_a_page);
	busy(nonsense);
}

static void a_refusal_comes_through(void)
{
	struct bench b;
	struct data_key *keys;
	unsigned char objects[1][OBJECT_ID] = { { 1 } }, token[16];
	size_t n;

	set_up(&b, refuses);
	CU_ASSERT_EQUAL(open_one(&b, &keys, &n), LIMITED);
	b.t.rc = OK;
	CU_ASSERT_EQUAL(vault_open_list(&b.t, (const unsigned char (*)[OBJECT_ID])objects, 1, &keys, &n), LIMITED);
	b.t.rc = OK;
	CU_ASSERT_EQUAL(vault_token(&b.t, "passport", "AB123", token), LIMITED);
	tear_down(&b);
}

static void what_cannot_be_asked_is_not_sent(void)
{
	struct bench b;
	struct data_key *keys;
	unsigned char token[16], id[KEY_ID], wrap[WRAP] = { 0 };
	char value[KEYD_VALUE + 2];
	size_t n;

	set_up(&b, NULL);
	memset(value, 'a', sizeof value);
	value[KEYD_VALUE + 1] = '\0';
	CU_ASSERT_EQUAL(vault_token(&b.t, "passport", value, token), INVALID);
	b.t.rc = OK;
	CU_ASSERT_EQUAL(vault_token(&b.t, "passport", "", token), INVALID);
	b.t.rc = OK;
	CU_ASSERT_EQUAL(vault_open_list(&b.t, NULL, VAULT_LIST + 1, &keys, &n), FAULT);
	b.t.rc = OK;
	CU_ASSERT_EQUAL(vault_open_list(&b.t, NULL, 0, &keys, &n), OK);
	/* A program of people has no proof to rewrap with, nobody logged in opens nothing. */
	CU_ASSERT_EQUAL(vault_rewrap(&b.t, wrap, id, wrap, CLASS_HIK, id, wrap), BUSY);
	b.t.has_token = 0;
	CU_ASSERT_EQUAL(open_one(&b, &keys, &n), LOGIN);
	b.t.rc = OK;
	CU_ASSERT_EQUAL(vault_token(&b.t, "passport", "AB123", token), LOGIN);
	b.t.keyd = NULL;
	b.t.has_token = 1;
	CU_ASSERT_EQUAL(open_one(&b, &keys, &n), FAULT);
	tear_down(&b);
}

const struct unit_test unit_tests[] = {
	{ "many pages of keys become one list", many_pages_become_one_list },
	{ "a file has one key, and it opens chunks only", a_file_has_one_key },
	{ "a connection that was closed meanwhile is opened again", a_closed_connection_is_opened_again },
	{ "a keyd that hangs is waited for once, three seconds", a_keyd_that_hangs_is_waited_for_once },
	{ "a keyd that is away, hangs up or lies gives no key", a_keyd_that_is_away_or_lies_is_busy },
	{ "keyd's refusal comes through as it is", a_refusal_comes_through },
	{ "what cannot be asked is not sent", what_cannot_be_asked_is_not_sent },
	{ NULL, NULL }
};
