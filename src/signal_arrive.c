/*
 * Signals that were handed over: a wrap of the new class for every envelope,
 * then all rows at once, so that a signal is either marked or moved. Refuses to
 * leave an envelope behind: one that came in between means doing it again.
 */
#include "signal_arrive.h"

#include <stdio.h>

#include "base/db.h"
#include "base/log.h"
#include "base/text.h"
#include "vault.h"

enum { RUN = 20 };

struct moving {
	unsigned char id[OBJECT_ID];
	int64_t to;
};
struct wrapped {
	unsigned char id[OBJECT_ID];
	struct bytes key_id, wrap;
};

static const struct column moving_columns[] = {
	{ "id", COLUMN_ID, offsetof(struct moving, id) },
	{ "moving_to", COLUMN_NUM, offsetof(struct moving, to) },
};
static const struct column wrapped_columns[] = {
	{ "id", COLUMN_ID, offsetof(struct wrapped, id) },
	{ "key_id", COLUMN_BYTES, offsetof(struct wrapped, key_id) },
	{ "wrap", COLUMN_BYTES, offsetof(struct wrapped, wrap) },
};
static const struct shape moving_shape = SHAPE(struct moving, moving_columns);
static const struct shape wrapped_shape = SHAPE(struct wrapped, wrapped_columns);

/* What no key opens goes along unopened: nobody could read it before either. */
static enum rc item_json(struct task *t, const struct wrapped *e, enum class to, const char **out)
{
	unsigned char key_id[KEY_ID], wrap[WRAP];
	const char *id = text_hex(t, e->id, OBJECT_ID);
	enum rc before = t->rc, rc = INVALID;

	if (e->key_id.size == KEY_ID && e->wrap.size == WRAP)
		rc = vault_rewrap(t, e->id, e->key_id.data, e->wrap.data, to, key_id, wrap);
	if (rc == OK) {
		*out = take_format(t, "[\"%s\",\"%s\",\"%s\"]", id, text_hex(t, key_id, KEY_ID),
			text_hex(t, wrap, WRAP));
	} else if (rc == INVALID) {
		t->rc = before;
		log_line(LOG_LINE_FAULT, "an envelope of a signal that is handed over does not open");
		*out = take_format(t, "[\"%s\",null,null]", id);
		rc = OK;
	}
	return rc;
}

static enum rc items_json(struct task *t, const struct wrapped *rows, size_t n, enum class to,
	const char **out)
{
	size_t room = n * 270 + 3, at = 0;
	char *items = take(t, room);
	const char *one;
	enum rc rc = OK;

	for (size_t i = 0; i < n && rc == OK; i++) {
		rc = item_json(t, &rows[i], to, &one);
		if (rc == OK)
			at += (size_t)snprintf(items + at, room - at, "%c%s", i ? ',' : '[', one);
	}
	snprintf(items + at, room - at, n ? "]" : "[]");
	*out = items;
	return rc;
}

static enum rc arrive(struct task *t, const struct moving *m)
{
	struct wrapped *rows;
	const char *items;
	size_t n;
	enum rc rc = db_rows(t, Q_signal_moving_envelopes, &wrapped_shape, &rows, &n, id16(m->id));

	if (rc == OK)
		rc = items_json(t, rows, n, (enum class)m->to, &items);
	return rc == OK ? db_call(t, Q_signal_arrive, id16(m->id), text(items)) : rc;
}

/* CONFLICT is an envelope that came in between: the next round has it too. */
enum rc signal_arrive(struct task *t)
{
	struct moving *rows;
	size_t n;
	enum rc rc = db_rows(t, Q_signal_moving, &moving_shape, &rows, &n, num(RUN));

	for (size_t i = 0; i < n && rc == OK; i++) {
		enum rc before = t->rc;

		rc = arrive(t, &rows[i]);
		if (rc == OK || rc == BUSY || rc == LOCKED)
			continue;
		if (rc != CONFLICT)
			log_line(LOG_LINE_FAULT, "a signal that is handed over waits: %s", t->why);
		t->rc = before;
		rc = OK;
	}
	return rc;
}
