/*
 * Receipts and numbers: Crockford's base32 and Luhn mod 32. Nothing here is
 * stored; a receipt that is lost is lost.
 */
#include "base/receipt.h"

#include "base/crypto.h"

#include <sodium.h>
#include <string.h>

enum { RECEIPT_DIGITS = 24, NUMBER_DIGITS = 8, DIGITS_MOST = RECEIPT_DIGITS + 1 };

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* What people read or type for a character that is not in the alphabet; U stays wrong. */
static int digit(char c)
{
	const char *at;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'I' || c == 'L')
		return 1;
	if (c == 'O')
		return 0;
	at = c ? strchr(alphabet, c) : NULL;
	return at ? (int)(at - alphabet) : -1;
}

/* Bytes of a space or dash at s, also those that word processors make of them. */
static size_t separator(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	if (strchr(" -\t\r\n.", s[0]) && s[0])
		return 1;
	if (u[0] == 0xC2 && u[1] == 0xA0)			/* U+00A0 */
		return 2;
	if (u[0] == 0xE2 && u[1] == 0x80 && u[2] >= 0x90 && u[2] <= 0x95)	/* U+2010..2015 */
		return 3;
	return 0;
}

/* Exactly n digits and nothing but separators between them. */
static int read_digits(const char *text, unsigned char *digits, size_t n)
{
	size_t count = 0, skip;
	int d;

	while (*text) {
		skip = separator(text);
		if (skip) {
			text += skip;
			continue;
		}
		d = digit(*text++);
		if (d < 0 || count == n)
			return 0;
		digits[count++] = (unsigned char)d;
	}
	return count == n;
}

/* Luhn mod 32: sees every wrong digit and every swap of neighbours but 0 and Z. */
static unsigned char check_digit(const unsigned char *digits, size_t n)
{
	unsigned sum = 0, value;

	for (size_t i = 0; i < n; i++) {
		value = digits[n - 1 - i] * (i % 2 ? 1u : 2u);
		sum += value / 32 + value % 32;
	}
	return (unsigned char)((32 - sum % 32) % 32);
}

/* Bits to digits of five, and back; n digits, n a multiple of 8. */
static void spread(const unsigned char *bits, unsigned char *digits, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = i * 5;
		unsigned two = (unsigned)bits[at / 8] << 8;

		if (at / 8 + 1 < n * 5 / 8)
			two |= bits[at / 8 + 1];
		digits[i] = (unsigned char)(two >> (11 - at % 8) & 31);
	}
}

static void gather(const unsigned char *digits, unsigned char *bits, size_t n)
{
	memset(bits, 0, n * 5 / 8);
	for (size_t i = 0; i < n * 5; i++)
		if (digits[i / 5] >> (4 - i % 5) & 1)
			bits[i / 8] |= (unsigned char)(0x80 >> i % 8);
}

void receipt_new(struct receipt *out)
{
	random_bytes(out->bits, sizeof out->bits);
}

void receipt_text(const struct receipt *r, char out[RECEIPT_TEXT])
{
	unsigned char digits[DIGITS_MOST];
	char *at = out;

	spread(r->bits, digits, RECEIPT_DIGITS);
	digits[RECEIPT_DIGITS] = check_digit(digits, RECEIPT_DIGITS);
	for (int i = 0; i <= RECEIPT_DIGITS; i++) {
		if (i && i % 5 == 0)
			*at++ = '-';
		*at++ = alphabet[digits[i]];
	}
	*at = '\0';
	sodium_memzero(digits, sizeof digits);
}

enum rc receipt_read(const char *text, struct receipt *out)
{
	unsigned char digits[DIGITS_MOST];
	enum rc rc = INVALID;

	memset(out, 0, sizeof *out);
	if (read_digits(text, digits, RECEIPT_DIGITS + 1)
	&& check_digit(digits, RECEIPT_DIGITS) == digits[RECEIPT_DIGITS]) {
		gather(digits, out->bits, RECEIPT_DIGITS);
		rc = OK;
	}
	sodium_memzero(digits, sizeof digits);
	return rc;
}

/* One personalised BLAKE2b per key: none tells anything of another. */
static void derive(const struct receipt *r, const char person[16], unsigned char *out, size_t n)
{
	static const unsigned char no_salt[crypto_generichash_blake2b_SALTBYTES];

	crypto_generichash_blake2b_salt_personal(out, n, r->bits, sizeof r->bits, NULL, 0,
		no_salt, (const unsigned char *)person);
}

void receipt_tag(const struct receipt *r, unsigned char out[TAG])
{
	derive(r, "knooppunt tag  1", out, TAG);
}

void receipt_derive(const struct receipt *r, struct receipt_keys *out)
{
	receipt_tag(r, out->tag);
	derive(r, "knooppunt pair 1", out->secret_key, sizeof out->secret_key);
	derive(r, "knooppunt dig  1", out->digest_key, sizeof out->digest_key);
	crypto_scalarmult_base(out->public_key, out->secret_key);
}

static void number_print(const unsigned char digits[NUMBER_DIGITS + 1], char out[NUMBER_TEXT])
{
	for (int i = 0; i <= NUMBER_DIGITS; i++)
		out[i + (i >= 4)] = alphabet[digits[i]];
	out[4] = '-';
	out[NUMBER_DIGITS + 2] = '\0';
}

void number_new(char out[NUMBER_TEXT])
{
	unsigned char bits[NUMBER_DIGITS * 5 / 8], digits[NUMBER_DIGITS + 1];

	random_bytes(bits, sizeof bits);
	spread(bits, digits, NUMBER_DIGITS);
	digits[NUMBER_DIGITS] = check_digit(digits, NUMBER_DIGITS);
	number_print(digits, out);
}

int number_read(const char *text, char out[NUMBER_TEXT])
{
	unsigned char digits[NUMBER_DIGITS + 1];

	out[0] = '\0';
	if (!read_digits(text, digits, NUMBER_DIGITS + 1)
	|| check_digit(digits, NUMBER_DIGITS) != digits[NUMBER_DIGITS])
		return 0;
	number_print(digits, out);
	return 1;
}
