/*
 * kp migrate: accounts, then the numbered schema files that were not applied
 * yet, then procedures, views and grants, which are made anew each time.
 * Forward only. Broken off anywhere it can be run again: every file is
 * re-runnable, and a number is recorded after its file has succeeded.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "accounts.h"
#include "base/db.h"
#include "client.h"

enum { KNOWN = 2000 };

static int apply_all(const struct kp *kp, const char *pattern, int (*apply)(const struct kp *, const char *))
{
	char where[480];
	glob_t found;
	int good = 1;

	snprintf(where, sizeof(where), "%s/db/%s", kp->here, pattern);
	if (glob(where, 0, NULL, &found) != 0)
		return kp_refuse("%s: nothing there", where) == 0;
	for (size_t i = 0; good && i < found.gl_pathc; i++) {
		good = apply(kp, found.gl_pathv[i]);
		if (!good)
			kp_refuse("stopped at %s; repair it and run kp migrate again", found.gl_pathv[i]);
	}
	globfree(&found);
	return good;
}

/* "1,2,3": the numbers applied so far. */
static int applied(const struct kp *kp, char known[KNOWN])
{
	if (!client_ask(kp, "", "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '"
			DB_NAME "' AND table_name = 'migration';", known, KNOWN))
		return 0;
	if (strcmp(known, "0") == 0) {
		*known = '\0';
		return 1;
	}
	return client_ask(kp, DB_NAME,
		"SELECT IFNULL(GROUP_CONCAT(number), '') FROM migration;", known, KNOWN);
}

static int listed(const char *numbers, long number)
{
	for (const char *at = numbers; *at != '\0'; at += strcspn(at, ","), at += *at == ',')
		if (strtol(at, NULL, 10) == number)
			return 1;
	return 0;
}

static int schema_file(const struct kp *kp, const char *path)
{
	const char *name = strrchr(path, '/') + 1;
	char known[KNOWN], done[300];
	long number = strtol(name, NULL, 10);

	if (number <= 0)
		return kp_refuse("%s: begins with no number", name) == 0;
	if (!applied(kp, known))
		return 0;
	if (listed(known, number))
		return 1;
	snprintf(done, sizeof(done), "INSERT IGNORE INTO migration (number, name) VALUES (%ld, '%.80s');",
		number, name);
	return client_file(kp, DB_NAME, path) && client_text(kp, DB_NAME, done);
}

static int plain_file(const struct kp *kp, const char *path)
{
	return client_file(kp, DB_NAME, path);
}

/* What grants.sql no longer says must not remain: programs begin with nothing, in the same session. */
static int grants(const struct kp *kp, struct arena *arena)
{
	static const char none[] =
		"REVOKE ALL PRIVILEGES, GRANT OPTION FROM kp_tip@localhost, kp_staff@localhost, "
		"kp_authd@localhost, kp_keyd@localhost, kp_workd@localhost, kp_cleand@localhost;\n";
	char path[480], *text, *all;
	size_t size;

	snprintf(path, sizeof(path), "%s/db/grants.sql", kp->here);
	text = file_text(arena, path);
	if (text == NULL)
		return 0;
	size = sizeof(none) + strlen(text);
	all = arena_take(arena, size);
	snprintf(all, size, "%s%s", none, text);
	return client_text(kp, DB_NAME, all) ||
		kp_refuse("stopped at db/grants.sql; repair it and run kp migrate again") == 0;
}

/* Facts about this installation, once. */
static int installation(const struct kp *kp)
{
	char text[300];

	snprintf(text, sizeof(text), "INSERT IGNORE INTO installation (one, production, generation) "
		"VALUES (1, %d, RANDOM_BYTES(16));", setting_num(kp->settings, "production") == 1);
	return client_text(kp, DB_NAME, text);
}

static int migrate(const struct kp *kp, struct arena *arena)
{
	char *accounts = accounts_text(kp, arena);

	if (accounts == NULL || !client_text(kp, "", accounts))
		return kp_refuse("the database accounts could not be made") == 0;
	return apply_all(kp, "schema/*.sql", schema_file) &&
		apply_all(kp, "procedure/*.sql", plain_file) &&
		apply_all(kp, "view/*.sql", plain_file) &&
		grants(kp, arena) &&
		installation(kp);
}

int kp_migrate(struct kp *kp, int argc, char **argv)
{
	struct arena *arena = arena_new(65536);
	int good;

	if (argc != 1)
		return kp_usage(argv[0]);
	good = migrate(kp, arena);
	arena_wipe(arena);
	arena_drop(arena);
	return good ? 0 : 1;
}
