/*
 * Rotating the form-state keys. Yesterday's file is written before today's is
 * replaced, so a reader in between finds the same key twice, never none.
 */
#include "base/state_key.h"

#include "base/keyfile.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { PATH_ROOM = 400 };

static int read_key(const char *folder, const char *name, unsigned char key[32])
{
	struct keyfile file;
	char path[PATH_ROOM];
	int good;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	good = keyfile_read(path, "symmetric key", &file) == KEYFILE_GOOD && file.size == 32;
	if (good)
		memcpy(key, file.data, 32);
	sodium_memzero(&file, sizeof file);
	return good;
}

static int write_key(const char *folder, const char *name, const unsigned char key[32])
{
	char path[PATH_ROOM];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return keyfile_write(path, "symmetric key", "form state", key, 32, 0400);
}

/* Differs after every renaming into place: a new file has another number. 0 when there is none. */
static int64_t stamp_of(const char *folder, time_t *made)
{
	char path[PATH_ROOM];
	struct stat st;

	snprintf(path, sizeof path, "%s/current", folder);
	if (stat(path, &st) != 0)
		return 0;
	*made = st.st_mtim.tv_sec;
	return (int64_t)((uint64_t)st.st_mtim.tv_sec << 30 ^ (uint64_t)st.st_mtim.tv_nsec
		^ (uint64_t)st.st_ino << 40) | 1;
}

int state_keys_load(const char *folder, struct state_keys *keys)
{
	time_t made;
	struct state_keys fresh = { .stamp = stamp_of(folder, &made) };

	if (fresh.stamp && fresh.stamp == keys->stamp)
		return 1;
	if (!fresh.stamp || !read_key(folder, "current", fresh.current))
		return 0;
	fresh.has_previous = read_key(folder, "previous", fresh.previous);
	*keys = fresh;
	sodium_memzero(&fresh, sizeof fresh);
	return 1;
}

int state_keys_rotate(const char *folder, int64_t age)
{
	unsigned char key[32];
	time_t made = 0;
	int64_t stamp = stamp_of(folder, &made);
	int good = 1;

	/* The age of a file is the system clock's matter: a demo's offset must not rotate keys. */
	if (stamp && age && time(NULL) - made < age)
		return 0;
	if (stamp && read_key(folder, "current", key))
		good = write_key(folder, "previous", key);
	randombytes_buf(key, sizeof key);
	good = good && write_key(folder, "current", key);
	sodium_memzero(key, sizeof key);
	return good ? 1 : -1;
}
