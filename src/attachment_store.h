/*
 * Storing a file as it comes in: its chunks are sealed one by one and handed
 * on at once, so a file of any size takes the memory of two chunks. Where they
 * go is a way's matter: a reporter's (attachment_upload.h) or a colleague's.
 */
#ifndef ATTACHMENT_STORE_H
#define ATTACHMENT_STORE_H

#include "attachment.h"

struct attachment_store;

/* Each returns OK or what stops the file; the store calls them in this order and nothing after a failure but drop. */
struct attachment_way {
	enum rc (*begin)(struct attachment_store *s);	/* sets s->envelope, by envelope_for() */
	enum rc (*chunk)(struct attachment_store *s, struct bytes sealed);	/* number s->chunks */
	enum rc (*end)(struct attachment_store *s);	/* all s->chunks are there: the file is whole */
	void (*drop)(struct attachment_store *s);	/* only after begin */
};

struct attachment_store {
	struct task *t;
	const struct attachment_way *way;
	void *arg;			/* the way's own */
	const char *name, *claim;	/* as the browser gave them */
	unsigned char id[OBJECT_ID];	/* wanted; a way may take another */
	enum file_type type;
	int64_t size;			/* plain bytes so far */
	unsigned chunks;		/* handed on */
	const unsigned char *digest_key;	/* NULL: no digest */
	unsigned char digest[32];
	struct envelope envelope;
	int begun;
	unsigned char *room, *sealed;	/* one chunk, plain and sealed */
	size_t held;
};

/* Takes memory and nothing else; nothing is stored before the first bytes have shown that the type is ours. */
void attachment_store_open(struct task *t, struct attachment_store *s, const struct attachment_way *way, void *arg,
	const unsigned char id[OBJECT_ID], const char *name, const char *claim);
/* INVALID when extension, claim and first bytes do not agree (s->type is FILE_NONE), else what the way says. */
enum rc attachment_store_data(struct attachment_store *s, struct bytes piece);
/* INVALID also for an empty file (s->size is 0). Wipes the data key. */
enum rc attachment_store_end(struct attachment_store *s);
/* After any failure; harmless otherwise. Wipes the data key. */
void attachment_store_drop(struct attachment_store *s);

/*
 * A name as it is kept: without folders, at most FILE_NAME_POINTS characters
 * (the extension stays), control characters and those that turn the direction
 * of reading made visible.
 */
enum { FILE_NAME_POINTS = 150 };
const char *file_name_tidy(struct task *t, const char *name);

#endif
