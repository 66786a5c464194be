/*
 * A run takes a batch of the reports that wait, in the order of their random
 * tags, rewraps it through keyd and stores it in one transaction. Refuses to
 * hold up the rest for one report that cannot be opened or stored.
 */
#include "signal_register.h"

#include <stdio.h>
#include <string.h>

#include "base/db.h"
#include "base/log.h"
#include "base/receipt.h"
#include "base/text.h"
#include "calendar.h"
#include "signal_terms.h"
#include "vault.h"

/* A run is short, so that what is urgent never waits long behind the rest. */
enum { BATCH = 50 };

/* A report or (with a digest) an addition on its way. */
struct item {
	unsigned char tag[16], envelope[16];
	struct bytes digest, key_id, wrap;
	const char *subject, *received;
	int64_t danger, class;
	unsigned char new_key_id[KEY_ID], new_wrap[WRAP];
	struct signal_terms terms;
	int ready;
};

static const struct column report_columns[] = {
	{ "tag", COLUMN_ID, offsetof(struct item, tag) },
	{ "envelope", COLUMN_ID, offsetof(struct item, envelope) },
	{ "key_id", COLUMN_BYTES, offsetof(struct item, key_id) },
	{ "wrap", COLUMN_BYTES, offsetof(struct item, wrap) },
	{ "subject", COLUMN_TEXT, offsetof(struct item, subject) },
	{ "danger", COLUMN_NUM, offsetof(struct item, danger) },
	{ "received", COLUMN_TEXT, offsetof(struct item, received) },
};
static const struct column addition_columns[] = {
	{ "tag", COLUMN_ID, offsetof(struct item, tag) },
	{ "digest", COLUMN_BYTES, offsetof(struct item, digest) },
	{ "envelope", COLUMN_ID, offsetof(struct item, envelope) },
	{ "key_id", COLUMN_BYTES, offsetof(struct item, key_id) },
	{ "wrap", COLUMN_BYTES, offsetof(struct item, wrap) },
	{ "received", COLUMN_TEXT, offsetof(struct item, received) },
	{ "class", COLUMN_NUM, offsetof(struct item, class) },
};
static const struct shape report_shape = SHAPE(struct item, report_columns);
static const struct shape addition_shape = SHAPE(struct item, addition_columns);

struct batch {
	struct item *items;
	size_t n;
	const struct calendar *calendar;
	char today[CALENDAR_TEXT];
};

/* The wrap for the class. What no key opens is INVALID. */
static enum rc rewrap(struct task *t, struct item *item)
{
	if (item->key_id.size != KEY_ID || item->wrap.size != WRAP)
		return fail(t, INVALID, "a wrap of %zu bytes", item->wrap.size);
	return vault_rewrap(t, item->envelope, item->key_id.data, item->wrap.data,
		(enum class)item->class, item->new_key_id, item->new_wrap);
}

static enum rc prepare(struct task *t, struct item *item, const struct calendar *c)
{
	int received;

	if (!calendar_read(item->received, &received))
		return fail(t, FAULT, "a report without a date");
	if (item->digest.size == 0)
		item->class = signal_class_of(item->subject);
	item->terms = signal_terms(c, item->digest.size ? "" : item->subject, item->danger != 0, received);
	return rewrap(t, item);
}

static enum rc set_aside(struct task *t, const struct item *item, struct registration *done)
{
	done->set_aside++;
	log_line(LOG_LINE_FAULT, "a report's wrap does not open: set aside (kp status counts them)");
	return db_write(t, Q_registration_set_aside, id16(item->tag),
		item->digest.size ? blob(item->digest.data, item->digest.size) : nothing());
}

static const char *iso(struct task *t, int day)
{
	char *out = take(t, CALENDAR_TEXT);

	calendar_text(day, out);
	return out;
}

/*
 * Number and id are drawn again each time the transaction is: a number that is
 * taken costs one more try.
 */
static const char *item_json(struct task *t, const struct item *item)
{
	unsigned char id[OBJECT_ID];
	char number[NUMBER_TEXT];

	random_bytes(id, sizeof(id));
	number_new(number);
	return take_format(t, "[\"%s\",\"%s\",\"%s\",%d,\"%s\",\"%s\",\"%s\",%s,%d]",
		text_hex(t, item->tag, sizeof(item->tag)), text_hex(t, id, sizeof(id)), number, (int)item->class,
		text_hex(t, item->new_key_id, KEY_ID), text_hex(t, item->new_wrap, WRAP), iso(t, item->terms.due),
		item->terms.act_by ? take_format(t, "\"%s\"", iso(t, item->terms.act_by)) : "null", item->terms.top);
}

static enum rc store_reports(struct task *t, const struct batch *b)
{
	size_t room = b->n * 600 + 3;
	char *items = take(t, room), *at = items;

	for (size_t i = 0; i < b->n; i++)
		if (b->items[i].ready && b->items[i].digest.size == 0)
			at += snprintf(at, room - (size_t)(at - items), "%c%s", at == items ? '[' : ',',
				item_json(t, &b->items[i]));
	if (at == items)
		return OK;
	*at = ']';
	return db_write(t, Q_registration_add, text(items), num(b->calendar->version), text(b->today));
}

static enum rc store_addition(struct task *t, const struct batch *b, const struct item *item)
{
	return db_write(t, Q_registration_add_addition, id16(item->tag),
		blob(item->digest.data, item->digest.size), num(item->class), blob(item->new_key_id, KEY_ID),
		blob(item->new_wrap, WRAP), text(iso(t, item->terms.due)), text(b->today));
}

static enum rc store(struct task *t, void *arg)
{
	const struct batch *b = arg;
	enum rc rc = store_reports(t, b);

	for (size_t i = 0; i < b->n && rc == OK; i++)
		if (b->items[i].ready && b->items[i].digest.size)
			rc = store_addition(t, b, &b->items[i]);
	return rc;
}

static enum rc store_retried(struct task *t, struct batch *b)
{
	enum rc before = t->rc, rc = OK;

	for (int attempt = 0; attempt < 3; attempt++) {
		t->rc = before;
		rc = db_transaction(t, store, b);
		if (rc != CONFLICT)
			break;
	}
	return rc;
}

static void count_stored(const struct batch *b, struct registration *done)
{
	for (size_t i = 0; i < b->n; i++) {
		if (b->items[i].ready && b->items[i].digest.size)
			done->additions++;
		else if (b->items[i].ready)
			done->registered++;
	}
}

/* The batch did not go in: one by one, so that one bad row does not keep the others out. */
static enum rc store_singly(struct task *t, const struct batch *b, struct registration *done)
{
	for (size_t i = 0; i < b->n; i++) {
		struct batch one = *b;
		enum rc before = t->rc, rc;

		one.items = &b->items[i];
		one.n = 1;
		rc = store_retried(t, &one);
		if (rc == BUSY)
			return rc;
		if (rc == OK) {
			count_stored(&one, done);
			continue;
		}
		log_line(LOG_LINE_FAULT, "a report could not be registered and waits: %s", t->why);
		done->failed++;
		t->rc = before;
	}
	return OK;
}

/* BUSY and LOCKED end the run; anything else concerns one report only. */
static enum rc prepare_batch(struct task *t, struct batch *b, struct registration *done)
{
	for (size_t i = 0; i < b->n; i++) {
		enum rc before = t->rc, rc = prepare(t, &b->items[i], b->calendar);

		b->items[i].ready = rc == OK;
		if (rc == BUSY || rc == LOCKED)
			return rc;
		if (rc == OK)
			continue;
		if (rc != INVALID)
			log_line(LOG_LINE_FAULT, "a report could not be rewrapped and waits: %s", t->why);
		t->rc = before;
		done->failed += rc != INVALID;
		if (rc == INVALID && set_aside(t, &b->items[i], done) == BUSY)
			return BUSY;
	}
	return OK;
}

static enum rc run_batch(struct task *t, struct batch *b, struct registration *done)
{
	enum rc before = t->rc, rc = prepare_batch(t, b, done);

	if (rc != OK)
		return rc;
	rc = store_retried(t, b);
	if (rc == OK)
		count_stored(b, done);
	if (rc == OK || rc == BUSY)
		return rc;
	t->rc = before;
	return store_singly(t, b, done);
}

static enum rc run(struct task *t, struct item *items, size_t n, const struct calendar *c, struct registration *done)
{
	struct batch b = { .calendar = c, .items = items, .n = n };

	calendar_text(calendar_local(t->now, NULL), b.today);
	return n ? run_batch(t, &b, done) : OK;
}

static enum rc run_additions(struct task *t, const unsigned char from[16], const struct calendar *c,
	struct registration *done)
{
	struct item *items;
	size_t n;
	enum rc rc = db_rows(t, Q_registration_additions, &addition_shape, &items, &n, id16(from), num(BATCH));

	if (rc == OK)
		rc = run(t, items, n, c, done);
	done->more |= rc == OK && n == BATCH && done->additions > 0;
	return rc;
}

enum rc signal_register(struct task *t, int urgent, struct registration *done)
{
	unsigned char from[16];
	struct calendar c;
	struct item *items;
	size_t n;
	enum rc rc;

	random_bytes(from, sizeof(from));
	rc = db_rows(t, Q_registration_waiting, &report_shape, &items, &n, num(urgent), id16(from), num(BATCH));
	*done = (struct registration){ 0 };
	if (rc == OK && n == 0 && urgent)
		return OK;
	if (rc == OK)
		rc = calendar_load(t, &c);
	if (rc == OK)
		rc = run(t, items, n, &c, done);
	done->more = rc == OK && n == BATCH && done->registered > 0;
	if (rc == OK && !urgent)
		rc = run_additions(t, from, &c, done);
	return rc;
}

enum rc signal_register_waiting(struct task *t, int64_t *about)
{
	return db_number(t, Q_registration_sample, about);
}

enum rc signal_register_anchor(struct task *t)
{
	char today[CALENDAR_TEXT];

	calendar_text(calendar_local(t->now, NULL), today);
	return db_call(t, Q_registration_anchor, text(today));
}
