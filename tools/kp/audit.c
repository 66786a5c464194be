/*
 * kp audit verify: recomputes the whole audit chain and the intake chain from
 * their columns, in C, independently of the procedures that wrote them
 * (db/procedure/10_audit.sql), and names the first row that does not fit.
 * kp audit head: the end of the chain, to be kept elsewhere: who cuts the tail
 * and repairs the head row is found by comparing with an older head.
 */
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "audit_row.h"
#include "base/db.h"
#include "kp.h"

enum { ROWS = 2000, HEAD_LINE = 128 };

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
		return kp_failed(t);
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
	enum rc rc = db_row(t, c->head, &head_shape, &row);

	if (rc != OK && rc != NOT_FOUND)
		return kp_failed(t);
	if (rc == NOT_FOUND || row.hash.size != 32)
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
	struct task t;
	int64_t seq = 0;
	int status = 0;

	task_begin(&t, arena, kp->settings);
	t.db = db;
	if (db_number(&t, Q_audit_listed_otherwise, &seq, num(-1), num(INT64_MAX)) != OK)
		status = kp_failed(&t);
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
	char line[HEAD_LINE];

	if (!file)
		return kp_refuse("%s: cannot be read", path);
	while (fgets(line, sizeof line, file)) {
		if (out->count == ROWS || !head_read(line, " ", &out->list[out->count])) {
			fclose(file);
			return kp_refuse("%s: line %zu is no head", path, out->count + 1);
		}
		out->count++;
	}
	fclose(file);
	return 0;
}

static int print_head(struct kp *kp, struct arena *arena, struct db *db, const struct chain *c)
{
	struct head head = { 0 };
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
