/*
 * What the scanner says of one file: of the original, and of each part of what
 * was made of it, for what makes it reads a stranger's bytes too. A file is
 * clean when all of it was looked at and nothing was found.
 */
#ifndef CLEAND_SCAN_H
#define CLEAND_SCAN_H

#include "attachment.h"
#include "clamd.h"

struct scan {
	const unsigned char *file;	/* for the log */
	const char *socket;		/* "" when there is no scanner: nothing is scanned */
	struct clamd clamd;
	uint64_t most, bytes;		/* more than `most` it is not shown: the scanner would call clean what it did not look at */
	int heard;
	enum attachment_scan said;
};

void scan_set_up(struct scan *s, const struct task *t, const unsigned char *file);
void scan_begin(struct scan *s);
void scan_piece(struct scan *s, struct bytes piece);
/* BUSY: the scanner is away. What it found stands in `said`. */
enum rc scan_end(struct task *t, struct scan *s);
void scan_drop(struct scan *s);

#endif
