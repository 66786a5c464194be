/*
 * Files of a reporter: sealed to the intake key, stored by procedures that
 * give nothing back. A file is unsent until what names it is sent.
 */
#ifndef ATTACHMENT_UPLOAD_H
#define ATTACHMENT_UPLOAD_H

#include "attachment_store.h"
#include "base/pack.h"

/* Whose file it is, and how many there may be. */
struct attachment_from {
	unsigned char tag[16];			/* of the receipt */
	unsigned char digest_key[32];		/* from the receipt, too: struct receipt_keys */
	const char *day;			/* today, ISO */
	int64_t most;				/* files of this receipt, sent or not */
	enum rc (*room)(void *arg);		/* asked once the type is ours, before anything is stored; NULL: room enough */
	void *arg;				/* of room() */
	unsigned char writer[16], first[OBJECT_ID];	/* ours: this post; the id that was whole already */
	int is_second;
};

/*
 * attachment_store_open() for a reporter's file; both structs live as long as
 * the file is written. From then on: LIMITED when there are enough, BUSY when
 * the disk is short or the database away, CONFLICT when another post writes
 * this file now. Afterwards s->id is the file's: what was sent before with the
 * same id and bytes keeps that id, other bytes get a new one.
 */
void attachment_upload_open(struct task *t, struct attachment_store *s, struct attachment_from *from,
	const unsigned char id[OBJECT_ID], const char *name, const char *claim);
/* Takes back a file that is not sent. */
enum rc attachment_upload_drop(struct task *t, const unsigned char tag[16], const unsigned char id[OBJECT_ID]);
/* Bit i of *there: file i of the ids (16 bytes each, end to end) is whole and this receipt's. */
enum rc attachment_upload_there(struct task *t, const unsigned char tag[16], struct bytes ids, int64_t *there);

/*
 * Files as pairs of what names them: "file.N.id" (hexadecimal), ".name",
 * ".type" (code) and ".size", N from 1 without holes. N of the ids is FILES_PAIRS at most.
 */
enum { FILES_PAIRS = 60 };
int file_count(const struct pairs *p);
const char *file_value(const struct pairs *p, int n, const char *what);		/* "" when absent */
void file_add(struct task *t, struct pairs *p, const struct attachment_store *s);
void file_remove(struct task *t, struct pairs *p, int n);
void file_copy(struct task *t, const struct pairs *from, struct pairs *to);	/* all, to the end of another list */
/* Their ids, 16 bytes each, end to end: what the procedures take. NULL data when there are none. */
struct bytes file_ids(struct task *t, const struct pairs *p);

#endif
