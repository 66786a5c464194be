/* One request from its first byte to its last; what the accept loop and the fuzz target share. */
#ifndef WEB_SERVE_H
#define WEB_SERVE_H

#include "web/web.h"

#include "base/crypto.h"

#include <fcgiapp.h>
#include <stdatomic.h>

/* Shared by all workers; numbers only, no moments. */
struct counters {
	atomic_ulong requests, dropped;
	atomic_ulong answered[6];	/* by hundreds of the status */
};

struct server {
	const struct program *program;
	const struct settings *settings;
	struct keyring keys;
	const struct page_set *pages;
	struct counters *counters;
	struct db *db;
	struct arena *arena;
	int socket;
};

/* Reads, routes, answers, forgets. */
void serve(struct server *s, FCGX_Request *fcgi);

#endif
