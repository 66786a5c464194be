/*
 * Reading one signal and what hangs on it. Every query names a need-to-know
 * view; there is no other way to a row.
 */
#include <stddef.h>

#include "base/receipt.h"
#include "signal.h"
#include "signal_shape.h"

#define AT(field) offsetof(struct signal, field)

static const struct column signal_columns[] = {
	{ "id", COLUMN_ID, AT(id) }, { "assignee", COLUMN_ID, AT(assignee) },
	{ "closed_by", COLUMN_ID, AT(closed_by) }, { "summary_envelope", COLUMN_ID, AT(summary_envelope) },
	{ "number", COLUMN_TEXT, AT(number) }, { "channel", COLUMN_TEXT, AT(channel) },
	{ "subject", COLUMN_TEXT, AT(subject) }, { "province", COLUMN_TEXT, AT(province) },
	{ "lang", COLUMN_TEXT, AT(lang) }, { "desk", COLUMN_TEXT, AT(desk) },
	{ "close_reason", COLUMN_TEXT, AT(close_reason) }, { "received", COLUMN_TEXT, AT(received) },
	{ "due", COLUMN_TEXT, AT(due) }, { "act_by", COLUMN_TEXT, AT(act_by) },
	{ "first_due", COLUMN_TEXT, AT(first_due) }, { "news", COLUMN_TEXT, AT(news) },
	{ "news_due", COLUMN_TEXT, AT(news_due) }, { "assessed", COLUMN_TEXT, AT(assessed) },
	{ "linked", COLUMN_TEXT, AT(linked) }, { "enriched", COLUMN_TEXT, AT(enriched) },
	{ "forwarded", COLUMN_TEXT, AT(forwarded) }, { "closed", COLUMN_TEXT, AT(closed) },
	{ "class", COLUMN_NUM, AT(class) }, { "restricted", COLUMN_NUM, AT(restricted) },
	{ "danger", COLUMN_NUM, AT(danger) }, { "suspect", COLUMN_NUM, AT(suspect) },
	{ "confidential", COLUMN_NUM, AT(confidential) }, { "subjects", COLUMN_NUM, AT(subjects) },
	{ "files", COLUMN_NUM, AT(files) }, { "status", COLUMN_NUM, AT(status) },
	{ "top", COLUMN_NUM, AT(top) }, { "recheck", COLUMN_NUM, AT(recheck) },
	{ "version", COLUMN_NUM, AT(version) }, { "moving_to", COLUMN_NUM, AT(moving) },
	{ "summary", COLUMN_BYTES, AT(summary) },
};
const struct shape signal_shape = SHAPE(struct signal, signal_columns);

#undef AT
#define AT(field) offsetof(struct signal_event, field)
static const struct column event_columns[] = {
	{ "seq", COLUMN_NUM, AT(seq) }, { "day", COLUMN_TEXT, AT(day) }, { "at", COLUMN_TEXT, AT(at) },
	{ "actor", COLUMN_ID, AT(actor) }, { "envelope", COLUMN_ID, AT(envelope) },
	{ "what", COLUMN_TEXT, AT(what) }, { "detail", COLUMN_TEXT, AT(detail) },
};
static const struct shape event_shape = SHAPE(struct signal_event, event_columns);

#undef AT
#define AT(field) offsetof(struct signal_subject, field)
static const struct column subject_columns[] = {
	{ "no", COLUMN_NUM, AT(no) }, { "information", COLUMN_NUM, AT(information) },
	{ "version", COLUMN_NUM, AT(version) }, { "kind", COLUMN_TEXT, AT(kind) },
	{ "source", COLUMN_TEXT, AT(source) }, { "verdict", COLUMN_TEXT, AT(verdict) },
	{ "intent", COLUMN_TEXT, AT(intent) }, { "features", COLUMN_TEXT, AT(features) },
	{ "assessor", COLUMN_ID, AT(assessor) },
};
static const struct shape subject_shape = SHAPE(struct signal_subject, subject_columns);

#undef AT
#define AT(field) offsetof(struct signal_colleague, field)
static const struct column colleague_columns[] = {
	{ "id", COLUMN_ID, AT(id) }, { "name", COLUMN_TEXT, AT(name) }, { "class", COLUMN_NUM, AT(class) },
	{ "works", COLUMN_NUM, AT(works) },
};
static const struct shape colleague_shape = SHAPE(struct signal_colleague, colleague_columns);

enum rc signal_find(struct task *t, const char *number, struct signal *out)
{
	char canonical[NUMBER_TEXT];
	enum rc rc, denied;

	if (!number_read(number, canonical))
		return NOT_FOUND;
	rc = db_row(t, Q_signal_find, &signal_shape, out, text(canonical));
	if (rc != NOT_FOUND)
		return rc;
	/* Asking for what one may not see stands in the chain: it may be the only trace of somebody trying. */
	denied = db_call(t, Q_signal_denied, text(canonical));
	return denied == OK ? NOT_FOUND : denied;
}

struct numbered {
	const char *number;
};
static const struct column numbered_columns[] = { { "number", COLUMN_TEXT, offsetof(struct numbered, number) } };
static const struct shape numbered_shape = SHAPE(struct numbered, numbered_columns);

enum rc signal_by_reference(struct task *t, const char *reference, const char **number)
{
	char canonical[NUMBER_TEXT];
	struct numbered found;
	enum rc rc;

	if (!number_read(reference, canonical))
		return NOT_FOUND;
	rc = db_row(t, Q_signal_by_reference, &numbered_shape, &found, text(canonical));
	if (rc == OK)
		*number = found.number;
	return rc;
}

enum rc signal_reference(struct task *t, const struct signal *s, const char **reference)
{
	struct numbered found;
	enum rc rc = db_row(t, Q_signal_reference, &numbered_shape, &found, id16(s->id));

	*reference = rc == OK ? found.number : "";
	return rc == NOT_FOUND ? OK : rc;
}

enum rc signal_given_up(struct task *t, const struct signal *s, int *yes)
{
	int64_t found = 0;
	enum rc rc = db_number(t, Q_signal_given_up, &found, id16(s->id));

	*yes = found != 0;
	return rc;
}

enum rc signal_opened(struct task *t, const struct signal *s, int *yes)
{
	int64_t found = 0;
	enum rc rc = db_number(t, Q_signal_opened, &found, id16(s->id));

	*yes = found != 0;
	return rc;
}

enum rc signal_events(struct task *t, const struct signal *s, struct signal_event **rows, size_t *n)
{
	return db_rows(t, Q_signal_events, &event_shape, rows, n, id16(s->id));
}

enum rc signal_subjects(struct task *t, const struct signal *s, struct signal_subject **rows, size_t *n)
{
	return db_rows(t, Q_signal_subjects, &subject_shape, rows, n, id16(s->id));
}

enum rc signal_colleagues(struct task *t, struct signal_colleague **rows, size_t *n)
{
	return db_rows(t, Q_signal_colleagues, &colleague_shape, rows, n);
}

enum rc signal_handlers(struct task *t, int64_t class, struct signal_colleague **rows, size_t *n)
{
	return db_rows(t, Q_signal_handlers, &colleague_shape, rows, n, num(class));
}
