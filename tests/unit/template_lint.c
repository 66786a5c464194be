/*
 * Every built template against the rules that keep pages safe: the small part
 * of ClearSilver we allow, escaping that nothing switches off, values in quoted
 * attributes only, and a public form without scripts or strangers.
 */
#include "base/task.h"
#include "unit.h"

#include <ClearSilver.h>
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const langs[] = { "nl", "en" };
static const char *const folders[] = { "frame", "tip", "staff" };

struct template {
	char path[300];
	const char *folder, *file;
	char *text;
};

static int complaints;

static void complain(const struct template *t, const char *at, const char *what)
{
	int line = 1;

	for (const char *c = t->text; c < at; c++)
		line += *c == '\n';
	printf("%s:%d: %s\n", t->path, line, what);
	complaints++;
}

static char *read_all(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = calloc(1, 1 << 20);

	if (file) {
		if (fread(text, 1, (1 << 20) - 1, file) == 0)
			text[0] = 0;
		fclose(file);
	}
	return text;
}

/* Calls check for every built template; the number of complaints. */
static int each_template(void (*check)(const struct template *))
{
	const char *b = getenv("B") ? getenv("B") : "build";
	int seen = 0;

	complaints = 0;
	for (size_t i = 0; i < COUNT(langs) * COUNT(folders); i++) {
		struct template t = { .folder = folders[i % COUNT(folders)] };
		char folder[200];
		DIR *dir;
		struct dirent *entry;

		snprintf(folder, sizeof folder, "%s/templates/%s/%s", b, langs[i / COUNT(folders)], t.folder);
		dir = opendir(folder);
		while (dir && (entry = readdir(dir)) != NULL) {
			if (strlen(entry->d_name) < 4 || strcmp(entry->d_name + strlen(entry->d_name) - 3, ".cs") != 0)
				continue;
			snprintf(t.path, sizeof t.path, "%s/%.90s", folder, entry->d_name);
			t.file = entry->d_name;
			t.text = read_all(t.path);
			check(&t);
			free(t.text);
			seen++;
		}
		if (dir)
			closedir(dir);
	}
	CU_ASSERT(seen > 0);
	return complaints;
}

static int is_public(const struct template *t)
{
	return strcmp(t->folder, "staff") != 0;
}

/* The end of the command that begins at `cs`, behind its "?>". */
static const char *command_end(const char *cs)
{
	const char *end = strstr(cs, "?>");

	return end ? end + 2 : cs + strlen(cs);
}

/* --- Commands ----------------------------------------------------------------- */

static int is_allowed(const char *command, size_t n, const char *file)
{
	static const char *const allowed[] = {
		"if", "/if", "elif", "else", "each", "/each", "with", "/with", "call", "var", "include", "#",
	};

	for (size_t i = 0; i < COUNT(allowed); i++)
		if (strlen(allowed[i]) == n && memcmp(allowed[i], command, n) == 0)
			return 1;
	return strcmp(file, "macros.cs") == 0 && ((n == 3 && memcmp(command, "def", 3) == 0) ||
		(n == 4 && memcmp(command, "/def", 4) == 0));
}

static void check_commands(const struct template *t)
{
	for (const char *cs = t->text; (cs = strstr(cs, "<?cs")) != NULL; cs = command_end(cs)) {
		const char *command = cs + 4 + strspn(cs + 4, " \t\n");
		size_t n = *command == '#' ? 1 : strcspn(command, ":! ?\n\t");

		if (!is_allowed(command, n, t->file))
			complain(t, cs, "a command that is not on the list");
		if (n == 7 && command[7] != '!')
			complain(t, cs, "include without \"!\" prints nothing when the file is missing");
	}
}

static void only_the_commands_on_the_list_are_used(void)
{
	CU_ASSERT_EQUAL(each_template(check_commands), 0);
}

/* cs_dump() speaks in pieces of lines. */
static NEOERR *collect(void *arg, char *piece)
{
	fputs(piece, arg);
	return STATUS_OK;
}

static void check_dump(const struct template *t, CSPARSE *tree)
{
	static const char *const forbidden[] = {
		"uvar", "alt", "name", "lvar", "linclude", "evar", "set", "escape", "loop",
	};
	char *dump = NULL, *left, *line;
	size_t size;
	FILE *out = open_memstream(&dump, &size);

	cs_dump(tree, out, collect);
	fclose(out);
	for (line = strtok_r(dump, "\n", &left); line; line = strtok_r(NULL, "\n", &left))
		for (size_t i = 0; i < COUNT(forbidden); i++) {
			const char *word = line + strspn(line, " ");
			size_t n = strlen(forbidden[i]);

			if (strncmp(word, forbidden[i], n) == 0 && word[n] == ' ')
				complain(t, t->text, "the parsed tree holds a forbidden command");
		}
	free(dump);
}

static void check_tree(const struct template *t)
{
	HDF *config = NULL;
	CSPARSE *tree = NULL;
	char macros[320], folder[320];

	snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(t->path, '/') - t->path), t->path);
	snprintf(macros, sizeof macros, "%.*s/../frame/macros.cs", (int)(strrchr(t->path, '/') - t->path), t->path);
	hdf_init(&config);
	hdf_set_value(config, "Config.VarEscapeMode", "html");
	hdf_set_value(config, "hdf.loadpaths.0", folder);	/* for include! */
	cs_init(&tree, config);
	if (strcmp(t->file, "macros.cs") != 0 && cs_parse_file(tree, macros) != STATUS_OK)
		complain(t, t->text, "macros.cs cannot be parsed");
	else if (cs_parse_file(tree, t->path) != STATUS_OK)
		complain(t, t->text, "cannot be parsed");
	else
		check_dump(t, tree);
	cs_destroy(&tree);
	hdf_destroy(&config);
}

static void no_parsed_tree_holds_a_command_that_prints_raw(void)
{
	CU_ASSERT_EQUAL(each_template(check_tree), 0);
}

/* --- Escaping ----------------------------------------------------------------- */

/* One explicit escape function switches escaping off for the whole expression it stands in. */
static void check_escapes(const struct template *t)
{
	for (const char *cs = t->text; (cs = strstr(cs, "<?cs")) != NULL; cs = command_end(cs)) {
		const char *end = command_end(cs);
		size_t n = (size_t)(end - cs);

		if (cs[4 + strspn(cs + 4, " ")] == '#')
			continue;
		if (memmem(cs, n, "_escape(", 8) || memmem(cs, n, "text_html(", 10) || memmem(cs, n, "html_strip(", 11))
			complain(t, cs, "an escape function: C builds addresses, the engine escapes");
		if (memmem(cs, n, "string.slice(", 13))
			complain(t, cs, "string.slice cuts inside characters");
	}
}

static void nothing_switches_escaping_off(void)
{
	CU_ASSERT_EQUAL(each_template(check_escapes), 0);
}

enum place { TEXT, TAG, QUOTED };

static enum place step(const struct template *t, const char *c, enum place place)
{
	if (place == TEXT)
		return *c == '<' && (isalpha((unsigned char)c[1]) || c[1] == '/') ? TAG : TEXT;
	if (*c == '"')
		return place == TAG ? QUOTED : TAG;
	if (place == TAG && *c == '\'')
		complain(t, c, "an attribute in single quotes");
	if (place == QUOTED && *c == '<')
		complain(t, c, "a tag begins inside an attribute");
	return place == TAG && *c == '>' ? TEXT : place;
}

/* A value may stand in text or in double quotes; a macro may add attributes to a tag. */
static void check_places(const struct template *t)
{
	enum place place = TEXT;

	for (const char *c = t->text; *c; ) {
		if (strncmp(c, "<?cs", 4) == 0) {
			if (place == TAG && strncmp(c + 4 + strspn(c + 4, " "), "var", 3) == 0)
				complain(t, c, "a value outside double quotes");
			if (place == TAG && c[-1] == '=')
				complain(t, c, "an attribute without quotes");
			c = command_end(c);
			continue;
		}
		place = step(t, c, place);
		c++;
	}
	if (place != TEXT)
		complain(t, t->text, "ends inside a tag");
}

static void values_stand_in_text_or_in_double_quotes(void)
{
	CU_ASSERT_EQUAL(each_template(check_places), 0);
}

/* --- What a page may hold ----------------------------------------------------- */

/* An attribute of a tag: " name=" behind "<tag ...", in any case. */
static const char *attribute(const char *text, const char *name)
{
	for (const char *at = text; (at = strcasestr(at, name)) != NULL; at++)
		if (at > text && isspace((unsigned char)at[-1]))
			return at;
	return NULL;
}

static void check_scripts(const struct template *t)
{
	const char *script = strcasestr(t->text, "<script"), *on = t->text;

	if (script && is_public(t))
		complain(t, script, "a script on a public page");
	for (; script && !is_public(t); script = strcasestr(script + 1, "<script"))
		if (strncmp(script, "<script src=\"/static/", 21) != 0)
			complain(t, script, "a script that is not a file of ours");
	while ((on = attribute(on + (on != t->text), "on")) != NULL)
		if (isalpha((unsigned char)on[2]) && on[2 + strspn(on + 2, "abcdefghijklmnopqrstuvwxyz")] == '=')
			complain(t, on, "an event attribute");
}

static void no_page_holds_a_script_of_its_own(void)
{
	CU_ASSERT_EQUAL(each_template(check_scripts), 0);
}

static void check_styles(const struct template *t)
{
	const char *at = attribute(t->text, "style=");

	if (at)
		complain(t, at, "a style attribute");
	at = strcasestr(t->text, "<style");
	if (at)
		complain(t, at, "a style element");
}

static void no_page_holds_a_style_of_its_own(void)
{
	CU_ASSERT_EQUAL(each_template(check_styles), 0);
}

/* What a page may name outside: help, the real place to report, and what the operator set. */
static int is_known_host(const char *url)
{
	static const char *const known[] = {
		"https://www.ind.nl", "https://ind.nl", "https://www.politie.nl", "https://www.meldmisdaadanoniem.nl",
		"https://www.comensha.nl", "https://www.nlarbeidsinspectie.nl", "https://www.rijksoverheid.nl",
		"https://www.autoriteitpersoonsgegevens.nl", "https://www.nationaleombudsman.nl",
		"https://www.digitoegankelijk.nl", "https://www.fairwork.nu", "https://www.vluchtelingenwerk.nl",
		"https://veiligthuis.nl", "https://www.aivd.nl",
	};

	for (size_t i = 0; i < COUNT(known); i++) {
		size_t n = strlen(known[i]);

		if (strncmp(url, known[i], n) == 0 && strchr("/\"<# ", url[n]))
			return 1;
	}
	return 0;
}

static void check_hosts(const struct template *t)
{
	static const char *const loads[] = { "src=\"http", "src=\"//", "@import", "url(", "<iframe", "<object", "<embed", "<base" };

	for (const char *at = t->text; is_public(t) && (at = strstr(at, "://")) != NULL; at += 3) {
		const char *url = at;

		while (url > t->text && isalpha((unsigned char)url[-1]))
			url--;
		if (!is_known_host(url))
			complain(t, url, "a host that is not on the list");
	}
	for (size_t i = 0; i < COUNT(loads); i++)
		if (strstr(t->text, loads[i]))
			complain(t, strstr(t->text, loads[i]), "loads something from elsewhere");
}

static void public_pages_name_no_stranger(void)
{
	CU_ASSERT_EQUAL(each_template(check_hosts), 0);
}

static void check_pictures(const struct template *t)
{
	const char *svg = strcasestr(t->text, "<svg");

	if (svg && is_public(t))
		complain(t, svg, "an SVG on a public page: the strictest browsers remove it");
}

static void public_pages_hold_no_svg(void)
{
	CU_ASSERT_EQUAL(each_template(check_pictures), 0);
}

/* --- The lint itself ---------------------------------------------------------- */

static int finds(void (*check)(const struct template *), const char *folder, const char *text)
{
	struct template t = { .path = "a bad example", .folder = folder, .file = "x.cs", .text = strdup(text) };
	int before = complaints, found;

	fflush(stdout);
	check(&t);
	found = complaints > before;
	complaints = before;
	free(t.text);
	return found;
}

/* These print their complaint: "a bad example:1: ..." is what it should say. */
static void bad_examples_are_found(void)
{
	CU_ASSERT(finds(check_commands, "tip", "<?cs uvar:x ?>"));
	CU_ASSERT(finds(check_commands, "tip", "<?cs set:x = 1 ?>"));
	CU_ASSERT(finds(check_commands, "tip", "<?cs def:x() ?><?cs /def ?>"));
	CU_ASSERT(finds(check_commands, "tip", "<?cs include:\"x\" ?>"));
	CU_ASSERT(finds(check_tree, "tip", "not this: the file at its path does not exist"));
	CU_ASSERT(finds(check_escapes, "tip", "<?cs var:\"/\" + url_escape(q) + x ?>"));
	CU_ASSERT(finds(check_places, "tip", "<a href=<?cs var:x ?>>"));
	CU_ASSERT(finds(check_places, "tip", "<a <?cs var:x ?>>"));
	CU_ASSERT(finds(check_places, "tip", "<a href='<?cs var:x ?>'>"));
	CU_ASSERT(finds(check_scripts, "tip", "<SCRIPT src=\"/static/x.js\">"));
	CU_ASSERT(finds(check_scripts, "staff", "<script>x</script>"));
	CU_ASSERT(finds(check_scripts, "staff", "<p onclick=\"x\">"));
	CU_ASSERT(finds(check_styles, "staff", "<p style=\"x\">"));
	CU_ASSERT(finds(check_hosts, "tip", "<a href=\"https://evil.example/\">"));
	CU_ASSERT(finds(check_hosts, "tip", "<a href=\"https://www.ind.nl.evil.example/\">"));
	CU_ASSERT(finds(check_hosts, "staff", "<img src=\"//evil.example/x.png\">"));
}

static void good_examples_pass(void)
{
	static const char good[] = "<?cs # don't ?><p class=\"a<?cs if:x ?> b<?cs /if ?>\"<?cs call:described(x) ?>>it's "
		"<?cs var:x ?> &lt; 3, on time</p><a href=\"https://www.ind.nl/x\">x</a>";

	CU_ASSERT_FALSE(finds(check_commands, "tip", good));
	CU_ASSERT_FALSE(finds(check_escapes, "tip", good));
	CU_ASSERT_FALSE(finds(check_places, "tip", good));
	CU_ASSERT_FALSE(finds(check_scripts, "tip", good));
	CU_ASSERT_FALSE(finds(check_styles, "tip", good));
	CU_ASSERT_FALSE(finds(check_hosts, "tip", good));
}

const struct unit_test unit_tests[] = {
	{ "only the commands on the list are used", only_the_commands_on_the_list_are_used },
	{ "no parsed tree holds a command that prints raw", no_parsed_tree_holds_a_command_that_prints_raw },
	{ "nothing switches escaping off", nothing_switches_escaping_off },
	{ "values stand in text or in double quotes", values_stand_in_text_or_in_double_quotes },
	{ "no page holds a script of its own", no_page_holds_a_script_of_its_own },
	{ "no page holds a style of its own", no_page_holds_a_style_of_its_own },
	{ "public pages name no stranger", public_pages_name_no_stranger },
	{ "public pages hold no SVG", public_pages_hold_no_svg },
	{ "bad examples are found", bad_examples_are_found },
	{ "good examples pass", good_examples_pass },
	{ NULL, NULL }
};
