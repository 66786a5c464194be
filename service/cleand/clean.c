/* One file from its first chunk to its outcome. What is not its fault leaves it waiting, and the try does not count. */
#include "clean.h"

#include "base/db.h"
#include "base/log.h"
#include "base/prefork.h"
#include "base/settings.h"
#include "base/text.h"
#include "calendar.h"
#include "copy.h"
#include "press.h"
#include "scan.h"
#include "vault.h"

#include <string.h>

enum { RUN = 8 };		/* looked at; as soon as one is through, what waits is asked anew */

struct waiting {
	unsigned char id[OBJECT_ID];
	int64_t chunks, tries, class;
};
struct chunk { struct bytes sealed; };
static const struct column waiting_columns[] = {
	{ "id", COLUMN_ID, offsetof(struct waiting, id) },
	{ "chunks", COLUMN_NUM, offsetof(struct waiting, chunks) },
	{ "tries", COLUMN_NUM, offsetof(struct waiting, tries) },
	{ "class", COLUMN_NUM, offsetof(struct waiting, class) },
};
static const struct column chunk_columns[] = { { "sealed", COLUMN_BYTES, offsetof(struct chunk, sealed) } };
static const struct shape waiting_shape = SHAPE(struct waiting, waiting_columns);
static const struct shape chunk_shape = SHAPE(struct chunk, chunk_columns);

/* One file on its way. */
struct work {
	struct cleaner *c;
	const struct waiting *file;
	struct copy copy;
	unsigned char key[DATA_KEY];
	struct press_job job;
	struct scan scan;
	int pressed;			/* the press has the file so far */
	int begun;			/* the try is counted */
	enum attachment_state state;
};

static enum rc press_gone(struct task *t)
{
	return fail(t, prefork_stopping() ? BUSY : DENIED, "the press has gone");
}

/* Which file, part and piece, and never what is in it. */
static enum rc damaged(struct task *t, struct work *w, unsigned seq, const char *how)
{
	log_line(LOG_LINE_FAULT, "file %s: part 0, piece %u is %s", text_hex(t, w->file->id, OBJECT_ID), seq, how);
	w->state = ATTACHMENT_DAMAGED;
	return OK;
}

/* Its type is what its first bytes say; libmagic is asked inside bubblewrap. */
static enum rc begin_press(struct task *t, struct work *w, struct bytes head)
{
	w->job.type = file_type_by_head(head.data, head.size);
	if (w->job.type == FILE_NONE) {
		w->state = ATTACHMENT_OTHER_TYPE;
		return OK;
	}
	w->pressed = 1;
	return press_begin(w->c->press, &w->job) ? OK : press_gone(t);
}

static enum rc use_piece(struct task *t, struct work *w, unsigned seq, struct bytes plain)
{
	enum rc rc = OK;

	if (seq == 0)
		rc = begin_press(t, w, plain);
	if (rc == OK)
		scan_piece(&w->scan, plain);
	if (rc == OK && w->pressed && !press_piece(w->c->press, plain))
		rc = press_gone(t);
	return rc;
}

/* Opens one chunk. Every chunk but the last is full, so one that was cut off at the end is missed. */
static enum rc read_piece(struct task *t, struct work *w, unsigned seq)
{
	int last = seq + 1 == (unsigned)w->file->chunks;
	struct bytes plain;
	struct chunk row;
	enum rc rc = db_row(t, Q_clean_chunk_read, &chunk_shape, &row, id16(w->file->id), num(seq));

	if (rc == NOT_FOUND)
		return damaged(t, w, seq, "missing");
	if (rc != OK)
		return rc;
	if (record_open_part(t, w->file->id, w->key, RECORD_FILE, file_chunk_number(0, seq), row.sealed,
			&plain) != OK)
		return damaged(t, w, seq, "damaged, or another's");
	if (last ? plain.size >= FILE_CHUNK : plain.size != FILE_CHUNK)
		return damaged(t, w, seq, "cut");
	return use_piece(t, w, seq, plain);
}

static enum rc read_all(struct task *t, struct work *w)
{
	enum rc rc = OK;

	for (unsigned seq = 0; rc == OK && w->state != ATTACHMENT_DAMAGED && seq < (unsigned)w->file->chunks; seq++) {
		struct task piece = *t;

		piece.arena = w->c->room;
		rc = read_piece(&piece, w, seq);
		if (rc != OK)
			fail(t, rc, "%s", piece.why);
		arena_wipe(w->c->room);
		if (rc == OK && prefork_stopping())
			rc = fail(t, BUSY, "told to stop");
	}
	return rc;
}

static enum rc hear_scanner(struct task *t, struct work *w)
{
	enum rc rc = scan_end(t, &w->scan);

	if (rc == OK && w->scan.said == SCAN_FOUND)
		w->state = ATTACHMENT_INFECTED;
	return rc;
}

/*
 * The machine's fault, or the file's? A converter that finds no memory calls a good file broken, and all
 * are too slow when the machine is. What is said of this one is believed while a good one is made.
 */
static enum rc doubt(struct task *t, struct work *w)
{
	w->c->press_fails = !press_works(w->c->press, w->job.memory_mb, prefork_stopping);
	return w->c->press_fails ? fail(t, BUSY, "the press does not work") : OK;
}

/* A converter that was taken over could make what harms who opens the copy. */
static enum rc store(struct task *t, struct work *w, uint64_t size)
{
	enum rc rc = copy_store(t, &w->copy, w->c->press, size);

	w->state = ATTACHMENT_CLEAN;
	if (rc == OK && w->scan.said == SCAN_FOUND) {
		log_line(LOG_LINE_FAULT, "file %s: the scanner finds something in what was made of it",
			text_hex(t, w->file->id, OBJECT_ID));
		w->state = ATTACHMENT_INFECTED;
	}
	return rc;
}

static enum rc make(struct task *t, struct work *w)
{
	static const enum attachment_state states[] = {
		[PRESS_PASSWORD] = ATTACHMENT_PASSWORD, [PRESS_BROKEN] = ATTACHMENT_BROKEN,
		[PRESS_OTHER_TYPE] = ATTACHMENT_OTHER_TYPE, [PRESS_TOO_MUCH] = ATTACHMENT_TOO_MUCH, [PRESS_TOO_SLOW] = ATTACHMENT_WAITS,
	};
	enum press_end end;
	uint64_t size;
	enum rc rc;

	w->pressed = 0;
	if (!press_end(w->c->press, &w->job, prefork_stopping, &end, &size))
		return press_gone(t);
	if (end == PRESS_MADE)
		return store(t, w, size);
	rc = end == PRESS_TOO_SLOW ? OK : doubt(t, w);
	if (rc == OK && (end == PRESS_FAILED || end == PRESS_FORGOTTEN))
		return fail(t, FAULT, "the press does not work for this file");
	w->state = states[end];
	return rc;
}

static enum rc done(struct task *t, struct work *w)
{
	const struct envelope *e = &w->copy.envelope;
	char today[CALENDAR_TEXT];
	enum rc rc = OK;

	if (w->state != ATTACHMENT_CLEAN)
		rc = db_write(t, Q_clean_drop, id16(w->file->id));
	calendar_text(calendar_local(t->now, NULL), today);
	if (rc == OK)
		rc = db_call(t, Q_clean_done, id16(w->file->id), id16(e->id), num(w->state), num(w->scan.said),
			num(w->file->class), blob(e->key_id, KEY_ID), blob(e->wrap, WRAP), num(w->copy.chunks),
			num(w->copy.pages), text(today));
	return rc;
}

/* From the first chunk to the outcome. What the scanner found is not made anew. */
static enum rc go_through(struct task *t, struct work *w)
{
	enum rc rc;

	scan_begin(&w->scan);
	rc = read_all(t, w);
	if (rc == OK && w->state != ATTACHMENT_DAMAGED)
		rc = hear_scanner(t, w);
	if (rc == OK && w->state == ATTACHMENT_WAITS)
		rc = make(t, w);
	return rc;
}

static void set_up(struct task *t, struct work *w)
{
	w->copy.file = w->file->id;
	w->copy.room = w->c->room;
	w->copy.scan = &w->scan;
	scan_set_up(&w->scan, t, w->file->id);
	w->job = (struct press_job){ .seconds = (uint32_t)setting_num(t->settings, "clean_seconds"),
		.patience = w->file->tries ? 0 : (uint32_t)setting_num(t->settings, "clean_first_seconds"),
		.memory_mb = (uint32_t)setting_num(t->settings, "clean_memory_mb"),
		.megapixels = (uint32_t)setting_num(t->settings, "clean_megapixels"),
		.pages = (uint32_t)setting_num(t->settings, "clean_pages") };
}

/* A wrap that no key opens is damage too. What died with three tries is not begun a fourth time. */
static enum rc begin(struct task *t, struct work *w)
{
	enum rc before = t->rc, rc = vault_clean_key(t, w->file->id, w->key);

	if (rc == INVALID) {
		t->rc = before;
		log_line(LOG_LINE_FAULT, "file %s: its wrap does not open", text_hex(t, w->file->id, OBJECT_ID));
		w->state = ATTACHMENT_DAMAGED;
		rc = OK;
	} else if (rc == OK && w->file->tries >= CLEAN_TRIES) {
		log_line(LOG_LINE_FAULT, "file %s is given up: %d tries died with it",
			text_hex(t, w->file->id, OBJECT_ID), CLEAN_TRIES);
		w->state = ATTACHMENT_BROKEN;
	}
	if (rc == OK)
		rc = envelope_new(t, (enum class)w->file->class, &w->copy.envelope);
	if (rc == OK)
		rc = db_write(t, Q_clean_drop, id16(w->file->id));
	if (rc == OK)
		rc = db_call(t, Q_clean_begin, id16(w->file->id), id16(w->copy.envelope.id));
	w->begun = rc == OK;
	return rc;
}

/* It was not the file's fault: another try, which does not count. */
static void wait_again(const struct task *t, const struct work *w)
{
	struct task aside = *t;

	aside.rc = OK;
	db_call(&aside, Q_clean_wait, id16(w->file->id), id16(w->copy.envelope.id));
}

static enum rc clean_one(struct task *t, struct cleaner *c, const struct waiting *file)
{
	struct work w = { .c = c, .file = file };
	enum rc rc;

	set_up(t, &w);
	rc = begin(t, &w);
	if (rc == OK && w.state == ATTACHMENT_WAITS)
		rc = go_through(t, &w);
	if (rc == OK && w.state != ATTACHMENT_WAITS)
		rc = done(t, &w);
	else if (rc == OK)
		log_line(LOG_LINE_INFO, "file %s takes long, and goes behind the others", text_hex(t, file->id, OBJECT_ID));
	scan_drop(&w.scan);
	if (w.pressed && rc != DENIED && !press_drop(c->press))
		rc = press_gone(t);
	if (w.begun && (rc == BUSY || rc == LOCKED || rc == CONFLICT))
		wait_again(t, &w);
	explicit_bzero(w.key, sizeof w.key);
	explicit_bzero(&w.copy.envelope, sizeof w.copy.envelope);
	return rc;
}

/* One file's trouble is its own; database, keyd, scanner and press are everybody's. */
enum rc clean_waiting(struct task *t, struct cleaner *c, int *more)
{
	struct waiting *files;
	size_t n = 0;
	enum rc rc = db_rows(t, Q_clean_waiting, &waiting_shape, &files, &n, num(RUN));

	*more = 0;
	for (size_t i = 0; i < n && rc == OK && !*more && !prefork_stopping(); i++) {
		enum rc before = t->rc;

		rc = clean_one(t, c, &files[i]);
		*more = rc == OK;
		if (rc == OK || rc == BUSY || rc == LOCKED || rc == DENIED)
			continue;
		log_line(rc == CONFLICT ? LOG_LINE_INFO : LOG_LINE_FAULT, "file %s waits: %s",
			text_hex(t, files[i].id, OBJECT_ID), t->why);
		t->rc = before;
		rc = OK;
	}
	return rc;
}
