/*
 * kp keys seal, kp unlock: the secret keys behind a passphrase. Sealed, only
 * keys/sealed stays on disk and keyd runs locked; unlocking puts the key files
 * where keyd looks. Let keys/secret be a folder in memory (/run): then a
 * machine that was switched off is locked again, and no disk block ever held a
 * plain key.
 */
#include "keys.h"
#include "kp.h"

#include "base/keyfile.h"

#include <errno.h>
#include <glob.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

enum {
	SALT = crypto_pwhash_SALTBYTES,
	NONCE = crypto_secretbox_NONCEBYTES,
	MAC = crypto_secretbox_MACBYTES,
	SEALED = SALT + NONCE + MAC + 32,
	PASSPHRASE = 1024, PASSPHRASE_LEAST = 16,
};

/* A key made from the passphrase, kept as long as the salt is the same. */
struct stretched {
	char passphrase[PASSPHRASE];
	unsigned char salt[SALT], key[32];
	int made;
};

static int ask(const char *prompt, char out[PASSPHRASE])
{
	struct termios shown, hidden;
	int terminal = tcgetattr(STDIN_FILENO, &shown) == 0, good;

	if (terminal) {
		fputs(prompt, stderr);
		hidden = shown;
		hidden.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	}
	good = fgets(out, PASSPHRASE, stdin) != NULL;
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
		fputc('\n', stderr);
	}
	out[good ? strcspn(out, "\r\n") : 0] = '\0';
	return good;
}

static int stretch(struct stretched *s, const unsigned char salt[SALT])
{
	if (s->made && memcmp(s->salt, salt, SALT) == 0)
		return 1;
	memcpy(s->salt, salt, SALT);
	s->made = crypto_pwhash(s->key, sizeof s->key, s->passphrase, strlen(s->passphrase), salt,
		crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE,
		crypto_pwhash_ALG_ARGON2ID13) == 0;
	return s->made || !kp_refuse("not enough memory to stretch the passphrase");
}

static const char *kind_of(const char *name)
{
	for (size_t i = 0; i < held_count; i++)
		if (held[i].pair && strncmp(name, held[i].name, strlen(held[i].name)) == 0)
			return "secret key";
	return "symmetric key";
}

/* Bare name of a key file: "hik", "hik.0123456789abcdef", "token". */
static void bare_name(const char *path, char out[KEYFILE_LABEL])
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	snprintf(out, KEYFILE_LABEL, "%.*s", dot ? (int)(dot - name) : (int)strlen(name), name);
}

static int seal_one(const struct settings *settings, struct stretched *s, const char *path)
{
	struct keyfile file;
	unsigned char sealed[SEALED];
	char name[KEYFILE_LABEL], out_name[60], out[KEY_PATH];
	int good;

	bare_name(path, name);
	if (keyfile_read(path, kind_of(name), &file) != KEYFILE_GOOD || file.size != 32)
		return !kp_refuse("%s is damaged; nothing was removed", path);
	memcpy(sealed, s->salt, SALT);
	randombytes_buf(sealed + SALT, NONCE);
	crypto_secretbox_easy(sealed + SALT + NONCE, file.data, 32, sealed + SALT, s->key);
	sodium_memzero(&file, sizeof file);
	snprintf(out_name, sizeof out_name, "%s.sealed", name);
	keys_below(settings, out, "keys/sealed/", out_name);
	good = keyfile_write(out, "sealed key", name, sealed, sizeof sealed, 0400);
	return good || keys_wrong("cannot write", out);
}

static int unlock_one(const struct settings *settings, struct stretched *s, const char *path)
{
	struct keyfile file;
	unsigned char key[32];
	char label[KEYFILE_LABEL], name[60], out[KEY_PATH];
	int good;

	if (keyfile_read(path, "sealed key", &file) != KEYFILE_GOOD || file.size != SEALED)
		return !kp_refuse("%s is damaged", path);
	if (!stretch(s, file.data))
		return 0;
	if (crypto_secretbox_open_easy(key, file.data + SALT + NONCE, MAC + 32, file.data + SALT, s->key) != 0)
		return !kp_refuse("that is not the passphrase");
	snprintf(label, sizeof label, "%.*s", (int)strcspn(file.label, "."), file.label);
	snprintf(name, sizeof name, "%s.key", file.label);
	keys_below(settings, out, "keys/secret/", name);
	good = keyfile_write(out, kind_of(file.label), label, key, sizeof key, 0400);
	sodium_memzero(key, sizeof key);
	return good || keys_wrong("cannot write", out);
}

/* Runs `one` over the files a pattern finds; 0 at the first that fails, or when there are none. */
static int each(const struct settings *settings, struct stretched *s, const char *pattern,
	int (*one)(const struct settings *, struct stretched *, const char *))
{
	char path[KEY_PATH];
	glob_t found;
	int good;

	if (glob(setting_path(settings, pattern, path, sizeof path), 0, NULL, &found) != 0)
		return !kp_refuse("no keys: %s", path);
	good = 1;
	for (size_t i = 0; good && i < found.gl_pathc; i++)
		good = one(settings, s, found.gl_pathv[i]);
	globfree(&found);
	return good;
}

static int remove_plain(const struct settings *settings, struct stretched *s, const char *path)
{
	(void)settings;
	(void)s;
	return unlink(path) == 0 || keys_wrong("cannot remove", path);
}

/* Asks twice, seals every secret key, opens each again for a check, and only then removes the plain files. */
static int seal_all(const struct settings *settings, struct stretched *s)
{
	char again[PASSPHRASE], path[KEY_PATH];
	unsigned char salt[SALT];
	int same;

	if (!ask("Passphrase (at least 16 characters): ", s->passphrase)
	|| strlen(s->passphrase) < PASSPHRASE_LEAST)
		return !kp_refuse("a passphrase has at least %d characters", PASSPHRASE_LEAST);
	same = ask("Once more: ", again) && strcmp(again, s->passphrase) == 0;
	sodium_memzero(again, sizeof again);
	if (!same)
		return !kp_refuse("the two differ");
	setting_path(settings, "keys/sealed", path, sizeof path);
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return keys_wrong("cannot make", path);
	randombytes_buf(salt, sizeof salt);
	return stretch(s, salt)
		&& each(settings, s, "keys/secret/*.key", seal_one)
		&& each(settings, s, "keys/sealed/*.sealed", unlock_one)
		&& each(settings, s, "keys/secret/*.key", remove_plain);
}

int keys_seal(const struct settings *settings)
{
	struct stretched s = { .made = 0 };
	int good = seal_all(settings, &s);

	sodium_memzero(&s, sizeof s);
	if (good)
		puts("sealed; keyd is locked until: kp unlock");
	return !good;
}

int kp_unlock(struct kp *kp, int argc, char **argv)
{
	struct stretched s = { .made = 0 };
	int good;

	if (argc != 1)
		return kp_usage(argv[0]);
	prctl(PR_SET_DUMPABLE, 0);
	if (crypto_start() != 0)
		return kp_refuse("no random numbers");
	good = ask("Passphrase: ", s.passphrase) && each(kp->settings, &s, "keys/sealed/*.sealed", unlock_one);
	sodium_memzero(&s, sizeof s);
	if (good)
		puts("unlocked; keyd sees it within a second");
	return !good;
}
