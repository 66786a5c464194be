/*
 * The whole main() of a FastCGI program. The parent opens settings, keys and
 * templates and refuses to start without; workers lock themselves in and serve
 * one request at a time.
 */
#include "base/clock.h"
#include "base/crypto.h"
#include "base/db.h"
#include "base/log.h"
#include "base/prefork.h"
#include "base/sandbox.h"
#include "base/settings.h"
#include "base/socket.h"
#include "web/page.h"
#include "web/route.h"
#include "web/serve.h"
#include "web/wire.h"

#include <stdio.h>
#include <string.h>

enum {
	BACKLOG = 1024,
	ARENA_KEPT = 256 * 1024,
	SERVE_MOST = 1000,		/* requests of one worker: what libraries keep of them goes with it ... */
	SERVE_MS = 60 * 1000,		/* ... but not more often than this */
};

static void below(const struct server *s, const char *path, char out[256])
{
	setting_path(s->settings, path, out, 256);
}

/* What a worker may still reach once it is locked in. */
static int lock_in(const struct server *s)
{
	char read[2][256];
	struct sandbox box = { { NULL }, { NULL } };

	for (size_t i = 0; i < COUNT(read) && s->program->read[i]; i++) {
		below(s, s->program->read[i], read[i]);
		box.read[i] = read[i];
	}
	return sandbox_enter(s->settings, &box);
}

static int time_to_go(int64_t since, unsigned served)
{
	return prefork_stopping() || (served >= SERVE_MOST && clock_steady_ms() - since > SERVE_MS);
}

static int work(int number, void *arg)
{
	struct server *s = arg;
	FCGX_Request fcgi;
	int64_t since = clock_steady_ms() - number * 7000;	/* not all workers at once */

	s->arena = arena_new(ARENA_KEPT);
	if (s->program->account)
		s->db = db_new(s->settings, s->program->account);
	if (FCGX_Init() != 0 || wire_init(&fcgi) != 0)
		return 1;
	if (lock_in(s) != 0)
		return 1;
	for (unsigned served = 0; !time_to_go(since, served); served++) {
		enum wire peer = wire_accept(s->socket, &fcgi);

		if (peer == WIRE_READY) {
			serve(s, &fcgi);
			wire_finish(&fcgi);
		} else if (peer == WIRE_BROKEN) {
			return 1;
		}
	}
	if (s->db)
		db_close(s->db);
	return 0;
}

static int refuse(const struct program *program, const char *why)
{
	fprintf(stderr, "%s: %s\n", program->name, why);
	return 1;
}

static int open_all(struct server *s)
{
	const struct program *p = s->program;
	char path[256];

	snprintf(path, sizeof path, "log/%s.log", p->name);
	log_open(p->name, setting_path(s->settings, path, (char[256]){ 0 }, 256), p->log_dates_only);
	below(s, "clock", path);
	clock_open(path);
	if (crypto_start() != 0)
		return refuse(p, "no random numbers");
	below(s, "keys/public", path);
	if (keyring_load(path, p->classes, &s->keys) != OK)
		return refuse(p, "public keys missing or altered");
	s->pages = page_load(setting(s->settings, "templates"), p->templates ? p->templates : p->name, s->settings);
	if (!s->pages)
		return refuse(p, "templates are wrong");
	if (p->start && p->start(s->settings) != 0)
		return refuse(p, "not ready");
	s->counters = prefork_shared(sizeof *s->counters);
	return 0;
}

static void say_counters(const struct counters *c)
{
	log_line(LOG_LINE_INFO, "%lu requests, %lu dropped, %lu/%lu/%lu/%lu answered 2xx/3xx/4xx/5xx",
		atomic_load(&c->requests), atomic_load(&c->dropped), atomic_load(&c->answered[2]),
		atomic_load(&c->answered[3]), atomic_load(&c->answered[4]), atomic_load(&c->answered[5]));
}

static int run(struct server *s)
{
	struct prefork plan = { .program = s->program->name, .work = work, .arg = s };
	char path[256], key[40];
	int status = open_all(s);

	if (status != 0)
		return status;
	snprintf(path, sizeof path, "run/%s.sock", s->program->name);
	s->socket = socket_listen(setting_path(s->settings, path, (char[256]){ 0 }, 256), BACKLOG);
	if (s->socket < 0)
		return 1;
	snprintf(key, sizeof key, "workers_%s", s->program->name);
	plan.workers = (int)setting_num(s->settings, key);
	status = prefork_run(&plan);
	say_counters(s->counters);
	return status;
}

int web_main(int argc, char **argv, const struct program *program)
{
	struct server s = { .program = program };

	if (argc == 2 && strcmp(argv[1], "--routes") == 0) {
		route_print(program);
		return 0;
	}
	if (argc != 3 || strcmp(argv[1], "-c") != 0)
		return refuse(program, "use: -c <settings file>, or --routes");
	s.settings = settings_load(argv[2]);
	if (!s.settings)
		return 1;
	return run(&s);
}
