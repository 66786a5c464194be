/*
 * What the press gives back, as service/cleand/remake writes it: a line "TYPE PAGES"; then for part
 * 0 (the clean copy; not of a PDF, which is written here from its pages) and 1, 2, ... PAGES (its pages
 * as JPEG) a line "PART SIZE" and so many bytes; then the same for FILE_PART_TEXT (the words on the
 * pages, UTF-8, less than a chunk) when there are any; at the end the line "end". A taken-over
 * converter may say anything: nothing here trusts a number.
 */
#ifndef CLEAND_MADE_H
#define CLEAND_MADE_H

#include "attachment.h"

enum { MADE_LINE = 32, MADE_PAGES = 2000 };

struct made {
	int from;		/* the press's socket */
	uint64_t left;		/* bytes that still come */
	enum file_type type;	/* of the clean copy: JPEG, PNG or PDF */
	unsigned pages;
};

/* Lines, without their end. 0 for what remake cannot have written. */
int made_head(const char *line, enum file_type *type, unsigned *pages);
int made_part(const char *line, unsigned *part, uint64_t *size);

/* Reading from the press; 0 when it makes no sense, or the press has gone. */
int made_begin(struct made *m, int from, uint64_t size);
int made_next(struct made *m, unsigned part, uint64_t *size);
int made_bytes(struct made *m, unsigned char *out, size_t n);
/* What comes behind the pages: the size of the text, 0 when that was the end. */
int made_text(struct made *m, uint64_t *size);
int made_end(struct made *m);
/* What still comes is read and forgotten, so that the next answer of the press is the next one. */
int made_drain(struct made *m);

/* Is it text: whole characters, no zeros? */
int made_is_text(struct bytes text);

#endif
