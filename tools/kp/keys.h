/* Making, rotating and recovering keys; shared by keys.c and recover.c. */
#ifndef KP_KEYS_H
#define KP_KEYS_H

#include "base/crypto.h"
#include "base/settings.h"

enum { KEY_PATH = 400 };

/* A secret that is escrowed: the class pairs, then symmetric keys. */
struct held {
	const char *name;	/* file keys/secret/<name>.key unless path is given */
	const char *path;	/* below var */
	const char *kind;	/* of the key file */
	int pair;		/* has a public key */
};
extern const struct held held[];
extern const size_t held_count;

const char *held_path(const struct settings *settings, const struct held *h, char *buffer);
/* Name of a key in files and labels: of a pair the id of its public key, else of the key's hash. */
void held_id(const struct held *h, const unsigned char secret[32], char hex[2 * KEY_ID + 1]);

const char *keys_below(const struct settings *settings, char *buffer, const char *folder,
	const char *name);
/* Says what went wrong with errno; returns 0. */
int keys_wrong(const char *what, const char *name);
/* The public key that escrows are sealed to; makes it and hands its shares out when there is none. */
int keys_recovery(const struct settings *settings, unsigned char public_key[32]);
/* Behind a passphrase; in unlock.c. Returns an exit status. */
int keys_seal(const struct settings *settings);

#endif
