/*
 * The secret keys, in memory that is locked, guarded and never dumped. Each
 * worker holds its own copy, read again when the folder changes: a rotated key
 * arrives without a restart, and without keys keyd runs on, locked.
 */
#ifndef KEYD_STORE_H
#define KEYD_STORE_H

#include "base/crypto.h"

enum { STORE_PAIRS = 64 };

struct secret_pair {
	enum class class;
	unsigned char id[KEY_ID], public_key[32], secret_key[32];
};
/* The programs that are no person's, by the secret each holds (a demo; in production the system's user is the proof). */
enum service { SERVICE_WORKD, SERVICE_CLEAND, SERVICES };
struct proof {
	unsigned char hash[32];		/* of the secret */
	int there;
	char path[400];
};
extern const char *const service_names[SERVICES];

struct store {
	struct secret_pair pairs[STORE_PAIRS];
	size_t count;
	int newest[CLASS_COUNT];	/* index in pairs; -1 when there is none */
	unsigned char token_key[32];
	int has_token_key;
	struct proof proofs[SERVICES];
	char folder[400];
	int64_t stamp, looked;		/* of the folder; steady milliseconds */
};

struct store *store_new(const struct settings *settings);
/* Looks at most once a second whether the folder changed. */
void store_refresh(struct store *s);
/* 1 when a class's key or the token key is missing. */
int store_locked(const struct store *s);
const struct secret_pair *store_find(const struct store *s, const unsigned char id[KEY_ID]);
int store_is_service(const struct store *s, enum service service, const unsigned char secret[32]);
/* The data key of a wrap. 0 when it is not whole, or not of this envelope. */
int store_unwrap(const struct secret_pair *pair, const unsigned char envelope[OBJECT_ID],
	const unsigned char wrap[WRAP], unsigned char data_key[DATA_KEY]);
/* INVALID when there is no such way or the wrap does not open; FAULT when the new one does not. */
enum rc store_rewrap(const struct store *s, const unsigned char envelope[OBJECT_ID],
	const unsigned char id[KEY_ID], const unsigned char wrap[WRAP], enum class to,
	unsigned char new_id[KEY_ID], unsigned char new_wrap[WRAP]);

#endif
