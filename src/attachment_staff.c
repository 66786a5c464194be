/* A colleague's file on its way in; what it is called is sealed in a note that comes with its end. */
#include "attachment_staff.h"

#include "attachment_chunk.h"
#include "base/text.h"
#include "vault.h"

static enum rc ask(struct task *t, void *arg)
{
	struct attachment_store *s = arg;
	struct attachment_by_staff *by = s->arg;

	return db_number(t, Q_staff_file_begin, &by->outcome, id16(s->id), id16(by->signal->id),
		num(by->signal->class), blob(s->envelope.key_id, KEY_ID), blob(s->envelope.wrap, WRAP), text(by->day));
}

static enum rc begin(struct attachment_store *s)
{
	const struct attachment_by_staff *by = s->arg;
	enum rc rc = envelope_for(s->t, (enum class)by->signal->class, s->id, &s->envelope);

	if (rc == OK)
		rc = db_transaction(s->t, ask, s);
	if (rc != OK || by->outcome == STAFF_FILE_BEGUN)
		return rc;
	return by->outcome == STAFF_FILE_SHORT ? fail(s->t, BUSY, "the disk is short")
		: fail(s->t, LIMITED, "enough files, or enough that are not whole");
}

static enum rc chunk(struct attachment_store *s, struct bytes sealed)
{
	return attachment_chunk_call(s->t, sealed, Q_staff_file_chunk, id16(s->id), num(s->chunks));
}

/* Name and end stand or fall together. */
static enum rc finish(struct task *t, void *arg)
{
	struct attachment_store *s = arg;
	const struct attachment_by_staff *by = s->arg;
	struct pairs pairs = { 0 };
	unsigned char note[OBJECT_ID];
	enum rc rc;

	pairs_add(t, &pairs, "note", by->about);
	pairs_add(t, &pairs, "file.1.id", text_hex(t, s->id, OBJECT_ID));
	pairs_add(t, &pairs, "file.1.name", file_name_tidy(t, s->name));
	pairs_add(t, &pairs, "file.1.type", file_type_code(s->type));
	pairs_add(t, &pairs, "file.1.size", take_format(t, "%lld", (long long)s->size));
	rc = vault_add(t, by->signal->id, (enum class)by->signal->class, RECORD_NOTE, &pairs, note);
	if (rc == OK)
		rc = db_write(t, Q_staff_file_end, id16(s->id), num(s->chunks), id16(note), text(by->day));
	return rc;
}

static enum rc end(struct attachment_store *s)
{
	return db_transaction(s->t, finish, s);
}

static void drop(struct attachment_store *s)
{
	struct task aside = *s->t;	/* what went wrong stays the story told */

	db_call(&aside, Q_staff_file_drop, id16(s->id));
}

static const struct attachment_way way = { begin, chunk, end, drop };

void attachment_staff_open(struct task *t, struct attachment_store *s, struct attachment_by_staff *by,
	const char *name, const char *claim)
{
	unsigned char id[OBJECT_ID];

	random_bytes(id, sizeof id);
	attachment_store_open(t, s, &way, by, id, name, claim);
}

enum rc attachment_staff_sweep(struct task *t, const char *before)
{
	return db_call(t, Q_staff_file_sweep, text(before));
}
