/*
 * XChaCha20-Poly1305 under the form-state key, current or previous, in base64
 * for URLs. Plain: version, begun, stamp, receipt, flags, packed answers; the
 * page stands among the answers by name, so that a new release finds it.
 */
#include "state.h"

#include "base/settings.h"
#include "base/state_key.h"
#include "base/text.h"

#include <sodium.h>
#include <string.h>

enum {
	VERSION = 1,
	HEAD = 1 + 8 + 8 + RECEIPT_BITS + 1,
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	MAC = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	BASE64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING,
};
static const unsigned char label[] = "knooppunt form state 1";

/* The keys stay in memory between requests; the files are looked at once a second. */
static const struct state_keys *keys_ready(struct task *t, int look)
{
	static struct { struct state_keys keys; int64_t looked; } kept;
	char folder[256];

	if (!look && kept.keys.stamp && kept.looked == t->now)
		return &kept.keys;
	if (state_keys_load(setting_path(t->settings, "keys/state", folder, sizeof folder), &kept.keys)) {
		kept.looked = t->now;
		return &kept.keys;
	}
	fail(t, FAULT, "no form-state key");
	return NULL;
}

static void put64(unsigned char *at, int64_t value)
{
	for (int i = 0; i < 8; i++)
		at[i] = (unsigned char)((uint64_t)value >> (56 - 8 * i));
}

static int64_t get64(const unsigned char *at)
{
	uint64_t value = 0;

	for (int i = 0; i < 8; i++)
		value = value << 8 | at[i];
	return (int64_t)value;
}

void state_new(struct task *t, struct state *out)
{
	memset(out, 0, sizeof *out);
	out->begun = out->stamp = t->now;
	out->fresh = 1;
	receipt_new(&out->receipt);
}

static struct bytes plain_of(struct task *t, struct state *s)
{
	struct bytes packed;
	unsigned char *out;

	pairs_set(t, &s->answers, ".page", tip_pages[s->at.page].name);
	pairs_set(t, &s->answers, ".entry", take_format(t, "%d", s->at.entry));
	packed = pack(t, &s->answers);
	out = take(t, HEAD + packed.size);
	out[0] = VERSION;
	put64(out + 1, s->begun);
	put64(out + 9, s->stamp);
	memcpy(out + 17, s->receipt.bits, RECEIPT_BITS);
	out[17 + RECEIPT_BITS] = (unsigned char)s->flags;
	memcpy(out + HEAD, packed.data, packed.size);
	return (struct bytes){ out, HEAD + packed.size };
}

const char *state_seal(struct task *t, struct state *s)
{
	const struct state_keys *keys = keys_ready(t, 0);
	struct bytes plain;
	unsigned char *sealed;
	size_t size, room;
	char *text;

	if (!keys)
		return "";
	s->stamp = t->now;
	plain = plain_of(t, s);
	size = NONCE + plain.size + MAC;
	room = sodium_base64_encoded_len(size, BASE64);
	sealed = take(t, size);
	text = take(t, room);
	randombytes_buf(sealed, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, plain.data, plain.size,
		label, sizeof label, NULL, sealed, keys->current);
	return sodium_bin2base64(text, room, sealed, size, BASE64);
}

static int decrypt(const unsigned char key[32], const unsigned char *sealed, size_t size,
	unsigned char *plain)
{
	return crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, sealed + NONCE,
		size - NONCE, label, sizeof label, sealed, key) == 0;
}

/* With today's key or yesterday's; another worker may have seen a new one this very second. */
static int open_with(struct task *t, int look, const unsigned char *sealed, size_t size,
	unsigned char *plain)
{
	const struct state_keys *keys = keys_ready(t, look);

	return keys && (decrypt(keys->current, sealed, size, plain)
		|| (keys->has_previous && decrypt(keys->previous, sealed, size, plain)));
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

static enum rc unseal(struct task *t, const char *text, struct bytes *out)
{
	size_t length = strlen(text), size;
	unsigned char *sealed = take(t, length + 1), *plain = take(t, length + 1);

	if (!read_base64(text, sealed, &size) || size < NONCE + HEAD + MAC)
		return fail(t, MALFORMED, "no form state");
	if (!open_with(t, 0, sealed, size, plain) && !open_with(t, 1, sealed, size, plain))
		return fail(t, MALFORMED, "a form state that is not ours, or too old");
	*out = (struct bytes){ plain, size - NONCE - MAC };
	return OK;
}

/* Where the reporter was; a page that no longer exists or is no longer seen becomes the first. */
static struct stop stop_of(const struct pairs *answers)
{
	struct path path;
	struct stop at = { tip_page_find(answer(answers, ".page")), small_number(answer(answers, ".entry")) };

	path_make(answers, &path);
	return at.page >= 0 && path_at(&path, at) >= 0 ? at : path.stops[0];
}

enum rc state_open(struct task *t, const char *sealed, struct state *out)
{
	struct bytes plain = { NULL, 0 };
	enum rc rc = unseal(t, sealed, &plain);

	memset(out, 0, sizeof *out);
	if (rc != OK)
		return rc;
	if (plain.size < HEAD || plain.data[0] != VERSION)
		return fail(t, MALFORMED, "a form state of another version");
	out->begun = get64(plain.data + 1);
	out->stamp = get64(plain.data + 9);
	memcpy(out->receipt.bits, plain.data + 17, RECEIPT_BITS);
	out->flags = plain.data[17 + RECEIPT_BITS];
	rc = unpack(t, (struct bytes){ plain.data + HEAD, plain.size - HEAD }, &out->answers);
	if (rc != OK)
		return rc;
	out->at = stop_of(&out->answers);
	out->expired = t->now - out->stamp > setting_num(t->settings, "state_hours") * 3600;
	return OK;
}
