/*
 * Running named statements and transactions. A read outside a transaction is
 * asked again when the connection was lost or it clashed with somebody; a write
 * only when its .sql says it may be; inside a transaction nothing is, and any
 * error dooms it.
 */
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/db_inner.h"

/* Where the answer goes; NULL shape: there is none, or nobody wants it. */
struct answer_to {
	const struct shape *shape;
	void **rows;
	size_t *n;
};

static enum rc statement_error(struct task *t, enum query q)
{
	MYSQL_STMT *stmt = t->db->prepared[q].stmt;
	unsigned error = mysql_stmt_errno(stmt);
	char state[6];

	strncpy(state, mysql_stmt_sqlstate(stmt), 5);
	state[5] = '\0';
	return db_refused(t, q, error, state);
}

static enum rc prepare(struct task *t, enum query q)
{
	struct db *db = t->db;
	const char *sql = query_texts[q].sql;
	enum rc rc;

	if (db->prepared[q].stmt != NULL)
		return OK;
	db->prepared[q].stmt = mysql_stmt_init(db->my);
	if (db->prepared[q].stmt == NULL)
		return fail(t, FAULT, "%s: no memory", query_texts[q].name);
	if (mysql_stmt_prepare(db->prepared[q].stmt, sql, strlen(sql)) == 0)
		return OK;
	rc = statement_error(t, q);
	if (db->prepared[q].stmt != NULL)
		mysql_stmt_close(db->prepared[q].stmt);
	db->prepared[q].stmt = NULL;
	return rc;
}

/* A CALL ends with a result of its own; every one must be read before the next statement. */
static enum rc drain(struct task *t, enum query q)
{
	MYSQL_STMT *stmt = t->db->prepared[q].stmt;
	int more;

	do {
		mysql_stmt_free_result(stmt);
		more = mysql_stmt_next_result(stmt);
	} while (more == 0);
	return more > 0 ? statement_error(t, q) : OK;
}

static enum rc read_answer(struct task *t, enum query q, const struct answer_to *to)
{
	enum rc rc = OK, end;

	if (to->shape != NULL) {
		if (mysql_stmt_field_count(t->db->prepared[q].stmt) == 0)
			rc = fail(t, FAULT, "%s: no result", query_texts[q].name);
		if (rc == OK)
			rc = db_check_shape(t, q, to->shape);
		if (rc == OK)
			rc = db_fetch(t, q, to->shape, to->rows, to->n);
	}
	if (t->db->my == NULL)
		return rc;
	end = drain(t, q);
	return rc != OK ? rc : end;
}

static enum rc run_once(struct task *t, enum query q, const struct value *args, size_t count,
	const struct answer_to *to)
{
	MYSQL_BIND binds[DB_ARGS] = { 0 };
	struct db *db = t->db;
	MYSQL_STMT *stmt;
	enum rc rc = db_ready(t);

	if (rc == OK)
		rc = prepare(t, q);
	if (rc != OK)
		return rc;
	stmt = db->prepared[q].stmt;
	db_bind_args(binds, args, count);
	if (count > 0 && mysql_stmt_bind_param(stmt, binds))
		return statement_error(t, q);
	if (mysql_stmt_execute(stmt))
		return statement_error(t, q);
	db->changed = (int64_t)mysql_stmt_affected_rows(stmt);
	return read_answer(t, q, to);
}

static const char *query_name(enum query q)
{
	return q > Q_none && q < Q_count ? query_texts[q].name : "no query";
}

static enum rc run(struct task *t, enum query q, const struct value *args, size_t count,
	const struct answer_to *to)
{
	struct db *db = t->db;
	enum rc before = t->rc, rc;
	int64_t since = clock_steady_ms();

	if (db == NULL || q <= Q_none || q >= Q_count || count != query_texts[q].args || count > DB_ARGS)
		return fail(t, FAULT, "%s: %zu arguments", query_name(q), count);
	if (db->in_transaction && db->doomed != OK)
		return db->doomed;
	for (int tried = 1;; tried++) {
		db->again = 0;
		rc = run_once(t, q, args, count, to);
		if (rc != BUSY || !db_once_more(db, q, since, tried))
			break;
		t->rc = before;
	}
	/* NOT_FOUND and the like from a procedure undo what came before it, too. */
	if (rc != OK && db->in_transaction && db->doomed == OK)
		db->doomed = rc;
	return rc;
}

enum rc db_rows_(struct task *t, enum query q, const struct shape *shape, void **rows, size_t *n,
	const struct value *args, size_t count)
{
	struct answer_to to = { shape, rows, n };

	*rows = NULL;
	*n = 0;
	return run(t, q, args + 1, count, &to);
}

enum rc db_row_(struct task *t, enum query q, const struct shape *shape, void *row,
	const struct value *args, size_t count)
{
	void *rows = NULL;
	size_t n = 0;
	struct answer_to to = { shape, &rows, &n };
	enum rc rc = run(t, q, args + 1, count, &to);

	if (rc != OK)
		return rc;
	if (n == 0)
		return NOT_FOUND;
	memcpy(row, rows, shape->size);
	return OK;
}

enum rc db_number_(struct task *t, enum query q, int64_t *out, const struct value *args, size_t count)
{
	static const struct column column[] = { { NULL, COLUMN_NUM, 0 } };
	static const struct shape shape = SHAPE(int64_t, column);

	return db_row_(t, q, &shape, out, args, count);
}

enum rc db_id_(struct task *t, enum query q, unsigned char out[16], const struct value *args, size_t count)
{
	static const struct column column[] = { { NULL, COLUMN_ID, 0 } };
	static const struct shape shape = { 16, COUNT(column), column };

	return db_row_(t, q, &shape, out, args, count);
}

enum rc db_write_(struct task *t, enum query q, const struct value *args, size_t count)
{
	struct answer_to to = { NULL, NULL, NULL };

	return run(t, q, args + 1, count, &to);
}

int64_t db_changed(struct task *t)
{
	return t->db->changed;
}

static enum rc say(struct task *t, const char *command)
{
	struct db *db = t->db;

	if (db->my == NULL)
		return BUSY;
	if (mysql_real_query(db->my, command, strlen(command)) == 0)
		return OK;
	return db_refused(t, Q_none, mysql_errno(db->my), mysql_sqlstate(db->my));
}

/* A connection that died while idle shows itself here: nothing was done yet, so once more. */
static enum rc begin(struct task *t)
{
	enum rc before = t->rc, rc = db_ready(t);

	if (rc == OK)
		rc = say(t, "START TRANSACTION");
	if (rc == BUSY && t->db->my == NULL) {
		t->rc = before;
		rc = db_ready(t);
		if (rc == OK)
			rc = say(t, "START TRANSACTION");
	}
	return rc;
}

static enum rc finish(struct task *t, enum rc rc)
{
	struct db *db = t->db;

	if (rc == OK)
		rc = db->doomed;
	if (rc == OK)
		rc = say(t, "COMMIT");
	if (rc != OK && db->my != NULL && mysql_real_query(db->my, "ROLLBACK", 8) != 0)
		db_disconnect(db);	/* the server rolls back what it loses */
	db->in_transaction = 0;
	return rc;
}

static enum rc transaction_once(struct task *t, enum rc (*work)(struct task *, void *), void *arg)
{
	struct db *db = t->db;
	enum rc rc;

	db->again = 0;
	rc = begin(t);
	if (rc != OK)
		return rc;
	db->in_transaction = 1;
	db->doomed = OK;
	return finish(t, work(t, arg));
}

static void short_pause(int attempt)
{
	struct timespec now, wait;

	/* The clock's low bits are enough to keep two losers of a deadlock apart. */
	clock_gettime(CLOCK_MONOTONIC, &now);
	wait = (struct timespec){ 0, (now.tv_nsec / 1000 % 20 + 5) * 1000000L * (attempt + 1) };
	nanosleep(&wait, NULL);
}

enum rc db_transaction(struct task *t, enum rc (*work)(struct task *, void *), void *arg)
{
	struct db *db = t->db;
	enum rc before = t->rc, rc = OK;

	if (db == NULL)
		return fail(t, FAULT, "a transaction in a program without a database");
	if (db->in_transaction) {	/* joins the one that runs; its failure is everybody's */
		rc = work(t, arg);
		if (rc != OK && db->doomed == OK)
			db->doomed = rc;
		return rc;
	}
	for (int attempt = 0; attempt < 3; attempt++) {
		rc = transaction_once(t, work, arg);
		if (rc == OK || !db->again)
			return rc;
		db->again = 0;
		if (attempt < 2)
			t->rc = before;
		short_pause(attempt);
	}
	return rc;
}

struct call {
	enum query query;
	const struct value *args;
	size_t count;
};

static enum rc call_work(struct task *t, void *arg)
{
	const struct call *c = arg;

	return db_write_(t, c->query, c->args, c->count);
}

enum rc db_call_(struct task *t, enum query q, const struct value *args, size_t count)
{
	return db_transaction(t, call_work, &(struct call){ q, args, count });
}
