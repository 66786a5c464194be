/*
 * The recovery key: made once, split at once, its secret never on disk. The
 * public half is written after the shares stand and were tried.
 */
#include "keys.h"

#include "base/keyfile.h"
#include "base/share.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Shares: on paper in production, in a file beside the demo. */
static int hand_out(const struct settings *settings, const struct share shares[SHARES],
	const char *label_end)
{
	char path[KEY_PATH], label[KEYFILE_LABEL], text[400];
	FILE *out = stdout;

	if (setting_num(settings, "production") == 0) {
		setting_path(settings, "keys/shares-demo.txt", path, sizeof path);
		out = fopen(path, "w");
		if (!out || fchmod(fileno(out), 0400) != 0)
			return keys_wrong("cannot write", path);
		fputs("Shares of the recovery key of a DEMO. A real hub prints them once, for three people.\n\n", out);
	} else {
		fputs("Three shares of the recovery key; two bring it back. Give each to another person, on paper.\n\n", out);
	}
	for (int i = 0; i < SHARES; i++) {
		snprintf(label, sizeof label, "%d of %d %s", shares[i].number, SHARES, label_end);
		keyfile_print("share", label, shares[i].data, 32, text, sizeof text);
		fprintf(out, "%s\n", text);
	}
	sodium_memzero(text, sizeof text);
	return (out == stdout ? fflush(out) : fclose(out)) == 0 || keys_wrong("cannot write", "shares");
}

/* Every pair of shares must give back what was split, before anything relies on it. */
static int shares_work(const struct share shares[SHARES], const unsigned char public_key[32])
{
	unsigned char secret[32], made[32];
	int good = 1;

	for (int i = 0; i < SHARES; i++) {
		good &= share_join(&shares[i], &shares[(i + 1) % SHARES], secret);
		crypto_scalarmult_base(made, secret);
		good &= memcmp(made, public_key, 32) == 0;
	}
	sodium_memzero(secret, sizeof secret);
	return good;
}

int keys_recovery(const struct settings *settings, unsigned char public_key[32])
{
	static const struct held recovery = { "recovery", "keys/public/recovery.pub", "public key", 1 };
	struct share shares[SHARES];
	struct keyfile file;
	unsigned char secret[32];
	char path[KEY_PATH], id[2 * KEY_ID + 1];
	int good;

	held_path(settings, &recovery, path);
	if (keyfile_read(path, "public key", &file) == KEYFILE_GOOD) {
		memcpy(public_key, file.data, 32);
		return 1;
	}
	if (access(path, F_OK) == 0)
		return keys_wrong("damaged:", path);
	crypto_box_keypair(public_key, secret);
	held_id(&recovery, secret, id);
	good = share_split(secret, shares) && shares_work(shares, public_key)
		&& hand_out(settings, shares, id)
		&& (keyfile_write(path, "public key", "recovery", public_key, 32, 0444)
			|| keys_wrong("cannot write", path));
	sodium_memzero(secret, sizeof secret);
	sodium_memzero(shares, sizeof shares);
	return good;
}
