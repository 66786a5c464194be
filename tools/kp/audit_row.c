/*
 * One row of a chain: its hash, computed from its columns alone, and what else
 * must agree with it. Names what is wrong in words that follow "row N ".
 */
#include "audit_row.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "base/text.h"

#define LINK(member) offsetof(struct link, member)
static const struct column audit_columns[] = {
	{ "seq", COLUMN_NUM, LINK(seq) }, { "at", COLUMN_TEXT, LINK(at) },
	{ "actor", COLUMN_BYTES, LINK(actor) }, { "program", COLUMN_TEXT, LINK(program) },
	{ "action", COLUMN_TEXT, LINK(action) }, { "object", COLUMN_BYTES, LINK(object) },
	{ "purpose", COLUMN_NUM, LINK(purpose) }, { "reason", COLUMN_BYTES, LINK(reason) },
	{ "detail", COLUMN_TEXT, LINK(detail) }, { "prev", COLUMN_BYTES, LINK(prev) },
	{ "hash", COLUMN_BYTES, LINK(hash) },
};
const struct shape audit_shape = SHAPE(struct link, audit_columns);
static const struct column intake_columns[] = {
	{ "seq", COLUMN_NUM, LINK(seq) }, { "day", COLUMN_TEXT, LINK(at) },
	{ "leaf", COLUMN_BYTES, LINK(leaf) }, { "prev", COLUMN_BYTES, LINK(prev) },
	{ "hash", COLUMN_BYTES, LINK(hash) },
};
const struct shape intake_shape = SHAPE(struct link, intake_columns);
static const struct column head_columns[] = {
	{ "seq", COLUMN_NUM, LINK(seq) }, { "hash", COLUMN_BYTES, LINK(hash) },
};
const struct shape head_shape = SHAPE(struct link, head_columns);

static void add_number(crypto_hash_sha256_state *s, uint64_t n, size_t bytes)
{
	unsigned char out[8];

	for (size_t i = 0; i < bytes; i++)
		out[i] = (unsigned char)(n >> 8 * (bytes - 1 - i));
	crypto_hash_sha256_update(s, out, bytes);
}

static void add_text(crypto_hash_sha256_state *s, const char *words)
{
	add_number(s, strlen(words), 2);
	crypto_hash_sha256_update(s, (const unsigned char *)words, strlen(words));
}

static void add_id(crypto_hash_sha256_state *s, struct bytes id)
{
	add_number(s, id.size != 0, 1);
	crypto_hash_sha256_update(s, id.data, id.size);
}

void audit_hash(const struct link *row, const unsigned char prev[32], unsigned char out[32])
{
	crypto_hash_sha256_state s;

	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, prev, 32);
	add_number(&s, (uint64_t)row->seq, 8);
	crypto_hash_sha256_update(&s, (const unsigned char *)row->at, strlen(row->at));
	add_id(&s, row->actor);
	add_text(&s, row->program);
	add_text(&s, row->action);
	add_id(&s, row->object);
	add_number(&s, (uint64_t)row->purpose, 1);
	add_id(&s, row->reason);
	add_text(&s, row->detail);
	crypto_hash_sha256_final(&s, out);
}

void intake_hash(const struct link *row, const unsigned char prev[32], unsigned char out[32])
{
	crypto_hash_sha256_state s;

	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, prev, 32);
	add_number(&s, (uint64_t)row->seq, 8);
	crypto_hash_sha256_update(&s, (const unsigned char *)row->at, strlen(row->at));
	crypto_hash_sha256_update(&s, row->leaf.data, row->leaf.size);
	crypto_hash_sha256_final(&s, out);
}

int head_read(const char *words, const char *between, struct head *out)
{
	size_t digits = strspn(words, "0123456789");
	char seq[20], hex[65];

	if (digits >= sizeof seq || strncmp(words + digits, between, strlen(between)) != 0)
		return 0;
	snprintf(seq, sizeof seq, "%.*s", (int)digits, words);
	snprintf(hex, sizeof hex, "%.64s", words + digits + strlen(between));
	return text_number(seq, 0, INT64_MAX, &out->seq) && text_unhex(hex, out->hash, 32);
}

/* An anchor says which hash the intake chain had at which row. */
static const char *anchor_holds(struct task *t, const struct link *row)
{
	static const char before[] = " seq=";
	const char *words = strstr(row->detail, before);
	struct head said;
	struct link at;
	enum rc rc;

	if (!words || !head_read(words + strlen(before), " hash=", &said))
		return "is an anchor that cannot be read";
	if (said.seq == 0)
		return NULL;
	rc = db_row(t, Q_audit_intake_at, &head_shape, &at, num(said.seq));
	if (rc == NOT_FOUND || (rc == OK && (at.hash.size != 32 || memcmp(at.hash.data, said.hash, 32) != 0)))
		return "anchors an intake chain that was changed since";
	return rc == OK ? NULL : "cannot be compared with the intake chain";
}

/* Ids in a detail, each counted once: the index holds an object once a row. */
static size_t different(const char *ids, size_t n)
{
	size_t out = 0;

	for (size_t i = 0, before; i < n; i++) {
		for (before = 0; before < i && memcmp(ids + 32 * before, ids + 32 * i, 32) != 0; before++)
			;
		out += before == i;
	}
	return out;
}

/* A row about a page of objects names them in its detail; the index must say the same. */
static const char *objects_stand(struct task *t, const struct link *row)
{
	size_t length = strlen(row->detail);
	int64_t listed = 0;

	if (row->object.size != 0 || length < 32 || length % 32 != 0
	|| strspn(row->detail, "0123456789abcdef") != length)
		return NULL;
	if (db_number(t, Q_audit_listed, &listed, num(row->seq)) != OK)
		return "cannot be compared with its objects";
	if ((size_t)listed > different(row->detail, length / 32))
		return "lists objects that it does not name";
	return (size_t)listed < different(row->detail, length / 32) ? "lost its objects" : NULL;
}

const char *audit_also(struct task *t, const struct link *row)
{
	if (strcmp(row->action, "intake_anchor") == 0)
		return anchor_holds(t, row);
	return objects_stand(t, row);
}

const char *row_fault(struct task *t, const struct chain *c, const struct link *row,
	const struct head *before)
{
	unsigned char hash[32];

	if (row->seq != before->seq + 1)
		return "is missing, or what follows it";
	if (row->prev.size != 32 || memcmp(row->prev.data, before->hash, 32) != 0)
		return "does not follow from the row before";
	c->hash(row, before->hash, hash);
	if (row->hash.size != 32 || memcmp(row->hash.data, hash, 32) != 0)
		return "was changed";
	return c->also ? c->also(t, row) : NULL;
}
