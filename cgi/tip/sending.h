/* A report on its way into the database: between send.c, which answers, and store.c, which asks. */
#ifndef TIP_SENDING_H
#define TIP_SENDING_H

#include "tip.h"

#include "base/crypto.h"

enum outcome { STORED, SAME, OTHER, SAME_AS_FORMER };	/* the last: its code was replaced or ended since */

struct sending {
	struct receipt_keys keys;
	unsigned char digest[32];
	struct bytes packed, summary, sealed;
	struct envelope envelope;
	struct bytes files;		/* ids; none costs nothing */
	char reference[NUMBER_TEXT];
};
struct added {
	int64_t outcome;
	const char *reference;
};

/* Seals and stores, with its files or not at all. NOT_FOUND when one of them is not there any more. */
enum rc sending_store(struct web *w, struct visit *v, struct sending *s, struct added *out);
enum rc sending_addition(struct web *w, struct sending *s);

#endif
