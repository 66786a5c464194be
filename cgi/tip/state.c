/*
 * Plain: version, begun, stamp, receipt, flags, packed answers; the page
 * stands among the answers by name, so that a new release finds it.
 */
#include "state.h"

#include "base/settings.h"
#include "sealed.h"

#include <string.h>

enum { VERSION = 1, HEAD = 1 + 8 + 8 + RECEIPT_BITS + 1 };
static const char label[] = "knooppunt form state 1";

void state_new(struct task *t, struct state *out)
{
	memset(out, 0, sizeof *out);
	out->begun = out->stamp = t->now;
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
	sealed_put64(out + 1, s->begun);
	sealed_put64(out + 9, s->stamp);
	memcpy(out + 17, s->receipt.bits, RECEIPT_BITS);
	out[17 + RECEIPT_BITS] = (unsigned char)s->flags;
	memcpy(out + HEAD, packed.data, packed.size);
	return (struct bytes){ out, HEAD + packed.size };
}

const char *state_seal(struct task *t, struct state *s)
{
	s->stamp = t->now;
	return sealed_text(t, label, plain_of(t, s));
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
	enum rc rc = sealed_read(t, label, sealed, &plain);

	memset(out, 0, sizeof *out);
	if (rc != OK)
		return rc;
	if (plain.size < HEAD || plain.data[0] != VERSION)
		return fail(t, MALFORMED, "a form state of another version");
	out->begun = sealed_get64(plain.data + 1);
	out->stamp = sealed_get64(plain.data + 9);
	memcpy(out->receipt.bits, plain.data + 17, RECEIPT_BITS);
	out->flags = plain.data[17 + RECEIPT_BITS];
	rc = unpack(t, (struct bytes){ plain.data + HEAD, plain.size - HEAD }, &out->answers);
	if (rc != OK)
		return rc;
	out->at = stop_of(&out->answers);
	out->expired = t->now - out->stamp > setting_num(t->settings, "state_hours") * 3600;
	return OK;
}
