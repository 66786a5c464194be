/*
 * An installation of no more than settings and keys for states, in a folder of
 * its own: for unit tests and fuzz targets of what seals states. They abort
 * when it cannot be made.
 */
#ifndef TESTS_PLACE_H
#define TESTS_PLACE_H

#include "base/crypto.h"
#include "base/settings.h"
#include "base/state_key.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { PLACE_PATH = 200 };

/* folder: "/tmp/kp-...-XXXXXX", filled in. The settings live as long as the process. */
static inline struct settings *place_make(char *folder)
{
	char path[PLACE_PATH];
	struct settings *settings;
	FILE *conf;

	if (crypto_start() != 0 || !mkdtemp(folder))
		abort();
	snprintf(path, sizeof path, "%s/keys", folder);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/keys/state", folder);
	mkdir(path, 0700);
	if (state_keys_rotate(path, 0) != 1)
		abort();
	snprintf(path, sizeof path, "%s/knooppunt.conf", folder);
	conf = fopen(path, "w");
	if (!conf || fclose(conf) != 0)
		abort();
	settings = settings_load(path);
	if (!settings)
		abort();
	return settings;
}

static inline void place_remove(const char *folder)
{
	static const char *const files[] = { "keys/state/current", "keys/state", "keys", "knooppunt.conf", "" };
	char path[PLACE_PATH];

	for (size_t i = 0; i < COUNT(files); i++) {
		snprintf(path, sizeof path, "%s/%s", folder, files[i]);
		remove(path);
	}
}

#endif
