/* Splitting and joining by libgfshare, with libsodium's random bytes. */
#include "base/share.h"

#include <libgfshare.h>
#include <sodium.h>
#include <string.h>

static void fill_random(unsigned char *out, unsigned n)
{
	randombytes_buf(out, n);
}

int share_split(const unsigned char secret[32], struct share out[SHARES])
{
	unsigned char numbers[SHARES], copy[32];
	gfshare_ctx *g;

	for (int i = 0; i < SHARES; i++)
		numbers[i] = (unsigned char)(i + 1);
	memcpy(copy, secret, 32);
	gfshare_fill_rand = fill_random;
	g = gfshare_ctx_init_enc(numbers, SHARES, SHARES_NEEDED, 32);
	if (!g)
		return 0;
	gfshare_ctx_enc_setsecret(g, copy);
	for (int i = 0; i < SHARES; i++) {
		out[i].number = i + 1;
		gfshare_ctx_enc_getshare(g, (unsigned char)i, out[i].data);
	}
	gfshare_ctx_free(g);
	sodium_memzero(copy, sizeof copy);
	return 1;
}

int share_join(const struct share *a, const struct share *b, unsigned char secret[32])
{
	unsigned char numbers[SHARES_NEEDED] = { (unsigned char)a->number, (unsigned char)b->number };
	unsigned char copy[32];
	gfshare_ctx *g;

	if (a->number < 1 || a->number > SHARES || b->number < 1 || b->number > SHARES
	|| a->number == b->number)
		return 0;
	gfshare_fill_rand = fill_random;
	g = gfshare_ctx_init_dec(numbers, SHARES_NEEDED, 32);
	if (!g)
		return 0;
	memcpy(copy, a->data, 32);
	gfshare_ctx_dec_giveshare(g, 0, copy);
	memcpy(copy, b->data, 32);
	gfshare_ctx_dec_giveshare(g, 1, copy);
	gfshare_ctx_dec_extract(g, secret);
	gfshare_ctx_free(g);
	sodium_memzero(copy, sizeof copy);
	return 1;
}
