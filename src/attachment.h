/*
 * Attachments: files as sealed chunks. The original is kept as it came and
 * opened only for cleaning, or for a person with a reason and a second
 * person's yes; what the desk sees is a clean copy made anew.
 *
 * A file is one envelope. Chunk `seq` of `part` is a record of kind RECORD_FILE
 * whose number is part << 16 | seq, so the seal binds it to its file, part and
 * place; the last chunk of a part is the only one with fewer than
 * FILE_CHUNK bytes (it may be empty), so a cut file is seen without its count.
 *
 * An original is part 0 of a guarded envelope. A clean copy is another envelope of the same signal,
 * attachment.clean, that opens with the signal: part 0 is the copy for downloading (JPEG, PNG or PDF;
 * attachment.clean_chunks says its chunks), parts 1 to attachment.pages are its pages as JPEG (an image
 * has one, fit for the screen), part FILE_PART_TEXT its text where there is one. Part FILE_PART_HEAD,
 * number 0, is a record of kind RECORD_FILE_HEAD with the pairs "type" (code of the copy), "pages" and
 * "size" (bytes of the copy).
 */
#ifndef ATTACHMENT_H
#define ATTACHMENT_H

#include "base/crypto.h"
#include "base/task.h"

enum {
	FILE_CHUNK = 512 * 1024 - 4,	/* plain bytes: with their length exactly a bucket of record_seal */
	FILE_PART_TEXT = 60000,
	FILE_PART_HEAD = 65535,
};

/* What became of a file; numbers stand in attachment.state. */
enum attachment_state {
	ATTACHMENT_WAITS,		/* to be cleaned */
	ATTACHMENT_CLEAN,		/* there is a clean copy */
	ATTACHMENT_INFECTED,		/* the scanner found something: no copy is made */
	ATTACHMENT_PASSWORD,		/* locked with a password */
	ATTACHMENT_BROKEN,		/* no such file can be made anew of it */
	ATTACHMENT_OTHER_TYPE,		/* it is not what its name says */
	ATTACHMENT_TOO_MUCH,		/* more pixels, pages or time than allowed */
	ATTACHMENT_DAMAGED,		/* its sealed bytes are: named to the operator too */
	ATTACHMENT_STATES
};
enum attachment_scan { SCAN_NONE, SCAN_CLEAN, SCAN_FOUND };

/* The types that are taken; a row each of name, media type, extensions and first bytes. */
enum file_type { FILE_NONE, FILE_JPEG, FILE_PNG, FILE_PDF, FILE_HEIC, FILE_WEBP, FILE_TYPES };

const char *file_type_media(enum file_type type);	/* "image/jpeg"; "" for FILE_NONE */
const char *file_type_code(enum file_type type);	/* "jpeg": word key "file.<code>", and what is sealed beside the name */
enum file_type file_type_by_code(const char *code);
const char *file_base_name(const char *name);		/* what stands behind its folders, of any system */
/*
 * Extension, the browser's claim and the first bytes must agree (ASVS 5.2.2); n >= FILE_HEAD_BYTES or
 * the whole file. A claim of "" or application/octet-stream is no claim. FILE_NONE when they do not.
 */
enum { FILE_HEAD_BYTES = 16 };
enum file_type file_type_of(const char *name, const char *claim, const unsigned char *head, size_t n);

/* By its first bytes alone, for who has no name and no claim. */
enum file_type file_type_by_head(const unsigned char *head, size_t n);

/* Number of a chunk as its seal has it. */
uint32_t file_chunk_number(unsigned part, unsigned seq);

#endif
