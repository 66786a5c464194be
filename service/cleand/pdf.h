/*
 * The PDF of pages that are pictures, written here and not by what read a
 * stranger's document: nothing is in it but these words, numbers we counted
 * and pictures that were looked through (picture.h).
 */
#ifndef CLEAND_PDF_H
#define CLEAND_PDF_H

#include "picture.h"

struct pdf {
	unsigned pages, objects;
	uint64_t at;			/* bytes so far, pictures counted when they are announced */
	uint64_t *where;		/* of each object */
};

/* Text, in its order: the beginning; for each page what stands before and behind its bytes; the end. */
const char *pdf_begin(struct task *t, struct pdf *p, unsigned pages);
const char *pdf_page(struct task *t, struct pdf *p, const struct picture *picture, uint64_t size);
const char *pdf_page_end(struct pdf *p);
const char *pdf_end(struct task *t, struct pdf *p);

#endif
