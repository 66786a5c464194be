/*
 * Sealing and hashing, all of it libsodium's. This file knows public keys
 * only; what opens a wrap is keyd's, and stands in service/keyd.
 */
#include "base/crypto.h"

#include "base/keyfile.h"
#include "base/log.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum {
	FORMAT = 1,
	HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	AROUND = crypto_secretstream_xchacha20poly1305_ABYTES,
	LENGTH = RECORD_BEFORE,		/* of the plain text, before it, inside the seal */
	BUCKET_LEAST = 256,
	PLAIN_MOST = 8 * 1024 * 1024,	/* the column holds 16 MiB */
	BOUND = OBJECT_ID + 6,
};

static const char *const class_names[CLASS_COUNT] = { "intake", "hik", "usz" };

const char *class_name(enum class c)
{
	return (unsigned)c < CLASS_COUNT ? class_names[c] : "none";
}

void key_id(const unsigned char public_key[32], unsigned char id[KEY_ID])
{
	unsigned char hash[32];

	hash32(public_key, 32, hash);
	memcpy(id, hash, KEY_ID);
}

int crypto_start(void)
{
	return sodium_init() < 0 ? -1 : 0;
}

void random_bytes(void *out, size_t n)
{
	randombytes_buf(out, n);
}

void hash32(const void *data, size_t n, unsigned char out[32])
{
	crypto_generichash(out, 32, data, n, NULL, 0);
}

void hash_keyed(const unsigned char key[32], const void *data, size_t n, void *out, size_t out_n)
{
	crypto_generichash(out, out_n, data, n, key, 32);
}

static enum rc key_load(const char *folder, enum class c, struct public_key *out)
{
	static const char *const story[] = { "good", "missing", "damaged", "not a public key" };
	struct keyfile file;
	char path[400], print[2 * KEY_ID + 1];
	enum keyfile_state state;

	snprintf(path, sizeof path, "%s/%s.pub", folder, class_name(c));
	state = keyfile_read(path, "public key", &file);
	if (state == KEYFILE_GOOD && (file.size != 32 || strcmp(file.label, class_name(c)) != 0))
		state = KEYFILE_OTHER;
	if (state != KEYFILE_GOOD) {
		log_line(LOG_LINE_FAULT, "public key of %s is %s", class_name(c), story[state]);
		return FAULT;
	}
	memcpy(out->key, file.data, 32);
	key_id(out->key, out->id);
	sodium_bin2hex(print, sizeof print, out->id, KEY_ID);
	log_line(LOG_LINE_INFO, "public key of %s: %s", class_name(c), print);
	return OK;
}

enum rc keyring_load(const char *folder, unsigned classes, struct keyring *out)
{
	memset(out, 0, sizeof *out);
	for (int c = 0; c < CLASS_COUNT; c++) {
		if (!(classes & 1u << c))
			continue;
		if (key_load(folder, c, &out->of[c]) != OK)
			return FAULT;
		out->has[c] = 1;
	}
	return OK;
}

static enum rc envelope_make(struct task *t, const unsigned char public_key[32],
	const unsigned char id[OBJECT_ID], struct envelope *out)
{
	unsigned char plain[OBJECT_ID + DATA_KEY];
	int sealed;

	memcpy(out->id, id, OBJECT_ID);
	random_bytes(out->data_key, DATA_KEY);
	memcpy(plain, id, OBJECT_ID);
	memcpy(plain + OBJECT_ID, out->data_key, DATA_KEY);
	key_id(public_key, out->key_id);
	sealed = crypto_box_seal(out->wrap, plain, sizeof plain, public_key) == 0;
	sodium_memzero(plain, sizeof plain);
	return sealed ? OK : fail(t, FAULT, "cannot seal to this public key");
}

enum rc envelope_new_for(struct task *t, const unsigned char public_key[32], struct envelope *out)
{
	unsigned char id[OBJECT_ID];

	random_bytes(id, sizeof id);
	return envelope_make(t, public_key, id, out);
}

enum rc envelope_for(struct task *t, enum class to, const unsigned char id[OBJECT_ID], struct envelope *out)
{
	if ((unsigned)to >= CLASS_COUNT || !t->keys || !t->keys->has[to])
		return fail(t, FAULT, "no public key of class %d", (int)to);
	return envelope_make(t, t->keys->of[to].key, id, out);
}

enum rc envelope_new(struct task *t, enum class to, struct envelope *out)
{
	unsigned char id[OBJECT_ID];

	random_bytes(id, sizeof id);
	return envelope_for(t, to, id, out);
}

static size_t bucket(size_t n)
{
	size_t size = BUCKET_LEAST;

	while (size < n)
		size *= 2;
	return size;
}

size_t record_sealed_size(size_t plain)
{
	return 1 + HEADER + bucket(LENGTH + plain) + AROUND;
}

static void put_u32(unsigned char *out, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		out[i] = (unsigned char)(n >> (24 - 8 * i));
}

static uint32_t get_u32(const unsigned char *in)
{
	return (uint32_t)in[0] << 24 | (uint32_t)in[1] << 16 | (uint32_t)in[2] << 8 | in[3];
}

/* What a record is bound to: nothing can take its place. */
static void bind(unsigned char out[BOUND], const unsigned char envelope[OBJECT_ID],
	enum record_kind kind, uint32_t seq)
{
	out[0] = FORMAT;
	memcpy(out + 1, envelope, OBJECT_ID);
	out[1 + OBJECT_ID] = (unsigned char)kind;
	put_u32(out + 2 + OBJECT_ID, seq);
}

void record_key(const unsigned char data_key[DATA_KEY], enum record_kind kind, unsigned char out[DATA_KEY])
{
	crypto_kdf_derive_from_key(out, 32, kind, "kprecord", data_key);
}

size_t record_room(size_t plain)
{
	return bucket(LENGTH + plain);
}

/* `size`: of the bucket that `padded` is; n bytes of plain text stand in it, LENGTH from its start. */
static void seal(const struct envelope *e, enum record_kind kind, uint32_t seq, unsigned char *padded,
	size_t n, size_t size, unsigned char *out)
{
	crypto_secretstream_xchacha20poly1305_state state;
	unsigned char key[32], bound[BOUND];

	put_u32(padded, (uint32_t)n);
	memset(padded + LENGTH + n, 0, size - LENGTH - n);
	bind(bound, e->id, kind, seq);
	record_key(e->data_key, kind, key);
	out[0] = FORMAT;
	crypto_secretstream_xchacha20poly1305_init_push(&state, out + 1, key);
	crypto_secretstream_xchacha20poly1305_push(&state, out + 1 + HEADER, NULL, padded, size,
		bound, sizeof bound, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
	sodium_memzero(key, sizeof key);
	sodium_memzero(&state, sizeof state);
}

void record_seal_in(const struct envelope *e, enum record_kind kind, uint32_t seq, unsigned char *room,
	size_t n, unsigned char *out)
{
	seal(e, kind, seq, room, n, record_room(n), out);
}

enum rc record_seal(struct task *t, const struct envelope *e, enum record_kind kind, uint32_t seq,
	struct bytes plain, struct bytes *sealed)
{
	return record_seal_least(t, e, kind, seq, plain, 0, sealed);
}

enum rc record_seal_least(struct task *t, const struct envelope *e, enum record_kind kind, uint32_t seq,
	struct bytes plain, size_t least, struct bytes *sealed)
{
	unsigned char *padded, *out;
	size_t size;

	if (plain.size > PLAIN_MOST)
		return fail(t, TOO_LARGE, "record of %zu bytes", plain.size);
	size = bucket(least > LENGTH + plain.size ? least : LENGTH + plain.size);
	padded = take(t, size);
	out = take(t, 1 + HEADER + size + AROUND);
	if (plain.size)
		memcpy(padded + LENGTH, plain.data, plain.size);
	seal(e, kind, seq, padded, plain.size, size, out);
	*sealed = (struct bytes){ out, 1 + HEADER + size + AROUND };
	return OK;
}

/* The bytes inside the seal, or 0 when it is not whole. */
static int unseal(unsigned char *padded, struct bytes sealed, const unsigned char key[32],
	const unsigned char bound[BOUND])
{
	crypto_secretstream_xchacha20poly1305_state state;
	unsigned char tag = 0;
	int good;

	good = crypto_secretstream_xchacha20poly1305_init_pull(&state, sealed.data + 1, key) == 0
		&& crypto_secretstream_xchacha20poly1305_pull(&state, padded, NULL, &tag,
			sealed.data + 1 + HEADER, sealed.size - 1 - HEADER, bound, BOUND) == 0
		&& tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	sodium_memzero(&state, sizeof state);
	return good;
}

enum rc record_open_part(struct task *t, const unsigned char envelope[OBJECT_ID],
	const unsigned char key[DATA_KEY], enum record_kind kind, uint32_t seq, struct bytes sealed,
	struct bytes *plain)
{
	unsigned char bound[BOUND];
	unsigned char *padded;
	size_t size, length;
	int good;

	*plain = (struct bytes){ NULL, 0 };
	if (sealed.size < record_sealed_size(0) || sealed.data[0] != FORMAT)
		return fail(t, INVALID, "record %u of kind %d is damaged", seq, (int)kind);
	size = sealed.size - 1 - HEADER - AROUND;
	if (size != bucket(size))
		return fail(t, INVALID, "record %u of kind %d is cut", seq, (int)kind);
	padded = take(t, size);
	bind(bound, envelope, kind, seq);
	good = unseal(padded, sealed, key, bound);
	length = good ? get_u32(padded) : 0;
	if (!good || length > size - LENGTH)
		return fail(t, INVALID, "record %u of kind %d is damaged", seq, (int)kind);
	*plain = (struct bytes){ padded + LENGTH, length };
	return OK;
}

enum rc record_open(struct task *t, const unsigned char envelope[OBJECT_ID],
	const unsigned char data_key[DATA_KEY], enum record_kind kind, uint32_t seq,
	struct bytes sealed, struct bytes *plain)
{
	unsigned char key[DATA_KEY];
	enum rc rc;

	record_key(data_key, kind, key);
	rc = record_open_part(t, envelope, key, kind, seq, sealed, plain);
	sodium_memzero(key, sizeof key);
	return rc;
}
