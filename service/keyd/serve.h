/*
 * keyd's connections: each worker polls its own, one whole request at a time.
 * Who is silent, slow to send or slow to read holds up nobody.
 */
#ifndef KEYD_SERVE_H
#define KEYD_SERVE_H

#include "keyd_message.h"
#include "store.h"

#include <sys/types.h>

struct keyd_server {
	const struct settings *settings;
	struct store *store;
	struct arena *arena;		/* wiped after each request */
	struct db *db;
	int listening;
	int production;
	uid_t staff_uid, service_uid[SERVICES];	/* production: who may ask what */
};

/* What one request brings: pages of answers follow each other. In ops.c. */
struct reply {
	struct keyd_answer head;	/* everything but keys */
	struct found_key { unsigned char envelope[OBJECT_ID], key[DATA_KEY]; } *keys;
	size_t count;
};
void keyd_answer(struct keyd_server *server, struct task *t, const struct keyd_request *r,
	uid_t peer, struct reply *reply);

/* Runs until the program stops; returns the exit status. */
int keyd_serve(struct keyd_server *server);

#endif
