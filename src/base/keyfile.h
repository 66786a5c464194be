/*
 * Key files: four lines of text that a person can read out over a telephone.
 *   knooppunt <kind> 1
 *   <label>            class name, share number, ...
 *   <hex of the key>
 *   <hex checksum>     BLAKE2b-128 over kind, label and key
 * Kinds: "public key", "secret key", "escrow", "share", "symmetric key".
 */
#ifndef BASE_KEYFILE_H
#define BASE_KEYFILE_H

#include <stddef.h>
#include <sys/types.h>

enum { KEYFILE_LABEL = 32, KEYFILE_DATA = 128 };

struct keyfile {
	char label[KEYFILE_LABEL];
	unsigned char data[KEYFILE_DATA];
	size_t size;
};

/* What is wrong with a key file. */
enum keyfile_state { KEYFILE_GOOD, KEYFILE_MISSING, KEYFILE_DAMAGED, KEYFILE_OTHER };

/* The first is for text at hand (a typed share); the caller wipes what it no longer needs. */
enum keyfile_state keyfile_parse(const char *content, const char *kind, struct keyfile *out);
enum keyfile_state keyfile_read(const char *path, const char *kind, struct keyfile *out);
/* The text of a key file; 0 when it does not fit. */
size_t keyfile_print(const char *kind, const char *label, const void *data, size_t n, char *out,
	size_t room);
/* Written beside, synced, renamed; 1 when it is on disk. */
int keyfile_write(const char *path, const char *kind, const char *label, const void *data, size_t n,
	mode_t mode);

#endif
