/*
 * kp audit verify: recomputes the whole audit chain and the intake chain from
 * their columns, in C, independently of the procedures that wrote them
 * (db/procedure/10_audit.sql), and names the first row that does not fit.
 * kp audit head: the end of the chain, to be kept elsewhere: who cuts the tail
 * and repairs the head row is found by comparing with an older head.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/crypto.h"
#include "base/db.h"
#include "base/text.h"
#include "kp.h"

enum { ROWS = 2000, HEAD_LINE = 128 };

struct link {				/* one row of either chain */
	int64_t seq, purpose;
	const char *at, *program, *action, *detail;	/* at: the day, in the intake chain */
	struct bytes actor, object, reason, leaf, prev, hash;
};

#define LINK(member) offsetof(struct link, member)
static const struct column audit_columns[] = {
	{ "seq", COLUMN_NUM, LINK(seq) }, { "at", COLUMN_TEXT, LINK(at) },
	{ "actor", COLUMN_BYTES, LINK(actor) }, { "program", COLUMN_TEXT, LINK(program) },
	{ "action", COLUMN_TEXT, LINK(action) }, { "object", COLUMN_BYTES, LINK(object) },
	{ "purpose", COLUMN_NUM, LINK(purpose) }, { "reason", COLUMN_BYTES, LINK(reason) },
	{ "detail", COLUMN_TEXT, LINK(detail) }, { "prev", COLUMN_BYTES, LINK(prev) },
	{ "hash", COLUMN_BYTES, LINK(hash) },
};
static const struct shape audit_shape = SHAPE(struct link, audit_columns);
static const struct column intake_columns[] = {
	{ "seq", COLUMN_NUM, LINK(seq) }, { "day", COLUMN_TEXT, LINK(at) },
	{ "leaf", COLUMN_BYTES, LINK(leaf) }, { "prev", COLUMN_BYTES, LINK(prev) },
	{ "hash", COLUMN_BYTES, LINK(hash) },
};
static const struct shape intake_shape = SHAPE(struct link, intake_columns);
static const struct column head_columns[] = {
	{ "seq", COLUMN_NUM, LINK(seq) }, { "hash", COLUMN_BYTES, LINK(hash) },
};
static const struct shape head_shape = SHAPE(struct link, head_columns);

struct head {
	int64_t seq;
	unsigned char hash[32];
};
/* One of the two chains. */
struct chain {
	const char *name;
	enum query page, head;
	const struct shape *shape;
	void (*hash)(const struct link *row, const unsigned char prev[32], unsigned char out[32]);
	const char *(*also)(struct task *t, const struct link *row);	/* NULL when all is well */
};

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

static void audit_hash(const struct link *row, const unsigned char prev[32], unsigned char out[32])
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

static void intake_hash(const struct link *row, const unsigned char prev[32], unsigned char out[32])
{
	crypto_hash_sha256_state s;

	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, prev, 32);
	add_number(&s, (uint64_t)row->seq, 8);
	crypto_hash_sha256_update(&s, (const unsigned char *)row->at, strlen(row->at));
	crypto_hash_sha256_update(&s, row->leaf.data, row->leaf.size);
	crypto_hash_sha256_final(&s, out);
}

/* An anchor says which hash the intake chain had at which row. */
static const char *anchor_holds(struct task *t, const struct link *row)
{
	unsigned char hash[32];
	struct link at;
	long long seq;
	char hex[65];
	enum rc rc;

	if (sscanf(row->detail, "day=%*10s seq=%lld hash=%64[0-9a-f]", &seq, hex) != 2
	|| !text_unhex(hex, hash, 32))
		return "is an anchor that cannot be read";
	if (seq == 0)
		return NULL;
	rc = db_row(t, Q_audit_intake_at, &head_shape, &at, num(seq));
	if (rc == NOT_FOUND || (rc == OK && (at.hash.size != 32 || memcmp(at.hash.data, hash, 32) != 0)))
		return "anchors an intake chain that was changed since";
	return rc == OK ? NULL : "cannot be compared with the intake chain";
}

/* A row about a page of objects names them in its detail; the index must say the same. */
static const char *objects_stand(struct task *t, const struct link *row)
{
	static const struct column column[] = { { "listed", COLUMN_NUM, 0 } };
	static const struct shape shape = SHAPE(int64_t, column);
	size_t length = strlen(row->detail);
	int64_t listed = 0;

	if (row->object.size != 0 || length < 32 || length % 32 != 0
	|| strspn(row->detail, "0123456789abcdef") != length)
		return NULL;
	if (db_row(t, Q_audit_listed, &shape, &listed, num(row->seq)) != OK)
		return "cannot be compared with its objects";
	return listed == 0 || (size_t)listed > length / 32 ? "lost its objects" : NULL;
}

static const char *audit_also(struct task *t, const struct link *row)
{
	if (strcmp(row->action, "intake_anchor") == 0)
		return anchor_holds(t, row);
	return objects_stand(t, row);
}

static const char *row_fault(struct task *t, const struct chain *c, const struct link *row,
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

static int say_broken(const struct chain *c, int64_t seq, const char *why)
{
	printf("%s chain: BROKEN: row %lld %s\n", c->name, (long long)seq, why);
	return 1;
}

/* A head that was kept elsewhere, "seq hash": the chain must still go through it. */
struct kept {
	struct head *list;
	size_t count;
};

static int kept_agrees(const struct kept *kept, const struct head *at)
{
	for (size_t i = 0; kept && i < kept->count; i++)
		if (kept->list[i].seq == at->seq && memcmp(kept->list[i].hash, at->hash, 32) != 0)
			return 0;
	return 1;
}

/* Walks the rows from `at` on, as many as one page has; *n of them. */
static int walk_page(struct task *t, const struct chain *c, struct head *at, const struct kept *kept,
	size_t *n)
{
	struct link *rows;

	if (db_rows(t, c->page, c->shape, &rows, n, num(at->seq), num(ROWS)) != OK)
		return kp_refuse("%s", t->why);
	for (size_t i = 0; i < *n; i++) {
		const char *fault = row_fault(t, c, &rows[i], at);

		if (fault)
			return say_broken(c, at->seq + 1, fault);
		at->seq = rows[i].seq;
		memcpy(at->hash, rows[i].hash.data, 32);
		if (!kept_agrees(kept, at))
			return say_broken(c, at->seq, "is not the one whose hash was kept elsewhere");
	}
	return 0;
}

static int read_head(struct task *t, const struct chain *c, struct head *out)
{
	struct link row;

	if (db_row(t, c->head, &head_shape, &row) != OK || row.hash.size != 32)
		return kp_refuse("%s chain: no head", c->name);
	out->seq = row.seq;
	memcpy(out->hash, row.hash.data, 32);
	return 0;
}

static int ends_well(const struct chain *c, const struct head *at, const struct head *head,
	const struct kept *kept)
{
	for (size_t i = 0; kept && i < kept->count; i++)
		if (kept->list[i].seq > at->seq)
			return say_broken(c, at->seq + 1, "is gone: a later head was kept elsewhere");
	if (at->seq < head->seq)
		return say_broken(c, at->seq + 1, "is gone from the end");
	if (memcmp(at->hash, head->hash, 32) != 0)
		return say_broken(c, at->seq, "is not the one the head names");
	printf("%s chain: %lld rows, unbroken\n", c->name, (long long)at->seq);
	return 0;
}

/* The head is read first: rows that are added meanwhile are a bonus. */
static int verify(struct kp *kp, struct arena *arena, struct db *db, const struct chain *c,
	const struct kept *kept)
{
	struct head at = { 0 }, head = { 0 }, seen_head = { 0 };
	struct task t;
	size_t n = ROWS;
	int status = 0;

	while (status == 0 && n == ROWS) {
		task_begin(&t, arena, kp->settings);
		t.db = db;
		if (at.seq == 0)
			status = read_head(&t, c, &head);
		if (status == 0)
			status = walk_page(&t, c, &at, kept, &n);
		if (status == 0 && n < ROWS && at.seq > head.seq)
			status = read_head(&t, c, &seen_head);
		task_end(&t);
	}
	if (at.seq > head.seq && at.seq <= seen_head.seq)
		head = at;			/* grew while we walked */
	return status == 0 ? ends_well(c, &at, &head, kept) : status;
}

static int objects_known(struct kp *kp, struct arena *arena, struct db *db)
{
	static const struct column column[] = { { "seq", COLUMN_NUM, 0 } };
	static const struct shape shape = SHAPE(int64_t, column);
	struct task t;
	int64_t seq = 0;
	int status = 0;

	task_begin(&t, arena, kp->settings);
	t.db = db;
	if (db_row(&t, Q_audit_listed_otherwise, &shape, &seq, num(-1), num(INT64_MAX)) != OK)
		status = kp_refuse("%s", t.why);
	else if (seq != 0)
		status = 1;
	if (seq != 0)
		printf("audit chain: BROKEN: row %lld does not name the objects listed for it\n", (long long)seq);
	task_end(&t);
	return status;
}

/* Lines "seq hash"; anything else is refused, or a damaged file would pass as no file. */
static int kept_read(const char *path, struct kept *out)
{
	FILE *file = fopen(path, "re");
	char line[HEAD_LINE], hex[65];
	long long seq;

	if (!file)
		return kp_refuse("%s: cannot be read", path);
	while (fgets(line, sizeof line, file)) {
		struct head *h = &out->list[out->count];

		if (out->count == ROWS || sscanf(line, "%lld %64[0-9a-f]", &seq, hex) != 2
		|| !text_unhex(hex, h->hash, 32)) {
			fclose(file);
			return kp_refuse("%s: line %zu is no head", path, out->count + 1);
		}
		h->seq = seq;
		out->count++;
	}
	fclose(file);
	return 0;
}

static int print_head(struct kp *kp, struct arena *arena, struct db *db, const struct chain *c)
{
	struct head head;
	struct task t;
	char hex[65];
	int status;

	task_begin(&t, arena, kp->settings);
	t.db = db;
	status = read_head(&t, c, &head);
	if (status == 0)
		printf("%lld %s\n", (long long)head.seq, sodium_bin2hex(hex, sizeof hex, head.hash, 32));
	task_end(&t);
	return status;
}

static int verify_all(struct kp *kp, struct arena *arena, struct db *db, const struct chain chains[2],
	const char *kept_path)
{
	struct kept kept = { .list = arena_take(arena, ROWS * sizeof(struct head)) };
	int status = kept_path ? kept_read(kept_path, &kept) : 0;
	struct arena *pages = arena_new(1 << 20);

	if (status == 0)
		status = verify(kp, pages, db, &chains[0], &kept);
	if (status == 0)
		status = objects_known(kp, pages, db);
	if (status == 0)
		status = verify(kp, pages, db, &chains[1], NULL);
	arena_drop(pages);
	return status;
}

int kp_audit(struct kp *kp, int argc, char **argv)
{
	static const struct chain chains[2] = {
		{ "audit", Q_audit_chain, Q_audit_head, &audit_shape, audit_hash, audit_also },
		{ "intake", Q_audit_intake, Q_audit_intake_head, &intake_shape, intake_hash, NULL },
	};
	struct arena *arena = arena_new(65536);
	struct db *db = db_new(kp->settings, "owner");
	int status;

	if ((argc == 2 || argc == 3) && strcmp(argv[1], "verify") == 0)
		status = verify_all(kp, arena, db, chains, argc == 3 ? argv[2] : NULL);
	else if (argc == 2 && strcmp(argv[1], "head") == 0)
		status = print_head(kp, arena, db, &chains[0]);
	else
		status = kp_usage(argv[0]);
	db_close(db);
	arena_drop(arena);
	return status;
}
