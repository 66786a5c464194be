/*
 * One file, one transaction. A file is either unregistered or the signal's,
 * whatever is killed when; nothing is opened here, and its chunks stay where
 * they are. What no key opens is set aside and does not hold up the rest.
 */
#include "attachment_register.h"

#include "base/db.h"
#include "base/log.h"
#include "calendar.h"
#include "vault.h"

#include <stddef.h>

enum { RUN = 20 };

struct item {
	unsigned char id[OBJECT_ID];
	struct bytes key_id, wrap;
	const char *day;
	int64_t class;
	unsigned char new_key_id[KEY_ID], new_wrap[WRAP];
	char due[CALENDAR_TEXT], today[CALENDAR_TEXT];
};
static const struct column columns[] = {
	{ "id", COLUMN_ID, offsetof(struct item, id) },
	{ "key_id", COLUMN_BYTES, offsetof(struct item, key_id) },
	{ "wrap", COLUMN_BYTES, offsetof(struct item, wrap) },
	{ "day", COLUMN_TEXT, offsetof(struct item, day) },
	{ "class", COLUMN_NUM, offsetof(struct item, class) },
};
static const struct shape shape = SHAPE(struct item, columns);

/* `freed` is for files alone: the other half of the least is there for text, whatever files give back. */
int attachment_room_short(uint64_t free, uint64_t freed, uint64_t all)
{
	uint64_t least = all / 20 > UINT64_C(2) << 30 ? all / 20 : UINT64_C(2) << 30;

	return free < least / 2 || free + freed < least;
}

static enum rc rewrap(struct task *t, struct item *item)
{
	if (item->key_id.size != KEY_ID || item->wrap.size != WRAP)
		return fail(t, INVALID, "a wrap of %zu bytes", item->wrap.size);
	return vault_rewrap(t, item->id, item->key_id.data, item->wrap.data, (enum class)item->class,
		item->new_key_id, item->new_wrap);
}

/* News of a file has five working days of its own, from the day it came. */
static enum rc prepare(struct task *t, struct item *item, const struct calendar *c)
{
	int received;

	if (!calendar_read(item->day, &received))
		return fail(t, FAULT, "a file without a date");
	calendar_text(calendar_due(c, received, CALENDAR_TERM), item->due);
	calendar_text(calendar_local(t->now, NULL), item->today);
	return rewrap(t, item);
}

static enum rc store(struct task *t, const struct item *item)
{
	return db_call(t, Q_attachment_register, id16(item->id), num(item->class),
		blob(item->new_key_id, KEY_ID), blob(item->new_wrap, WRAP), text(item->due), text(item->today));
}

static enum rc one(struct task *t, struct item *item, const struct calendar *c)
{
	enum rc before = t->rc, rc = prepare(t, item, c);

	if (rc == OK)
		rc = store(t, item);
	if (rc == OK || rc == BUSY || rc == LOCKED)
		return rc;
	log_line(LOG_LINE_FAULT, rc == INVALID ? "a file's wrap does not open: set aside (kp status counts them)"
		: "a file could not be registered and waits: %s", t->why);
	t->rc = before;
	return rc == INVALID ? db_write(t, Q_attachment_set_aside, id16(item->id)) : OK;
}

enum rc attachment_register(struct task *t)
{
	unsigned char from[16];
	struct calendar c;
	struct item *items;
	size_t n;
	enum rc rc;

	random_bytes(from, sizeof from);
	rc = db_rows(t, Q_attachment_waiting, &shape, &items, &n, id16(from), num(RUN));
	if (rc != OK || n == 0)
		return rc;
	rc = calendar_load(t, &c);
	for (size_t i = 0; rc == OK && i < n; i++)
		rc = one(t, &items[i], &c);
	return rc;
}
