/*
 * Templates are parsed once, in the parent: what is wrong with one stops the
 * start, and no file is opened while serving.
 */
#include "web/page_inner.h"

#include "base/settings.h"
#include "web/page_macros.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXTS_MOST = 16 };

int page_fine(NEOERR *error, const char *about)
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
	return page_fine(hdf_set_value(hdf, name, value), name);
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
	int good = set(site, "Lang", web_languages[current].code) && set(site, "Dir", web_languages[current].dir);

	for (size_t i = 0; good && i < LANGUAGES; i++) {
		snprintf(name, sizeof name, "Langs.%zu.Code", i);
		good = set(site, name, web_languages[i].code);
		snprintf(name, sizeof name, "Langs.%zu.Name", i);
		good = good && set(site, name, web_languages[i].name);
		snprintf(name, sizeof name, "Langs.%zu.Current", i);
		good = good && (i != current || set(site, name, "1"));
	}
	return good;
}

/* Escaping is decided here, once, for all pages: cs_init() reads it from this set. */
static int configure(struct language *in, const char *folder, const char *lang, const char *program)
{
	char path[240];

	if (!page_fine(hdf_init(&in->config), folder) || !page_fine(hdf_init(&in->site), folder))
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
	return page_fine(hdf_read_file(in->site, path), path);
}

/* By the load paths, as ClearSilver finds it. */
static char *read_text(const struct language *in, const char *name)
{
	char path[_POSIX_PATH_MAX], *text = NULL;

	if (page_fine(hdf_search_path(in->config, name, path), name))
		page_fine(ne_load_file(path, &text), path);
	return text;
}

/* The texts of a page: its frame, itself, and what these include. */
struct texts {
	char *list[TEXTS_MOST];
	size_t count;
};

static int add_text(struct texts *all, const struct language *in, const char *name)
{
	if (all->count == TEXTS_MOST)
		return page_fine(nerr_raise(NERR_ASSERT, "more than %d texts", TEXTS_MOST), name);
	all->list[all->count] = read_text(in, name);
	return all->list[all->count++] != NULL;
}

static int add_included(struct texts *all, const struct language *in)
{
	static const char include[] = "<?cs include!\"";	/* by its name only: the rule of the templates */
	char name[80];
	int good = 1;

	for (size_t i = 0; good && i < all->count; i++)
		for (const char *at = strstr(all->list[i], include); good && at; at = strstr(at, include)) {
			at += sizeof include - 1;
			snprintf(name, sizeof name, "%.*s", (int)strcspn(at, "\""), at);
			good = add_text(all, in, name);
		}
	return good;
}

static int parse_macros(struct language *in, CSPARSE *tree, const char *name)
{
	struct texts all = { .count = 0 };
	char *shared = read_text(in, "macros.cs"), *macros = NULL;
	int good = shared && add_text(&all, in, "top.cs") && add_text(&all, in, name) && add_text(&all, in, "end.cs")
		&& add_included(&all, in);

	if (good)
		macros = page_macros(shared, (const char *const *)all.list, all.count);
	if (good && !macros)
		fprintf(stderr, "macros.cs: a macro does not end\n");
	for (size_t i = 0; i < all.count; i++)
		free(all.list[i]);
	free(shared);
	return macros && page_fine(cs_parse_string(tree, macros, strlen(macros)), "macros.cs");
}

static int parse(struct page_set *all, struct language *in, const char *name)
{
	struct parsed *page = &in->page[in->count];
	const char *const parts[] = { "top.cs", name, "end.cs" };
	size_t n = strlen(name) + 1;

	if (in->count == PAGES_MOST - 1 || !page_fine(cs_init(&page->tree, in->config), name))
		return 0;
	if (!parse_macros(in, page->tree, name))
		return 0;
	for (size_t i = 0; i < COUNT(parts); i++)
		if (!page_fine(cs_parse_file(page->tree, parts[i]), parts[i]))
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
	for (size_t i = 0; i < LANGUAGES; i++) {
		struct language *in = &all->in[i];

		in->code = web_languages[i].code;
		if (!configure(in, folder, web_languages[i].code, program) || !put_site(in->site, settings) ||
		    !put_languages(in->site, i))
			return NULL;
		snprintf(path, sizeof path, "%s/%s/%s", folder, web_languages[i].code, program);
		if (!parse_folder(all, in, path))
			return NULL;
	}
	return all;
}

const char *page_name(const struct page_set *all, size_t i)
{
	return i < all->in[0].count ? all->in[0].page[i].name : NULL;
}
