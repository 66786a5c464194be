/*
 * Storing a copy: each chunk is a transaction of its own, and plain bytes live
 * in memory for one chunk only, of a PDF for one of its own beside. Nobody can open what is stored here before
 * clean_done gives the envelope its row.
 */
#include "copy.h"

#include "attachment_chunk.h"
#include "base/pack.h"

#include <string.h>

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

/* A PDF grows beside its pages: a chunk of part 0 is stored when it is full, and the last one at the end. */
static enum rc pdf_put(struct task *t, struct copy *c, struct bytes piece)
{
	enum rc rc = OK;

	while (rc == OK && piece.size) {
		size_t room = FILE_CHUNK - c->on_sheet, n = piece.size < room ? piece.size : room;

		memcpy(c->sheet + c->on_sheet, piece.data, n);
		c->on_sheet += n;
		piece.data += n;
		piece.size -= n;
		if (c->on_sheet < FILE_CHUNK)
			continue;
		rc = add(t, c, RECORD_FILE, 0, c->chunks++, (struct bytes){ c->sheet, FILE_CHUNK });
		c->on_sheet = 0;
	}
	return rc;
}

static enum rc pdf_say(struct task *t, struct copy *c, const char *text)
{
	return pdf_put(t, c, (struct bytes){ (const unsigned char *)text, strlen(text) });
}

/* How large its picture is stands at the beginning of a page, which is where it is put into the PDF. */
static enum rc pdf_chunk(struct task *t, struct copy *c, unsigned seq, uint64_t size, struct bytes plain)
{
	enum rc rc = OK;

	if (seq == 0)
		rc = c->picture.wide ? pdf_say(t, c, pdf_page(t, &c->pdf, &c->picture, size))
			: fail(t, FAULT, "the press gave a page without a size");
	if (rc == OK)
		rc = pdf_put(t, c, plain);
	if (rc == OK && plain.size < FILE_CHUNK)
		rc = pdf_say(t, c, pdf_page_end(&c->pdf));
	return rc;
}

static int is_what_it_must_be(struct copy *c, unsigned part, struct bytes plain)
{
	if (part == FILE_PART_TEXT)
		return made_is_text(plain);
	return picture_bytes(&c->picture, plain) && (plain.size == FILE_CHUNK || picture_end(&c->picture));
}

/* `size`: of the part, of which this is chunk `seq`. */
static enum rc store_chunk(struct task *t, struct copy *c, struct made *m, unsigned part, unsigned seq,
	uint64_t size)
{
	uint64_t left = size - (uint64_t)seq * FILE_CHUNK;
	size_t n = left < FILE_CHUNK ? (size_t)left : FILE_CHUNK;
	unsigned char *bytes = take(t, n + 1);
	struct bytes plain = { bytes, n };
	enum rc rc;

	if (!made_bytes(m, bytes, n))
		return fail(t, FAULT, "the press broke off in part %u", part);
	if (!is_what_it_must_be(c, part, plain))
		return fail(t, FAULT, "the press gave something else as part %u", part);
	if (part != FILE_PART_TEXT)
		scan_piece(c->scan, plain);
	rc = add(t, c, RECORD_FILE, part, seq, plain);
	if (rc == OK && m->type == FILE_PDF && part != FILE_PART_TEXT)
		rc = pdf_chunk(t, c, seq, size, plain);
	return rc;
}

/* The last chunk is the one that is not full, so a part that fills its chunks ends with an empty one. */
static enum rc store_part(struct task *t, struct copy *c, struct made *m, unsigned part, uint64_t size)
{
	unsigned seq = 0, chunks = (unsigned)(size / FILE_CHUNK) + 1;
	enum rc rc = OK;

	picture_begin(&c->picture, part == 0 ? m->type : FILE_JPEG);
	for (; rc == OK && seq < chunks; seq++) {
		struct task piece = piece_begin(t, c->room);

		rc = piece_end(t, &piece, store_chunk(&piece, c, m, part, seq, size));
	}
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

/* Of a picture the copy and its page; of a PDF the pages. *whole: how large the copy is. */
static enum rc store_pictures(struct task *t, struct copy *c, struct made *m, uint64_t *whole)
{
	uint64_t size;
	enum rc rc = OK;

	for (unsigned part = m->type == FILE_PDF; rc == OK && c->scan->said != SCAN_FOUND && part <= m->pages; part++) {
		if (!made_next(m, part, &size))
			return fail(t, FAULT, "the press makes no sense of part %u", part);
		if (part == 0)
			*whole = size;
		rc = store_scanned(t, c, m, part, size);
	}
	return rc;
}

static enum rc pdf_open(struct task *t, struct copy *c, const struct made *m)
{
	c->sheet = take(t, FILE_CHUNK);
	return pdf_say(t, c, pdf_begin(t, &c->pdf, m->pages));
}

/* What is left of it is its last chunk, empty or not. */
static enum rc pdf_close(struct task *t, struct copy *c, uint64_t *whole)
{
	struct task piece = piece_begin(t, c->room);
	enum rc rc = pdf_say(&piece, c, pdf_end(&piece, &c->pdf));

	if (rc == OK)
		rc = add(&piece, c, RECORD_FILE, 0, c->chunks++, (struct bytes){ c->sheet, c->on_sheet });
	*whole = (uint64_t)(c->chunks - 1) * FILE_CHUNK + c->on_sheet;
	return piece_end(t, &piece, rc);
}

static enum rc store_parts(struct task *t, struct copy *c, struct made *m)
{
	uint64_t whole = 0;
	int is_pdf = m->type == FILE_PDF;
	enum rc rc = is_pdf ? pdf_open(t, c, m) : OK;

	c->pages = m->pages;
	if (rc == OK)
		rc = store_pictures(t, c, m, &whole);
	if (rc != OK || c->scan->said == SCAN_FOUND)
		return rc;
	if (is_pdf)
		rc = pdf_close(t, c, &whole);
	if (rc == OK)
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
	if (c->sheet)
		explicit_bzero(c->sheet, FILE_CHUNK);
	return made_drain(&m) ? rc : DENIED;
}
