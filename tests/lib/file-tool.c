/*
 * Files for the tests of cleaning, on no disk: what comes in on standard input
 * is sealed as an original would be, and printed as SQL; and what is stored is
 * opened again. Run by tests/lib/files.mjs.
 *	file-tool seal KEYS CLASS SIGNAL NO		> SQL; the first line is "-- ID"
 *	file-tool open SECRET-KEY-FILE ENVELOPE WRAP KIND NUMBER	< sealed bytes > plain bytes
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attachment.h"
#include "base/crypto.h"
#include "base/keyfile.h"
#include "base/text.h"

enum { MOST = 128 << 20 };

static struct bytes whole_input(struct task *t)
{
	size_t n = 0, got, room = 1 << 20;
	unsigned char *all = take(t, room), *larger;

	while ((got = fread(all + n, 1, room - n, stdin)) > 0) {
		n += got;
		if (n < room || room >= MOST)
			continue;
		larger = take(t, room * 2);
		memcpy(larger, all, n);
		all = larger;
		room *= 2;
	}
	return (struct bytes){ all, n };
}

static void print_chunk(struct task *t, const struct envelope *e, unsigned seq, struct bytes plain)
{
	struct bytes sealed;

	if (record_seal(t, e, RECORD_FILE, file_chunk_number(0, seq), plain, &sealed) != OK)
		exit(1);
	printf("INSERT INTO file_chunk (envelope, part, seq, sealed) VALUES (X'%s', 0, %u, X'%s');\n",
		text_hex(t, e->id, OBJECT_ID), seq, text_hex(t, sealed.data, sealed.size));
}

static int seal(struct task *t, char **argv)
{
	int class = atoi(argv[3]);
	struct bytes all = whole_input(t);
	struct keyring keys;
	struct envelope e;
	unsigned seq = 0;
	size_t at = 0, n;

	if (keyring_load(argv[2], 1u << class, &keys) != OK)
		return 1;
	t->keys = &keys;
	if (envelope_new(t, (enum class)class, &e) != OK)
		return 1;
	printf("-- %s\n", text_hex(t, e.id, OBJECT_ID));
	do {
		n = all.size - at < FILE_CHUNK ? all.size - at : FILE_CHUNK;
		print_chunk(t, &e, seq++, (struct bytes){ all.data + at, n });
		at += n;
	} while (n == FILE_CHUNK);
	printf("INSERT INTO envelope (id, object, class, key_id, wrap, guarded) VALUES (X'%s', X'%s', %d, X'%s', X'%s', 1);\n",
		text_hex(t, e.id, OBJECT_ID), argv[4], class, text_hex(t, e.key_id, KEY_ID), text_hex(t, e.wrap, WRAP));
	printf("INSERT INTO attachment (id, signal_id, no, day, chunks) VALUES (X'%s', X'%s', %d, CURRENT_DATE(), %u);\n",
		text_hex(t, e.id, OBJECT_ID), argv[4], atoi(argv[5]), seq);
	return 0;
}

static int open_one(struct task *t, char **argv)
{
	unsigned char public[32], envelope[OBJECT_ID], wrap[WRAP], inside[OBJECT_ID + DATA_KEY];
	struct keyfile secret;
	struct bytes plain;

	if (keyfile_read(argv[2], "secret key", &secret) != KEYFILE_GOOD
	|| !text_unhex(argv[3], envelope, sizeof envelope) || !text_unhex(argv[4], wrap, sizeof wrap)
	|| crypto_scalarmult_base(public, secret.data) != 0
	|| crypto_box_seal_open(inside, wrap, sizeof wrap, public, secret.data) != 0
	|| memcmp(inside, envelope, sizeof envelope) != 0)
		return 1;
	if (record_open(t, envelope, inside + OBJECT_ID, (enum record_kind)atoi(argv[5]),
			(uint32_t)strtoul(argv[6], NULL, 10), whole_input(t), &plain) != OK)
		return 1;
	return fwrite(plain.data, 1, plain.size, stdout) == plain.size ? 0 : 1;
}

int main(int argc, char **argv)
{
	struct task t;

	if (crypto_start() != 0)
		return 1;
	task_begin(&t, arena_new(1 << 20), NULL);
	if (argc == 6 && strcmp(argv[1], "seal") == 0)
		return seal(&t, argv);
	if (argc == 7 && strcmp(argv[1], "open") == 0)
		return open_one(&t, argv);
	return 2;
}
