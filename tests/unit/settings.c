/* The settings file: what is not in the table stops the program. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/settings.h"
#include "unit.h"

/* Its complaints are not part of the test's output. */
static struct settings *quietly(const char *path)
{
	int screen = dup(STDERR_FILENO), none = open("/dev/null", O_WRONLY);
	struct settings *s;

	dup2(none, STDERR_FILENO);
	s = settings_load(path);
	dup2(screen, STDERR_FILENO);
	close(screen);
	close(none);
	return s;
}

static struct settings *load(const char *words)
{
	char path[] = "/tmp/kp-settings-XXXXXX";
	int fd = mkstemp(path);
	struct settings *s;

	CU_ASSERT_EQUAL(write(fd, words, strlen(words)), (ssize_t)strlen(words));
	close(fd);
	s = quietly(path);
	unlink(path);
	return s;
}

static int refused(const char *words)
{
	struct settings *s = load(words);

	settings_drop(s);
	return s == NULL;
}

static void an_empty_file_gives_the_defaults(void)
{
	struct settings *s = load("# nothing\n\n");

	CU_ASSERT_PTR_NOT_NULL_FATAL(s);
	CU_ASSERT_EQUAL(setting_num(s, "port"), 8080);
	CU_ASSERT_EQUAL(setting_num(s, "production"), 0);
	CU_ASSERT_STRING_EQUAL(setting(s, "second_factor"), "required");
	CU_ASSERT_STRING_EQUAL(setting(s, "var"), "/tmp");
	settings_drop(s);
}

static void values_may_hold_signs_and_spaces(void)
{
	struct settings *s = load("operator_name =  Bureau = # 1 \nleave_url=https://example.org/#x\nvar=/srv/kp");
	char path[40], small[8];

	CU_ASSERT_PTR_NOT_NULL_FATAL(s);
	CU_ASSERT_STRING_EQUAL(setting(s, "operator_name"), "Bureau = # 1");
	CU_ASSERT_STRING_EQUAL(setting(s, "leave_url"), "https://example.org/#x");
	CU_ASSERT_STRING_EQUAL(setting_path(s, "run/x.sock", path, sizeof(path)), "/srv/kp/run/x.sock");
	CU_ASSERT_STRING_EQUAL(setting_path(s, "run/x.sock", small, sizeof(small)), "");
	settings_drop(s);
}

static void a_misspelt_key_stops_the_program(void)
{
	CU_ASSERT_TRUE(refused("prot = 8080\n"));
	CU_ASSERT_TRUE(refused("Port = 8080\n"));
	CU_ASSERT_TRUE(refused("port 8080\n"));
}

static void a_key_that_nothing_reads_any_more_still_loads(void)
{
	struct settings *s = load("static = /srv/old/static\nport = 8090\n");

	CU_ASSERT_PTR_NOT_NULL_FATAL(s);
	CU_ASSERT_EQUAL(setting_num(s, "port"), 8090);
	settings_drop(s);
	CU_ASSERT_TRUE(refused("statics = static\n"));
}

static void a_key_counts_once(void)
{
	CU_ASSERT_TRUE(refused("port = 8080\nport = 8081\n"));
	CU_ASSERT_FALSE(refused("port = 8080\n#port = 8081\n"));
}

static void a_value_that_does_not_fit_stops_the_program(void)
{
	CU_ASSERT_TRUE(refused("port = 0\n"));
	CU_ASSERT_TRUE(refused("port = 65535\n"));
	CU_ASSERT_TRUE(refused("port = 80a\n"));
	CU_ASSERT_TRUE(refused("port = -1\n"));
	CU_ASSERT_TRUE(refused("port =\n"));
	CU_ASSERT_TRUE(refused("port = 99999999999999999999\n"));
	CU_ASSERT_TRUE(refused("second_factor = maybe\n"));
	CU_ASSERT_TRUE(refused("second_factor = req\n"));
	CU_ASSERT_TRUE(refused("sandbox =\n"));
	CU_ASSERT_FALSE(refused("sandbox = warn\n"));
}

static void a_file_that_is_not_there_stops_the_program(void)
{
	CU_ASSERT_PTR_NULL(quietly("/tmp/kp-there-is-no-such-file"));
}

const struct unit_test unit_tests[] = {
	{ "an empty file gives the defaults", an_empty_file_gives_the_defaults },
	{ "values may hold = and # and spaces", values_may_hold_signs_and_spaces },
	{ "a misspelt key stops the program", a_misspelt_key_stops_the_program },
	{ "a key that nothing reads any more still loads", a_key_that_nothing_reads_any_more_still_loads },
	{ "a key counts once", a_key_counts_once },
	{ "a value that does not fit stops the program", a_value_that_does_not_fit_stops_the_program },
	{ "a file that is not there stops the program", a_file_that_is_not_there_stops_the_program },
	{ NULL, NULL }
};
