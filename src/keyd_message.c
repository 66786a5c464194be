/*
 * Writing and reading keyd's messages. Reading accepts exactly what writing
 * makes: every byte that has no meaning for the operation is zero.
 */
#include "keyd_message.h"

#include "vault.h"

#include <string.h>

enum { AT_TOKEN = 8, AT_REASON = 40, AT_BODY = 56, AT_KEYS = 8 };

static void put_u16(unsigned char *at, size_t n)
{
	at[0] = (unsigned char)(n >> 8);
	at[1] = (unsigned char)n;
}

static size_t get_u16(const unsigned char *at)
{
	return (size_t)at[0] << 8 | at[1];
}

static int zero(const unsigned char *from, const unsigned char *end)
{
	unsigned char any = 0;

	while (from < end)
		any |= *from++;
	return !any;
}

/* Text that fills its n bytes: no NUL before the end of `used`, only NUL after. */
static int padded(const char *text, size_t used, size_t room)
{
	return used <= room && !memchr(text, 0, used)
		&& zero((const unsigned char *)text + used, (const unsigned char *)text + room);
}

static size_t put_body(const struct keyd_request *r, unsigned char *body)
{
	switch (r->op) {
	case KEYD_OPEN:
	case KEYD_OPEN_LIST:
	case KEYD_CLEAN:
		memcpy(body, r->objects, r->count * OBJECT_ID);
		return r->count * OBJECT_ID;
	case KEYD_REWRAP:
		memcpy(body, r->old.envelope, OBJECT_ID);
		memcpy(body + OBJECT_ID, r->old.key_id, KEY_ID);
		memcpy(body + OBJECT_ID + KEY_ID, r->old.wrap, WRAP);
		return OBJECT_ID + KEY_ID + WRAP;
	case KEYD_TOKEN:
		memcpy(body, r->name.kind, KEYD_KIND);
		memcpy(body + KEYD_KIND, r->name.value, KEYD_VALUE);
		return KEYD_KIND + KEYD_VALUE;
	default:
		return 0;
	}
}

void keyd_request_write(const struct keyd_request *r, unsigned char out[KEYD_REQUEST])
{
	memset(out, 0, KEYD_REQUEST);
	out[0] = KEYD_VERSION;
	out[1] = (unsigned char)r->op;
	out[2] = (unsigned char)r->purpose;
	out[3] = (unsigned char)r->to;
	put_u16(out + 4, r->count);
	put_u16(out + 6, r->part);
	memcpy(out + AT_TOKEN, r->token, sizeof r->token);
	memcpy(out + AT_REASON, r->reason, OBJECT_ID);
	put_body(r, out + AT_BODY);
}

static int of_a_person(int purpose)
{
	return (purpose >= PURPOSE_TREATING && purpose <= PURPOSE_BREAK_GLASS) || purpose == PURPOSE_DECIDING;
}

/* What the operation needs of the fields before the body. */
static int head_fits(const struct keyd_request *r)
{
	static const unsigned char none[OBJECT_ID];
	int no_reason = memcmp(r->reason, none, OBJECT_ID) == 0;

	switch (r->op) {
	case KEYD_STATUS:
		return !r->purpose && !r->to && !r->count && no_reason && zero(r->token, r->token + 32);
	case KEYD_OPEN:
		/* An original is named by its signal and its file, and its reason is the database's to know. */
		if (r->purpose == PURPOSE_ORIGINAL)
			return !r->to && r->count == 2 && !r->part && no_reason;
		return of_a_person(r->purpose) && !r->to && (r->count == 2 || (r->count == 1 && !r->part));
	case KEYD_OPEN_LIST:
		return !r->purpose && !r->to && no_reason && r->count >= 1 && r->count <= KEYD_OBJECTS;
	case KEYD_REWRAP:
		return !r->purpose && no_reason && !r->count && (r->to == CLASS_HIK || r->to == CLASS_USZ);
	case KEYD_TOKEN:
		return !r->purpose && !r->to && no_reason && r->count >= 1 && r->count <= KEYD_VALUE;
	case KEYD_CLEAN:
		return !r->purpose && !r->to && no_reason && r->count == 1;
	}
	return 0;
}

static size_t get_body(const unsigned char *body, struct keyd_request *r)
{
	switch (r->op) {
	case KEYD_OPEN:
	case KEYD_OPEN_LIST:
	case KEYD_CLEAN:
		memcpy(r->objects, body, r->count * OBJECT_ID);
		return r->count * OBJECT_ID;
	case KEYD_REWRAP:
		memcpy(r->old.envelope, body, OBJECT_ID);
		memcpy(r->old.key_id, body + OBJECT_ID, KEY_ID);
		memcpy(r->old.wrap, body + OBJECT_ID + KEY_ID, WRAP);
		return OBJECT_ID + KEY_ID + WRAP;
	case KEYD_TOKEN:
		memcpy(r->name.kind, body, KEYD_KIND);
		memcpy(r->name.value, body + KEYD_KIND, KEYD_VALUE);
		return KEYD_KIND + KEYD_VALUE;
	default:
		return 0;
	}
}

int keyd_request_read(const unsigned char in[KEYD_REQUEST], struct keyd_request *out)
{
	size_t used;

	memset(out, 0, sizeof *out);
	if (in[0] != KEYD_VERSION)
		return 0;
	out->op = in[1];
	out->purpose = in[2];
	out->to = in[3];
	out->count = get_u16(in + 4);
	out->part = (unsigned)get_u16(in + 6);
	memcpy(out->token, in + AT_TOKEN, sizeof out->token);
	memcpy(out->reason, in + AT_REASON, OBJECT_ID);
	if (!head_fits(out) || (out->part && out->op != KEYD_OPEN))
		return 0;
	used = get_body(in + AT_BODY, out);
	if (out->op == KEYD_TOKEN && (!padded(out->name.value, out->count, KEYD_VALUE)
	|| !padded(out->name.kind, strnlen(out->name.kind, KEYD_KIND), KEYD_KIND)))
		return 0;
	return zero(in + AT_BODY + used, in + KEYD_REQUEST);
}

static int holds_keys(enum keyd_op op)
{
	return op == KEYD_OPEN || op == KEYD_OPEN_LIST || op == KEYD_CLEAN;
}

void keyd_answer_write(enum keyd_op op, const struct keyd_answer *a, unsigned char out[KEYD_ANSWER])
{
	unsigned char *at = out + AT_KEYS;

	memset(out, 0, KEYD_ANSWER);
	out[0] = KEYD_VERSION;
	out[1] = (unsigned char)a->rc;
	if (a->rc != OK)
		return;
	out[2] = a->more != 0;
	out[3] = a->warn != 0;
	put_u16(out + 4, a->count);
	if (op == KEYD_REWRAP) {
		memcpy(at, a->wrapped.key_id, KEY_ID);
		memcpy(at + KEY_ID, a->wrapped.wrap, WRAP);
	} else if (op == KEYD_TOKEN) {
		memcpy(at, a->token, sizeof a->token);
	}
	for (size_t i = 0; holds_keys(op) && i < a->count; i++, at += KEYD_ENTRY) {
		memcpy(at, a->keys[i].envelope, OBJECT_ID);
		memcpy(at + OBJECT_ID, a->keys[i].key, DATA_KEY);
	}
}

static const unsigned char *get_keys(const unsigned char *at, struct keyd_answer *a)
{
	for (size_t i = 0; i < a->count; i++, at += KEYD_ENTRY) {
		memcpy(a->keys[i].envelope, at, OBJECT_ID);
		memcpy(a->keys[i].key, at + OBJECT_ID, DATA_KEY);
	}
	return at;
}

int keyd_answer_read(enum keyd_op op, const unsigned char in[KEYD_ANSWER], struct keyd_answer *out)
{
	const unsigned char *at = in + AT_KEYS;

	memset(out, 0, sizeof *out);
	if (in[0] != KEYD_VERSION || in[1] > LOCKED || in[2] > 1 || in[3] > 1 || in[6] || in[7])
		return 0;
	out->rc = in[1];
	out->more = in[2];
	out->warn = in[3];
	out->count = get_u16(in + 4);
	if (out->rc != OK || !holds_keys(op)) {
		if (out->count || out->more || out->warn)
			return 0;
	}
	if (out->count > KEYD_KEYS || (out->more && out->count < KEYD_KEYS))
		return 0;
	if (out->rc == OK && op == KEYD_REWRAP) {
		memcpy(out->wrapped.key_id, at, KEY_ID);
		memcpy(out->wrapped.wrap, at + KEY_ID, WRAP);
		at += KEY_ID + WRAP;
	} else if (out->rc == OK && op == KEYD_TOKEN) {
		memcpy(out->token, at, sizeof out->token);
		at += sizeof out->token;
	} else {
		at = get_keys(at, out);
	}
	return zero(at, in + KEYD_ANSWER);
}
