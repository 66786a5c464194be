/*
 * JPEG (ITU-T T.81, annex B) and PNG (ISO/IEC 15948) byte by byte, wherever the
 * pieces are cut. What is not on the lists here is refused.
 */
#include "picture.h"

#include <string.h>

enum step { BEGIN, MARK, CODE, LENGTH, SEGMENT, SCAN, SCAN_MARK, CHUNK, CHUNK_DATA, DONE };

static const unsigned char jpeg_begin[] = { 0xff, 0xd8 };
static const unsigned char png_begin[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

/* Pieces of a PNG that hold numbers, and of how many bytes. */
static const struct { char code[5]; uint32_t least, most; } chunks[] = {
	{ "IHDR", 13, 13 }, { "PLTE", 3, 768 }, { "tRNS", 1, 256 }, { "pHYs", 9, 9 }, { "bKGD", 1, 6 },
	{ "IDAT", 0, 0x7fffffff }, { "IEND", 0, 0 },
};
enum { JPEG_HEAD = 0xe0, JPEG_SCAN = 0xda, JPEG_END = 0xd9 };

static unsigned two(const unsigned char *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

static uint32_t four(const unsigned char *at)
{
	return (uint32_t)two(at) << 16 | two(at + 2);
}

static int is_size(unsigned char marker)
{
	return marker >= 0xc0 && marker <= 0xc2;
}

static int go(struct picture *p, enum step step)
{
	p->step = step;
	p->n = 0;
	return 1;
}

static int set_size(struct picture *p, uint32_t wide, uint32_t high, unsigned channels)
{
	if (p->wide || wide < 1 || wide > PICTURE_SIDE || high < 1 || high > PICTURE_SIDE)
		return 0;
	p->wide = wide;
	p->high = high;
	p->channels = channels;
	return 1;
}

/* --- JPEG: segments, and behind the header of a scan its pixels up to the next marker --- */

static int jpeg_marker(struct picture *p, unsigned char marker)
{
	p->code[0] = marker;
	switch (marker) {
	case JPEG_END:
		return p->pixels && go(p, DONE);
	case JPEG_SCAN:
		return p->wide && go(p, LENGTH);
	case JPEG_HEAD: case 0xdb: case 0xc4: case 0xdd: case 0xc0: case 0xc1: case 0xc2:
		return go(p, LENGTH);
	default:
		return 0;
	}
}

static int jpeg_segment(struct picture *p)
{
	const unsigned char *held = p->held;

	if (p->code[0] == JPEG_HEAD && (p->n != 14 || memcmp(held, "JFIF", 5) != 0 || held[12] || held[13]))
		return 0;
	if (is_size(p->code[0]) && (p->n < 9 || held[0] != 8 || (held[5] != 1 && held[5] != 3) || p->n != 6u + 3 * held[5]
	|| !set_size(p, two(held + 3), two(held + 1), held[5])))
		return 0;
	p->pixels |= p->code[0] == JPEG_SCAN;
	return go(p, p->code[0] == JPEG_SCAN ? SCAN : MARK);
}

static int jpeg_length(struct picture *p)
{
	unsigned length = two(p->held);

	if (length <= 2 || (p->code[0] == JPEG_HEAD && length != 16))
		return 0;
	p->left = length - 2;
	return go(p, SEGMENT);
}

/* --- PNG: length, code, data, sum --- */

static int png_chunk(struct picture *p)
{
	uint32_t length = four(p->held);

	memcpy(p->code, p->held + 4, 4);
	if ((memcmp(p->code, "IHDR", 4) == 0) == (p->wide != 0))
		return 0;
	for (size_t i = 0; i < COUNT(chunks); i++) {
		if (memcmp(chunks[i].code, p->code, 4) != 0)
			continue;
		p->left = (uint64_t)length + 4;
		return length >= chunks[i].least && length <= chunks[i].most && go(p, CHUNK_DATA);
	}
	return 0;
}

static int png_data(struct picture *p)
{
	if (!p->wide && (p->held[9] > 6 || p->held[10] || p->held[11] || p->held[12]
	|| !set_size(p, four(p->held), four(p->held + 4), p->held[9])))
		return 0;
	p->pixels |= memcmp(p->code, "IDAT", 4) == 0;
	if (memcmp(p->code, "IEND", 4) == 0)
		return p->pixels && go(p, DONE);
	return go(p, CHUNK);
}

/* --- One step with one byte --- */

static int begun(struct picture *p)
{
	const unsigned char *wanted = p->type == FILE_JPEG ? jpeg_begin : png_begin;
	unsigned n = p->type == FILE_JPEG ? sizeof jpeg_begin : sizeof png_begin;

	if (p->held[p->n - 1] != wanted[p->n - 1])
		return 0;
	return p->n < n || go(p, p->type == FILE_JPEG ? MARK : CHUNK);
}

static int take_byte(struct picture *p, unsigned char c)
{
	if (p->n < PICTURE_HELD)
		p->held[p->n++] = c;
	switch ((enum step)p->step) {
	case BEGIN:
		return begun(p);
	case MARK:
		return c == 0xff && go(p, CODE);
	case CODE:
		return jpeg_marker(p, c);
	case LENGTH:
		return p->n < 2 || jpeg_length(p);
	case SEGMENT:
		return --p->left > 0 || jpeg_segment(p);
	case SCAN:
		return c == 0xff ? go(p, SCAN_MARK) : 1;
	case SCAN_MARK:
		return c == 0 || (c >= 0xd0 && c <= 0xd7) ? go(p, SCAN) : jpeg_marker(p, c);
	case CHUNK:
		return p->n < 8 || png_chunk(p);
	case CHUNK_DATA:
		return --p->left > 0 || png_data(p);
	default:
		return 0;	/* behind the end */
	}
}

void picture_begin(struct picture *p, enum file_type type)
{
	*p = (struct picture){ .type = type, .step = BEGIN };
}

/* Bytes that nothing is to be known of: pixels. */
static size_t skip(struct picture *p, struct bytes piece)
{
	const unsigned char *mark;
	size_t n = 0;

	if (p->step == SCAN) {
		mark = memchr(piece.data, 0xff, piece.size);
		n = mark ? (size_t)(mark - piece.data) : piece.size;
	} else if (p->step == CHUNK_DATA && p->n == PICTURE_HELD) {
		n = p->left - 1 < piece.size ? (size_t)(p->left - 1) : piece.size;
		p->left -= n;
	}
	return n;
}

int picture_bytes(struct picture *p, struct bytes piece)
{
	if (p->type != FILE_JPEG && p->type != FILE_PNG)
		return 0;
	for (size_t at = 0; at < piece.size; at++) {
		at += skip(p, (struct bytes){ piece.data + at, piece.size - at });
		if (at < piece.size && !take_byte(p, piece.data[at]))
			return 0;
	}
	return 1;
}

int picture_end(const struct picture *p)
{
	return p->step == DONE;
}
