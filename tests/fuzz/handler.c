/*
 * A whole request in one process: parameters as lines, an empty line, the body.
 * Oracles: every answer has all protecting headers and no line the request made;
 * no tag in it but the template's; something was stored exactly when it says
 * so; what was cut off is neither answered nor stored; the log holds nothing of it.
 */
#include "../../cgi/staff/staff.h"
#include "base/crypto.h"
#include "base/log.h"
#include "web/csrf.h"
#include "web/form.h"
#include "web/page.h"
#include "web/serve.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

enum { OUT_MOST = 1 << 22, LINES_MOST = 30 };

static struct world {
	struct server server;
	char folder[32];
	unsigned stored;
	char out[OUT_MOST];
	size_t written;
} world;

/* --- A small program ---------------------------------------------------------- */

static const char *const colours[] = { "red", "blue", NULL };
static const struct field fields[] = {
	{ "name",   LINE,   0, 40,  "name",   NULL },
	{ "story",  PROSE,  3, 400, "story",  NULL },
	{ "colour", CHOICE, 0, 0,   "colour", colours },
	{ "signs",  MANY,   0, 2,   "signs",  colours },
	{ "since",  DAY,    0, 10,  "since",  NULL },
	{ "people", NUMBER, 0, 99,  "people", NULL },
	{ "agree",  TICK,   0, 1,   "agree",  NULL },
	{ "word",   SECRET, 0, 64,  "word",   NULL },
};

static enum rc start(struct web *w)
{
	answer_same_for_everyone(w);
	return show(w);
}

static enum rc search(struct web *w)
{
	struct form f;
	enum rc rc = form_read(w, &f, fields, COUNT(fields));

	form_put(w, &f);
	return rc == OK ? show(w) : rc;
}

static enum rc send_it(struct web *w)
{
	struct form f;
	enum rc rc = form_read(w, &f, fields, COUNT(fields));

	if (rc == INVALID) {
		form_put(w, &f);
		show(w);
	}
	if (rc != OK)
		return rc;
	world.stored++;
	return see(w, "/nl/item/%s", *form_value(&f, "name") ? form_value(&f, "name") : "x");
}

static enum rc item(struct web *w)
{
	put(w, "Form.name", w->ref);
	return show(w);
}

static enum rc broken(struct web *w)
{
	return fail(w->t, FAULT, "as planned");
}

static const struct route routes[] = {
	{ "GET",  "/",                "page.cs", ANYBODY, start },
	{ "GET",  "/:lang/search",    "page.cs", ANYBODY, search },
	{ "POST", "/:lang/send",      "page.cs", ANYBODY, send_it },
	{ "GET",  "/:lang/item/:ref", "page.cs", ANYBODY, item },
	{ "GET",  "/broken",          "page.cs", ANYBODY, broken },
	{ "POST", "/secret",          "page.cs", 1,       send_it },
};

static enum rc enter(struct web *w)
{
	unsigned char whom[16];
	int has_whom;
	enum rc rc = csrf_origin(w);

	if (rc != OK || strcmp(w->path, "/secret") != 0)
		return rc;
	return form_token_check(w, pairs_text(&w->form, "csrf"), whom, &has_whom) == TOKEN_WRONG ? DENIED : OK;
}

static const struct program program = {
	.name = "tip", .log_dates_only = 1, .routes = routes, .route_count = COUNT(routes), .body_limit = 65536,
	.enter = enter,
};

/* --- Its templates ------------------------------------------------------------ */

static void write_file(const char *lang, const char *name, const char *text)
{
	char path[120];
	FILE *file;

	for (int depth = 0; depth < 2; depth++) {
		snprintf(path, sizeof path, "%s/%s/%.*s", world.folder, lang, depth ? (int)strcspn(name, "/") : 0, name);
		mkdir(path, 0700);
	}
	snprintf(path, sizeof path, "%s/%s/%s", world.folder, lang, name);
	file = fopen(path, "w");
	if (!file)
		abort();
	fputs(text, file);
	fclose(file);
}

static void remove_folder(void)
{
	char command[80];

	snprintf(command, sizeof command, "rm -rf '%s'", world.folder);
	if (system(command) != 0)
		fputs("the folder stays\n", stderr);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	char path[120];

	(void)argc;
	(void)argv;
	strcpy(world.folder, "/tmp/kp-fuzz-XXXXXX");
	if (!mkdtemp(world.folder) || crypto_start() != 0)
		abort();
	atexit(remove_folder);
	for (int i = 0; i < 2; i++) {
		const char *lang = i ? "en" : "nl";

		write_file(lang, "frame/macros.cs", "<?cs def:v(x) ?><k-v a=\"<?cs var:x ?>\"><?cs var:x ?></k-v><?cs /def ?>");
		write_file(lang, "frame/top.cs", "<k-top><?cs var:Title ?><?cs var:Path ?>");
		write_file(lang, "frame/end.cs", "</k-top>");
		write_file(lang, "frame/error.cs", "<k-error><?cs var:Status ?></k-error>");
		write_file(lang, "tip/page.cs", "<?cs call:v(Form.name) ?><?cs call:v(Form.story) ?><?cs call:v(Form.signs) ?>"
			"<?cs call:v(Form.since.day) ?><?cs each:e = Errors ?><k-e><?cs var:e.Text ?></k-e><?cs /each ?>");
		write_file(lang, "tip/words.hdf", "Titles.page = T\n");
	}
	world.server.program = &program;
	world.server.arena = arena_new(16384);
	world.server.pages = page_load(world.folder, "tip", NULL);
	snprintf(path, sizeof path, "%s/log", world.folder);
	log_open("fuzz", path, 1);
	return world.server.pages ? 0 : (abort(), 1);
}

/* --- libfcgi without a socket ------------------------------------------------- */

static void no_more(FCGX_Stream *in)
{
	in->isClosed = 1;
}

static void keep(FCGX_Stream *out, int closing)
{
	(void)closing;
	world.written = (size_t)(out->wrNext - (unsigned char *)world.out);
	if (out->wrNext == out->stop)
		abort();
}

static void call(char **envp, char *body, size_t n)
{
	FCGX_Stream in = { .isReader = 1, .fillBuffProc = no_more };
	FCGX_Stream out = { .emptyBuffProc = keep };
	FCGX_Request fcgi = { .in = &in, .out = &out, .err = &out, .envp = envp, .ipcFd = -1 };

	in.rdNext = in.stopUnget = (unsigned char *)body;
	in.stop = in.wrNext = in.rdNext + n;
	out.wrNext = (unsigned char *)world.out;
	out.stop = out.rdNext = out.wrNext + OUT_MOST - 1;
	world.stored = 0;
	serve(&world.server, &fcgi);
	world.written = (size_t)(out.wrNext - (unsigned char *)world.out);
	world.out[world.written] = 0;
}

/* --- Oracles ------------------------------------------------------------------ */

static int is_ours(const char *line)
{
	static const char *const ours[] = {
		"Status: ", "Content-Type: ", "Content-Length: ", "Content-Security-Policy: ", "X-Content-Type-Options: nosniff\r",
		"X-Frame-Options: DENY\r", "Referrer-Policy: same-origin\r", "Permissions-Policy: ",
		"Cross-Origin-Opener-Policy: same-origin\r", "Cross-Origin-Resource-Policy: same-origin\r", "Cache-Control: ",
		"X-Accel-Expires: 1\r", "Allow: ", "Location: /nl/item/", "Retry-After: ",
	};

	for (size_t i = 0; i < COUNT(ours); i++)
		if (strncmp(line, ours[i], strlen(ours[i])) == 0)
			return 1;
	return 0;
}

static const char *check_headers(void)
{
	const char *line = world.out;
	int lines = 0;

	for (; strncmp(line, "\r\n", 2) != 0; lines++) {
		const char *end = strstr(line, "\r\n");

		if (!end || !is_ours(line) || memchr(line, '\n', (size_t)(end - line)))
			abort();
		line = end + 2;
	}
	if (lines < 11 || !strstr(world.out, "\r\nX-Frame-Options: DENY\r\n"))
		abort();
	return line + 2;
}

/* The plain page of last resort fails here too: these templates are not broken. */
static void check_body(const char *body)
{
	for (; (body = strchr(body, '<')) != NULL; body++)
		if (strncmp(body, "<k-", 3) != 0 && strncmp(body, "</k-", 4) != 0)
			abort();
}

static void check_log(const char *body)
{
	char path[120], words[4096];
	int fd;
	ssize_t n;

	snprintf(path, sizeof path, "%s/log", world.folder);
	fd = open(path, O_RDWR);
	n = fd < 0 ? 0 : read(fd, words, sizeof words - 1);
	words[n < 0 ? 0 : n] = 0;
	if (n > 0 && strlen(body) >= 12 && strstr(words, body))
		abort();
	if (n > 0 && ftruncate(fd, 0) != 0)
		abort();
	if (fd >= 0)
		close(fd);
}

static void check(const char *body)
{
	int status = atoi(world.out + 8);

	if (world.written == 0 && world.stored)
		abort();
	if (world.written == 0)
		return;
	check_body(check_headers());
	if (world.stored != (status == 303))
		abort();
	check_log(body);
}

/* --- Input -------------------------------------------------------------------- */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct task t;
	char *text, *left, *body, *line, *envp[LINES_MOST + 2];
	int n = 0, has_length = 0;
	size_t rest;

	if (!t.arena)
		t.arena = arena_new(4096);
	task_begin(&t, t.arena, NULL);
	text = take_textn(&t, (const char *)data, size);
	body = memmem(text, size, "\n\n", 2);
	rest = body ? size - (size_t)(body + 2 - text) : 0;
	if (body)
		*body = 0;
	body = body ? body + 2 : text + size;
	for (line = strtok_r(text, "\n", &left); line && n < LINES_MOST; line = strtok_r(NULL, "\n", &left)) {
		has_length |= strncmp(line, "CONTENT_LENGTH=", 15) == 0;
		envp[n++] = line;
	}
	if (!has_length && rest)
		envp[n++] = take_format(&t, "CONTENT_LENGTH=%zu", rest);
	envp[n] = NULL;
	call(envp, body, rest);
	check(body);
	task_end(&t);
	return 0;
}
