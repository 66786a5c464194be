/* One chunk at a time: filled, judged when it is the first, sealed, handed on. */
#include "attachment_store.h"

#include <string.h>

void attachment_store_open(struct task *t, struct attachment_store *s, const struct attachment_way *way, void *arg,
	const unsigned char id[OBJECT_ID], const char *name, const char *claim)
{
	memset(s, 0, sizeof *s);
	s->t = t;
	s->way = way;
	s->arg = arg;
	s->name = name;
	s->claim = claim;
	memcpy(s->id, id, OBJECT_ID);
	s->room = take(t, record_room(FILE_CHUNK));
	s->sealed = take(t, record_sealed_size(FILE_CHUNK));
}

/* Judged by the bytes that are here: FILE_HEAD_BYTES or the whole file. */
static enum rc begin(struct attachment_store *s)
{
	enum rc rc;

	s->type = file_type_of(s->name, s->claim, s->room + RECORD_BEFORE, s->held);
	if (s->type == FILE_NONE)
		return fail(s->t, INVALID, "a file of another type than its name or none of ours");
	rc = s->way->begin(s);
	s->begun = rc == OK;
	return rc;
}

/* The digest of a file: each link over the one before it and the digest of a chunk. */
static void digest(struct attachment_store *s)
{
	unsigned char link[64];

	memcpy(link, s->digest, 32);
	hash_keyed(s->digest_key, s->room + RECORD_BEFORE, s->held, link + 32, 32);
	hash_keyed(s->digest_key, link, sizeof link, s->digest, 32);
}

static enum rc hand_on(struct attachment_store *s)
{
	enum rc rc;

	if (s->digest_key)
		digest(s);
	record_seal_in(&s->envelope, RECORD_FILE, file_chunk_number(0, s->chunks), s->room, s->held, s->sealed);
	rc = s->way->chunk(s, (struct bytes){ s->sealed, record_sealed_size(s->held) });
	s->held = 0;
	s->chunks++;
	return rc;
}

enum rc attachment_store_data(struct attachment_store *s, struct bytes piece)
{
	enum rc rc = OK;

	while (rc == OK && piece.size > 0) {
		size_t n = FILE_CHUNK - s->held < piece.size ? FILE_CHUNK - s->held : piece.size;

		memcpy(s->room + RECORD_BEFORE + s->held, piece.data, n);
		s->held += n;
		s->size += (int64_t)n;
		piece.data += n;
		piece.size -= n;
		if (!s->begun && s->held >= FILE_HEAD_BYTES)
			rc = begin(s);
		if (rc == OK && s->held == FILE_CHUNK)
			rc = hand_on(s);
	}
	return rc;
}

static void forget(struct attachment_store *s)
{
	explicit_bzero(s->envelope.data_key, sizeof s->envelope.data_key);
	explicit_bzero(s->room, record_room(FILE_CHUNK));
}

/* The last chunk is never full, so that a file whose end was cut off is seen to be. */
enum rc attachment_store_end(struct attachment_store *s)
{
	enum rc rc = OK;

	if (s->size == 0)
		return fail(s->t, INVALID, "an empty file");
	if (!s->begun)
		rc = begin(s);
	if (rc == OK)
		rc = hand_on(s);
	if (rc == OK)
		rc = s->way->end(s);
	if (rc == OK)
		forget(s);
	return rc;
}

void attachment_store_drop(struct attachment_store *s)
{
	if (s->begun)
		s->way->drop(s);
	s->begun = 0;
	if (s->room)
		forget(s);
}
