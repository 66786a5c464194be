/* Sealing a second factor: XChaCha20-Poly1305 with the account as additional data. */
#include "account_seal.h"

#include <sodium.h>

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES };

void totp_seal(const unsigned char key[32], const unsigned char account[16],
	const unsigned char secret[TOTP_SECRET], unsigned char out[TOTP_SEALED])
{
	unsigned char own[32];

	crypto_kdf_derive_from_key(own, sizeof own, 1, "kpauthd ", key);
	randombytes_buf(out, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, NULL, secret, TOTP_SECRET, account, 16,
		NULL, out, own);
	sodium_memzero(own, sizeof own);
}

int totp_open(const unsigned char key[32], const unsigned char account[16],
	const unsigned char *sealed, size_t n, unsigned char out[TOTP_SECRET])
{
	unsigned char own[32];
	int good;

	if (n != TOTP_SEALED)
		return 0;
	crypto_kdf_derive_from_key(own, sizeof own, 1, "kpauthd ", key);
	good = crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, sealed + NONCE, n - NONCE,
		account, 16, sealed, own) == 0;
	sodium_memzero(own, sizeof own);
	return good;
}
