/*
 * Storing a copy: each chunk is a transaction of its own, and plain bytes live
 * in memory for one chunk only. Nobody can open what is stored here before
 * clean_done gives the envelope its row.
 */
#include "copy.h"

#include "attachment_chunk.h"
#include "base/pack.h"

#include <string.h>

enum { HEAD_BYTES = FILE_HEAD_BYTES };

/* A task for one chunk: its memory goes, the story of a failure stays. */
static struct task piece_begin(const struct task *t, struct arena *room)
{
	struct task piece = *t;

	piece.arena = room;
	return piece;
}

static enum rc piece_end(struct task *t, struct task *piece, enum rc rc)
{
	arena_wipe(piece->arena);
	return rc == OK ? OK : fail(t, rc, "%s", piece->why);
}

static enum rc add(struct task *t, const struct copy *c, enum record_kind kind, unsigned part,
	unsigned seq, struct bytes plain)
{
	struct bytes sealed;
	enum rc rc = record_seal(t, &c->envelope, kind, file_chunk_number(part, seq), plain, &sealed);

	if (rc == OK)
		rc = attachment_chunk_call(t, sealed, Q_clean_chunk_add, id16(c->file), id16(c->envelope.id), num(part),
			num(seq));
	return rc;
}

static enum rc store_chunk(struct task *t, const struct copy *c, struct made *m, unsigned part,
	unsigned seq, size_t n)
{
	unsigned char *plain = take(t, n + 1);

	if (!made_bytes(m, plain, n))
		return fail(t, FAULT, "the press broke off in part %u", part);
	if (part == FILE_PART_TEXT ? !made_is_text((struct bytes){ plain, n })
	: seq == 0 && !made_looks(m, part, (struct bytes){ plain, n < HEAD_BYTES ? n : HEAD_BYTES }))
		return fail(t, FAULT, "the press gave something else as part %u", part);
	if (part != FILE_PART_TEXT)
		scan_piece(c->scan, (struct bytes){ plain, n });
	return add(t, c, RECORD_FILE, part, seq, (struct bytes){ plain, n });
}

/* The last chunk is the one that is not full, so a part that fills its chunks ends with an empty one. */
static enum rc store_part(struct task *t, struct copy *c, struct made *m, unsigned part, uint64_t size)
{
	unsigned seq = 0;
	enum rc rc = OK;
	size_t n;

	do {
		struct task piece = piece_begin(t, c->room);

		n = size < FILE_CHUNK ? (size_t)size : FILE_CHUNK;
		rc = piece_end(t, &piece, store_chunk(&piece, c, m, part, seq, n));
		size -= n;
		seq++;
	} while (rc == OK && n == FILE_CHUNK);
	if (part == 0)
		c->chunks = seq;
	return rc;
}

/* Each part as the file that the desk gets. */
static enum rc store_scanned(struct task *t, struct copy *c, struct made *m, unsigned part, uint64_t size)
{
	enum rc rc;

	scan_begin(c->scan);
	rc = store_part(t, c, m, part, size);
	return rc == OK ? scan_end(t, c->scan) : rc;
}

static enum rc store_head(struct task *t, const struct copy *c, const struct made *m, uint64_t size)
{
	struct task piece = piece_begin(t, c->room);
	struct pairs p = { 0 };

	pairs_add(&piece, &p, "type", file_type_code(m->type));
	pairs_add(&piece, &p, "pages", take_format(&piece, "%u", m->pages));
	pairs_add(&piece, &p, "size", take_format(&piece, "%llu", (unsigned long long)size));
	return piece_end(t, &piece, add(&piece, c, RECORD_FILE_HEAD, FILE_PART_HEAD, 0, pack(&piece, &p)));
}

/* The words on the pages, for a search that is allowed to look in files. Nobody needs them to read. */
static enum rc store_text(struct task *t, struct copy *c, struct made *m)
{
	uint64_t size;
	enum rc rc;

	if (!made_text(m, &size))
		return fail(t, FAULT, "the press does not come to an end");
	if (size == 0)
		return OK;
	rc = store_part(t, c, m, FILE_PART_TEXT, size);
	return rc == OK && !made_end(m) ? fail(t, FAULT, "the press goes on behind the text") : rc;
}

static enum rc store_parts(struct task *t, struct copy *c, struct made *m)
{
	uint64_t size, whole = 0;
	enum rc rc = OK;

	for (unsigned part = 0; rc == OK && c->scan->said != SCAN_FOUND && part <= m->pages; part++) {
		if (!made_next(m, part, &size))
			return fail(t, FAULT, "the press makes no sense of part %u", part);
		if (part == 0)
			whole = size;
		rc = store_scanned(t, c, m, part, size);
	}
	c->pages = m->pages;
	if (rc != OK || c->scan->said == SCAN_FOUND)
		return rc;
	rc = store_text(t, c, m);
	return rc == OK ? store_head(t, c, m, whole) : rc;
}

enum rc copy_store(struct task *t, struct copy *c, int press, uint64_t size)
{
	struct made m;
	enum rc rc;

	if (made_begin(&m, press, size))
		rc = store_parts(t, c, &m);
	else
		rc = fail(t, FAULT, "the press makes no sense");
	return made_drain(&m) ? rc : DENIED;
}
