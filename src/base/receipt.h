/*
 * The receipt: what a reporter without a name holds. 25 characters of
 * Crockford's base32 in five groups: 120 random bits and a Luhn mod 32 check
 * character. Everything the hub needs is derived from it
 * (BLAKE2b, RFC 7693, with a personal string for each key); it is never stored.
 */
#ifndef BASE_RECEIPT_H
#define BASE_RECEIPT_H

#include "base/task.h"

enum { RECEIPT_BITS = 15, RECEIPT_TEXT = 30, TAG = 16 };	/* 15 bytes; "XXXXX-XXXXX-..." with its NUL */

struct receipt {
	unsigned char bits[RECEIPT_BITS];
};
struct receipt_keys {
	unsigned char tag[TAG];			/* lookup value */
	unsigned char public_key[32];		/* reporter's X25519 pair */
	unsigned char secret_key[32];
	unsigned char digest_key[32];		/* for the digest of the answers */
};

void receipt_new(struct receipt *out);
void receipt_text(const struct receipt *r, char out[RECEIPT_TEXT]);
/* Forgives case, spaces, dashes, I L O; INVALID when the check character does not fit. */
enum rc receipt_read(const char *text, struct receipt *out);
/* The lookup value alone; all keys, of which the caller wipes the two secret ones. */
void receipt_tag(const struct receipt *r, unsigned char out[TAG]);
void receipt_derive(const struct receipt *r, struct receipt_keys *out);

/* Numbers people read aloud: 8 random characters and a check character, "K7P2-M9QXZ" (signals, references). */
enum { NUMBER_TEXT = 11 };
void number_new(char out[NUMBER_TEXT]);
/* Forgives as receipt_read does; writes the canonical form; 0 when it is none. */
int number_read(const char *text, char out[NUMBER_TEXT]);

#endif
