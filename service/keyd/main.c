/*
 * keyd: the only program with the class secret keys. It opens envelopes for
 * the person whose live session it finds itself, and writes down that it did.
 */
#include "serve.h"

#include "base/db.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/prefork.h"
#include "base/sandbox.h"
#include "base/settings.h"
#include "base/socket.h"

#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

struct start {
	const struct settings *settings;
	int listening;
	uid_t staff_uid, service_uid[SERVICES];
};

/* Each worker reads its own keys: locked memory is not inherited. */
static int work(int number, void *arg)
{
	const struct start *start = arg;
	struct keyd_server server = { .settings = start->settings, .listening = start->listening,
		.staff_uid = start->staff_uid };
	struct sandbox box = { .read = { NULL } };

	(void)number;
	memcpy(server.service_uid, start->service_uid, sizeof server.service_uid);
	server.production = setting_num(start->settings, "production") != 0;
	server.store = store_new(start->settings);
	if (!server.store)
		return 1;
	server.arena = arena_new(64 * 1024);
	server.db = db_new(start->settings, "keyd");
	box.read[0] = server.store->folder;
	for (int i = 0; i < SERVICES; i++)
		box.read[1 + i] = server.store->proofs[i].path;
	if (sandbox_enter(start->settings, &box) != 0)
		return 1;
	store_refresh(server.store);
	return keyd_serve(&server);
}

static uid_t uid_of(const char *name)
{
	const struct passwd *p = getpwnam(name);

	return p ? p->pw_uid : (uid_t)-1;
}

static int prepare(struct start *start)
{
	const struct rlimit no_core = { 0, 0 };
	char path[400];

	setrlimit(RLIMIT_CORE, &no_core);
	prctl(PR_SET_DUMPABLE, 0);
	tzset();
	if (crypto_start() != 0)
		return 0;
	log_open("keyd", setting_path(start->settings, "log/keyd.log", path, sizeof path), 0);
	clock_open(setting_path(start->settings, "clock", path, sizeof path));
	/* A folder that comes later could not be read from inside the sandbox. */
	mkdir(setting_path(start->settings, "keys", path, sizeof path), 0755);
	mkdir(setting_path(start->settings, "keys/secret", path, sizeof path), 0700);
	if (setting_num(start->settings, "production") == 0)
		log_line(LOG_LINE_WARN, "demo: the secret keys stand in files beside the data");
	start->staff_uid = uid_of("kp_staff");
	for (int i = 0; i < SERVICES; i++) {
		snprintf(path, sizeof path, "kp_%s", service_names[i]);
		start->service_uid[i] = uid_of(path);
	}
	start->listening = socket_listen(setting_path(start->settings, "run/keyd.sock", path,
		sizeof path), 64);
	return start->listening >= 0 && fcntl(start->listening, F_SETFL, O_NONBLOCK) == 0;
}

int main(int argc, char **argv)
{
	struct start start = { .listening = -1 };
	struct prefork plan = { .program = "keyd", .work = work, .arg = &start };
	int status;

	if (argc != 3 || strcmp(argv[1], "-c") != 0) {
		fputs("usage: keyd -c SETTINGS-FILE\n", stderr);
		return 2;
	}
	start.settings = settings_load(argv[2]);
	if (!start.settings || !prepare(&start))
		return 1;
	plan.workers = (int)setting_num(start.settings, "workers_keyd");
	status = prefork_run(&plan);
	settings_drop((struct settings *)start.settings);
	return status;
}
