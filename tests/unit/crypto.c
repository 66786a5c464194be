/* Sealing: what was sealed comes back, and nothing that was touched does. */
#include "base/crypto.h"

#include "base/keyfile.h"
#include "base/log.h"
#include "unit.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct bench {
	struct task t;
	struct keyring keys;
	unsigned char secret[CLASS_COUNT][32];
	struct envelope e;
};

static void set_up(struct bench *b)
{
	CU_ASSERT_EQUAL_FATAL(crypto_start(), 0);
	task_begin(&b->t, arena_new(4096), NULL);
	memset(&b->keys, 0, sizeof b->keys);
	for (int c = 0; c < CLASS_COUNT; c++) {
		crypto_box_keypair(b->keys.of[c].key, b->secret[c]);
		key_id(b->keys.of[c].key, b->keys.of[c].id);
		b->keys.has[c] = 1;
	}
	b->t.keys = &b->keys;
	CU_ASSERT_EQUAL_FATAL(envelope_new(&b->t, CLASS_HIK, &b->e), OK);
}

static void tear_down(struct bench *b)
{
	struct arena *arena = b->t.arena;

	task_end(&b->t);
	arena_drop(arena);
}

static struct bytes as_bytes(const char *s)
{
	return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

static enum rc try_open(struct bench *b, struct bytes sealed, struct bytes *plain)
{
	b->t.rc = OK;
	return record_open(&b->t, b->e.id, b->e.data_key, RECORD_REPORT, 3, sealed, plain);
}

static void sealed_words_come_back(void)
{
	struct bench b;
	struct bytes sealed, plain;

	set_up(&b);
	CU_ASSERT_EQUAL(record_seal(&b.t, &b.e, RECORD_REPORT, 3, as_bytes("het verhaal"), &sealed), OK);
	CU_ASSERT_EQUAL(try_open(&b, sealed, &plain), OK);
	CU_ASSERT_EQUAL(plain.size, 11);
	CU_ASSERT_EQUAL(memcmp(plain.data, "het verhaal", 11), 0);
	CU_ASSERT_PTR_NULL(memmem(sealed.data, sealed.size, "verhaal", 7));
	tear_down(&b);
}

static void nothing_can_be_sealed_too(void)
{
	struct bench b;
	struct bytes sealed, plain;

	set_up(&b);
	CU_ASSERT_EQUAL(record_seal(&b.t, &b.e, RECORD_REPORT, 3, (struct bytes){ NULL, 0 }, &sealed), OK);
	CU_ASSERT_EQUAL(try_open(&b, sealed, &plain), OK);
	CU_ASSERT_EQUAL(plain.size, 0);
	tear_down(&b);
}

static void length_tells_only_the_bucket(void)
{
	static const struct { size_t plain, bucket; } sizes[] = {
		{ 0, 256 }, { 1, 256 }, { 252, 256 }, { 253, 512 }, { 508, 512 }, { 509, 1024 },
		{ 1020, 1024 }, { 1021, 2048 }, { 5000, 8192 }, { 100000, 131072 },
	};

	for (size_t i = 0; i < COUNT(sizes); i++)
		CU_ASSERT_EQUAL(record_sealed_size(sizes[i].plain), sizes[i].bucket + 1 + 24 + 17);
}

static void every_flipped_byte_is_seen(void)
{
	struct bench b;
	struct bytes sealed, plain;
	unsigned char *copy;

	set_up(&b);
	record_seal(&b.t, &b.e, RECORD_REPORT, 3, as_bytes("woorden"), &sealed);
	copy = take(&b.t, sealed.size);
	for (size_t i = 0; i < sealed.size; i++) {
		memcpy(copy, sealed.data, sealed.size);
		copy[i] ^= 0x01;
		CU_ASSERT_EQUAL(try_open(&b, (struct bytes){ copy, sealed.size }, &plain), INVALID);
		CU_ASSERT_PTR_NULL(plain.data);
	}
	tear_down(&b);
}

static void every_cut_is_seen(void)
{
	struct bench b;
	struct bytes sealed, plain;
	unsigned char *longer;

	set_up(&b);
	record_seal(&b.t, &b.e, RECORD_REPORT, 3, as_bytes("woorden"), &sealed);
	for (size_t n = 0; n < sealed.size; n++)
		CU_ASSERT_EQUAL(try_open(&b, (struct bytes){ sealed.data, n }, &plain), INVALID);
	longer = take(&b.t, sealed.size + 300);
	memcpy(longer, sealed.data, sealed.size);
	CU_ASSERT_EQUAL(try_open(&b, (struct bytes){ longer, sealed.size + 1 }, &plain), INVALID);
	CU_ASSERT_EQUAL(try_open(&b, (struct bytes){ longer, sealed.size + 256 }, &plain), INVALID);
	tear_down(&b);
}

static void nothing_takes_anothers_place(void)
{
	struct bench b;
	struct bytes sealed, plain;
	struct envelope other;

	set_up(&b);
	envelope_new(&b.t, CLASS_HIK, &other);
	record_seal(&b.t, &b.e, RECORD_REPORT, 3, as_bytes("woorden"), &sealed);
	CU_ASSERT_EQUAL(record_open(&b.t, other.id, b.e.data_key, RECORD_REPORT, 3, sealed, &plain), INVALID);
	CU_ASSERT_EQUAL(record_open(&b.t, b.e.id, other.data_key, RECORD_REPORT, 3, sealed, &plain), INVALID);
	CU_ASSERT_EQUAL(record_open(&b.t, b.e.id, b.e.data_key, RECORD_SUMMARY, 3, sealed, &plain), INVALID);
	CU_ASSERT_EQUAL(record_open(&b.t, b.e.id, b.e.data_key, RECORD_REPORT, 2, sealed, &plain), INVALID);
	CU_ASSERT_EQUAL(try_open(&b, sealed, &plain), OK);
	tear_down(&b);
}

static void a_kinds_key_opens_that_kind_only(void)
{
	struct bench b;
	struct bytes summary, report, plain;
	unsigned char key[DATA_KEY];

	set_up(&b);
	record_seal(&b.t, &b.e, RECORD_SUMMARY, 0, as_bytes("eerste woorden"), &summary);
	record_seal(&b.t, &b.e, RECORD_REPORT, 1, as_bytes("alle woorden"), &report);
	record_key(b.e.data_key, RECORD_SUMMARY, key);
	CU_ASSERT_EQUAL(record_open_part(&b.t, b.e.id, key, RECORD_SUMMARY, 0, summary, &plain), OK);
	CU_ASSERT_EQUAL(record_open_part(&b.t, b.e.id, key, RECORD_REPORT, 1, report, &plain), INVALID);
	CU_ASSERT_EQUAL(record_open(&b.t, b.e.id, key, RECORD_REPORT, 1, report, &plain), INVALID);
	CU_ASSERT_EQUAL(record_open(&b.t, b.e.id, key, RECORD_SUMMARY, 0, summary, &plain), INVALID);
	tear_down(&b);
}

static void wraps_open_for_their_class_only(void)
{
	struct bench b;
	unsigned char plain[OBJECT_ID + DATA_KEY];

	set_up(&b);
	CU_ASSERT_EQUAL(memcmp(b.e.key_id, b.keys.of[CLASS_HIK].id, KEY_ID), 0);
	CU_ASSERT_EQUAL(crypto_box_seal_open(plain, b.e.wrap, WRAP, b.keys.of[CLASS_HIK].key,
		b.secret[CLASS_HIK]), 0);
	CU_ASSERT_EQUAL(memcmp(plain, b.e.id, OBJECT_ID), 0);
	CU_ASSERT_EQUAL(memcmp(plain + OBJECT_ID, b.e.data_key, DATA_KEY), 0);
	CU_ASSERT_NOT_EQUAL(crypto_box_seal_open(plain, b.e.wrap, WRAP, b.keys.of[CLASS_USZ].key,
		b.secret[CLASS_USZ]), 0);
	tear_down(&b);
}

static void no_envelope_without_a_public_key(void)
{
	struct bench b;
	struct envelope e;

	set_up(&b);
	b.keys.has[CLASS_USZ] = 0;
	CU_ASSERT_EQUAL(envelope_new(&b.t, CLASS_USZ, &e), FAULT);
	CU_ASSERT_EQUAL(envelope_new(&b.t, CLASS_COUNT, &e), FAULT);
	b.t.keys = NULL;
	CU_ASSERT_EQUAL(envelope_new(&b.t, CLASS_HIK, &e), FAULT);
	tear_down(&b);
}

/* A question: to the key of one receipt, and no longer than any other question. */
static void a_seal_to_one_key_opens_with_that_key_only(void)
{
	struct bench b;
	struct envelope e;
	struct bytes word, text, plain;
	unsigned char key[32], secret[32], inside[OBJECT_ID + DATA_KEY];

	set_up(&b);
	crypto_box_keypair(key, secret);
	CU_ASSERT_EQUAL(envelope_new_for(&b.t, key, &e), OK);
	CU_ASSERT_EQUAL(crypto_box_seal_open(inside, e.wrap, WRAP, key, secret), 0);
	CU_ASSERT_EQUAL(memcmp(inside, e.id, OBJECT_ID), 0);
	CU_ASSERT_EQUAL(memcmp(inside + OBJECT_ID, e.data_key, DATA_KEY), 0);
	for (int c = 0; c < CLASS_COUNT; c++)
		CU_ASSERT_NOT_EQUAL(crypto_box_seal_open(inside, e.wrap, WRAP, b.keys.of[c].key, b.secret[c]), 0);
	CU_ASSERT_EQUAL(record_seal_least(&b.t, &e, RECORD_QUESTION, 0, as_bytes("?"), 4096, &word), OK);
	CU_ASSERT_EQUAL(record_seal_least(&b.t, &e, RECORD_QUESTION, 0,
		(struct bytes){ take(&b.t, 4092), 4092 }, 4096, &text), OK);
	CU_ASSERT_EQUAL(word.size, text.size);
	CU_ASSERT_EQUAL(record_open(&b.t, e.id, e.data_key, RECORD_QUESTION, 0, word, &plain), OK);
	CU_ASSERT(plain.size == 1 && plain.data[0] == '?');
	tear_down(&b);
}

static void too_much_is_refused(void)
{
	struct bench b;
	struct bytes sealed, large = { NULL, 8 * 1024 * 1024 + 1 };

	set_up(&b);
	CU_ASSERT_EQUAL(record_seal(&b.t, &b.e, RECORD_REPORT, 0, large, &sealed), TOO_LARGE);
	tear_down(&b);
}

static void write_text(const char *path, const char *text)
{
	FILE *f;

	unlink(path);
	f = fopen(path, "w");
	CU_ASSERT_PTR_NOT_NULL_FATAL(f);
	fputs(text, f);
	fclose(f);
}

static void a_keyring_is_whole_or_refused(void)
{
	char folder[] = "/tmp/kp-keys-XXXXXX", path[100], text[400];
	unsigned char key[32], secret[32];
	struct keyring ring;

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/hik.pub", folder);
	log_open("unit", "/dev/null", 0);
	crypto_box_keypair(key, secret);
	CU_ASSERT_EQUAL(keyring_load(folder, 1 << CLASS_HIK, &ring), FAULT);
	keyfile_write(path, "public key", "hik", key, 32, 0644);
	CU_ASSERT_EQUAL(keyring_load(folder, 1 << CLASS_HIK, &ring), OK);
	CU_ASSERT_EQUAL(memcmp(ring.of[CLASS_HIK].key, key, 32), 0);
	CU_ASSERT_FALSE(ring.has[CLASS_USZ]);
	CU_ASSERT_EQUAL(keyring_load(folder, 7, &ring), FAULT);
	keyfile_print("public key", "hik", key, 32, text, sizeof text);
	text[30] = text[30] == 'a' ? 'b' : 'a';		/* one digit of the key */
	write_text(path, text);
	CU_ASSERT_EQUAL(keyring_load(folder, 1 << CLASS_HIK, &ring), FAULT);
	keyfile_write(path, "public key", "usz", key, 32, 0644);	/* another class's key */
	CU_ASSERT_EQUAL(keyring_load(folder, 1 << CLASS_HIK, &ring), FAULT);
	keyfile_write(path, "secret key", "hik", secret, 32, 0644);
	CU_ASSERT_EQUAL(keyring_load(folder, 1 << CLASS_HIK, &ring), FAULT);
	unlink(path);
	rmdir(folder);
}

/* RFC 7693, appendix A is BLAKE2b-512; of 256 bits the empty message is widely published. */
static void the_hash_is_blake2b(void)
{
	unsigned char hash[32];
	char hex[65];

	hash32("", 0, hash);
	sodium_bin2hex(hex, sizeof hex, hash, 32);
	CU_ASSERT_STRING_EQUAL(hex, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

const struct unit_test unit_tests[] = {
	{ "sealed words come back, and do not stand in the seal", sealed_words_come_back },
	{ "an empty record can be sealed", nothing_can_be_sealed_too },
	{ "the length of a seal tells only its bucket", length_tells_only_the_bucket },
	{ "every flipped byte of a seal is seen", every_flipped_byte_is_seen },
	{ "every cut and every lengthening of a seal is seen", every_cut_is_seen },
	{ "a record opens only in its own envelope, kind and place", nothing_takes_anothers_place },
	{ "the key of the first words opens nothing else", a_kinds_key_opens_that_kind_only },
	{ "a wrap opens for its own class only", wraps_open_for_their_class_only },
	{ "no envelope is made without the class's public key", no_envelope_without_a_public_key },
	{ "what is sealed to a reporter's key opens with it only, and its length says nothing", a_seal_to_one_key_opens_with_that_key_only },
	{ "a record larger than its column is refused", too_much_is_refused },
	{ "a public key that is missing, altered or another's stops the program", a_keyring_is_whole_or_refused },
	{ "the hash is BLAKE2b of 256 bits", the_hash_is_blake2b },
	{ NULL, NULL }
};
