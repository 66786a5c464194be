/*
 * Of the macros that all pages share, those that one page calls, directly or
 * through others. Parsed, all of them are many times the page itself, and each
 * page has a tree of its own: this is most of the memory of a worker.
 */
#ifndef WEB_PAGE_MACROS_H
#define WEB_PAGE_MACROS_H

#include <stddef.h>

/*
 * The definitions in their order, for the caller to free (or to give to ClearSilver). What is called and
 * not there is left to the parser to refuse. NULL for macros that do not end.
 */
char *page_macros(const char *macros, const char *const *texts, size_t count);

#endif
