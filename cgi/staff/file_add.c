/*
 * Adding a file to a signal: a scanned letter, an attachment of an e-mail.
 * What was typed comes back with every error; the file has to be chosen again,
 * because no page can do that for a person.
 */
#include "desk.h"

#include <string.h>

#include "attachment_read.h"
#include "attachment_staff.h"
#include "base/log.h"
#include "base/settings.h"
#include "base/text.h"
#include "web/answer.h"
#include "web/upload.h"

enum { ABOUT = 1 };
static const struct field add_form[] = {
	{ "id",    HIDDEN, 32, 32,  "choice",       NULL },
	{ "about", PROSE,  3, 1000, "about_short",  NULL },
};

struct adding {
	struct desk d;
	struct attachment_by_staff by;
	struct attachment_store store;
	unsigned char id[OBJECT_ID];
	int keep;			/* the rest of the form is right */
};

static enum rc on_begin(void *arg, const struct upload_file *file)
{
	struct adding *a = arg;
	struct task *t = a->d.w->t;

	if (!a->keep)
		return INVALID;
	attachment_staff_open(t, &a->store, &a->by, file->name, file->type);
	memcpy(a->store.id, a->id, OBJECT_ID);
	return OK;
}

static enum rc on_data(void *arg, struct bytes piece)
{
	struct adding *a = arg;

	return attachment_store_data(&a->store, piece);
}

static enum rc show_form(struct desk *d, struct form *f, const char *file_error)
{
	struct web *w = d->w;
	unsigned char id[OBJECT_ID];
	const char *limit = take_format(w->t, "%d", (int)setting_num(w->t->settings, "staff_file_mb"));

	desk_put(d);
	random_bytes(id, sizeof id);
	if (f)
		form_put(w, f);
	put(w, "FileId", text_hex(w->t, id, sizeof id));
	put(w, "Limit", limit);
	if (file_error) {
		struct node *row = put_row(w, "Errors", f ? f->wrong_count : 0);

		node_put(row, "Field", UPLOAD_FIELD);
		node_put(row, "Text", filled(w, word(w, "error.%s", file_error), limit));
		put(w, "Wrong.file", filled(w, word(w, "error.%s", file_error), limit));
	}
	return show_page(w, "file_add.cs");
}

/* GET /signals/:ref/file/add */
enum rc show_file_add(struct web *w)
{
	struct desk d;
	enum rc rc = desk_open(w, &d);

	if (rc == OK && (d.s.moving || !signal_works(&d.me)))
		return see(w, "/%s/signals/%s", w->lang, d.s.number);
	return rc == OK ? show_form(&d, NULL, NULL) : rc;
}

/* 1 when this very form brought its file already: a double click. */
static int is_there(struct adding *a)
{
	struct attachment *rows;
	size_t n = 0;
	int found = 0;

	if (attachment_list(a->d.w->t, &a->d.s, &rows, &n) == OK)
		for (size_t i = 0; i < n; i++)
			found |= signal_same(rows[i].id, a->id);
	return found;
}

static const char *file_error(const struct adding *a, const struct upload_file *file, enum rc rc)
{
	switch (rc) {
	case TOO_LARGE:
		return "file_large";
	case INVALID:
		return file->size ? "file_type" : "file_empty";
	case LIMITED:
		return a->by.outcome == STAFF_FILE_UNFINISHED ? "file_unfinished" : "file_enough";
	default:
		return a->by.outcome == STAFF_FILE_SHORT ? "file_short" : "file_again";
	}
}

/* Reads body and file to their end, whatever is wrong with either. *why: what is wrong with the file, or NULL. */
static enum rc take_in(struct adding *a, const char **why)
{
	const struct upload_sink sink = { on_begin, on_data, a };
	struct web *w = a->d.w;
	struct upload_file file = { .name = "" };
	enum rc rc = upload_read(w, &sink, &file), stored = file.rc;

	*why = rc == OK && !*file.name ? "file_none" : NULL;
	if (rc != OK)
		attachment_store_drop(&a->store);
	if (rc != OK || *why || !a->keep)
		return rc;
	if (stored == OK)
		stored = attachment_store_end(&a->store);
	if (stored == OK)
		return OK;
	attachment_store_drop(&a->store);
	*why = stored == CONFLICT && is_there(a) ? NULL : file_error(a, &file, stored);
	if (stored == FAULT)
		log_line(LOG_LINE_FAULT, "a file was not stored: %s", w->t->why);
	return OK;
}

/* The form once more: what passes by itself is said with its status. */
static enum rc show_again(struct adding *a, struct form *f, const char *why)
{
	enum rc rc = show_form(&a->d, f, why);

	if (rc != OK || a->by.outcome == STAFF_FILE_BEGUN || a->by.outcome == STAFF_FILE_ENOUGH)
		return rc == OK ? INVALID : rc;
	answer_status(a->d.w, a->by.outcome == STAFF_FILE_SHORT ? 503 : 429);
	answer_header(a->d.w, "Retry-After", "60");
	return OK;
}

/* POST /signals/:ref/file/add */
enum rc add_file(struct web *w)
{
	struct adding *a = take(w->t, sizeof *a);
	struct form f;
	const char *why = NULL;
	enum rc rc = form_read(w, &f, add_form, COUNT(add_form)), form = rc;

	if (rc == OK || rc == INVALID)
		rc = desk_open(w, &a->d);
	if (rc != OK)
		return rc;
	if (!text_unhex(form_value(&f, "id"), a->id, sizeof a->id))
		return fail(w->t, MALFORMED, "no file's id");
	a->by = (struct attachment_by_staff){ &a->d.s, a->d.today_text, form_value(&f, "about"), STAFF_FILE_BEGUN };
	a->keep = form == OK;
	rc = take_in(a, &why);
	if (rc != OK)
		return rc;
	if (form == OK && !why)
		return desk_back(&a->d, "", "file_added");
	if (form == INVALID && !why)
		why = "file_choose";	/* it came, and was not kept: it has to be chosen again */
	return show_again(a, &f, why);
}
