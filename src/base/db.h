/*
 * The database: named, prepared, typed statements and nothing else. Every
 * statement stands in db/query/<room>.sql under a name; the build turns the
 * names into enum query (build/gen/query.h: Q_<name>).
 */
#ifndef BASE_DB_H
#define BASE_DB_H

#include "base/task.h"
#include "query.h"	/* generated: enum query */

struct value {
	enum { VALUE_NULL, VALUE_NUM, VALUE_TEXT, VALUE_BYTES } kind;
	int64_t num;
	const void *data;
	size_t size;
};

struct value num(int64_t n);
struct value text(const char *s);		/* NULL becomes SQL NULL */
struct value blob(const void *data, size_t n);	/* NULL data becomes SQL NULL */
struct value id16(const unsigned char *id);	/* BINARY(16); NULL becomes SQL NULL */
struct value nothing(void);

/*
 * How one column of a result lands in a struct. The name is checked against the
 * result; texts and bytes live until the task ends.
 */
struct column {
	const char *name;	/* NULL: any */
	enum { COLUMN_NUM, COLUMN_TEXT, COLUMN_BYTES, COLUMN_ID } kind;
	size_t at;	/* NUM: int64_t; TEXT: const char * ("" for NULL); BYTES: struct bytes; ID: unsigned char[16] */
};
struct shape {
	size_t size;			/* of the struct */
	size_t count;
	const struct column *columns;	/* in the order of the SELECT */
};
#define SHAPE(type, cols) { sizeof(type), COUNT(cols), cols }

/* The one that db/accounts.sql.in makes and every grant names. */
#define DB_NAME "knooppunt"

/* kp_<account>: tip, staff, authd, keyd, workd, cleand, owner. Connects at first use. */
struct db *db_new(const struct settings *settings, const char *account);
void db_close(struct db *db);

/*
 * All rows, in the task's memory: *rows is an array of *n structs of the shape.
 * A read outside a transaction is repeated once when the connection was lost.
 */
#define db_rows(t, q, shape, rows, n, ...) \
	db_rows_(t, q, shape, (void **)(rows), n, VALUES(__VA_ARGS__))
/* One row into *row; NOT_FOUND (without a story) when there is none. Also for CALL. */
#define db_row(t, q, shape, row, ...) db_row_(t, q, shape, row, VALUES(__VA_ARGS__))
/* The only column of one row, whatever its name: int64_t *out; unsigned char out[16]. As db_row. */
#define db_number(t, q, out, ...) db_number_(t, q, out, VALUES(__VA_ARGS__))
#define db_id(t, q, out, ...) db_id_(t, q, out, VALUES(__VA_ARGS__))
/* A statement without result. CONFLICT for a duplicate key, BUSY when the database is away. */
#define db_write(t, q, ...) db_write_(t, q, VALUES(__VA_ARGS__))
int64_t db_changed(struct task *t);	/* rows matched by the last db_write */

/*
 * Runs work inside one transaction: COMMIT when it returns OK, ROLLBACK on
 * anything else. Runs it again, at most three times, after a deadlock or a
 * lock time-out: work must not do what cannot be done twice.
 */
enum rc db_transaction(struct task *t, enum rc (*work)(struct task *, void *), void *arg);

/* One procedure that changes something, in a transaction of its own (or the one that runs). As db_write. */
#define db_call(t, q, ...) db_call_(t, q, VALUES(__VA_ARGS__))

/*
 * Names the viewer of this connection (or nobody, with NULL) for the
 * need-to-know views: @ticket = hash of the session token.
 */
enum rc db_viewer(struct task *t, const unsigned char ticket[32]);

/* Errors of procedures: SQLSTATE KP401 KP403 KP404 KP409 KP422 KP429 become the rc of that status. */

#define VALUES(...) (const struct value[]){ { 0 }, ##__VA_ARGS__ }, \
	sizeof((const struct value[]){ { 0 }, ##__VA_ARGS__ }) / sizeof(struct value) - 1
enum rc db_rows_(struct task *t, enum query q, const struct shape *shape, void **rows, size_t *n,
	const struct value *args, size_t count);
enum rc db_row_(struct task *t, enum query q, const struct shape *shape, void *row,
	const struct value *args, size_t count);
enum rc db_number_(struct task *t, enum query q, int64_t *out, const struct value *args, size_t count);
enum rc db_id_(struct task *t, enum query q, unsigned char out[16], const struct value *args, size_t count);
enum rc db_write_(struct task *t, enum query q, const struct value *args, size_t count);
enum rc db_call_(struct task *t, enum query q, const struct value *args, size_t count);

#endif
