/* Plain: version, stamp, page, receipt, the receipt that may follow it, packed words that were kept. */
#include "mine.h"

#include "base/settings.h"
#include "base/text.h"
#include "sealed.h"

#include <sodium.h>
#include <string.h>

enum { VERSION = 1, HEAD = 1 + 8 + 1 + 2 * RECEIPT_BITS };
static const char label[] = "knooppunt mailbox state 1";

const char *mine_seal(struct task *t, struct mine_state *s)
{
	struct bytes packed = pack(t, &s->kept);
	unsigned char *out = take(t, HEAD + packed.size);

	/* The page of a new code is not prolonged by looking at it: who copied it does not hold it for ever. */
	if (s->at != MINE_REPLACED || s->stamp == 0)
		s->stamp = t->now;
	out[0] = VERSION;
	sealed_put64(out + 1, s->stamp);
	out[9] = (unsigned char)s->at;
	memcpy(out + 10, s->receipt.bits, RECEIPT_BITS);
	memcpy(out + 10 + RECEIPT_BITS, s->next.bits, RECEIPT_BITS);
	memcpy(out + HEAD, packed.data, packed.size);
	return sealed_text(t, label, (struct bytes){ out, HEAD + packed.size });
}

enum rc mine_unseal(struct task *t, const char *sealed, struct mine_state *out)
{
	struct bytes plain = { NULL, 0 };
	enum rc rc = sealed_read(t, label, sealed, &plain);

	memset(out, 0, sizeof *out);
	if (rc != OK)
		return rc;
	if (plain.size < HEAD || plain.data[0] != VERSION || plain.data[9] >= MINE_PAGES)
		return fail(t, MALFORMED, "a mailbox state of another version");
	out->stamp = sealed_get64(plain.data + 1);
	out->at = (enum mine_at)plain.data[9];
	memcpy(out->receipt.bits, plain.data + 10, RECEIPT_BITS);
	memcpy(out->next.bits, plain.data + 10 + RECEIPT_BITS, RECEIPT_BITS);
	out->expired = t->now - out->stamp > setting_num(t->settings, "mailbox_minutes") * 60;
	return unpack(t, (struct bytes){ plain.data + HEAD, plain.size - HEAD }, &out->kept);
}

static const char *whose(struct task *t, const struct receipt *r)
{
	unsigned char tag[TAG];

	receipt_tag(r, tag);
	return text_hex(t, tag, TAG);
}

void mine_lock(struct task *t, struct mine_state *s)
{
	if (s->at != MINE_AGAIN)
		pairs_set(t, &s->kept, ".whose", whose(t, &s->receipt));
	sodium_memzero(&s->receipt, sizeof s->receipt);
	sodium_memzero(&s->next, sizeof s->next);
	s->at = MINE_AGAIN;
}

/* Words that came with a page we could not read are of whoever posts them. */
int mine_is_same(struct task *t, const struct mine_state *s, const struct receipt *r)
{
	const char *before = pairs_find(&s->kept, ".whose");

	return !before || strcmp(before, whose(t, r)) == 0;
}
