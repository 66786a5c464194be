/*
 * Values and rendering. With page_load.c and page_macros.c the only file that knows
 * ClearSilver, and only its HDF and CS parts. No NEOERR leaves it: it becomes an rc.
 */
#include "web/page_inner.h"

#include "web/answer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 16 * 1024 };

static const struct language *language(const struct web *w, const char *code)
{
	for (size_t i = 0; code && i < COUNT(w->pages->in); i++)
		if (strcmp(w->pages->in[i].code, code) == 0)
			return &w->pages->in[i];
	return &w->pages->in[0];
}

static const struct language *language_of(const struct web *w)
{
	return language(w, w->lang);
}

/* --- Values ------------------------------------------------------------------- */

/*
 * No memory is the only way these fail: the program ends, as it does in base/mem.c,
 * for a page without one of its values would say something else.
 */
static void must(NEOERR *error)
{
	if (error == STATUS_OK)
		return;
	fputs("a value could not be put on the page\n", stderr);
	abort();
}

static HDF *values(struct web *w)
{
	if (!w->page)
		w->page = take(w->t, sizeof *w->page);
	if (!w->page->hdf)
		must(hdf_init(&w->page->hdf));
	return w->page->hdf;
}

void put(struct web *w, const char *name, const char *value)
{
	must(hdf_set_value(values(w), name, value ? value : ""));
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

static const char *find_word(struct web *w, const char *lang, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));
static const char *find_word(struct web *w, const char *lang, const char *format, va_list args)
{
	char key[96] = "W.";
	const char *found;
	int n = vsnprintf(key + 2, sizeof key - 2, format, args);

	if (n < 0 || (size_t)n >= sizeof key - 2)
		return "";
	found = w->pages ? hdf_get_value(language(w, lang)->site, key, NULL) : NULL;
	return found ? found : take_text(w->t, key + 2);
}

void put_word(struct web *w, const char *name, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put(w, name, find_word(w, w->lang, format, args));
	va_end(args);
}

const char *word(struct web *w, const char *format, ...)
{
	va_list args;
	const char *found;

	va_start(args, format);
	found = find_word(w, w->lang, format, args);
	va_end(args);
	return found;
}

const char *word_of(struct web *w, const char *lang, const char *format, ...)
{
	va_list args;
	const char *found;

	va_start(args, format);
	found = find_word(w, lang, format, args);
	va_end(args);
	return found;
}

static HDF *row(HDF *parent, const char *list, size_t i)
{
	char name[80];
	HDF *node = NULL;

	snprintf(name, sizeof name, "%s.%zu", list, i);
	must(hdf_get_node(parent, name, &node));
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
	must(hdf_set_value((HDF *)n, name, value ? value : ""));
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
	return page_fine(hdf_read_file(values(w), path), path);
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
	if (*w->path)
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
