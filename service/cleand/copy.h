/* The clean copy: what the press made, sealed in chunks under a new envelope. */
#ifndef CLEAND_COPY_H
#define CLEAND_COPY_H

#include "made.h"
#include "pdf.h"
#include "scan.h"

struct copy {
	const unsigned char *file;	/* whose copy it is */
	struct envelope envelope;
	struct arena *room;		/* for one chunk at a time; wiped after each */
	struct scan *scan;		/* what is made is shown to the scanner; what it finds ends the storing */
	unsigned chunks;		/* of part 0 */
	unsigned pages;
	struct picture picture;		/* the part that comes in */
	struct pdf pdf;			/* of a PDF: part 0, beside its pages */
	unsigned char *sheet;		/* its chunk at hand */
	size_t on_sheet;
};

/* FAULT when what the press says makes no sense, DENIED when it has gone; else as the database. */
enum rc copy_store(struct task *t, struct copy *c, int press, uint64_t size);

#endif
