/*
 * What the vault asks of keyd, one function for each operation. Refuses to ask
 * for a person who is not logged in, and keeps no key longer than the task.
 */
#include "vault.h"

#include "keyd_call.h"

#include <sodium.h>
#include <string.h>

static enum rc call_for_keys(struct task *t, struct keyd_request *r, struct data_key **keys,
	size_t *n)
{
	struct keyd_answer last;
	struct gathered g;
	enum rc rc;

	*keys = NULL;
	*n = 0;
	if (!t->has_token)
		return fail(t, LOGIN, "nobody is logged in");
	memcpy(r->token, t->token, sizeof r->token);
	rc = keyd_call(t, r, &last, &g);
	sodium_memzero(&last, sizeof last);
	if (rc != OK)
		return fail(t, rc, "keyd refuses to open (%d)", (int)rc);
	*keys = g.keys;
	*n = g.count;
	return OK;
}

int keyd_state(struct task *t)
{
	struct keyd_request r = { .op = KEYD_STATUS };
	struct keyd_answer last;
	struct gathered g;
	struct task aside = *t;		/* asking is no failure of the task */

	switch (keyd_call(&aside, &r, &last, &g)) {
	case OK:
		return 0;
	case LOCKED:
		return 1;
	default:
		return -1;
	}
}

enum rc vault_open(struct task *t, const unsigned char object[OBJECT_ID], enum purpose purpose,
	const unsigned char reason_envelope[OBJECT_ID], struct data_key **keys, size_t *n)
{
	struct keyd_request r = { .op = KEYD_OPEN, .purpose = (int)purpose, .count = 1 };

	memcpy(r.objects[0], object, OBJECT_ID);
	if (reason_envelope)
		memcpy(r.reason, reason_envelope, OBJECT_ID);
	return call_for_keys(t, &r, keys, n);
}

/* One key, of the chunks of one envelope. */
static enum rc call_for_file(struct task *t, struct keyd_request *r, const unsigned char object[OBJECT_ID],
	const unsigned char file[OBJECT_ID], struct data_key *key)
{
	struct data_key *keys;
	size_t n;
	enum rc rc;

	r->op = KEYD_OPEN;
	r->count = 2;
	memcpy(r->objects[0], object, OBJECT_ID);
	memcpy(r->objects[1], file, OBJECT_ID);
	rc = call_for_keys(t, r, &keys, &n);
	if (rc == OK && n != 1)
		return fail(t, INVALID, "the wrap of a file does not open");
	if (rc != OK)
		return rc;
	*key = keys[0];
	key->kind = RECORD_FILE;
	return OK;
}

enum rc vault_open_file(struct task *t, const unsigned char object[OBJECT_ID],
	const unsigned char file[OBJECT_ID], unsigned part, enum purpose purpose,
	const unsigned char reason_envelope[OBJECT_ID], struct data_key *key)
{
	struct keyd_request r = { .purpose = (int)purpose, .part = part };

	if (reason_envelope)
		memcpy(r.reason, reason_envelope, OBJECT_ID);
	return call_for_file(t, &r, object, file, key);
}

enum rc vault_open_original(struct task *t, const unsigned char object[OBJECT_ID],
	const unsigned char file[OBJECT_ID], struct data_key *key)
{
	struct keyd_request r = { .purpose = PURPOSE_ORIGINAL };
	enum rc rc = call_for_file(t, &r, object, file, key);

	if (rc == OK && memcmp(key->envelope, file, OBJECT_ID) != 0)
		return fail(t, INVALID, "the key of another file");
	return rc;
}

enum rc vault_open_list(struct task *t, const unsigned char (*objects)[OBJECT_ID], size_t count,
	struct data_key **keys, size_t *n)
{
	struct keyd_request r = { .op = KEYD_OPEN_LIST, .count = count };
	enum rc rc;

	*keys = NULL;
	*n = 0;
	if (count == 0)
		return OK;
	if (count > VAULT_LIST)
		return fail(t, FAULT, "a list of %zu objects", count);
	memcpy(r.objects, objects, count * OBJECT_ID);
	rc = call_for_keys(t, &r, keys, n);
	for (size_t i = 0; i < *n; i++)
		(*keys)[i].kind = RECORD_SUMMARY;
	return rc;
}

const struct data_key *vault_key(const struct data_key *keys, size_t n,
	const unsigned char envelope[OBJECT_ID])
{
	for (size_t i = 0; i < n; i++)
		if (memcmp(keys[i].envelope, envelope, OBJECT_ID) == 0)
			return &keys[i];
	return NULL;
}

enum rc vault_rewrap(struct task *t, const unsigned char envelope[OBJECT_ID],
	const unsigned char key_id[KEY_ID], const unsigned char wrap[WRAP], enum class to,
	unsigned char new_key_id[KEY_ID], unsigned char new_wrap[WRAP])
{
	struct keyd_request r = { .op = KEYD_REWRAP, .to = to };
	struct keyd_answer last;
	struct gathered g;
	enum rc rc;

	memcpy(r.old.envelope, envelope, OBJECT_ID);
	memcpy(r.old.key_id, key_id, KEY_ID);
	memcpy(r.old.wrap, wrap, WRAP);
	rc = keyd_call_as_service(t, &r, &last, &g);
	if (rc != OK)
		return fail(t, rc, "keyd refuses to rewrap (%d)", (int)rc);
	memcpy(new_key_id, last.wrapped.key_id, KEY_ID);
	memcpy(new_wrap, last.wrapped.wrap, WRAP);
	return OK;
}

enum rc vault_clean_key(struct task *t, const unsigned char file[OBJECT_ID], unsigned char key[DATA_KEY])
{
	struct keyd_request r = { .op = KEYD_CLEAN, .count = 1 };
	struct keyd_answer last;
	struct gathered g;
	enum rc rc;

	memcpy(r.objects[0], file, OBJECT_ID);
	rc = keyd_call_as_service(t, &r, &last, &g);
	if (rc == OK && (g.count != 1 || memcmp(g.keys[0].envelope, file, OBJECT_ID) != 0))
		rc = FAULT;
	if (rc == OK)
		memcpy(key, g.keys[0].key, DATA_KEY);
	sodium_memzero(&last, sizeof last);
	return rc == OK ? OK : fail(t, rc, "keyd gives no key of a file (%d)", (int)rc);
}

enum rc vault_token(struct task *t, const char *kind, const char *value, unsigned char token[16])
{
	struct keyd_request r = { .op = KEYD_TOKEN, .count = strlen(value) };
	struct keyd_answer last;
	struct gathered g;
	enum rc rc;

	if (!t->has_token)
		return fail(t, LOGIN, "nobody is logged in");
	if (r.count < 1 || r.count > KEYD_VALUE || strlen(kind) > KEYD_KIND)
		return fail(t, INVALID, "identifier of %zu bytes", r.count);
	memcpy(r.token, t->token, sizeof r.token);
	memcpy(r.name.kind, kind, strlen(kind));
	memcpy(r.name.value, value, r.count);
	rc = keyd_call(t, &r, &last, &g);
	if (rc != OK)
		return fail(t, rc, "keyd refuses a token (%d)", (int)rc);
	memcpy(token, last.token, sizeof last.token);
	return OK;
}
