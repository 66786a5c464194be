/*
 * The vault: sealed words of an object and the way to keyd, which alone can
 * open them. Adding needs no keyd: a new envelope is sealed to a public key.
 */
#ifndef VAULT_H
#define VAULT_H

#include "base/crypto.h"
#include "base/pack.h"
#include "base/task.h"

/* Why something is opened; stands in the audit. Numbers are forever. */
enum purpose {
	PURPOSE_TREATING = 1,	/* mine, or unassigned at a desk of my roles */
	PURPOSE_LOOKUP,		/* these three need a reason and count towards the reading limit */
	PURPOSE_ORIGINAL,
	PURPOSE_BREAK_GLASS,
	PURPOSE_REGISTRATION,
	PURPOSE_REWRAP,
	PURPOSE_DECIDING,	/* as the second person of a request about it; as a look-up is, and only while one waits */
};

enum { VAULT_LIST = 100 };	/* objects of one vault_open_list */

struct data_key {
	unsigned char envelope[OBJECT_ID];
	unsigned char key[DATA_KEY];
	int kind;		/* 0: opens all records of the envelope; else this kind only */
};

struct record {
	unsigned char envelope[OBJECT_ID];
	int64_t seq, kind;
	unsigned char author[OBJECT_ID];	/* account; zeros for what a reporter wrote */
	const char *added;			/* "2026-04-24 10:15:00" UTC; "" for what a reporter wrote */
	const char *day;
	struct bytes sealed;
};

/* The connection to keyd, made once per worker before the sandbox, opened at first use. `service`: NULL for programs of people, else "workd" or "cleand". */
struct keyd *keyd_new(struct arena *arena, const struct settings *settings, const char *service);
/* 0 when keyd serves with keys, 1 when it is locked, -1 when it is away. */
int keyd_state(struct task *t);

/*
 * Data keys of an object's envelopes, as far as the person whose token the task
 * holds may see them. The audit row is committed before they come.
 * LOGIN no live session; NOT_FOUND not theirs to see; DENIED treating what is not
 * in their hands; INVALID look-up without a reason; LIMITED read too much;
 * LOCKED keyd has no keys; BUSY keyd is away.
 */
enum rc vault_open(struct task *t, const unsigned char object[OBJECT_ID], enum purpose purpose,
	const unsigned char reason_envelope[OBJECT_ID], struct data_key **keys, size_t *n);
/*
 * The key of the clean copy of one file (its attachment's id): opens its chunks and nothing else. The
 * row in the chain names file and part, one for each call; a signal that this person looked up a
 * moment ago is not counted again. Returns as vault_open; NOT_FOUND when there is no clean copy, DENIED
 * for a part that this person may not have: 0, the copy itself, is for who works signals, and scanned.
 */
enum rc vault_open_file(struct task *t, const unsigned char object[OBJECT_ID],
	const unsigned char file[OBJECT_ID], unsigned part, enum purpose purpose,
	const unsigned char reason_envelope[OBJECT_ID], struct data_key *key);
/*
 * The key of one original that a second person approved for who is at work: opens its chunks and
 * nothing else, and once. LOGIN, NOT_FOUND, LOCKED, BUSY as above; DENIED without an approval of today.
 */
enum rc vault_open_original(struct task *t, const unsigned char object[OBJECT_ID],
	const unsigned char file[OBJECT_ID], struct data_key *key);
/*
 * Keys of the summaries of a page of a queue, which open nothing but these: one
 * audit row names all objects. Unseen ones have none.
 */
enum rc vault_open_list(struct task *t, const unsigned char (*objects)[OBJECT_ID], size_t count,
	struct data_key **keys, size_t *n);
/* 1 when the last vault_open came near the reading limit: tell the person. */
int vault_warned(const struct task *t);
/* NULL when it is not among them. */
const struct data_key *vault_key(const struct data_key *keys, size_t n,
	const unsigned char envelope[OBJECT_ID]);

/* Records of an object in order of adding; kind 0 = all kinds. */
enum rc vault_records(struct task *t, const unsigned char object[OBJECT_ID], int kind,
	struct record **records, size_t *n);
/* The pairs in a record; INVALID when it is damaged, DENIED when its key is not among the keys. */
enum rc vault_read(struct task *t, const struct record *r, const struct data_key *keys, size_t n,
	struct pairs *out);
/*
 * Seals pairs as record 0 of a new envelope of the object and stores it.
 * `class` must be the object's; NOT_FOUND when the viewer may not see the object.
 */
enum rc vault_add(struct task *t, const unsigned char object[OBJECT_ID], enum class to,
	enum record_kind kind, const struct pairs *pairs, unsigned char envelope[OBJECT_ID]);

/* workd only: a wrap of the intake key becomes one of a class, or one of HIK of USZ. INVALID when it does not open. */
enum rc vault_rewrap(struct task *t, const unsigned char envelope[OBJECT_ID],
	const unsigned char key_id[KEY_ID], const unsigned char wrap[WRAP], enum class to,
	unsigned char new_key_id[KEY_ID], unsigned char new_wrap[WRAP]);
/* cleand only: the key of the chunks of a file that waits to be cleaned; opens nothing else. NOT_FOUND when it does not wait. */
enum rc vault_clean_key(struct task *t, const unsigned char file[OBJECT_ID], unsigned char key[DATA_KEY]);
/* The keyed token of a confirmed identifier (normalised by the caller), for matching. */
enum rc vault_token(struct task *t, const char *kind, const char *value, unsigned char token[16]);

#endif
