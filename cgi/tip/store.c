/*
 * Storing a report: one sealed envelope, one row, one statement. Who was first
 * is decided by the tag. No clock is stored: the row has a date.
 */
#include "sending.h"

#include "attachment_upload.h"
#include "base/db.h"
#include "base/settings.h"
#include "base/text.h"

#include <sodium.h>
#include <string.h>

enum { DRAWS = 3, STORY_LEAST = 10 };

static const struct column added_columns[] = {
	{ "outcome", COLUMN_NUM, offsetof(struct added, outcome) },
	{ "reference", COLUMN_TEXT, offsetof(struct added, reference) },
};
static const struct shape added_shape = SHAPE(struct added, added_columns);

static enum rc seal(struct web *w, struct visit *v, struct sending *s)
{
	enum rc rc = envelope_new(w->t, CLASS_INTAKE, &s->envelope);

	if (rc == OK)
		rc = record_seal(w->t, &s->envelope, RECORD_SUMMARY, 0, summary_pack(w, v), &s->summary);
	if (rc == OK)
		rc = record_seal(w->t, &s->envelope, RECORD_REPORT, 1, s->packed, &s->sealed);
	sodium_memzero(s->envelope.data_key, sizeof s->envelope.data_key);
	number_new(s->reference);
	return rc;
}

/* Marks a flood for the desk; never a reason to refuse. */
static int is_suspect(struct web *w, const struct visit *v)
{
	const char *story = seen_answer(v, "story");

	return recent_flood(w->t->now, setting_num(w->t->settings, "flood_per_minute")) || (v->state.flags & STATE_BAIT)
		|| w->t->now - v->state.begun < setting_num(w->t->settings, "fill_seconds")
		|| text_points(story, strlen(story)) < STORY_LEAST;
}

/* 0 anonymous, 1 known but confidential, 2 for an organisation: column report.confidential. */
static int confidential(const struct visit *v)
{
	const char *identity = seen_answer(v, "identity");

	return strcmp(identity, "confidential") == 0 ? 1 : strcmp(identity, "organisation") == 0 ? 2 : 0;
}

/* The number of the earlier report, when it is one; whether there is such a report is not asked. */
static const char *adds_to(struct web *w, const struct visit *v)
{
	char number[NUMBER_TEXT];

	return number_read(seen_answer(v, "earlier_reference"), number) ? take_text(w->t, number) : NULL;
}

static enum rc add(struct web *w, struct visit *v, struct sending *s)
{
	const char *province = seen_answer(v, "province");
	const struct value values[] = { { 0 }, id16(s->keys.tag),
		blob(s->digest, sizeof s->digest), blob(s->keys.public_key, sizeof s->keys.public_key),
		id16(s->envelope.id), blob(s->envelope.key_id, KEY_ID), blob(s->envelope.wrap, WRAP),
		text(today_iso(w)), text(seen_answer(v, "subject")),
		text(strcmp(province, "unknown") == 0 ? "" : province), text(w->lang),
		num(strcmp(seen_answer(v, "danger"), "yes") == 0), num(is_urgent(v)),
		num(is_suspect(w, v)), num(has_code(v)), num(confidential(v)),
		num(subjects_count(&v->state.answers)), text(s->reference), text(adds_to(w, v)),
		blob(s->summary.data, s->summary.size), blob(s->sealed.data, s->sealed.size),
		blob(s->files.data, s->files.size) };

	/* The same values; with files one more, and one transaction for both. */
	return s->files.size ? db_call_(w->t, Q_report_add_files, values, COUNT(values) - 1)
		: db_write_(w->t, Q_report_add, values, COUNT(values) - 2);
}

/* A taken tag was sent before, a taken number is drawn again; anything else is final. */
enum rc sending_store(struct web *w, struct visit *v, struct sending *s, struct added *out)
{
	enum rc before = w->t->rc, rc = NOT_FOUND;

	*out = (struct added){ STORED, s->reference };
	for (int i = 0; i < DRAWS && rc == NOT_FOUND; i++) {
		rc = seal(w, v, s);
		if (rc == OK)
			rc = add(w, v, s);
		if (rc != CONFLICT)
			return rc;
		w->t->rc = before;
		rc = db_row(w->t, Q_report_stored, &added_shape, out, id16(s->keys.tag), blob(s->digest, sizeof s->digest));
	}
	return rc == NOT_FOUND ? fail(w->t, BUSY, "no free reference") : rc;
}

enum rc sending_addition(struct web *w, struct sending *s)
{
	struct bytes sealed;
	enum rc rc = envelope_new(w->t, CLASS_INTAKE, &s->envelope);

	if (rc == OK)
		rc = record_seal(w->t, &s->envelope, RECORD_ADDITION, 1, s->packed, &sealed);
	sodium_memzero(s->envelope.data_key, sizeof s->envelope.data_key);
	if (rc != OK)
		return rc;
	return db_write(w->t, Q_report_addition, id16(s->keys.tag), blob(s->digest, sizeof s->digest),
		id16(s->envelope.id), blob(s->envelope.key_id, KEY_ID), blob(s->envelope.wrap, WRAP),
		text(today_iso(w)), blob(sealed.data, sealed.size), blob(s->files.data, s->files.size));
}
