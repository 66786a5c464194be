/*
 * XChaCha20-Poly1305 under the form-state key, current or previous, in base64
 * for URLs; the name of what it is for is its additional data.
 */
#include "sealed.h"

#include "base/settings.h"
#include "base/state_key.h"

#include <sodium.h>
#include <string.h>

enum {
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	MAC = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	BASE64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING,
};

/*
 * The keys stay in memory between requests; the files are looked at once a second. A look that fails
 * makes no form of this hour a stranger's: it goes on with the keys it had.
 */
static const struct state_keys *keys_ready(struct task *t, int look)
{
	static struct { struct state_keys keys; int64_t looked; } kept;
	char folder[256];

	if (!look && kept.keys.stamp && kept.looked == t->now)
		return &kept.keys;
	if (state_keys_load(setting_path(t->settings, "keys/state", folder, sizeof folder), &kept.keys))
		kept.looked = t->now;
	return kept.keys.stamp ? &kept.keys : NULL;
}

enum rc sealed_ready(struct task *t)
{
	return keys_ready(t, 0) ? OK : fail(t, BUSY, "no form-state key can be read");
}

void sealed_put64(unsigned char *at, int64_t value)
{
	for (int i = 0; i < 8; i++)
		at[i] = (unsigned char)((uint64_t)value >> (56 - 8 * i));
}

int64_t sealed_get64(const unsigned char *at)
{
	uint64_t value = 0;

	for (int i = 0; i < 8; i++)
		value = value << 8 | at[i];
	return (int64_t)value;
}

const char *sealed_text(struct task *t, const char *label, struct bytes plain)
{
	const struct state_keys *keys = keys_ready(t, 0);
	unsigned char *sealed;
	size_t size = NONCE + plain.size + MAC, room;
	char *text;

	if (!keys)
		return "";
	room = sodium_base64_encoded_len(size, BASE64);
	sealed = take(t, size);
	text = take(t, room);
	randombytes_buf(sealed, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, plain.data, plain.size,
		(const unsigned char *)label, strlen(label) + 1, NULL, sealed, keys->current);
	return sodium_bin2base64(text, room, sealed, size, BASE64);
}

static int decrypt(const unsigned char key[32], const char *label, const unsigned char *sealed, size_t size,
	unsigned char *plain)
{
	return crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, sealed + NONCE,
		size - NONCE, (const unsigned char *)label, strlen(label) + 1, sealed, key) == 0;
}

/* With today's key or yesterday's; another worker may have seen a new one this very second. */
static int open_with(struct task *t, int look, const char *label, const unsigned char *sealed, size_t size,
	unsigned char *plain)
{
	const struct state_keys *keys = keys_ready(t, look);

	return keys && (decrypt(keys->current, label, sealed, size, plain)
		|| (keys->has_previous && decrypt(keys->previous, label, sealed, size, plain)));
}

static int value_of(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '-' ? 62 : c == '_' ? 63 : -1;
}

/*
 * What sodium_bin2base64() wrote. Its own reader takes the same time for every
 * letter, because it is for secrets; this is sealed, and was a tenth of a request.
 */
static int read_base64(const char *text, unsigned char *out, size_t *size)
{
	unsigned bits = 0, count = 0;

	for (*size = 0; *text; text++) {
		int value = value_of((unsigned char)*text);

		if (value < 0)
			return 0;
		bits = (bits << 6 | (unsigned)value) & 0xffff;
		count += 6;
		if (count >= 8) {
			count -= 8;
			out[(*size)++] = (unsigned char)(bits >> count);
		}
	}
	return count < 6 && (bits & ((1u << count) - 1)) == 0;
}

enum rc sealed_read(struct task *t, const char *label, const char *text, struct bytes *out)
{
	size_t length = strlen(text), size;
	unsigned char *sealed = take(t, length + 1), *plain = take(t, length + 1);

	if (!read_base64(text, sealed, &size) || size < NONCE + MAC)
		return fail(t, MALFORMED, "no sealed state");
	if (sealed_ready(t) != OK)
		return BUSY;
	if (!open_with(t, 0, label, sealed, size, plain) && !open_with(t, 1, label, sealed, size, plain))
		return fail(t, MALFORMED, "a state that is not ours, or too old");
	*out = (struct bytes){ plain, size - NONCE - MAC };
	return OK;
}
