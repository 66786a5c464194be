/*
 * What keyd does, and for whom. People (the session token is looked up anew)
 * may open and make tokens; workd (its proof) may only rewrap, cleand gets the
 * key of a file that waits for it (ops_file.c, as for a person's file). Keys of people leave after the audit row is
 * committed, never before.
 */
#include "ops.h"

#include "base/log.h"
#include "base/settings.h"
#include "vault.h"

#include <sodium.h>
#include <string.h>

enum { AUDIT_LIST = 60 };	/* objects one audit row can name */

static const struct column wrap_columns[] = {
	{ "id",     COLUMN_ID,    offsetof(struct wrap_row, id) },
	{ "class",  COLUMN_NUM,   offsetof(struct wrap_row, class) },
	{ "key_id", COLUMN_BYTES, offsetof(struct wrap_row, key_id) },
	{ "wrap",   COLUMN_BYTES, offsetof(struct wrap_row, wrap) },
};
const struct shape ops_wrap_shape = SHAPE(struct wrap_row, wrap_columns);
static const struct column list_columns[] = {
	{ "object", COLUMN_ID,    offsetof(struct wrap_row, object) },
	{ "id",     COLUMN_ID,    offsetof(struct wrap_row, id) },
	{ "class",  COLUMN_NUM,   offsetof(struct wrap_row, class) },
	{ "key_id", COLUMN_BYTES, offsetof(struct wrap_row, key_id) },
	{ "wrap",   COLUMN_BYTES, offsetof(struct wrap_row, wrap) },
};
static const struct shape list_shape = SHAPE(struct wrap_row, list_columns);

enum rc ops_viewer(struct task *t, const unsigned char token[32])
{
	unsigned char ticket[32];

	hash32(token, 32, ticket);
	return db_viewer(t, ticket);
}

/* For what no view or procedure refuses to a session that is over. */
static enum rc name_somebody(struct task *t, const unsigned char token[32])
{
	unsigned char me[OBJECT_ID];
	enum rc rc = ops_viewer(t, token);

	if (rc == OK)
		rc = db_id(t, Q_keyd_me, me);
	return rc == NOT_FOUND ? LOGIN : rc;
}

void ops_unwrap(struct keyd_server *server, struct task *t, const struct wrap_row *rows,
	size_t n, struct reply *reply)
{
	const struct secret_pair *pair;
	struct found_key *found;

	reply->keys = take(t, (n + 1) * sizeof *reply->keys);
	for (size_t i = 0; i < n; i++) {
		found = &reply->keys[reply->count];
		pair = rows[i].key_id.size == KEY_ID ? store_find(server->store, rows[i].key_id.data) : NULL;
		if (!pair || (int64_t)pair->class != rows[i].class || rows[i].wrap.size != WRAP
		|| !store_unwrap(pair, rows[i].id, rows[i].wrap.data, found->key)) {
			log_line(LOG_LINE_FAULT, "a wrap does not open: damaged, or its key is missing");
			continue;
		}
		memcpy(found->envelope, rows[i].id, OBJECT_ID);
		reply->count++;
	}
}

void ops_narrow(struct reply *reply, enum record_kind kind)
{
	unsigned char data_key[DATA_KEY];

	for (size_t i = 0; i < reply->count; i++) {
		memcpy(data_key, reply->keys[i].key, DATA_KEY);
		record_key(data_key, kind, reply->keys[i].key);
	}
	sodium_memzero(data_key, sizeof data_key);
}

struct value ops_reason(const struct keyd_request *r)
{
	static const unsigned char none[OBJECT_ID];

	return id16(memcmp(r->reason, none, OBJECT_ID) == 0 ? NULL : r->reason);
}

void ops_set_limits(struct task *t, struct opening *o)
{
	o->limit = setting_num(t->settings, "read_limit");
	o->minutes = setting_num(t->settings, "read_window_minutes");
}

int ops_near_limit(const struct opening *o)
{
	return o->used * 5 >= o->limit * 4;
}

static enum rc count_and_audit(struct task *t, void *arg)
{
	struct opening *o = arg;

	return db_number(t, Q_keyd_open, &o->used, id16(o->request->objects[0]),
		num(o->request->purpose), ops_reason(o->request), num(o->limit), num(o->minutes));
}

void ops_audit_refusal(struct task *t, const struct keyd_request *r, enum rc rc)
{
	struct task aside = *t;

	if (rc != DENIED && rc != LIMITED && rc != NOT_FOUND)
		return;
	aside.rc = OK;
	/* In a transaction: else the head of the chain is let go before the row is in, and another's collides. */
	if (db_call(&aside, Q_keyd_refused, text(rc == LIMITED ? "open_limited" : "open_denied"),
			id16(r->objects[0]), num(r->purpose)) != OK)
		log_line(LOG_LINE_FAULT, "a refusal is not in the chain: %s", aside.why);
}

static enum rc open_object(struct keyd_server *server, struct task *t,
	const struct keyd_request *r, struct reply *reply)
{
	struct opening o = { .request = r };
	struct wrap_row *rows;
	size_t n;
	enum rc rc = ops_viewer(t, r->token);

	ops_set_limits(t, &o);
	if (rc == OK)
		rc = db_rows(t, Q_keyd_wraps, &ops_wrap_shape, &rows, &n, id16(r->objects[0]));
	if (rc == OK)
		rc = db_transaction(t, count_and_audit, &o);
	ops_audit_refusal(t, r, rc);
	if (rc != OK)
		return rc;
	reply->head.warn = ops_near_limit(&o);
	ops_unwrap(server, t, rows, n, reply);
	return OK;
}

static enum rc audit_list(struct task *t, void *arg)
{
	struct opening *o = arg;
	enum rc rc = OK;

	for (size_t at = 0; rc == OK && at < o->size; at += AUDIT_LIST * OBJECT_ID) {
		size_t part = o->size - at;

		if (part > AUDIT_LIST * OBJECT_ID)
			part = AUDIT_LIST * OBJECT_ID;
		rc = db_write(t, Q_keyd_list, blob(o->objects + at, part));
	}
	return rc;
}

/* The audit names what was opened: what the viewer may not see is in neither. */
static enum rc open_list(struct keyd_server *server, struct task *t,
	const struct keyd_request *r, struct reply *reply)
{
	struct opening o = { .request = r };
	struct wrap_row *rows;
	unsigned char *objects;
	size_t n = 0;
	enum rc rc = ops_viewer(t, r->token);

	if (rc == OK)
		rc = db_rows(t, Q_keyd_list_wraps, &list_shape, &rows, &n,
			blob(r->objects, r->count * OBJECT_ID));
	if (rc != OK || n == 0)
		return rc;
	objects = take(t, n * OBJECT_ID);
	for (size_t i = 0; i < n; i++)
		memcpy(objects + i * OBJECT_ID, rows[i].object, OBJECT_ID);
	o.objects = objects;
	o.size = n * OBJECT_ID;
	rc = db_transaction(t, audit_list, &o);
	if (rc != OK)
		return rc;
	ops_unwrap(server, t, rows, n, reply);
	ops_narrow(reply, RECORD_SUMMARY);
	return OK;
}

static enum rc make_token(struct keyd_server *server, struct task *t,
	const struct keyd_request *r, struct reply *reply)
{
	unsigned char words[KEYD_KIND + KEYD_VALUE];
	enum rc rc = name_somebody(t, r->token);

	if (rc != OK)
		return rc;
	memcpy(words, r->name.kind, KEYD_KIND);
	memcpy(words + KEYD_KIND, r->name.value, r->count);
	hash_keyed(server->store->token_key, words, KEYD_KIND + r->count, reply->head.token,
		sizeof reply->head.token);
	sodium_memzero(words, sizeof words);
	return OK;
}

/* In production the system's user is the proof; in a demo all run as one, and a file is. */
static int is_service(const struct keyd_server *server, enum service service,
	const struct keyd_request *r, uid_t peer)
{
	if (server->production)
		return peer == server->service_uid[service];
	return store_is_service(server->store, service, r->token);
}

static enum rc rewrap(struct keyd_server *server, const struct keyd_request *r, uid_t peer,
	struct reply *reply)
{
	if (!is_service(server, SERVICE_WORKD, r, peer))
		return DENIED;
	return store_rewrap(server->store, r->old.envelope, r->old.key_id, r->old.wrap, r->to,
		reply->head.wrapped.key_id, reply->head.wrapped.wrap);
}

static enum rc answer_person(struct keyd_server *server, struct task *t,
	const struct keyd_request *r, uid_t peer, struct reply *reply)
{
	if (server->production && peer != server->staff_uid)
		return DENIED;
	switch (r->op) {
	case KEYD_OPEN:
		return (r->count == 2 ? ops_open_file : open_object)(server, t, r, reply);
	case KEYD_OPEN_LIST:
		return open_list(server, t, r, reply);
	default:
		return make_token(server, t, r, reply);
	}
}

void keyd_answer(struct keyd_server *server, struct task *t, const struct keyd_request *r,
	uid_t peer, struct reply *reply)
{
	if (store_locked(server->store))
		reply->head.rc = LOCKED;
	else if (r->op == KEYD_STATUS)
		reply->head.rc = OK;
	else if (r->op == KEYD_REWRAP)
		reply->head.rc = rewrap(server, r, peer, reply);
	else if (r->op == KEYD_CLEAN)
		reply->head.rc = is_service(server, SERVICE_CLEAND, r, peer) ? ops_clean_key(server, t, r, reply) : DENIED;
	else
		reply->head.rc = answer_person(server, t, r, peer, reply);
	if (reply->head.rc != OK)
		reply->count = 0;
}
