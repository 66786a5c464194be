/*
 * cleand: re-creates the files people send, for the desk to look at. It holds
 * public keys, and for one file at a time the key of its chunks. One process,
 * one loop, and the press (press.h), where strangers' bytes are decoded. It waits when the
 * database, keyd or the scanner is away; files stay where they are meanwhile.
 */
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/db.h"
#include "base/log.h"
#include "base/prefork.h"
#include "base/sandbox.h"
#include "base/settings.h"
#include "clean.h"
#include "press.h"
#include "vault.h"

enum { TICK_MS = 500, WAIT_MAX_MS = 4000, PRESS_FIRST_MS = 1000, PRESS_AGAIN_MS = 60000 };

struct cleand {
	const struct settings *settings;
	struct arena *arena;
	struct db *db;
	struct keyd *keyd;
	struct keyring keys;
	struct cleaner cleaner;
	int told;		/* what kp status is told of the press: 1 it works, 0 not, -1 nothing yet */
	enum rc said;		/* the trouble that stands in the log already */
	long wait_ms;		/* grows while there is trouble */
	int more;
};

/* Trouble is said when it begins and when it ends, not at each try. */
static void say(struct cleand *c, const struct task *t, enum rc rc)
{
	if (rc != OK && rc != c->said)
		log_line(rc == FAULT || rc == DENIED ? LOG_LINE_FAULT : LOG_LINE_WARN, "files wait (%d): %s", (int)rc, t->why);
	if (rc == OK && c->said != OK)
		log_line(LOG_LINE_INFO, "files are cleaned again");
	c->said = rc;
}

/* For kp status. While the database is away nobody asks; it is told later. */
static void tell(struct cleand *c, const struct task *t, int works)
{
	struct task aside = *t;

	aside.rc = OK;
	if (works != c->told && db_write(&aside, Q_clean_press, num(works)) == OK)
		c->told = works;
}

static struct task begin(struct cleand *c)
{
	struct task t;

	task_begin(&t, c->arena, c->settings);
	t.db = c->db;
	t.keyd = c->keyd;
	t.keys = &c->keys;
	return t;
}

static enum rc tick(struct cleand *c)
{
	struct task t = begin(c);
	enum rc rc = clean_waiting(&t, &c->cleaner, &c->more);

	say(c, &t, rc);
	tell(c, &t, !c->cleaner.press_fails);
	task_end(&t);
	return rc;
}

static void tell_press(struct cleand *c, int works)
{
	struct task t = begin(c);

	tell(c, &t, works);
	task_end(&t);
}

/* Without it files wait, and nothing else does. Each look is longer after the one before it, up to a minute. */
static void wait_for_press(struct cleand *c)
{
	uint32_t memory = (uint32_t)setting_num(c->settings, "clean_memory_mb");
	long again = PRESS_FIRST_MS;

	while (!prefork_stopping() && !press_works(c->cleaner.press, memory, prefork_stopping)) {
		if (again == PRESS_FIRST_MS)
			log_line(LOG_LINE_FAULT, "bubblewrap or a converter does not work here: files wait");
		tell_press(c, 0);
		if (!prefork_stopping())
			clock_pause(again);
		again = again * 2 > PRESS_AGAIN_MS ? PRESS_AGAIN_MS : again * 2;
	}
	c->cleaner.press_fails = 0;
	if (!prefork_stopping())
		log_line(LOG_LINE_INFO, "bubblewrap and the converters work");
}

/* The exit status: 1 when the press has gone, for only a new cleand can start a new one. */
static int work(struct cleand *c)
{
	enum rc rc = OK;

	wait_for_press(c);
	c->wait_ms = TICK_MS;
	while (!prefork_stopping() && rc != DENIED) {
		rc = tick(c);
		c->wait_ms = rc == OK ? TICK_MS : c->wait_ms * 2 > WAIT_MAX_MS ? WAIT_MAX_MS : c->wait_ms * 2;
		if (c->cleaner.press_fails)
			wait_for_press(c);
		else if ((rc != OK || !c->more) && !prefork_stopping())
			clock_pause(c->wait_ms);
	}
	return rc == DENIED && !prefork_stopping();
}

static int lock_in(const struct settings *settings)
{
	char clock[200];
	struct sandbox box = { .read = { setting_path(settings, "clock", clock, sizeof clock), NULL } };

	return sandbox_enter(settings, &box);
}

static int start(struct cleand *c, const char *conf)
{
	const struct rlimit no_core = { 0, 0 };
	struct settings *settings = settings_load(conf);
	char path[400];

	if (settings == NULL || crypto_start() != 0)
		return 0;
	setrlimit(RLIMIT_CORE, &no_core);
	c->settings = settings;
	log_open("cleand", setting_path(settings, "log/cleand.log", path, sizeof path), 1);
	clock_open(setting_path(settings, "clock", path, sizeof path));
	c->cleaner.press = press_start();
	if (c->cleaner.press < 0 || keyring_load(setting_path(settings, "keys/public", path, sizeof path),
			1 << CLASS_HIK | 1 << CLASS_USZ, &c->keys) != OK)
		return 0;
	c->arena = arena_new(1 << 16);
	c->cleaner.room = arena_new(4 << 20);
	c->db = db_new(settings, "cleand");
	c->keyd = keyd_new(arena_new(65536), settings, "cleand");
	tzset();
	prefork_alone();
	return lock_in(settings) == 0;
}

int main(int argc, char **argv)
{
	struct cleand c = { .told = -1 };
	int status;

	if (argc != 3 || strcmp(argv[1], "-c") != 0) {
		fputs("usage: cleand -c settings-file\n", stderr);
		return 2;
	}
	if (!start(&c, argv[2]))
		return 1;
	status = work(&c);
	db_close(c.db);
	arena_drop(c.arena);
	arena_drop(c.cleaner.room);
	return status;
}
