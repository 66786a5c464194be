/*
 * For tests: files at a desk without a form and without cleaning.
 *   attach KEYS CLASS SIGNAL NO STATE SCAN ORIGINAL [CLEAN [PAGE ...]]
 * prints the statements that store an original and, when given, its clean
 * copy and pages, sealed as the programs seal them, and the file's id first.
 */
#include "attachment.h"
#include "base/crypto.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

static struct bytes whole(struct task *t, const char *path)
{
	static unsigned char room[64 * 1024 * 1024];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		exit(1);
	n = fread(room, 1, sizeof room, f);
	fclose(f);
	return take_bytes(t, room, n);
}

static unsigned chunks(struct task *t, const struct envelope *e, unsigned part, const char *path)
{
	struct bytes all = whole(t, path), sealed;
	unsigned seq = 0;
	size_t n;

	do {
		n = all.size < FILE_CHUNK ? all.size : FILE_CHUNK;
		if (record_seal(t, e, RECORD_FILE, file_chunk_number(part, seq), (struct bytes){ all.data, n }, &sealed) != OK)
			exit(1);
		printf("INSERT INTO file_chunk VALUES (X'%s', %u, %u, X'%s');\n", text_hex(t, e->id, OBJECT_ID), part, seq,
			text_hex(t, sealed.data, sealed.size));
		all.data += n;
		all.size -= n;
		seq++;
	} while (n == FILE_CHUNK);
	return seq;
}

static void envelope(struct task *t, const struct envelope *e, const char *signal, enum class class, int guarded)
{
	printf("INSERT INTO envelope (id, object, class, key_id, wrap, guarded) VALUES (X'%s', X'%s', %d, X'%s', X'%s', %d);\n",
		text_hex(t, e->id, OBJECT_ID), signal, (int)class, text_hex(t, e->key_id, KEY_ID),
		text_hex(t, e->wrap, WRAP), guarded);
}

int main(int argc, char **argv)
{
	struct keyring keys;
	struct envelope original, clean;
	struct task t;
	enum class class;
	unsigned n, many = 0;

	if (argc < 8 || crypto_start() != 0)
		return 2;
	task_begin(&t, arena_new(1 << 20), NULL);
	t.keys = &keys;
	class = (enum class)atoi(argv[2]);
	if (keyring_load(argv[1], 1u << class, &keys) != OK || envelope_new(&t, class, &original) != OK
	|| envelope_new(&t, class, &clean) != OK)
		return 1;
	printf("-- %s\n", text_hex(&t, original.id, OBJECT_ID));
	envelope(&t, &original, argv[3], class, 1);
	n = chunks(&t, &original, 0, argv[7]);
	if (argc > 8) {
		envelope(&t, &clean, argv[3], class, 0);
		many = chunks(&t, &clean, 0, argv[8]);
		for (int page = 9; page < argc; page++)
			chunks(&t, &clean, (unsigned)page - 8, argv[page]);
	}
	printf("INSERT INTO attachment (id, signal_id, no, day, chunks, state, scan, clean, clean_chunks, pages) VALUES "
		"(X'%s', X'%s', %s, CURRENT_DATE, %u, %s, %s, %s, %u, %d);\n", text_hex(&t, original.id, OBJECT_ID),
		argv[3], argv[4], n, argv[5], argv[6],
		many ? take_format(&t, "X'%s'", text_hex(&t, clean.id, OBJECT_ID)) : "NULL", many, argc > 9 ? argc - 9 : 0);
	return 0;
}
