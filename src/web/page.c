/*
 * The only file that knows ClearSilver, and only its HDF and CS parts. Every
 * template is parsed before the fork; while serving, no file is opened. No
 * NEOERR leaves this file: it becomes an rc, or stops the start.
 */
#include "web/page.h"

#include "base/settings.h"
#include "web/answer.h"

#include <ClearSilver.h>
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PAGES_MOST = 128, FIRST_ROOM = 16 * 1024 };

static const struct { const char *code, *name, *dir; } languages[] = {
	{ "nl", "Nederlands", "ltr" },
	{ "en", "English",    "ltr" },
};

struct parsed {
	const char *name;		/* "story.cs" */
	CSPARSE *tree;
};
struct language {
	HDF *config;			/* the trees point into it */
	HDF *site;			/* words, titles, what is the same for every request */
	struct parsed page[PAGES_MOST];
	size_t count;
};
struct page_set {
	struct arena *arena;
	struct language in[COUNT(languages)];
};
struct page {
	HDF *hdf;
};

/* --- Loading ----------------------------------------------------------------- */

/* 1 when there was no error; else says it on stderr. */
static int fine(NEOERR *error, const char *about)
{
	STRING text;

	if (error == STATUS_OK)
		return 1;
	string_init(&text);
	nerr_error_string(error, &text);
	fprintf(stderr, "%s: %s\n", about, text.buf ? text.buf : "template error");
	string_clear(&text);
	nerr_ignore(&error);
	return 0;
}

static int set(HDF *hdf, const char *name, const char *value)
{
	return fine(hdf_set_value(hdf, name, value), name);
}

static int put_site(HDF *site, const struct settings *s)
{
	static const struct { const char *name, *key; } values[] = {
		{ "Site.Name",              "site_name" },
		{ "Site.Phone",             "phone" },
		{ "Site.OperatorName",      "operator_name" },
		{ "Site.OperatorContact",   "operator_contact" },
		{ "Site.PrivacyText",       "privacy_text" },
		{ "Site.AccessibilityText", "accessibility_text" },
		{ "Site.NoResidenceText",   "no_residence_text" },
		{ "Site.LeaveUrl",          "leave_url" },
	};
	int good = 1;

	for (size_t i = 0; s && good && i < COUNT(values); i++)
		good = set(site, values[i].name, setting(s, values[i].key));
	if (s && setting_num(s, "production") == 0)
		good = good && set(site, "Site.Test", "1");
	return good;
}

static int put_languages(HDF *site, size_t current)
{
	char name[40];
	int good = set(site, "Lang", languages[current].code) && set(site, "Dir", languages[current].dir);

	for (size_t i = 0; good && i < COUNT(languages); i++) {
		snprintf(name, sizeof name, "Langs.%zu.Code", i);
		good = set(site, name, languages[i].code);
		snprintf(name, sizeof name, "Langs.%zu.Name", i);
		good = good && set(site, name, languages[i].name);
		snprintf(name, sizeof name, "Langs.%zu.Current", i);
		good = good && (i != current || set(site, name, "1"));
	}
	return good;
}

/* Escaping is decided here, once, for all pages: cs_init() reads it from this set. */
static int configure(struct language *in, const char *folder, const char *lang, const char *program)
{
	char path[240];

	if (!fine(hdf_init(&in->config), folder) || !fine(hdf_init(&in->site), folder))
		return 0;
	if (!set(in->config, "Config.VarEscapeMode", "html"))
		return 0;
	snprintf(path, sizeof path, "%s/%s/%s", folder, lang, program);
	if (!set(in->config, "hdf.loadpaths.0", path))
		return 0;
	snprintf(path, sizeof path, "%s/%s/frame", folder, lang);
	if (!set(in->config, "hdf.loadpaths.1", path))
		return 0;
	snprintf(path, sizeof path, "%s/%s/%s/words.hdf", folder, lang, program);
	return fine(hdf_read_file(in->site, path), path);
}

static int parse(struct page_set *all, struct language *in, const char *name)
{
	struct parsed *page = &in->page[in->count];
	const char *const parts[] = { "macros.cs", "top.cs", name, "end.cs" };
	size_t n = strlen(name) + 1;

	if (in->count == PAGES_MOST - 1 || !fine(cs_init(&page->tree, in->config), name))
		return 0;
	for (size_t i = 0; i < COUNT(parts); i++)
		if (!fine(cs_parse_file(page->tree, parts[i]), parts[i]))
			return 0;
	page->tree->hdf = NULL;
	page->tree->global_hdf = in->site;
	page->name = memcpy(arena_take(all->arena, n), name, n);
	in->count++;
	return 1;
}

static int is_page(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n > 3 && strcmp(entry->d_name + n - 3, ".cs") == 0;
}

static int is_frame(const char *name)
{
	return strcmp(name, "macros.cs") == 0 || strcmp(name, "top.cs") == 0 ||
		strcmp(name, "end.cs") == 0 || strcmp(name, "error.cs") == 0;
}

static int parse_folder(struct page_set *all, struct language *in, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int good = dir != NULL;

	if (!dir)
		fprintf(stderr, "%s: no templates\n", folder);
	while (good && (entry = readdir(dir)) != NULL)
		if (is_page(entry) && !is_frame(entry->d_name))
			good = parse(all, in, entry->d_name);
	if (dir)
		closedir(dir);
	return good && parse(all, in, "error.cs");
}

struct page_set *page_load(const char *folder, const char *program, const struct settings *settings)
{
	struct arena *arena = arena_new(64 * 1024);
	struct page_set *all = arena_take(arena, sizeof *all);
	char path[240];

	all->arena = arena;
	for (size_t i = 0; i < COUNT(languages); i++) {
		struct language *in = &all->in[i];

		if (!configure(in, folder, languages[i].code, program) || !put_site(in->site, settings) ||
		    !put_languages(in->site, i))
			return NULL;
		snprintf(path, sizeof path, "%s/%s/%s", folder, languages[i].code, program);
		if (!parse_folder(all, in, path))
			return NULL;
	}
	return all;
}

const char *page_name(const struct page_set *all, size_t i)
{
	return i < all->in[0].count ? all->in[0].page[i].name : NULL;
}

static const struct language *language_of(const struct web *w)
{
	for (size_t i = 0; w->lang && i < COUNT(languages); i++)
		if (strcmp(languages[i].code, w->lang) == 0)
			return &w->pages->in[i];
	return &w->pages->in[0];
}

/* --- Values ------------------------------------------------------------------- */

/* No memory is the only way these fail; then the page is not whole and the request must not go on. */
static void must(struct web *w, NEOERR *error)
{
	if (error == STATUS_OK)
		return;
	nerr_ignore(&error);
	if (w)
		fail(w->t, FAULT, "a value could not be put on the page");
}

static HDF *values(struct web *w)
{
	if (!w->page)
		w->page = take(w->t, sizeof *w->page);
	if (!w->page->hdf)
		must(w, hdf_init(&w->page->hdf));
	return w->page->hdf;
}

void put(struct web *w, const char *name, const char *value)
{
	must(w, hdf_set_value(values(w), name, value ? value : ""));
}

void put_num(struct web *w, const char *name, int64_t value)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%lld", (long long)value);
	put(w, name, digits);
}

void put_flag(struct web *w, const char *name, int on)
{
	if (on)
		put(w, name, "1");
}

static const char *find_word(struct web *w, const char *format, va_list args)
{
	char key[96] = "W.";
	const char *found;
	int n = vsnprintf(key + 2, sizeof key - 2, format, args);

	if (n < 0 || (size_t)n >= sizeof key - 2)
		return "";
	found = w->pages ? hdf_get_value(language_of(w)->site, key, NULL) : NULL;
	return found ? found : take_text(w->t, key + 2);
}

void put_word(struct web *w, const char *name, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put(w, name, find_word(w, format, args));
	va_end(args);
}

const char *word(struct web *w, const char *format, ...)
{
	va_list args;
	const char *found;

	va_start(args, format);
	found = find_word(w, format, args);
	va_end(args);
	return found;
}

static HDF *row(HDF *parent, const char *list, size_t i)
{
	char name[80];
	HDF *node = NULL;

	snprintf(name, sizeof name, "%s.%zu", list, i);
	must(NULL, hdf_get_node(parent, name, &node));
	return node;
}

struct node *put_row(struct web *w, const char *list, size_t i)
{
	return (struct node *)row(values(w), list, i);
}

struct node *node_row(struct node *parent, const char *list, size_t i)
{
	return (struct node *)row((HDF *)parent, list, i);
}

void node_put(struct node *n, const char *name, const char *value)
{
	must(NULL, hdf_set_value((HDF *)n, name, value ? value : ""));
}

void node_num(struct node *n, const char *name, int64_t value)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%lld", (long long)value);
	node_put(n, name, digits);
}

void node_flag(struct node *n, const char *name, int on)
{
	if (on)
		node_put(n, name, "1");
}

int page_sample(struct web *w, const char *path)
{
	return fine(hdf_read_file(values(w), path), path);
}

/* --- Rendering ---------------------------------------------------------------- */

struct out {
	struct task *t;
	char *text;
	size_t size, room;
};

static NEOERR *append(void *arg, char *text)
{
	struct out *out = arg;
	size_t n = strlen(text);

	if (n >= out->room - out->size) {
		size_t room = (out->size + n) * 2;
		char *wider = take(out->t, room);

		memcpy(wider, out->text, out->size);
		out->text = wider;
		out->room = room;
	}
	memcpy(out->text + out->size, text, n);
	out->size += n;
	return STATUS_OK;
}

static CSPARSE *find_page(const struct language *in, const char *name)
{
	for (size_t i = 0; i < in->count; i++)
		if (strcmp(in->page[i].name, name) == 0)
			return in->page[i].tree;
	return NULL;
}

static void put_title(struct web *w, const struct language *in, const char *page)
{
	char key[96];

	if (hdf_get_value(values(w), "Title", NULL))
		return;
	snprintf(key, sizeof key, "Titles.%.*s", (int)strcspn(page, "."), page);
	put(w, "Title", hdf_get_value(in->site, key, ""));
}

enum rc show_page(struct web *w, const char *page)
{
	const struct language *in = language_of(w);
	CSPARSE *tree = find_page(in, page);
	struct out out = { w->t, NULL, 0, FIRST_ROOM };
	NEOERR *error;
	size_t lead;

	if (!tree)
		return fail(w->t, FAULT, "no page %s", page);
	put(w, "Path", w->path);
	put_title(w, in, page);
	out.text = take(w->t, out.room);
	tree->hdf = values(w);
	error = cs_render(tree, &out, append);
	tree->hdf = NULL;
	if (error != STATUS_OK) {
		nerr_ignore(&error);
		return fail(w->t, FAULT, "page %s does not render", page);
	}
	lead = strspn(out.text, "\n");	/* line ends between the macros */
	answer_body(w, "text/html; charset=utf-8",
		(struct bytes){ (unsigned char *)out.text + lead, out.size - lead });
	return OK;
}

enum rc show(struct web *w)
{
	return show_page(w, w->route->page);
}

void page_end(struct web *w)
{
	if (w->page && w->page->hdf)
		hdf_destroy(&w->page->hdf);
}
