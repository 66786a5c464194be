/*
 * The only cryptography, all of it libsodium's. Formats:
 *  data key   32 random bytes, one per envelope
 *  wrap       crypto_box_seal(envelope id || data key) to a class public key: 96 bytes
 *  record     crypto_secretstream_xchacha20poly1305 under crypto_kdf(data key, kind, "kprecord"),
 *             plain text (after its length, four bytes) padded to a bucket (256 512 1k
 *             2k 4k ... bytes), with envelope id, kind, seq and format version as
 *             additional data; stored as version byte, stream header, cipher text
 * Needs sodium_init() through crypto_start() before anything else.
 */
#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include "base/task.h"

enum {
	KEY_ID = 8,		/* first bytes of BLAKE2b-256 over the public key */
	DATA_KEY = 32,
	WRAP = 96,
	OBJECT_ID = 16,
};

/* The classes a wrap can be made for. INTAKE is where the public form seals to. */
enum class { CLASS_INTAKE, CLASS_HIK, CLASS_USZ, CLASS_COUNT };
/* What a record is; bound into its seal. Numbers are forever. */
enum record_kind {
	RECORD_SUMMARY = 1,	/* first words, place, counts: for a row in a queue */
	RECORD_REPORT = 2,	/* the answers of a report, packed pairs */
	RECORD_ADDITION = 3,	/* a later version or addition by the reporter, packed pairs */
	RECORD_NOTE = 4,	/* a staff member's note, packed pairs */
	RECORD_ASSESSMENT = 5,
	RECORD_REASON = 6,	/* why somebody looked, closed, reopened, forwarded */
	RECORD_PARTY = 7,
	RECORD_QUESTION = 8,	/* to a reporter: one copy sealed to them, one to the desk */
	RECORD_ANSWER = 9,	/* a reporter's answer to a question, packed pairs */
	RECORD_TRANSLATION = 10,
	RECORD_FILE = 11,	/* one chunk of a file (src/attachment.h) */
	RECORD_FILE_HEAD = 12,	/* what a clean copy is: type, pages, size */
};

struct public_key {
	unsigned char id[KEY_ID];
	unsigned char key[32];
};
/* Public keys by class (the newest of each); loaded at start, or the program refuses to start. */
struct keyring {
	struct public_key of[CLASS_COUNT];
	int has[CLASS_COUNT];
};

struct envelope {
	unsigned char id[OBJECT_ID];
	unsigned char key_id[KEY_ID];
	unsigned char wrap[WRAP];
	unsigned char data_key[DATA_KEY];	/* memory only */
};

const char *class_name(enum class c);			/* "intake", "hik", "usz": names of key files */
void key_id(const unsigned char public_key[32], unsigned char id[KEY_ID]);
int crypto_start(void);					/* 0 when ready; refuses without a working RNG */
void random_bytes(void *out, size_t n);
/* var/keys/public/<class>.pub; FAULT when one of `classes` (bit mask 1 << class) is missing or altered. */
enum rc keyring_load(const char *folder, unsigned classes, struct keyring *out);

/*
 * A new data key and its wrap; FAULT without a public key of that class. The
 * caller wipes data_key as soon as the records are sealed. What record_seal and
 * record_open make lives in the task's memory.
 */
enum rc envelope_new(struct task *t, enum class to, struct envelope *out);
/* The same with an id that was drawn before: a file's travels in a form, so that what is sent twice is one. */
enum rc envelope_for(struct task *t, enum class to, const unsigned char id[OBJECT_ID], struct envelope *out);
/* The same for one public key that stands on no ring: that of a reporter's receipt. */
enum rc envelope_new_for(struct task *t, const unsigned char public_key[32], struct envelope *out);
enum rc record_seal(struct task *t, const struct envelope *e, enum record_kind kind, uint32_t seq,
	struct bytes plain, struct bytes *sealed);
/* In a bucket of at least so many bytes: what is short looks like what is long. */
enum rc record_seal_least(struct task *t, const struct envelope *e, enum record_kind kind, uint32_t seq,
	struct bytes plain, size_t least, struct bytes *sealed);
size_t record_sealed_size(size_t plain);	/* what record_seal makes of so many bytes */
/*
 * record_seal without memory of the task, for pieces that come one after the
 * other: `room` has record_room(n) bytes and the plain text from RECORD_BEFORE
 * on (what stands around it is ours), `out` has record_sealed_size(n).
 */
enum { RECORD_BEFORE = 4 };
size_t record_room(size_t plain);
void record_seal_in(const struct envelope *e, enum record_kind kind, uint32_t seq, unsigned char *room,
	size_t n, unsigned char *out);
/* INVALID ("damaged") when swapped, cut or altered; never part of the plain text. */
enum rc record_open(struct task *t, const unsigned char envelope[OBJECT_ID],
	const unsigned char data_key[DATA_KEY], enum record_kind kind, uint32_t seq,
	struct bytes sealed, struct bytes *plain);

/* The key of one kind of record: opens nothing else of its envelope. */
void record_key(const unsigned char data_key[DATA_KEY], enum record_kind kind, unsigned char out[DATA_KEY]);
/* record_open for who holds that key only. */
enum rc record_open_part(struct task *t, const unsigned char envelope[OBJECT_ID],
	const unsigned char key[DATA_KEY], enum record_kind kind, uint32_t seq, struct bytes sealed,
	struct bytes *plain);

/* Keyed and plain hashes (BLAKE2b, RFC 7693). */
void hash32(const void *data, size_t n, unsigned char out[32]);
void hash_keyed(const unsigned char key[32], const void *data, size_t n, void *out, size_t out_n);

#endif
