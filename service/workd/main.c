/*
 * workd: what the clock does. Registration: urgent reports within a third of a
 * second, the others in releases; signals that are handed over to another
 * class; files on their way in; once a day, what is over in the dialogue. One
 * process, one loop. It waits when the database or keyd is away; reports stay where they are meanwhile.
 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/db.h"
#include "base/log.h"
#include "base/prefork.h"
#include "base/sandbox.h"
#include "base/settings.h"
#include "dialogue_clock.h"
#include "files.h"
#include "signal_arrive.h"
#include "signal_register.h"
#include "vault.h"

enum { TICK_MS = 300, WAIT_MS = 500, WAIT_MAX_MS = 4000 };
/*
 * A backlog goes in batches of fifty. While reports come in faster than FLOOD a
 * second the reporters at the form go first: a rest of REST times what the batch
 * took, and of REST_MOST_MS at most, so that at least forty a second are
 * registered however long a flood lasts. Else only a breath for the desk.
 */
enum { FLOOD = 200, REST = 10, REST_MOST_MS = 1000, BREATH_MS = 15 };

struct workd {
	const struct settings *settings;
	struct arena *arena;
	struct db *db;
	struct keyd *keyd;
	int64_t release_at;	/* steady ms */
	int64_t rested_at;	/* steady ms, 0: no rest before this batch */
	int64_t waited;		/* about so many reports, when that rest began */
	int anchored;		/* local day of the last anchor */
	int swept;		/* local day on which the dialogue was last looked through */
	struct workd_files files;
	enum rc said;		/* the trouble that stands in the log already */
	long wait_ms;		/* grows while there is trouble */
};

/* Did reports come in like a flood since the last batch? */
static enum rc look(struct workd *w, struct task *t, int *flood)
{
	int64_t waiting = 0, ms = clock_steady_ms() - w->rested_at;
	enum rc rc = OK;

	*flood = 0;
	if (w->rested_at)
		rc = signal_register_waiting(t, &waiting);
	if (rc == OK && w->rested_at)
		*flood = (waiting - w->waited) * 1000 > FLOOD * (ms > 0 ? ms : 1);
	return rc;
}

static enum rc rest(struct workd *w, struct task *t, int64_t took, int flood)
{
	int64_t ms = flood ? took * REST : BREATH_MS;
	enum rc rc = signal_register_waiting(t, &w->waited);

	w->rested_at = clock_steady_ms();
	w->release_at = w->rested_at + (ms > REST_MOST_MS ? REST_MOST_MS : ms);
	return rc;
}

static enum rc release(struct workd *w, struct task *t)
{
	struct registration done = { 0 };
	int64_t began = clock_steady_ms();
	int flood;
	enum rc rc = look(w, t, &flood);

	if (rc == OK)
		rc = signal_register(t, 0, &done);
	if (rc == OK)
		rc = dialogue_tell(t);
	if (rc == OK && done.more)
		return rest(w, t, clock_steady_ms() - began, flood);
	w->rested_at = 0;
	if (rc == OK)
		w->release_at = clock_steady_ms() + setting_num(w->settings, "release_seconds") * 1000;
	return rc;
}

static enum rc urgent(struct task *t)
{
	struct registration done;

	return signal_register(t, 1, &done);
}

static enum rc anchor(struct workd *w, struct task *t)
{
	int today = calendar_local(t->now, NULL);
	enum rc rc;

	if (w->anchored == today)
		return OK;
	rc = signal_register_anchor(t);
	if (rc == OK)
		w->anchored = today;
	return rc;
}

/* The first time of a day, so also after days of standing still. */
static enum rc sweep(struct workd *w, struct task *t)
{
	int today = calendar_local(t->now, NULL);
	enum rc rc;

	if (w->swept == today)
		return OK;
	rc = dialogue_daily(t);
	if (rc == OK)
		w->swept = today;
	return rc;
}

/* Trouble is said when it begins and when it ends, not at each try. */
static void say(struct workd *w, const struct task *t, enum rc rc)
{
	if (rc != OK && rc != w->said)
		log_line(rc == FAULT ? LOG_LINE_FAULT : LOG_LINE_WARN, "work waits (%d): %s", (int)rc, t->why);
	if (rc == OK && w->said != OK)
		log_line(LOG_LINE_INFO, "work goes on");
	w->said = rc;
}

static enum rc tick(struct workd *w)
{
	struct task t;
	enum rc rc;

	task_begin(&t, w->arena, w->settings);
	t.db = w->db;
	t.keyd = w->keyd;
	workd_disk(&t, &w->files);
	rc = urgent(&t);
	if (rc == OK)
		rc = signal_arrive(&t);
	if (rc == OK && clock_steady_ms() >= w->release_at)
		rc = release(w, &t);
	if (rc == OK)
		rc = workd_files(&t, &w->files);
	if (rc == OK)
		rc = anchor(w, &t);
	if (rc == OK)
		rc = sweep(w, &t);
	say(w, &t, rc);
	task_end(&t);
	return rc;
}

/* Jitter: after a restart of the database not everybody comes at the same moment. */
static long wait_for(struct workd *w, enum rc rc)
{
	unsigned char dice;
	int64_t ms = w->release_at - clock_steady_ms();

	if (rc == OK) {
		w->wait_ms = WAIT_MS;
		return ms > TICK_MS ? TICK_MS : ms < 0 ? 0 : (long)ms;
	}
	random_bytes(&dice, 1);
	w->wait_ms = w->wait_ms * 2 > WAIT_MAX_MS ? WAIT_MAX_MS : w->wait_ms * 2;
	return w->wait_ms / 2 + w->wait_ms * dice / 512;
}

static void work(struct workd *w)
{
	w->wait_ms = WAIT_MS;
	w->release_at = clock_steady_ms() + setting_num(w->settings, "release_seconds") * 1000;
	while (!prefork_stopping()) {
		long ms = wait_for(w, tick(w));

		if (ms > 0 && !prefork_stopping())
			clock_pause(ms);
	}
}

static int lock_in(const struct settings *settings)
{
	char clock[200];
	struct sandbox box = { .read = { setting_path(settings, "clock", clock, sizeof(clock)), NULL } };

	return sandbox_enter(settings, &box);
}

static int start(struct workd *w, const char *conf)
{
	char path[300];
	struct settings *settings = settings_load(conf);

	if (settings == NULL || crypto_start() != 0)
		return 0;
	w->settings = settings;
	log_open("workd", setting_path(settings, "log/workd.log", path, sizeof(path)), 1);
	clock_open(setting_path(settings, "clock", path, sizeof(path)));
	w->arena = arena_new(1 << 20);
	w->db = db_new(settings, "workd");
	w->keyd = keyd_new(arena_new(65536), settings, "workd");
	prefork_alone();
	return lock_in(settings) == 0;
}

int main(int argc, char **argv)
{
	struct workd w = { .files = { .short_said = -1 } };

	if (argc != 3 || strcmp(argv[1], "-c") != 0) {
		fputs("usage: workd -c settings-file\n", stderr);
		return 2;
	}
	if (!start(&w, argv[2]))
		return 1;
	work(&w);
	db_close(w.db);
	arena_drop(w.arena);
	return 0;
}
