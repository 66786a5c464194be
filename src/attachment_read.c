/* Files as the desk reads them: need-to-know views, keys of the vault, and one chunk in memory at a time. */
#include "attachment_read.h"

#include "base/db.h"

#include <sodium.h>
#include <string.h>

enum { SIDE = 64 * 1024, CHUNKS_MOST = 2048 };

#define AT(member) offsetof(struct attachment, member)
static const struct column attachment_columns[] = {
	{ "id", COLUMN_ID, AT(id) },
	{ "author", COLUMN_ID, AT(author) },
	{ "clean", COLUMN_ID, AT(clean) },
	{ "day", COLUMN_TEXT, AT(day) },
	{ "no", COLUMN_NUM, AT(no) },
	{ "chunks", COLUMN_NUM, AT(chunks) },
	{ "state", COLUMN_NUM, AT(state) },
	{ "scan", COLUMN_NUM, AT(scan) },
	{ "clean_chunks", COLUMN_NUM, AT(clean_chunks) },
	{ "pages", COLUMN_NUM, AT(pages) },
};
static const struct shape attachment_shape = SHAPE(struct attachment, attachment_columns);

struct chunk {
	struct bytes sealed;
};
static const struct column chunk_columns[] = { { "sealed", COLUMN_BYTES, offsetof(struct chunk, sealed) } };
static const struct shape chunk_shape = SHAPE(struct chunk, chunk_columns);

enum rc attachment_list(struct task *t, const struct signal *s, struct attachment **rows, size_t *n)
{
	return db_rows(t, Q_attachment_list, &attachment_shape, rows, n, id16(s->id));
}

enum rc attachment_find(struct task *t, const struct signal *s, int64_t no, struct attachment *out)
{
	return db_row(t, Q_attachment_find, &attachment_shape, out, id16(s->id), num(no));
}

/* --- Chunks ---------------------------------------------------------------------- */

/* In memory of its own, wiped with each chunk: a file is never whole in it. */
static enum rc chunk_read(struct file_reading *r, unsigned seq, struct bytes *plain)
{
	struct task *t = r->t;
	struct arena *before = t->arena;
	struct chunk row;
	enum rc rc;

	arena_wipe(r->side);
	t->arena = r->side;
	rc = db_row(t, Q_attachment_chunk, &chunk_shape, &row, id16(r->envelope), num(r->part), num(seq));
	if (rc == OK)
		rc = record_open_part(t, r->envelope, r->key, RECORD_FILE, file_chunk_number(r->part, seq),
			row.sealed, plain);
	t->arena = before;
	return rc;
}

/* The last chunk is the only one that is not full: without it the file is cut. */
static enum rc look_through(struct file_reading *r, unsigned chunks)
{
	struct bytes piece = { NULL, FILE_CHUNK };
	enum rc rc = OK;

	for (r->chunks = 0; rc == OK && piece.size == FILE_CHUNK && r->chunks < CHUNKS_MOST; r->chunks++) {
		rc = chunk_read(r, r->chunks, &piece);
		if (rc == NOT_FOUND && r->chunks > 0)
			return fail(r->t, INVALID, "part %u is cut behind chunk %u", r->part, r->chunks);
		if (rc != OK)
			return rc;
		if (r->chunks == 0)
			r->head_size = piece.size < FILE_HEAD_BYTES ? piece.size : FILE_HEAD_BYTES;
		if (r->chunks == 0 && r->head_size)
			memcpy(r->head, piece.data, r->head_size);
		r->size += (int64_t)piece.size;
	}
	if (piece.size == FILE_CHUNK || (chunks && r->chunks != chunks))
		return fail(r->t, INVALID, "part %u has %u chunks", r->part, r->chunks);
	return OK;
}

enum rc file_open(struct task *t, const struct data_key *key, unsigned part, unsigned chunks,
	struct file_reading *out)
{
	memset(out, 0, sizeof *out);
	out->t = t;
	out->part = part;
	memcpy(out->envelope, key->envelope, OBJECT_ID);
	if (key->kind == RECORD_FILE)
		memcpy(out->key, key->key, DATA_KEY);
	else
		record_key(key->key, RECORD_FILE, out->key);
	out->side = arena_new(SIDE);
	return look_through(out, chunks);
}

enum rc file_next(struct file_reading *r, struct bytes *piece)
{
	*piece = (struct bytes){ NULL, 0 };
	return r->next < r->chunks ? chunk_read(r, r->next++, piece) : OK;
}

void file_close(struct file_reading *r)
{
	if (r->side)
		arena_drop(r->side);
	r->side = NULL;
	sodium_memzero(r->key, sizeof r->key);
}
