/*
 * Values in and rows out. A column lands in the field its shape names, in the
 * task's memory, whatever its length. Refuses a result that is not the shape:
 * the SELECT list and the struct must not drift apart.
 */
#include <string.h>

#include "base/db_inner.h"

struct value num(int64_t n)
{
	return (struct value){ .kind = VALUE_NUM, .num = n };
}

struct value nothing(void)
{
	return (struct value){ .kind = VALUE_NULL };
}

struct value text(const char *s)
{
	if (s == NULL)
		return nothing();
	return (struct value){ .kind = VALUE_TEXT, .data = s, .size = strlen(s) };
}

struct value blob(const void *data, size_t n)
{
	if (data == NULL)
		return nothing();
	return (struct value){ .kind = VALUE_BYTES, .data = data, .size = n };
}

struct value id16(const unsigned char *id)
{
	return blob(id, 16);
}

void db_bind_args(MYSQL_BIND *binds, const struct value *args, size_t count)
{
	static const enum enum_field_types types[] = {
		[VALUE_NULL] = MYSQL_TYPE_NULL, [VALUE_NUM] = MYSQL_TYPE_LONGLONG,
		[VALUE_TEXT] = MYSQL_TYPE_STRING, [VALUE_BYTES] = MYSQL_TYPE_BLOB,
	};

	for (size_t i = 0; i < count; i++) {
		binds[i].buffer_type = types[args[i].kind];
		binds[i].buffer = args[i].kind == VALUE_NUM ? (void *)&args[i].num : (void *)args[i].data;
		binds[i].buffer_length = args[i].size;
	}
}

enum rc db_check_shape(struct task *t, enum query q, const struct shape *shape)
{
	struct prepared *p = &t->db->prepared[q];
	MYSQL_RES *result;
	int same;

	if (p->checked == shape)
		return OK;
	result = mysql_stmt_result_metadata(p->stmt);
	if (result == NULL)
		return fail(t, FAULT, "%s: no result", query_texts[q].name);
	same = mysql_num_fields(result) == shape->count && shape->count <= DB_COLUMNS;
	for (unsigned i = 0; same && i < shape->count; i++)
		same = !shape->columns[i].name
			|| strcmp(mysql_fetch_field_direct(result, i)->name, shape->columns[i].name) == 0;
	mysql_free_result(result);
	if (!same)
		return fail(t, FAULT, "%s: columns do not fit the shape", query_texts[q].name);
	p->checked = shape;
	return OK;
}

/* What the client library writes for one row before the columns are copied. */
struct landing {
	MYSQL_BIND bind[DB_COLUMNS];
	int64_t num[DB_COLUMNS];
	unsigned long size[DB_COLUMNS];
	my_bool null[DB_COLUMNS], cut[DB_COLUMNS];
};

static void land(struct landing *l, const struct shape *shape)
{
	for (size_t i = 0; i < shape->count; i++) {
		int is_num = shape->columns[i].kind == COLUMN_NUM;

		l->bind[i].buffer_type = is_num ? MYSQL_TYPE_LONGLONG : MYSQL_TYPE_BLOB;
		l->bind[i].buffer = is_num ? &l->num[i] : NULL;
		l->bind[i].length = &l->size[i];
		l->bind[i].is_null = &l->null[i];
		l->bind[i].error = &l->cut[i];
	}
}

/* The bytes of a column, with a NUL behind them that is not counted. 0 when the client library has none. */
static int column_bytes(struct task *t, MYSQL_STMT *stmt, const struct landing *l, unsigned i, struct bytes *out)
{
	MYSQL_BIND bind = { .buffer_type = MYSQL_TYPE_BLOB };
	unsigned long size = l->null[i] ? 0 : l->size[i];
	unsigned char *data = take(t, size + 1);

	if (size > 0) {
		bind.buffer = data;
		bind.buffer_length = size;
		bind.length = &size;
		if (mysql_stmt_fetch_column(stmt, &bind, i, 0) != 0)
			return 0;
	}
	*out = (struct bytes){ data, size };
	return 1;
}

static enum rc place(struct task *t, enum query q, const struct shape *shape, struct landing *l, char *row)
{
	for (unsigned i = 0; i < shape->count; i++) {
		const struct column *c = &shape->columns[i];
		struct bytes got;

		if (c->kind == COLUMN_NUM) {
			*(int64_t *)(void *)(row + c->at) = l->null[i] ? 0 : l->num[i];
			continue;
		}
		if (!column_bytes(t, t->db->prepared[q].stmt, l, i, &got))
			return fail(t, FAULT, "%s: column %u did not come", query_texts[q].name, i);
		if (c->kind == COLUMN_TEXT)
			*(const char **)(void *)(row + c->at) = (const char *)got.data;
		else if (c->kind == COLUMN_BYTES)
			*(struct bytes *)(void *)(row + c->at) = got;
		else if (got.size == 16)
			memcpy(row + c->at, got.data, 16);
		else if (got.size != 0)
			return fail(t, FAULT, "%s: %s is not an id", query_texts[q].name, c->name);
	}
	return OK;
}

static char *next_row(struct task *t, const struct shape *shape, char *rows, size_t n, size_t *room)
{
	char *larger;

	if (n < *room)
		return rows;
	*room = *room == 0 ? 8 : *room * 2;
	larger = take(t, *room * shape->size);
	if (n > 0)
		memcpy(larger, rows, n * shape->size);
	return larger;
}

enum rc db_fetch(struct task *t, enum query q, const struct shape *shape, void **rows, size_t *n)
{
	MYSQL_STMT *stmt = t->db->prepared[q].stmt;
	struct landing l = { 0 };
	size_t room = 0;
	char *all = NULL;
	enum rc rc = OK;
	int got;

	land(&l, shape);
	*n = 0;
	if (mysql_stmt_bind_result(stmt, l.bind))
		return db_refused(t, q, mysql_stmt_errno(stmt), mysql_stmt_sqlstate(stmt));
	for (;;) {
		got = mysql_stmt_fetch(stmt);
		if (got != 0 && got != MYSQL_DATA_TRUNCATED)
			break;
		all = next_row(t, shape, all, *n, &room);
		rc = place(t, q, shape, &l, all + *n * shape->size);
		if (rc != OK)
			return rc;
		(*n)++;
	}
	*rows = all;
	if (got != MYSQL_NO_DATA)
		return db_refused(t, q, mysql_stmt_errno(stmt), mysql_stmt_sqlstate(stmt));
	return OK;
}
