/*
 * authd: logs people in and alone makes sessions. Each worker does one thing
 * at a time, so that there are never more Argon2id computations (64 MiB each)
 * than workers; who waited too long in the queue is told "busy" at once.
 */
#include <errno.h>
#include <liboath/oath.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "account_key.h"
#include "authd.h"
#include "base/clock.h"
#include "base/crypto.h"
#include "base/db.h"
#include "base/log.h"
#include "base/prefork.h"
#include "base/sandbox.h"
#include "base/settings.h"
#include "base/socket.h"

enum { BACKLOG = 64, KEEP = 16 << 10 };

struct service {
	struct settings *settings;
	struct authd authd;
	int listener;
};

static enum rc (*const operations[])(struct authd *) = {
	[AUTHD_LOGIN] = do_login,
	[AUTHD_CODE] = do_code,
	[AUTHD_ENROL] = do_enrol,
	[AUTHD_FACTOR] = do_factor,
	[AUTHD_CONFIRM] = do_confirm,
	[AUTHD_PASSWORD] = do_password,
	[AUTHD_LOGOUT] = do_logout,
	[AUTHD_END] = do_end,
};

#define ENDS(field) (memchr(field, 0, sizeof(field)) != NULL)

static int well_formed(const struct authd_request *r)
{
	return r->version == AUTHD_VERSION && r->op >= AUTHD_LOGIN && r->op < COUNT(operations)
		&& ENDS(r->code) && ENDS(r->name) && ENDS(r->password) && ENDS(r->new_password);
}

static void work_on(struct authd *a)
{
	enum rc rc;

	if (clock_steady_ms() - a->ask->asked_ms > AUTHD_WAIT_MS) {
		a->reply->answer = AUTHD_BUSY;
		return;
	}
	rc = operations[a->ask->op](a);
	if (rc == OK)
		return;
	log_line(LOG_LINE_FAULT, "operation %u: %s", a->ask->op, a->t->why);
	sodium_memzero(a->reply, sizeof *a->reply);
	a->reply->version = AUTHD_VERSION;
	a->reply->answer = rc == BUSY ? AUTHD_BUSY : AUTHD_BROKEN;
}

/* Request and reply hold passwords and tokens: in the task's memory, which is wiped at its end. */
static void serve(struct authd *a, int fd)
{
	struct timeval limit = { 1, 0 };
	struct authd_request *ask = take(a->t, sizeof *ask);
	struct authd_reply *reply = take(a->t, sizeof *reply);

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
	if (!read_whole(fd, ask, sizeof *ask) || !well_formed(ask))
		return;
	reply->version = AUTHD_VERSION;
	reply->answer = AUTHD_BROKEN;
	a->ask = ask;
	a->reply = reply;
	work_on(a);
	write_whole(fd, reply, sizeof *reply);
}

static int work(int number, void *arg)
{
	struct service *s = arg;
	struct arena *arena = arena_new(KEEP);
	struct db *db = db_new(s->settings, "authd");
	struct task t;

	(void)number;
	if (sandbox_enter(s->settings, &(struct sandbox){ 0 }) != 0)
		return 1;
	s->authd.t = &t;
	while (!prefork_stopping()) {
		int fd = accept(s->listener, NULL, NULL);

		if (fd < 0)
			continue;
		task_begin(&t, arena, s->settings);
		t.db = db;
		serve(&s->authd, fd);
		close(fd);
		task_end(&t);
	}
	db_close(db);
	return 0;
}

/* Everything that can fail at start fails here, with a message. */
static int prepare(struct service *s)
{
	char path[300];

	if (crypto_start() != 0 || oath_init() != OATH_OK)
		return 0;
	log_open("authd", setting_path(s->settings, "log/authd.log", path, sizeof path), 0);
	if (!own_key(s->settings, "authd", s->authd.key))
		return 0;
	if (!password_hash("nobody's password", s->authd.dummy)) {
		fprintf(stderr, "authd: no memory for Argon2id\n");
		return 0;
	}
	s->listener = socket_listen(setting_path(s->settings, "run/authd.sock", path, sizeof path),
		BACKLOG);
	return s->listener >= 0;
}

int main(int argc, char **argv)
{
	struct service s = { 0 };
	struct prefork crew = { .program = "authd", .work = work, .arg = &s };

	if (argc != 3 || strcmp(argv[1], "-c") != 0) {
		fprintf(stderr, "usage: authd -c knooppunt.conf\n");
		return 2;
	}
	s.settings = settings_load(argv[2]);
	if (s.settings == NULL || !prepare(&s))
		return 1;
	crew.workers = (int)setting_num(s.settings, "workers_authd");
	return prefork_run(&crew);
}
