/*
 * What the browser carries for the intranet: the proof that a form is ours and
 * for whom it was made, and a whole POST whose session had ended, until the
 * same person has logged in again. Sealed with a key that only the intranet
 * holds; nothing of it lies on the server.
 */
#include "staff.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

#include "account_key.h"
#include "base/crypto.h"
#include "base/pack.h"
#include "base/text.h"

enum {
	NONCE = crypto_secretbox_NONCEBYTES,
	MAC = crypto_secretbox_MACBYTES,
	CARRY_MOST = 300 << 10,
	CARRY_SECONDS = 12 * 3600,
	ANONYMOUS_SECONDS = 12 * 3600,
};

/* Process-wide, read once before the fork: handlers have no other way to it. */
static struct { unsigned char key[32]; } own;

int carry_start(const struct settings *settings)
{
	return own_key(settings, "staff", own.key);
}

static const char *seal(struct task *t, const void *data, size_t n)
{
	size_t size = NONCE + MAC + n;
	unsigned char *box = take(t, size);
	size_t room = sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *out = take(t, room);

	randombytes_buf(box, NONCE);
	crypto_secretbox_easy(box + NONCE, data, n, box, own.key);
	return sodium_bin2base64(out, room, box, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static int unseal(struct task *t, const char *sealed, struct bytes *out)
{
	size_t length = strlen(sealed), n;
	unsigned char *box = take(t, length + 1);
	unsigned char *plain;

	if (sodium_base642bin(box, length + 1, sealed, length, NULL, &n, NULL,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 || n < NONCE + MAC)
		return 0;
	plain = take(t, n);
	if (crypto_secretbox_open_easy(plain, box + NONCE, n - NONCE, box, own.key) != 0)
		return 0;
	*out = (struct bytes){ plain, n - NONCE - MAC };
	return 1;
}

/* Forms -------------------------------------------------------------------- */

static void session_token(struct task *t, char out[65])
{
	unsigned char hash[32];

	hash_keyed(t->token, "csrf", 4, hash, sizeof hash);
	sodium_bin2hex(out, 65, hash, sizeof hash);
}

/* Before log-in there is no session to bind to: a dated token of ours, beside the Origin header. */
static const char *anonymous_field(struct web *w)
{
	int64_t now = time(NULL);

	return take_format(w->t, "a.%s", seal(w->t, &now, sizeof now));
}

const char *form_token(struct web *w)
{
	char token[65];

	if (!w->account)
		return anonymous_field(w);
	session_token(w->t, token);
	return take_format(w->t, "%s.%s", token, seal(w->t, w->account->id, 16));
}

static int anonymous_good(struct web *w, const char *sealed)
{
	struct bytes plain;
	int64_t made;

	if (!unseal(w->t, sealed, &plain) || plain.size != sizeof made)
		return 0;
	memcpy(&made, plain.data, sizeof made);
	return made <= time(NULL) && time(NULL) - made < ANONYMOUS_SECONDS;
}

enum form_token form_token_check(struct web *w, const char *field, unsigned char whom[16],
	int *has_whom)
{
	const char *dot = strchr(field, '.');
	char token[65];
	struct bytes plain;

	*has_whom = 0;
	if (!dot)
		return TOKEN_WRONG;
	if (dot - field == 1 && field[0] == 'a')
		return anonymous_good(w, dot + 1) ? TOKEN_ANONYMOUS : TOKEN_WRONG;
	if (dot - field != 64 || !unseal(w->t, dot + 1, &plain) || plain.size != 16)
		return TOKEN_WRONG;
	memcpy(whom, plain.data, 16);
	*has_whom = 1;
	if (!w->account || memcmp(whom, w->account->id, 16) != 0)
		return TOKEN_WRONG;
	session_token(w->t, token);
	return sodium_memcmp(token, field, 64) == 0 ? TOKEN_SESSION : TOKEN_WRONG;
}

/* A POST for after log-in ---------------------------------------------------- */

int staff_path_ours(const char *path)
{
	static const char fits[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-";

	return strspn(path, fits) == strlen(path) && strlen(path) < 200 && strlen(path) > 3 && path[0] == '/'
		&& path[3] == '/' && web_language_known((char[]){ path[1], path[2], 0 })
		&& !strstr(path, "//") && !strstr(path, "..");
}

const char *carry_seal(struct web *w, const unsigned char whom[16])
{
	struct pairs p = { 0 };
	struct bytes packed;
	char hex[33];

	sodium_bin2hex(hex, sizeof hex, whom, 16);
	pairs_add(w->t, &p, "whom", hex);
	pairs_add(w->t, &p, "path", w->path);
	pairs_add(w->t, &p, "made", take_format(w->t, "%lld", (long long)time(NULL)));
	for (size_t i = 0; i < w->form.count; i++)
		pairs_add(w->t, &p, take_format(w->t, "f.%s", w->form.list[i].name), w->form.list[i].value);
	packed = pack(w->t, &p);
	return w->form.count == 0 || packed.size > CARRY_MOST ? "" : seal(w->t, packed.data, packed.size);
}

enum rc carry_open(struct web *w, const char *sealed, unsigned char whom[16], const char **path,
	struct pairs *fields)
{
	struct pairs p = { 0 };
	struct bytes packed;
	int64_t made;

	if (!unseal(w->t, sealed, &packed) || unpack(w->t, packed, &p) != OK || p.count < 3)
		return INVALID;
	if (!text_unhex(p.list[0].value, whom, 16) || !staff_path_ours(p.list[1].value))
		return INVALID;
	if (!text_number(p.list[2].value, 0, INT64_MAX, &made) || time(NULL) - made > CARRY_SECONDS)
		return INVALID;
	*path = p.list[1].value;
	for (size_t i = 3; i < p.count; i++)
		pairs_add(w->t, fields, p.list[i].name + 2, p.list[i].value);
	return OK;
}
