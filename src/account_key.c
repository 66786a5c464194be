/* One program's own symmetric key: made once, never replaced when damaged. */
#include "account_key.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/keyfile.h"
#include "base/settings.h"

int own_key(const struct settings *settings, const char *label, unsigned char out[32])
{
	char below[60], path[300];
	struct keyfile file;
	enum keyfile_state state;

	snprintf(below, sizeof below, "keys/%s.key", label);
	setting_path(settings, below, path, sizeof path);
	state = keyfile_read(path, "symmetric key", &file);
	if (state == KEYFILE_MISSING) {
		randombytes_buf(out, 32);
		if (keyfile_write(path, "symmetric key", label, out, 32, 0400))
			return 1;
	} else if (state == KEYFILE_GOOD && file.size == 32 && strcmp(file.label, label) == 0) {
		memcpy(out, file.data, 32);
		sodium_memzero(&file, sizeof file);
		return 1;
	}
	fprintf(stderr, "%s: no good key, and none could be made\n", path);
	return 0;
}
