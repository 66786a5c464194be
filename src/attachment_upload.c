/*
 * The way of a reporter's file into the database, one procedure per step. Two
 * posts of one page carry one id: the later one takes over while the file is
 * not whole; afterwards it writes under an id of its own and gives that up
 * when the bytes prove to be the same.
 */
#include "attachment_upload.h"

#include "attachment_chunk.h"

#include <string.h>

enum outcome { BEGUN, WHOLE, SHORT, ENOUGH };

struct asking {
	struct attachment_store *s;
	int64_t outcome;
};

static enum rc ask_once(struct task *t, void *arg)
{
	struct asking *a = arg;
	const struct attachment_from *from = a->s->arg;

	return db_number(t, Q_upload_begin, &a->outcome, id16(a->s->id), id16(from->tag),
		blob(a->s->envelope.key_id, KEY_ID), blob(a->s->envelope.wrap, WRAP), text(from->day),
		id16(from->writer), num(from->most));
}

static enum rc ask(struct attachment_store *s, int64_t *outcome)
{
	struct asking a = { s, BEGUN };
	enum rc rc = envelope_for(s->t, CLASS_INTAKE, s->id, &s->envelope);

	if (rc == OK)
		rc = db_transaction(s->t, ask_once, &a);
	*outcome = a.outcome;
	return rc;
}

static enum rc begin(struct attachment_store *s)
{
	struct attachment_from *from = s->arg;
	int64_t outcome = BEGUN;
	enum rc rc = from->room ? from->room(from->arg) : OK;

	if (rc == OK)
		rc = ask(s, &outcome);
	if (rc == OK && outcome == WHOLE) {
		from->is_second = 1;
		memcpy(from->first, s->id, OBJECT_ID);
		random_bytes(s->id, OBJECT_ID);
		rc = ask(s, &outcome);
	}
	if (rc != OK || outcome == BEGUN)
		return rc;
	return outcome == SHORT ? fail(s->t, BUSY, "the disk is short") : fail(s->t, LIMITED, "enough files");
}

static enum rc chunk(struct attachment_store *s, struct bytes sealed)
{
	const struct attachment_from *from = s->arg;

	return attachment_chunk_call(s->t, sealed, Q_upload_chunk, id16(s->id), id16(from->writer), num(s->chunks));
}

static void drop(struct attachment_store *s)
{
	const struct attachment_from *from = s->arg;
	struct task aside = *s->t;	/* what went wrong stays the story told */

	db_call(&aside, Q_upload_drop, id16(s->id), id16(from->tag), id16(from->writer));
}

static enum rc end(struct attachment_store *s)
{
	const struct attachment_from *from = s->arg;
	int64_t same = 0;
	enum rc rc = db_call(s->t, Q_upload_end, id16(s->id), id16(from->writer), num(s->chunks),
		num((int64_t)s->chunks * FILE_CHUNK), blob(s->digest, sizeof s->digest));

	if (rc != OK || !from->is_second)
		return rc;
	rc = db_number(s->t, Q_upload_same, &same, id16(from->first), id16(from->tag),
		blob(s->digest, sizeof s->digest));
	if (rc == OK && same) {
		drop(s);
		memcpy(s->id, from->first, OBJECT_ID);
	}
	return rc;
}

static const struct attachment_way way = { begin, chunk, end, drop };

void attachment_upload_open(struct task *t, struct attachment_store *s, struct attachment_from *from,
	const unsigned char id[OBJECT_ID], const char *name, const char *claim)
{
	attachment_store_open(t, s, &way, from, id, name, claim);
	s->digest_key = from->digest_key;
	random_bytes(from->writer, sizeof from->writer);
	from->is_second = 0;
}

enum rc attachment_upload_drop(struct task *t, const unsigned char tag[16], const unsigned char id[OBJECT_ID])
{
	return db_call(t, Q_upload_drop, id16(id), id16(tag), nothing());
}

enum rc attachment_upload_there(struct task *t, const unsigned char tag[16], struct bytes ids, int64_t *there)
{
	return db_number(t, Q_upload_there, there, id16(tag), blob(ids.data, ids.size));
}
