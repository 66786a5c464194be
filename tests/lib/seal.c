/*
 * For tests: a question sealed as the desk seals it, without a desk.
 *   seal KEY code|text WORDS TAP	prints id, wrap and record in hexadecimal
 *   seal tag RECEIPT			prints the lookup value of a receipt
 */
#include "base/crypto.h"
#include "base/pack.h"
#include "base/receipt.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static int print_tag(const char *text)
{
	struct receipt r;
	unsigned char tag[TAG];

	if (receipt_read(text, &r) != OK)
		return 1;
	receipt_tag(&r, tag);
	for (size_t i = 0; i < TAG; i++)
		printf("%02x", tag[i]);
	puts("");
	return 0;
}

static int print_question(struct task *t, const unsigned char key[32], char **argv)
{
	struct envelope e;
	struct bytes sealed;
	struct pairs p = { 0 };

	pairs_add(t, &p, argv[2], argv[3]);
	if (strcmp(argv[4], "1") == 0)
		pairs_add(t, &p, "tap", "1");
	if (envelope_new_for(t, key, &e) != OK
	|| record_seal_least(t, &e, RECORD_QUESTION, 0, pack(t, &p), 4096, &sealed) != OK)
		return 1;
	printf("%s %s %s\n", text_hex(t, e.id, OBJECT_ID), text_hex(t, e.wrap, WRAP),
		text_hex(t, sealed.data, sealed.size));
	return 0;
}

int main(int argc, char **argv)
{
	unsigned char key[32];
	struct task t;

	if (crypto_start() != 0)
		return 1;
	task_begin(&t, arena_new(65536), NULL);
	if (argc == 3 && strcmp(argv[1], "tag") == 0)
		return print_tag(argv[2]);
	if (argc != 5 || !text_unhex(argv[1], key, sizeof key))
		return 2;
	return print_question(&t, key, argv);
}
