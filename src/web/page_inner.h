/* What page.c, page_load.c and page_macros.c share; ClearSilver's types stay behind these three. */
#ifndef WEB_PAGE_INNER_H
#define WEB_PAGE_INNER_H

#include "web/page.h"

#include <ClearSilver.h>

enum { PAGES_MOST = 128 };

struct parsed {
	const char *name;		/* "story.cs" */
	CSPARSE *tree;
};
struct language {
	const char *code;
	HDF *config;			/* the trees point into it */
	HDF *site;			/* words, titles, what is the same for every request */
	struct parsed page[PAGES_MOST];
	size_t count;
};
struct page_set {
	struct arena *arena;
	struct language in[LANGUAGES];
};
struct page {
	HDF *hdf;
};

/* 1 when there was no error; else says it on stderr and frees it. Only at start and in tests. */
int page_fine(NEOERR *error, const char *about);

#endif
