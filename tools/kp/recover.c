/*
 * kp recover: two of three shares open the escrow and bring lost key files
 * back. Whole files stay as they are; damaged ones are replaced.
 */
#include "keys.h"
#include "kp.h"

#include "base/keyfile.h"
#include "base/share.h"

#include <glob.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

enum { CONTENT = 16384 };

struct shares {
	struct share list[SHARES];
	size_t count;
};

/* A share's text may stand among other lines: each block that begins like one is read. */
static void read_shares(const char *content, const char *from, struct shares *out)
{
	struct keyfile file;
	struct share *s;

	while ((content = strstr(content, "knooppunt share 1")) != NULL) {
		if (keyfile_parse(content, "share", &file) != KEYFILE_GOOD || file.size != 32) {
			fprintf(stderr, "kp recover: share \"%s\" in %s is damaged\n", file.label, from);
		} else if (out->count < SHARES) {
			s = &out->list[out->count++];
			s->number = file.label[0] - '0';
			memcpy(s->data, file.data, 32);
		}
		content++;
	}
	sodium_memzero(&file, sizeof file);
}

static int read_stream(FILE *in, const char *from, struct shares *out)
{
	char content[CONTENT];
	size_t n;

	if (!in)
		return 0;
	n = fread(content, 1, sizeof content - 1, in);
	content[n] = '\0';
	read_shares(content, from, out);
	sodium_memzero(content, sizeof content);
	return 1;
}

static int gather_shares(int argc, char **argv, struct shares *out)
{
	FILE *in;

	if (argc == 1) {
		fputs("Type or paste two shares, four lines each; end with Ctrl-D.\n", stderr);
		return read_stream(stdin, "what was typed", out);
	}
	for (int i = 1; i < argc; i++) {
		in = fopen(argv[i], "r");
		if (!read_stream(in, argv[i], out))
			return !kp_refuse("cannot read %s", argv[i]);
		fclose(in);
	}
	return 1;
}

/* Tries each pair of shares against the recovery key, so that one wrong share of three does not stop us. */
static int join_shares(const struct shares *s, const unsigned char public_key[32],
	unsigned char secret[32])
{
	unsigned char made[32];

	for (size_t i = 0; i < s->count; i++)
		for (size_t j = i + 1; j < s->count; j++) {
			if (!share_join(&s->list[i], &s->list[j], secret))
				continue;
			crypto_scalarmult_base(made, secret);
			if (memcmp(made, public_key, 32) == 0)
				return 1;
		}
	sodium_memzero(secret, 32);
	return 0;
}

/* Where a key belongs: under its class's name when it is the one in use, else under its id. */
static void place(const struct settings *settings, const struct held *h, const char *id, char *path)
{
	struct keyfile file;
	unsigned char print[KEY_ID];
	char below[200], hex[2 * KEY_ID + 1];

	held_path(settings, h, path);
	if (!h->pair)
		return;
	snprintf(below, sizeof below, "keys/public/%s.pub", h->name);
	setting_path(settings, below, path, KEY_PATH);
	if (keyfile_read(path, "public key", &file) == KEYFILE_GOOD) {
		key_id(file.data, print);
		sodium_bin2hex(hex, sizeof hex, print, sizeof print);
		if (strcmp(hex, id) != 0) {
			snprintf(below, sizeof below, "keys/secret/%s.%s.key", h->name, id);
			setting_path(settings, below, path, KEY_PATH);
			return;
		}
	}
	held_path(settings, h, path);
}

static int restore_key(const struct settings *settings, const struct held *h,
	const unsigned char secret[32])
{
	struct keyfile file;
	char path[KEY_PATH], id[2 * KEY_ID + 1];
	int there;

	held_id(h, secret, id);
	place(settings, h, id, path);
	there = keyfile_read(path, h->kind, &file) == KEYFILE_GOOD;
	sodium_memzero(&file, sizeof file);
	if (there) {
		printf("%-9s %s is there\n", h->name, id);
		return 1;
	}
	if (!keyfile_write(path, h->kind, h->name, secret, 32, 0400))
		return !kp_refuse("cannot write %s", path);
	printf("%-9s %s brought back\n", h->name, id);
	return 1;
}

static int restore_escrow(const struct settings *settings, const char *path,
	const unsigned char public_key[32], const unsigned char recovery[32])
{
	struct keyfile file;
	unsigned char secret[32];
	int good = 0;

	if (keyfile_read(path, "escrow", &file) != KEYFILE_GOOD
	|| file.size != 32 + crypto_box_SEALBYTES
	|| crypto_box_seal_open(secret, file.data, file.size, public_key, recovery) != 0)
		return !kp_refuse("%s is damaged", path);
	for (size_t i = 0; i < held_count; i++)
		if (strcmp(held[i].name, file.label) == 0)
			good = restore_key(settings, &held[i], secret);
	sodium_memzero(secret, sizeof secret);
	return good;
}

static int restore_all(const struct settings *settings, const unsigned char public_key[32],
	const unsigned char recovery[32])
{
	char path[KEY_PATH];
	glob_t found;
	int good = 1;

	setting_path(settings, "keys/escrow/*.escrow", path, sizeof path);
	if (glob(path, 0, NULL, &found) != 0)
		return !kp_refuse("no escrow in %s", path);
	for (size_t i = 0; i < found.gl_pathc; i++)
		good &= restore_escrow(settings, found.gl_pathv[i], public_key, recovery);
	globfree(&found);
	return good;
}

int kp_recover(struct kp *kp, int argc, char **argv)
{
	struct shares shares = { .count = 0 };
	struct keyfile file;
	unsigned char recovery[32];
	char path[KEY_PATH];
	int good;

	prctl(PR_SET_DUMPABLE, 0);
	if (crypto_start() != 0)
		return kp_refuse("no random numbers");
	setting_path(kp->settings, "keys/public/recovery.pub", path, sizeof path);
	if (keyfile_read(path, "public key", &file) != KEYFILE_GOOD || file.size != 32)
		return kp_refuse("%s is missing or damaged", path);
	if (!gather_shares(argc, argv, &shares))
		return 1;
	if (shares.count < SHARES_NEEDED)
		return kp_refuse("%zu whole share(s) of %d needed", shares.count, SHARES_NEEDED);
	good = join_shares(&shares, file.data, recovery);
	sodium_memzero(&shares, sizeof shares);
	if (!good)
		return kp_refuse("these shares do not make the recovery key; one of them belongs to another");
	good = restore_all(kp->settings, file.data, recovery);
	sodium_memzero(recovery, sizeof recovery);
	return !good;
}
