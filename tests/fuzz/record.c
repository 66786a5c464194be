/*
 * Sealed records and key files from a disk that rots. Even first byte: a record
 * opened as it lies, which must never open; odd: a key file.
 */
#include "base/crypto.h"
#include "base/keyfile.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void as_record(const uint8_t *data, size_t size)
{
	static const unsigned char id[OBJECT_ID], key[DATA_KEY] = { 1 };
	struct arena *arena = arena_new(4096);
	struct bytes plain;
	struct task t;

	task_begin(&t, arena, NULL);
	if (record_open(&t, id, key, RECORD_REPORT, 1, (struct bytes){ data, size }, &plain) != INVALID
	|| plain.data)
		abort();
	task_end(&t);
	arena_drop(arena);
}

static void as_keyfile(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1), again[1000];
	struct keyfile file, second;

	memcpy(text, data, size);
	text[size] = '\0';
	if (keyfile_parse(text, "share", &file) == KEYFILE_GOOD) {
		if (!keyfile_print("share", file.label, file.data, file.size, again, sizeof again)
		|| keyfile_parse(again, "share", &second) != KEYFILE_GOOD
		|| second.size != file.size || memcmp(second.data, file.data, file.size) != 0)
			abort();
	}
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (crypto_start() != 0 || size == 0)
		return 0;
	if (data[0] % 2)
		as_keyfile(data + 1, size - 1);
	else
		as_record(data + 1, size - 1);
	return 0;
}
