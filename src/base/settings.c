/*
 * The settings: one table says every key, its default, what fits and what it
 * means. Refuses to start with an unknown key, a key given twice, or a value
 * that does not fit: a misspelt setting must not be silently the default. A key
 * of an older version is named and left alone.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/settings.h"
#include "base/task.h"

enum kind { WORDS, WHOLE, ONE_OF };

static const struct known {
	const char *key, *value;
	enum kind kind;
	long min, max;
	const char *meaning;	/* for ONE_OF: begins with the values, "a|b: meaning" */
} known[] = {
	{ "var", "", WORDS, 0, 80, "folder of everything that changes; empty: where this file stands" },
	{ "port", "8080", WHOLE, 1, 65534, "public form; the intranet is on the next port" },
	{ "production", "0", WHOLE, 0, 1, "1 after kp init --production; refuses demo comforts" },
	{ "public_host", "", WORDS, 0, 200, "production: host name of the public form, https only" },
	{ "staff_host", "", WORDS, 0, 200, "production: host name of the intranet, https only" },
	{ "nginx_rate", "1000000", WHOLE, 1, 1000000, "demo: requests a second that one address may make (a service: 20, in nginx.conf)" },
	{ "nginx_burst", "1000000", WHOLE, 1, 1000000, "demo: requests above that in one go (a service: 100)" },
	{ "nginx_login_rate", "1000000", WHOLE, 1, 1000000, "demo: log-ins a second that one address may try (a service: 1)" },
	{ "nginx_login_burst", "1000000", WHOLE, 1, 1000000, "demo: log-ins above that in one go (a service: 5)" },
	{ "nginx_connections", "4000", WHOLE, 1, 65535, "demo: connections one address may hold (a service: 60)" },
	{ "templates", "build/templates", WORDS, 1, 200, "folder of the built templates" },
	{ "db_socket", "", WORDS, 0, 100, "unix socket of MariaDB; empty: run/mariadb.sock below var" },
	{ "workers_tip", "4", WHOLE, 1, 64, "processes of the public form" },
	{ "workers_upload", "2", WHOLE, 1, 64, "processes that take files of the public form" },
	{ "workers_staff", "4", WHOLE, 1, 64, "processes of the intranet" },
	{ "workers_keyd", "2", WHOLE, 1, 64, "processes of the key service" },
	{ "workers_authd", "2", WHOLE, 1, 16, "processes of the log-in service" },
	{ "files_most", "10", WHOLE, 1, 10, "files with one report, and with one message after it; of one reporter three times as many" },
	{ "file_mb", "25", WHOLE, 1, 100, "MB of one file of a reporter" },
	{ "file_hour_mb", "4000", WHOLE, 1, 1000000, "MB of files of all reporters in an hour; more are refused, text is not" },
	{ "staff_file_mb", "100", WHOLE, 1, 120, "MB of one file of staff" },
	{ "nginx_uploads", "200", WHOLE, 1, 65535, "files that may be on their way in at once, each up to twice file_mb in memory, in a demo (a service: 80)" },
	{ "nginx_uploads_each", "200", WHOLE, 1, 65535, "of these, from one address; files of staff too, in a demo (a service: 4)" },
	{ "release_seconds", "1800", WHOLE, 1, 86400, "reports reach the desk in shuffled batches, this far apart" },
	{ "receipt_repeat_minutes", "30", WHOLE, 1, 1440, "how long the same form sent again shows its receipt again" },
	{ "state_hours", "24", WHOLE, 1, 48, "how long a form may lie unfinished" },
	{ "mailbox_days", "90", WHOLE, 1, 3650, "how long a reporter can come back" },
	{ "mailbox_minutes", "60", WHOLE, 5, 1440, "how long an opened Mijn melding works without typing the code again" },
	{ "session_idle_minutes", "30", WHOLE, 1, 600, "staff log-in without a request" },
	{ "session_hours", "10", WHOLE, 1, 24, "staff log-in at most" },
	{ "second_factor", "required", ONE_OF, 0, 0, "required|optional: code of a telephone at log-in" },
	{ "read_limit", "50", WHOLE, 1, 10000, "look-ups outside one's own work in a window" },
	{ "read_window_minutes", "10", WHOLE, 1, 1440, "length of that window" },
	{ "recheck_percent", "10", WHOLE, 0, 100, "of what is closed without follow-up, marked for a second person" },
	{ "fill_seconds", "5", WHOLE, 0, 600, "a report filled in faster than this is marked as suspected flood" },
	{ "flood_per_minute", "120", WHOLE, 1, 10000000, "more reports than this in a minute are marked as suspected flood" },
	{ "clamd_socket", "", WORDS, 0, 100, "unix socket of the virus scanner clamd; empty: files are not scanned, and not downloaded" },
	{ "scan_mb", "25", WHOLE, 1, 2000, "MB that clamd looks at: its MaxFileSize, MaxScanSize and StreamMaxLength; what is larger is not scanned" },
	{ "clean_seconds", "120", WHOLE, 5, 3600, "how long making one file anew may take" },
	{ "clean_first_seconds", "20", WHOLE, 2, 3600, "of that at its first try; what takes longer is tried once more, behind the others" },
	{ "clean_memory_mb", "1500", WHOLE, 300, 65536, "memory that each program which does that may take" },
	{ "clean_pages", "200", WHOLE, 1, 2000, "pages of a PDF at most" },
	{ "clean_megapixels", "120", WHOLE, 1, 1000, "size of an image at most, in millions of pixels" },
	{ "security_contact", "mailto:security@knooppunt.example", WORDS, 8, 200, "contact address in security.txt, as a URI" },
	{ "opening", "08:30-12:00", WORDS, 11, 11, "telephone hours on working days, local time" },
	{ "phone", "088 043 6663", WORDS, 1, 40, "telephone number on the public pages" },
	{ "leave_url", "https://www.wikipedia.org", WORDS, 8, 200, "where 'leave this site' goes" },
	{ "site_name", "Knooppunt", WORDS, 1, 80, "name on the pages" },
	{ "operator_name", "(name of the operator)", WORDS, 1, 200, "who runs this hub" },
	{ "operator_contact", "(address of the operator)", WORDS, 1, 400, "how to reach who runs it" },
	{ "privacy_text", "", WORDS, 0, 4000, "operator's own words on the privacy page: retention, legal basis, data-protection officer" },
	{ "accessibility_text", "", WORDS, 0, 4000, "operator's own words on the accessibility page" },
	{ "no_residence_text", "", WORDS, 0, 4000, "operator's own words for reporters without a permit" },
	{ "sandbox", "on", ONE_OF, 0, 0, "on|warn|off: when the kernel cannot lock a program in, production with on refuses to start; else it warns and goes on" },
};

/* Keys of older versions that nothing reads any more: a file that has one still loads, and is told. */
static const char *const gone[] = { "static", "db_name" };

struct settings {
	struct arena *arena;
	const char *values[COUNT(known)];
	int given[COUNT(known)];
};

static int known_at(const char *key)
{
	for (size_t i = 0; i < COUNT(known); i++)
		if (strcmp(known[i].key, key) == 0)
			return (int)i;
	return -1;
}

static int is_gone(const char *key)
{
	for (size_t i = 0; i < COUNT(gone); i++)
		if (strcmp(gone[i], key) == 0)
			return 1;
	return 0;
}

static int fits_one_of(const char *choices, const char *value)
{
	size_t n = strlen(value);

	for (const char *c = choices; n > 0; c++) {
		size_t len = strcspn(c, "|:");

		if (len == n && strncmp(c, value, n) == 0)
			return 1;
		c += len;
		if (*c != '|')
			return 0;
	}
	return 0;
}

static int fits(const struct known *k, const char *value)
{
	char *end;
	long n;

	if (k->kind == ONE_OF)
		return fits_one_of(k->meaning, value);
	n = (long)strlen(value);
	if (k->kind == WHOLE) {
		if (n == 0 || strspn(value, "0123456789") != (size_t)n)
			return 0;
		errno = 0;
		n = strtol(value, &end, 10);
		if (errno != 0)
			return 0;
	}
	return n >= k->min && n <= k->max;
}

static char *trim(char *s)
{
	size_t n;

	s += strspn(s, " \t");
	n = strlen(s);
	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
		s[--n] = '\0';
	return s;
}

static const char *keep_text(struct settings *s, const char *text, size_t n)
{
	char *copy = arena_take(s->arena, n + 1);

	memcpy(copy, text, n);
	return copy;
}

/* At a terminal and in the journal: who says it comes first. */
__attribute__((format(printf, 1, 2)))
static void say(const char *format, ...)
{
	va_list args;

	fprintf(stderr, "%s: ", program_invocation_short_name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

/* NULL when the line is good, else what is wrong with it. */
static const char *settings_line(struct settings *s, char *line)
{
	char *equals, *key, *value;
	int at;

	if (strchr(line, '\n') == NULL && strlen(line) > 4090)
		return "line too long";
	line = trim(line);
	if (*line == '\0' || *line == '#')
		return NULL;
	equals = strchr(line, '=');
	if (equals == NULL)
		return "no '='";
	*equals = '\0';
	key = trim(line);
	value = trim(equals + 1);
	at = known_at(key);
	if (at < 0 && is_gone(key)) {
		say("the setting '%s' does nothing any more: take it out", key);
		return NULL;
	}
	if (at < 0)
		return "unknown key";
	if (s->given[at]++)
		return "key given twice";
	if (!fits(&known[at], value))
		return "value does not fit";
	s->values[at] = keep_text(s, value, strlen(value));
	return NULL;
}

static int settings_read(struct settings *s, const char *path)
{
	FILE *file = fopen(path, "re");
	char line[4096];
	int wrong = 0;

	if (file == NULL) {
		say("%s: %s", path, strerror(errno));
		return 0;
	}
	for (int number = 1; fgets(line, sizeof(line), file) != NULL; number++) {
		const char *why = settings_line(s, line);

		if (why != NULL) {
			say("%s:%d: %s", path, number, why);
			wrong++;
		}
	}
	fclose(file);
	return wrong == 0;
}

struct settings *settings_load(const char *path)
{
	struct arena *arena = arena_new(8192);
	struct settings *s = arena_take(arena, sizeof(*s));
	const char *slash = strrchr(path, '/');
	int var = known_at("var");

	s->arena = arena;
	for (size_t i = 0; i < COUNT(known); i++)
		s->values[i] = known[i].value;
	if (!settings_read(s, path)) {
		settings_drop(s);
		return NULL;
	}
	if (*s->values[var] == '\0')
		s->values[var] = slash == NULL ? "." : keep_text(s, path, (size_t)(slash - path));
	return s;
}

void settings_drop(struct settings *s)
{
	if (s != NULL)
		arena_drop(s->arena);
}

/* A key that is not in the table is a mistake of ours: it ends the program, and any test. */
const char *setting(const struct settings *s, const char *key)
{
	int at = known_at(key);

	if (at < 0) {
		fprintf(stderr, "setting '%s' is not in the table\n", key);
		abort();
	}
	return s->values[at];
}

int64_t setting_num(const struct settings *s, const char *key)
{
	return strtoll(setting(s, key), NULL, 10);
}

const char *setting_path(const struct settings *s, const char *below, char *buffer, size_t size)
{
	int n = snprintf(buffer, size, "%s/%s", setting(s, "var"), below);

	if (n < 0 || (size_t)n >= size)
		*buffer = '\0';	/* opens nothing; better than a cut path */
	return buffer;
}

void settings_print(void)
{
	for (size_t i = 0; i < COUNT(known); i++)
		printf("# %s\n%s = %s\n\n", known[i].meaning, known[i].key, known[i].value);
}
