/*
 * kp init: the folder and the settings file of a new installation. With
 * --production it refuses until everything that makes the difference between
 * a demo and a service is settled, and says all that is missing at once.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "kp.h"

static const char demo[] =
	"# Settings of this installation. All keys and defaults: kp settings\n"
	"production = 0\n"
	"release_seconds = 2\n"
	"second_factor = optional\n"
	"fill_seconds = 0\n"	/* make demo fills the form in faster than people do */
	"sandbox = warn\n";

/* What a service must have said; a demo need not. */
static const struct { const char *key, *wanted, *why; } must[] = {
	{ "operator_name",      NULL,       "who answers for this hub" },
	{ "operator_contact",   NULL,       "how to reach who runs it" },
	{ "privacy_text",       NULL,       "the operator's own privacy statement" },
	{ "accessibility_text", NULL,       "the operator's own accessibility statement" },
	{ "no_residence_text",  NULL,       "what a reporter without a permit may count on" },
	{ "public_host",        NULL,       "host name of the public form (https)" },
	{ "staff_host",         NULL,       "host name of the intranet (https)" },
	{ "second_factor",      "required", "staff log in with a second factor" },
	{ "sandbox",            "on",       "programs refuse to run unconfined" },
};

static int said(const struct settings *s, size_t i)
{
	const char *value = setting(s, must[i].key);

	if (must[i].wanted != NULL)
		return strcmp(value, must[i].wanted) == 0;
	return *value != '\0' && *value != '(';		/* "(...)" is a default that begs for words */
}

static int production_ready(const struct settings *s)
{
	int missing = 0;

	for (size_t i = 0; i < COUNT(must); i++) {
		if (said(s, i))
			continue;
		fprintf(stderr, "kp: %s%s%s: %s\n", must[i].key, must[i].wanted ? " = " : "",
			must[i].wanted ? must[i].wanted : "", must[i].why);
		missing++;
	}
	if (strcmp(setting(s, "public_host"), setting(s, "staff_host")) == 0)
		missing += kp_refuse("public_host and staff_host must differ: a cookie knows no port");
	return missing == 0;
}

static int folder(const char *path)
{
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return kp_refuse("%s: %s", path, strerror(errno)) == 0;
	return 1;
}

static int folders(const char *var)
{
	static const char *const below[] = { "", "/run", "/log", "/secret", "/keys", "/nginx", "/tmp", "/empty" };
	char path[400];

	for (size_t i = 0; i < COUNT(below); i++) {
		snprintf(path, sizeof(path), "%s%s", var, below[i]);
		if (!folder(path))
			return 0;
	}
	return 1;
}

static int init_demo(const char *conf)
{
	char var[400];
	const char *slash = strrchr(conf, '/');
	FILE *file;

	snprintf(var, sizeof(var), "%.*s", slash == NULL ? 1 : (int)(slash - conf), slash == NULL ? "." : conf);
	if (!folders(var))
		return 1;
	file = fopen(conf, "wxe");		/* an existing file is somebody's work */
	if (file == NULL)
		return errno == EEXIST ? 0 : kp_refuse("%s: %s", conf, strerror(errno));
	fputs(demo, file);
	return fclose(file) == 0 ? 0 : kp_refuse("%s: %s", conf, strerror(errno));
}

/* The file is the operator's, with the operator's comments: only the one line changes. */
static int production_mark(const char *conf)
{
	char draft[480], line[4200];
	FILE *from = fopen(conf, "re"), *to;
	struct stat about;

	snprintf(draft, sizeof(draft), "%s.new", conf);
	to = fopen(draft, "we");
	if (from == NULL || to == NULL || fstat(fileno(from), &about) != 0)
		return kp_refuse("%s: %s", conf, strerror(errno));
	while (fgets(line, sizeof(line), from) != NULL)
		if (strncmp(line + strspn(line, " \t"), "production", 10) != 0)
			fputs(line, to);
	fclose(from);
	fputs("production = 1\n", to);
	if (fchmod(fileno(to), about.st_mode & 0777) != 0 || fclose(to) != 0 || rename(draft, conf) != 0)
		return kp_refuse("%s: %s", conf, strerror(errno));
	return 0;
}

static int init_production(struct kp *kp)
{
	int rc;

#ifndef KP_PRODUCTION
	return kp_refuse("this is a demo build, with a movable clock: make all PRODUCTION=1");
#endif
	kp->settings = settings_load(kp->conf);
	if (kp->settings == NULL)
		return kp_refuse("begin with: kp settings > %s", kp->conf);
	if (!production_ready(kp->settings) || !folders(setting(kp->settings, "var")))
		return 1;
	rc = setting_num(kp->settings, "production") == 1 ? 0 : production_mark(kp->conf);
	if (rc == 0)
		puts("Next: kp migrate, kp keys, kp users (docs/operator.md).");
	return rc;
}

int kp_init(struct kp *kp, int argc, char **argv)
{
	if (argc == 1)
		return init_demo(kp->conf);
	if (argc == 2 && strcmp(argv[1], "--production") == 0)
		return init_production(kp);
	return kp_usage(argv[0]);
}
