/*
 * kp keys: makes what is missing, never replaces. A public key is written
 * last, so whoever finds one knows that secret and escrow stand.
 */
#include "keys.h"
#include "kp.h"

#include "base/keyfile.h"
#include "base/state_key.h"
#include "account_key.h"

#include <errno.h>
#include <glob.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

const struct held held[] = {
	{ "intake", "keys/secret/intake.key", "secret key",    1 },
	{ "hik",    "keys/secret/hik.key",    "secret key",    1 },
	{ "usz",    "keys/secret/usz.key",    "secret key",    1 },
	{ "token",  "keys/secret/token.key",  "symmetric key", 0 },
	{ "authd",  "keys/authd.key",         "symmetric key", 0 },
};
const size_t held_count = COUNT(held);

const char *held_path(const struct settings *settings, const struct held *h, char *buffer)
{
	return setting_path(settings, h->path, buffer, KEY_PATH);
}

const char *keys_below(const struct settings *settings, char *buffer, const char *folder,
	const char *name)
{
	char path[200];

	snprintf(path, sizeof path, "%s%s", folder, name);
	return setting_path(settings, path, buffer, KEY_PATH);
}

int keys_wrong(const char *what, const char *name)
{
	fprintf(stderr, "kp keys: %s %s: %s\n", what, name, strerror(errno));
	return 0;
}

void held_id(const struct held *h, const unsigned char secret[32], char hex[2 * KEY_ID + 1])
{
	unsigned char shown[32], id[KEY_ID];

	if (h->pair)
		crypto_scalarmult_base(shown, secret);
	else
		hash32(secret, 32, shown);
	key_id(shown, id);
	sodium_bin2hex(hex, 2 * KEY_ID + 1, id, KEY_ID);
}

static int folders(const struct settings *settings)
{
	static const struct { const char *path; mode_t mode; } all[] = {
		{ "keys", 0755 }, { "keys/public", 0755 }, { "keys/secret", 0700 },
		{ "keys/escrow", 0700 }, { "keys/state", 0700 }, { "secret", 0700 },
	};
	char path[KEY_PATH];

	for (size_t i = 0; i < COUNT(all); i++) {
		setting_path(settings, all[i].path, path, sizeof path);
		if (mkdir(path, all[i].mode) != 0 && errno != EEXIST)
			return keys_wrong("cannot make", path);
	}
	return 1;
}

static int escrow(const struct settings *settings, const struct held *h,
	const unsigned char secret[32], const unsigned char recovery[32])
{
	unsigned char sealed[32 + crypto_box_SEALBYTES];
	char path[KEY_PATH], name[80], id[2 * KEY_ID + 1];

	held_id(h, secret, id);
	snprintf(name, sizeof name, "%s.%s.escrow", h->name, id);
	keys_below(settings, path, "keys/escrow/", name);
	if (access(path, F_OK) == 0)
		return 1;
	return (crypto_box_seal(sealed, secret, 32, recovery) == 0
		&& keyfile_write(path, "escrow", h->name, sealed, sizeof sealed, 0400))
		|| keys_wrong("cannot write", path);
}

static int publish(const struct settings *settings, const struct held *h,
	const unsigned char secret[32])
{
	unsigned char public_key[32];
	char path[KEY_PATH], name[80], id[2 * KEY_ID + 1];

	held_id(h, secret, id);
	printf("%-9s %s\n", h->name, id);
	if (!h->pair)
		return 1;
	crypto_scalarmult_base(public_key, secret);
	snprintf(name, sizeof name, "%s.pub", h->name);
	keys_below(settings, path, "keys/public/", name);
	return keyfile_write(path, "public key", h->name, public_key, 32, 0444)
		|| keys_wrong("cannot write", path);
}

/* A key that was ever made has an escrow: it is to be recovered, not made anew. */
static int was_made(const struct settings *settings, const struct held *h)
{
	char path[KEY_PATH], name[80];
	glob_t found;
	int any;

	snprintf(name, sizeof name, "%s.*.escrow", h->name);
	any = glob(keys_below(settings, path, "keys/escrow/", name), 0, NULL, &found) == 0;
	globfree(&found);
	return any;
}

static int make_new(const struct settings *settings, const struct held *h)
{
	unsigned char secret[32];
	char path[KEY_PATH];
	int good;

	held_path(settings, h, path);
	randombytes_buf(secret, sizeof secret);
	good = keyfile_write(path, h->kind, h->name, secret, sizeof secret, 0400);
	sodium_memzero(secret, sizeof secret);
	return good || keys_wrong("cannot write", path);
}

/* Secret keys were made and none is in keys/secret: keyd has them, as a credential or sealed (docs/operator.md, 3). */
static int kept_elsewhere(const struct settings *settings)
{
	char path[KEY_PATH];
	glob_t found;
	int any = glob(keys_below(settings, path, "keys/secret/", "*.key"), 0, NULL, &found) == 0;

	globfree(&found);
	return !any && was_made(settings, &held[0]);
}

/* Its id is that of its public key; a symmetric key shows none. */
static int show_kept(const struct settings *settings, const struct held *h)
{
	unsigned char id[KEY_ID] = { 0 };
	struct keyfile file;
	char path[KEY_PATH], name[80], hex[2 * KEY_ID + 1] = "-";

	snprintf(name, sizeof name, "%s.pub", h->name);
	keys_below(settings, path, "keys/public/", name);
	if (h->pair) {
		if (keyfile_read(path, "public key", &file) != KEYFILE_GOOD || file.size != 32) {
			fprintf(stderr, "kp keys: %s is lost or damaged; bring it back from the backup\n", path);
			return 0;
		}
		key_id(file.data, id);
		sodium_bin2hex(hex, sizeof hex, id, sizeof id);
	}
	printf("%-9s %s (its secret key is not in keys/secret)\n", h->name, hex);
	return 1;
}

/* Keeps a secret that is there, finishes what was interrupted, makes what never was. */
static int make_held(const struct settings *settings, const struct held *h,
	const unsigned char recovery[32])
{
	struct keyfile file;
	char path[KEY_PATH];
	int good;

	held_path(settings, h, path);
	if (access(path, F_OK) != 0 && !was_made(settings, h) && !make_new(settings, h))
		return 0;
	if (keyfile_read(path, h->kind, &file) != KEYFILE_GOOD || file.size != 32) {
		fprintf(stderr, "kp keys: %s is lost or damaged; kp recover brings it back\n", path);
		return 0;
	}
	good = escrow(settings, h, file.data, recovery) && publish(settings, h, file.data);
	sodium_memzero(&file, sizeof file);
	return good;
}

/* The proof a service gives to keyd; not escrowed, a new one costs a restart. */
static int make_service(const struct settings *settings, const char *name)
{
	unsigned char secret[32];
	char path[KEY_PATH], below[60];

	snprintf(below, sizeof below, "secret/%s.service", name);
	setting_path(settings, below, path, sizeof path);
	if (access(path, F_OK) == 0)
		return 1;
	randombytes_buf(secret, sizeof secret);
	return keyfile_write(path, "symmetric key", name, secret, sizeof secret, 0400)
		|| keys_wrong("cannot write", path);
}

static int make_all(const struct settings *settings)
{
	unsigned char recovery[32], own[32];
	char path[KEY_PATH];
	struct state_keys state = { .stamp = 0 };
	int elsewhere;

	if (!folders(settings) || !make_service(settings, "workd")
	|| !make_service(settings, "cleand") || !keys_recovery(settings, recovery))
		return 1;
	/* What the intranet carries through a new log-in: no escrow, for losing it loses nothing. */
	if (!own_key(settings, "staff", own))
		return 1;
	sodium_memzero(own, sizeof own);
	setting_path(settings, "keys/state", path, sizeof path);
	if (!state_keys_load(path, &state) && state_keys_rotate(path, 0) < 0)
		return !keys_wrong("cannot write", path);
	elsewhere = kept_elsewhere(settings);
	if (elsewhere)
		fputs("kp keys: no secret key is in keys/secret; if keyd has none either, kp recover brings them back\n", stderr);
	for (size_t i = held_count; i > 0; i--) {	/* intake last: it says that all is made */
		const struct held *h = &held[i - 1];
		int kept = elsewhere && strncmp(h->path, "keys/secret/", 12) == 0;

		if (kept ? !show_kept(settings, h) : !make_held(settings, h, recovery))
			return 1;
	}
	return 0;
}

/* The old key gets a file under its id: what was sealed to it still opens. */
static int keep_old(const struct settings *settings, const struct held *h)
{
	struct keyfile file;
	char path[KEY_PATH], aside[KEY_PATH], name[80], id[2 * KEY_ID + 1];
	int good;

	held_path(settings, h, path);
	if (keyfile_read(path, h->kind, &file) != KEYFILE_GOOD || file.size != 32) {
		fprintf(stderr, "kp keys: %s is lost or damaged; kp recover brings it back\n", path);
		return 0;
	}
	held_id(h, file.data, id);
	snprintf(name, sizeof name, "%s.%s.key", h->name, id);
	keys_below(settings, aside, "keys/secret/", name);
	good = keyfile_write(aside, h->kind, h->name, file.data, 32, 0400);
	sodium_memzero(&file, sizeof file);
	return good || keys_wrong("cannot write", aside);
}

static int rotate(const struct settings *settings, const char *name)
{
	unsigned char recovery[32];

	for (size_t i = 0; i < held_count; i++) {
		if (!held[i].pair || strcmp(held[i].name, name) != 0)
			continue;
		if (!folders(settings) || !keys_recovery(settings, recovery)
		|| !keep_old(settings, &held[i]) || !make_new(settings, &held[i])
		|| !make_held(settings, &held[i], recovery))
			return 1;
		puts("Programs use the new key after a restart; what was sealed to the old one still opens.");
		return 0;
	}
	fprintf(stderr, "kp keys: no class %s\n", name);
	return 2;
}

int kp_keys(struct kp *kp, int argc, char **argv)
{
	char path[KEY_PATH];

	prctl(PR_SET_DUMPABLE, 0);
	if (crypto_start() != 0)
		return kp_refuse("no random numbers");
	if (argc == 1)
		return make_all(kp->settings);
	if (argc == 3 && strcmp(argv[1], "rotate") == 0)
		return rotate(kp->settings, argv[2]);
	if (argc == 2 && strcmp(argv[1], "seal") == 0)
		return keys_seal(kp->settings);
	if (argc == 2 && strcmp(argv[1], "rotate-state") == 0)
		return state_keys_rotate(setting_path(kp->settings, "keys/state", path, sizeof path), 0) < 0;
	return kp_usage(argv[0]);
}
