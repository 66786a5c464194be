/* What authd lets others carry between two steps: sealed, dated, bound to the account's version. */
#include <string.h>
#include <time.h>

#include "authd.h"

enum { NONCE = crypto_secretbox_NONCEBYTES, PENDING_SECONDS = 600 };

_Static_assert(NONCE + crypto_secretbox_MACBYTES + sizeof(struct pending) <= AUTHD_PENDING,
	"a pending log-in fits its message");

static void pending_key(const struct authd *a, unsigned char out[32])
{
	crypto_kdf_derive_from_key(out, 32, 2, "kpauthd ", a->key);
}

void pending_seal(struct authd *a, const struct pending *p)
{
	unsigned char key[32], *out = a->reply->pending;
	struct pending dated = *p;

	dated.until = time(NULL) + PENDING_SECONDS;
	pending_key(a, key);
	randombytes_buf(out, NONCE);
	crypto_secretbox_easy(out + NONCE, (const unsigned char *)&dated, sizeof dated, out, key);
	sodium_memzero(key, sizeof key);
	sodium_memzero(&dated, sizeof dated);
}

int pending_open(struct authd *a, struct pending *p)
{
	const unsigned char *in = a->ask->pending;
	unsigned char key[32];
	int good;

	pending_key(a, key);
	good = crypto_secretbox_open_easy((unsigned char *)p, in + NONCE,
		sizeof *p + crypto_secretbox_MACBYTES, in, key) == 0;
	sodium_memzero(key, sizeof key);
	return good && p->until > time(NULL);
}

void pending_show(struct authd *a, const struct pending *p, const struct person *who)
{
	totp_base32(p->secret, a->reply->secret);
	strncpy(a->reply->name, who->name, sizeof a->reply->name - 1);
	a->reply->optional = (uint32_t)factor_optional(a);
}

void pending_new_factor(struct authd *a, enum pending_kind kind, const struct person *who,
	struct pending *p)
{
	p->kind = kind;
	p->version = who->version;
	memcpy(p->account, who->id, sizeof p->account);
	randombytes_buf(p->secret, sizeof p->secret);
	pending_show(a, p, who);
	a->reply->answer = AUTHD_NEED_FACTOR;
	pending_seal(a, p);
}
