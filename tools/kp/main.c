/*
 * kp, the operator's command: set up, keys, people, checks. It runs at the
 * operator's terminal with the operator's rights; no program calls it.
 * Refuses unknown commands and options; adding a command = one row here.
 */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kp.h"

enum { ALONE, WITH_SETTINGS };

static const struct command {
	const char *name, *args, *line;
	int needs;
	kp_run *run;
} commands[] = {
	{ "init",     "[--production]", "a new installation: folders and settings file; for a service, checks it first", ALONE, kp_init },
	{ "settings", "",                      "every setting with its default and meaning", ALONE, kp_settings },
	{ "migrate",  "",                      "bring the database to this version (forward only, again when broken off)",
		WITH_SETTINGS, kp_migrate },
	{ "keys",     "[rotate intake|hik|usz | rotate-state | seal]", "make the keys that are missing; a new one for a class; behind a passphrase",
		WITH_SETTINGS, kp_keys },
	{ "unlock",   "", "the passphrase opens sealed keys for keyd",
		WITH_SETTINGS, kp_unlock },
	{ "recover",  "[SHARE-FILE ...]", "two shares of the recovery key bring lost key files back",
		WITH_SETTINGS, kp_recover },
	{ "due",      "YYYY-MM-DD", "when a signal received that day is due; free days of the installation with -c",
		ALONE, kp_due },
	{ "status",   "", "backlog, keyd, room on the disk, chain heads; exit 1 when somebody must look",
		WITH_SETTINGS, kp_status },
	{ "users",    "[demo | add NAME administrator [DISPLAY-NAME]]", "the people; the first two administrators, each with a one-time code",
		WITH_SETTINGS, kp_users },
	{ "otp",      "NAME", "the code that the telephone of a demo account shows now", WITH_SETTINGS, kp_otp },
	{ "audit",    "verify [FILE-OF-HEADS] | head", "recompute the audit and intake chains; the chain's end, to keep elsewhere",
		WITH_SETTINGS, kp_audit },
	{ "files",    "rescan | again NUMBER | again all", "after a virus scanner came: what was never scanned is scanned and made anew;\n      "
		"files that ended as broken or too much, of a signal or all, are tried again", WITH_SETTINGS, kp_files },
	{ "restored", "", "after a restore of the database: ends all sessions of before", WITH_SETTINGS, kp_restored },
};

int kp_refuse(const char *format, ...)
{
	va_list args;

	fputs("kp: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return 1;
}

int kp_failed(const struct task *t)
{
	return kp_refuse("%s%s", t->rc == BUSY ? "the database is away: " : "", t->why);
}

static void help(FILE *out)
{
	fputs("usage: kp [-c SETTINGS-FILE] COMMAND ...\n\n", out);
	for (size_t i = 0; i < COUNT(commands); i++)
		fprintf(out, "  %s %s\n      %s\n", commands[i].name, commands[i].args, commands[i].line);
	fputs("\nSETTINGS-FILE: $KP_CONF, else var/knooppunt.conf (in a clone), else /etc/knooppunt/knooppunt.conf\n", out);
}

static const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < COUNT(commands); i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

int kp_usage(const char *name)
{
	const struct command *c = command_find(name);

	fprintf(stderr, "usage: kp %s %s\n", c->name, c->args);
	return 2;
}

static const char installed[] = "/usr/share/knooppunt";

/* A kp that is installed does not look at a demo that happens to lie where it is called. */
static const char *conf_default(const char *folder)
{
	const char *named = getenv("KP_CONF");

	if (named != NULL && *named != '\0')
		return named;
	if (strcmp(folder, installed) != 0 && access("var/knooppunt.conf", R_OK) == 0)
		return "var/knooppunt.conf";
	return "/etc/knooppunt/knooppunt.conf";
}

/* build/bin/kp belongs to the tree it was built in; an installed kp to /usr/share/knooppunt. */
static const char *here(char *buffer, size_t size)
{
	char exe[PATH_MAX / 2], *slash;
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	const char *named = getenv("KP_HERE");

	if (named != NULL && *named != '\0')
		return named;
	for (exe[n > 0 ? n : 0] = '\0'; (slash = strrchr(exe, '/')) != NULL; ) {
		*slash = '\0';
		snprintf(buffer, size, "%s/db/schema", exe);
		if (access(buffer, R_OK) == 0) {
			snprintf(buffer, size, "%s", exe);
			return buffer;
		}
	}
	return installed;
}

static int run(struct kp *kp, const struct command *c, int argc, char **argv)
{
	int status;

	if (c->needs == WITH_SETTINGS) {
		kp->settings = settings_load(kp->conf);
		if (kp->settings == NULL)
			return 1;
	}
	status = c->run(kp, argc, argv);
	settings_drop(kp->settings);
	return status;
}

int main(int argc, char **argv)
{
	struct kp kp = { .conf = NULL };
	const struct command *c;
	char folder[PATH_MAX];
	int at = 1;

	kp.here = here(folder, sizeof(folder));
	kp.conf = conf_default(kp.here);
	if (argc > 2 && strcmp(argv[1], "-c") == 0) {
		kp.conf = argv[2];
		kp.named = 1;
		at = 3;
	}
	if (at >= argc || strcmp(argv[at], "help") == 0) {
		help(at >= argc ? stderr : stdout);
		return at >= argc ? 2 : 0;
	}
	c = command_find(argv[at]);
	if (c == NULL) {
		fprintf(stderr, "kp: no command \"%s\"; kp help lists them\n", argv[at]);
		return 2;
	}
	return run(&kp, c, argc - at, argv + at);
}
