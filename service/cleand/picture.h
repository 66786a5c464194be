/*
 * Does what a converter gave have the structure of a JPEG or PNG as remake has
 * them written, from its first byte to its last? No words, no profile, no
 * place where anything else could stand before, between or behind. What the
 * pixels are, and whether their compressed form is sound, is not known here.
 */
#ifndef CLEAND_PICTURE_H
#define CLEAND_PICTURE_H

#include "attachment.h"

enum { PICTURE_SIDE = 4000, PICTURE_HELD = 16 };	/* points; as CLEAN_SIDE of remake */

struct picture {
	enum file_type type;		/* FILE_JPEG or FILE_PNG */
	int step;
	uint64_t left;			/* bytes of the piece at hand that still come */
	unsigned char code[4];		/* what piece that is */
	unsigned char held[PICTURE_HELD];	/* its first bytes */
	unsigned n;			/* how many of them */
	unsigned wide, high, channels;	/* 0 until they are known */
	int pixels;			/* there were some */
};

void picture_begin(struct picture *p, enum file_type type);
/* Piece by piece, cut anywhere; 0 when it is none. */
int picture_bytes(struct picture *p, struct bytes piece);
/* Is it whole? */
int picture_end(const struct picture *p);

#endif
