/* A symmetric key that one program keeps for itself below keys/. */
#ifndef ROOM_ACCOUNT_KEY_H
#define ROOM_ACCOUNT_KEY_H

struct settings;

/* Reads keys/<label>.key, or makes it (mode 0400). 1 when there is one; a message on stderr when not. */
int own_key(const struct settings *settings, const char *label, unsigned char out[32]);

#endif
