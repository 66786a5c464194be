/*
 * The keys of the form state: today's and yesterday's, in a folder the workers
 * may still read when locked in. Rotated daily, so a key lives 48 hours.
 */
#ifndef BASE_STATE_KEY_H
#define BASE_STATE_KEY_H

#include <stdint.h>

struct state_keys {
	unsigned char current[32];
	unsigned char previous[32];
	int has_previous;
	int64_t stamp;		/* of the file that was read */
};

/* Reads the keys again when the file changed since; cheap enough for every request. 0 when there are none. */
int state_keys_load(const char *folder, struct state_keys *keys);
/* Makes today's key yesterday's when it is `age` seconds old (0: at once). 1 rotated, 0 not due, -1 failed. */
int state_keys_rotate(const char *folder, int64_t age);

#endif
