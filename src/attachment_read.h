/*
 * Reading files at the desk: which there are, and their sealed chunks one
 * after the other. A file is looked through to its end before its first byte
 * is handed out: what is damaged, swapped or cut is never part of a file.
 */
#ifndef ATTACHMENT_READ_H
#define ATTACHMENT_READ_H

#include "attachment.h"
#include "signal.h"
#include "vault.h"

struct attachment {
	unsigned char id[OBJECT_ID], author[OBJECT_ID], clean[OBJECT_ID];	/* zeros for none */
	const char *day;
	int64_t no, chunks, state, scan, clean_chunks, pages;
};

/* In order of their numbers; what staff are still sending is not among them. */
enum rc attachment_list(struct task *t, const struct signal *s, struct attachment **rows, size_t *n);
/* NOT_FOUND for a number that no file of this signal has. */
enum rc attachment_find(struct task *t, const struct signal *s, int64_t no, struct attachment *out);

/* A part of a file on its way out. */
struct file_reading {
	struct task *t;
	struct arena *side;		/* memory of one chunk at a time */
	unsigned char envelope[OBJECT_ID];
	unsigned char key[DATA_KEY];	/* of kind RECORD_FILE: opens nothing else */
	unsigned part, next, chunks;
	int64_t size;			/* plain bytes of the part */
	unsigned char head[FILE_HEAD_BYTES];	/* its first bytes */
	size_t head_size;
};

/*
 * Looks through the part. `chunks` is the number there must be, 0 when it is
 * not known. INVALID when it is damaged or cut, NOT_FOUND when there is none.
 * file_close() in every case.
 */
enum rc file_open(struct task *t, const struct data_key *key, unsigned part, unsigned chunks,
	struct file_reading *out);
/* The next piece, good until the next call; size 0 at the end. */
enum rc file_next(struct file_reading *r, struct bytes *piece);
void file_close(struct file_reading *r);

/* Originals: a reason and a second person (db/procedure/73_original.sql). */
struct original_request {
	unsigned char id[OBJECT_ID], attachment[OBJECT_ID], asker[OBJECT_ID], approver[OBJECT_ID], reason[OBJECT_ID];
	const char *asked, *decided, *opened;	/* UTC; "" when not */
	int64_t state, no;
	int64_t scan;			/* of its file, as it is now */
	int64_t good;			/* decided within a day: a yes that can be used */
};
enum original_state { ORIGINAL_ASKED, ORIGINAL_APPROVED, ORIGINAL_REFUSED, ORIGINAL_USED };

enum rc original_requests(struct task *t, const struct signal *s, struct original_request **rows, size_t *n);
/* CONFLICT when this person has asked for that file already and it is not decided or used. */
enum rc original_ask(struct task *t, const struct signal *s, const struct attachment *a, const char *words);
/*
 * DENIED for who asked, and for who does not lead; CONFLICT when it is decided. A yes to a file that is not
 * SCAN_CLEAN names what the scanner said, as the person saw it; INVALID when it says something else by now.
 */
enum rc original_decide(struct task *t, const unsigned char request[OBJECT_ID], int yes, int64_t scan);
/*
 * Numbers of signals with a request of this person that was approved and can be downloaded, or was refused
 * within a day, and, for who decides, with one of another that waits for that. state: enum original_state.
 */
struct original_waiting { const char *number; int64_t state; };
enum rc original_waiting(struct task *t, struct original_waiting **rows, size_t *n);

#endif
