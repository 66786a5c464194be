/*
 * Records of an object: reading what may be seen, adding without a secret.
 * Who may see or add is decided by views and procedures, not here.
 */
#include "vault.h"

#include "base/db.h"
#include "calendar.h"

#include <string.h>

static const struct column record_columns[] = {
	{ "envelope", COLUMN_ID,    offsetof(struct record, envelope) },
	{ "seq",      COLUMN_NUM,   offsetof(struct record, seq) },
	{ "kind",     COLUMN_NUM,   offsetof(struct record, kind) },
	{ "author",   COLUMN_ID,    offsetof(struct record, author) },
	{ "added",    COLUMN_TEXT,  offsetof(struct record, added) },
	{ "day",      COLUMN_TEXT,  offsetof(struct record, day) },
	{ "sealed",   COLUMN_BYTES, offsetof(struct record, sealed) },
};
static const struct shape record_shape = SHAPE(struct record, record_columns);

enum rc vault_records(struct task *t, const unsigned char object[OBJECT_ID], int kind,
	struct record **records, size_t *n)
{
	return db_rows(t, Q_vault_records, &record_shape, records, n, id16(object), num(kind), num(kind));
}

enum rc vault_read(struct task *t, const struct record *r, const struct data_key *keys, size_t n,
	struct pairs *out)
{
	const struct data_key *key = vault_key(keys, n, r->envelope);
	enum record_kind kind = (enum record_kind)r->kind;
	struct bytes plain = { NULL, 0 };
	enum rc rc;

	if (!key || (key->kind && key->kind != r->kind))
		return fail(t, DENIED, "no key for record %d of kind %d", (int)r->seq, (int)r->kind);
	rc = (key->kind ? record_open_part : record_open)(t, r->envelope, key->key, kind,
		(uint32_t)r->seq, r->sealed, &plain);
	return rc == OK ? unpack(t, plain, out) : rc;
}

enum rc vault_add(struct task *t, const unsigned char object[OBJECT_ID], enum class to,
	enum record_kind kind, const struct pairs *pairs, unsigned char envelope[OBJECT_ID])
{
	struct envelope e;
	struct bytes sealed;
	char today[CALENDAR_TEXT];
	enum rc rc = envelope_new(t, to, &e);

	if (rc == OK)
		rc = record_seal(t, &e, kind, 0, pack(t, pairs), &sealed);
	explicit_bzero(e.data_key, sizeof e.data_key);
	calendar_text(calendar_local(t->now, NULL), today);
	if (rc == OK)
		rc = db_write(t, Q_vault_add, id16(e.id), id16(object), num(to), blob(e.key_id, KEY_ID),
			blob(e.wrap, WRAP), num(kind), text(today), blob(sealed.data, sealed.size));
	memcpy(envelope, e.id, OBJECT_ID);
	return rc;
}
