/*
 * Values on a page. Names are ours, never data; values are escaped by the
 * template engine. Only page*.c know ClearSilver.
 */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "web/web.h"

/*
 * Parses build/templates/<lang>/<program>/ *.cs for every language, once; NULL
 * and a message on stderr when one is wrong. Each tree is macros.cs, top.cs, the
 * page, end.cs; the program's folder goes before frame/. Words and titles come
 * from words.hdf, Site.* from the settings (NULL in tests: no Site).
 * Always there: Lang Dir Title Path Langs Site Program; each page's title is Titles.<page>.
 */
struct page_set *page_load(const char *folder, const char *program, const struct settings *settings);

void put(struct web *w, const char *name, const char *value);		/* NULL puts "" */
void put_num(struct web *w, const char *name, int64_t value);
void put_flag(struct web *w, const char *name, int on);			/* "1" or nothing */
/* The word of that key in the page's language; the key itself when there is none (a test finds those). */
void put_word(struct web *w, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));
const char *word(struct web *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same in another language than the page's: what somebody else will read. */
const char *word_of(struct web *w, const char *lang, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A numbered row of a list: put_row(w, "Rows", i), then node_put() on it. Lists may nest. */
struct node *put_row(struct web *w, const char *list, size_t i);
struct node *node_row(struct node *parent, const char *list, size_t i);
void node_put(struct node *n, const char *name, const char *value);
void node_num(struct node *n, const char *name, int64_t value);
void node_flag(struct node *n, const char *name, int on);

/* Renders templates/<program>/<page> with what was put. show(w) is the route's own page. */
enum rc show(struct web *w);
enum rc show_page(struct web *w, const char *page);
/* The page of an error, in style, with status; "state" fields put before survive on it. */
enum rc show_error(struct web *w, enum rc rc);
/* The same for a status without an rc (405). */
enum rc show_status(struct web *w, int status);

/* At the end of a request: what ClearSilver holds of it. The accept loop calls this. */
void page_end(struct web *w);
/* For golden pages: puts the values of a sample .hdf file; 0 when it cannot be read. */
int page_sample(struct web *w, const char *path);
/* The names of the pages, NULL after the last. */
const char *page_name(const struct page_set *set, size_t i);

#endif
