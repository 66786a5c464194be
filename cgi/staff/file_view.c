/*
 * Looking at a file: the pages of its clean copy as pictures of ours, and the
 * copy itself to keep. Nothing that came from outside is ever sent from here.
 */
#include "desk.h"

#include <string.h>

#include "attachment_read.h"
#include "base/text.h"
#include "web/answer.h"

enum { PAGES_SHOWN = 5, PAGES_MOST = 59999 };

static const char *const purpose_codes[] = { "lookup", "break_glass", NULL };
static const struct field file_form[] = {
	{ "no",      NUMBER, 0, 255,        "choice", NULL },
	{ "page",    NUMBER, 0, PAGES_MOST, "choice", NULL },
	{ "purpose", CHOICE, 0, 20,         "choice", purpose_codes },
	{ "reason",  HIDDEN, 0, 32,         "choice", NULL },
};

struct viewing {
	struct desk d;
	struct attachment file;
	int64_t page;
	enum purpose purpose;
	unsigned char reason[16];
};

/* Why it is opened: it is my work, or what was said when the signal was opened. */
static enum rc read_purpose(struct viewing *v, const struct form *f)
{
	const char *purpose = form_value(f, "purpose"), *reason = form_value(f, "reason");

	v->purpose = PURPOSE_TREATING;
	if (!*purpose)
		return OK;
	v->purpose = strcmp(purpose, "lookup") == 0 ? PURPOSE_LOOKUP : PURPOSE_BREAK_GLASS;
	return text_unhex(reason, v->reason, sizeof v->reason) ? OK : fail(v->d.w->t, MALFORMED, "no reason's id");
}

static enum rc begin(struct web *w, struct viewing *v)
{
	struct form f;
	enum rc rc;

	memset(v, 0, sizeof *v);
	v->d.w = w;
	rc = form_read(w, &f, file_form, COUNT(file_form));
	if (rc == OK)
		rc = desk_open(w, &v->d);
	if (rc == OK)
		rc = read_purpose(v, &f);
	if (rc == OK)
		rc = attachment_find(w->t, &v->d.s, form_num(&f, "no"), &v->file);
	v->page = form_num(&f, "page");
	return rc;
}

/* GET /signals/:ref/file?no=&page= */
enum rc show_file(struct web *w)
{
	struct viewing v;
	enum rc rc = begin(w, &v);
	int64_t shown, first, last;

	if (rc != OK)
		return rc;
	/* Outside one's own work each picture counts, so they come one at a time. */
	shown = v.purpose == PURPOSE_TREATING ? PAGES_SHOWN : 1;
	first = v.page > 0 ? v.page : 1;
	last = first + shown - 1 < v.file.pages ? first + shown - 1 : v.file.pages;
	if (v.file.state != ATTACHMENT_CLEAN || first > v.file.pages)
		return NOT_FOUND;
	rc = put_story(&v.d, v.purpose, v.purpose == PURPOSE_TREATING ? NULL : v.reason);
	if (rc != OK)
		return rc;
	if (!v.d.purpose)	/* keyd said no: the signal's own page asks why, or says what is wrong */
		return see(w, "/%s/signals/%s", w->lang, v.d.s.number);
	desk_put(&v.d);
	file_put(&v.d, put_row(w, "Files", 0), &v.file);
	put(w, "Title", filled(w, word(w, "title.file"), take_format(w->t, "%d", (int)v.file.no)));
	for (int64_t page = first; page <= last; page++) {
		struct node *row = put_row(w, "Pages", (size_t)(page - first));

		node_num(row, "No", page);
		node_put(row, "Url", take_format(w->t, "%s&page=%d", file_url(&v.d, "file/page", v.file.no), (int)page));
	}
	if (first > 1)
		put(w, "Page.Prev", take_format(w->t, "%s&page=%d", file_url(&v.d, "file", v.file.no),
			(int)(first > shown ? first - shown : 1)));
	if (last < v.file.pages)
		put(w, "Page.Next", take_format(w->t, "%s&page=%d", file_url(&v.d, "file", v.file.no), (int)last + 1));
	if (v.file.scan == SCAN_CLEAN)
		put(w, "Download", file_url(&v.d, "file/clean", v.file.no));
	return show_page(w, "file.cs");
}

/* --- Bytes ------------------------------------------------------------------------- */

static enum rc next(void *arg, struct bytes *piece)
{
	return file_next(arg, piece);
}

static void stop(void *arg)
{
	file_close(arg);
}

/* A part whose every chunk is whole; its type is what its own first bytes say. */
static enum rc stream(struct web *w, struct file_reading *r, enum file_type *type)
{
	struct answer_stream s = { next, stop, r, r->size };

	*type = file_type_by_head(r->head, r->head_size);
	if (*type == FILE_NONE) {
		file_close(r);
		return fail(w->t, INVALID, "part %u is no type of ours", r->part);
	}
	answer_stream(w, file_type_media(*type), &s);
	return OK;
}

/* Damage is no mistake of the person: 500 with a line in the log that names file and part. */
static enum rc damaged(struct web *w, enum rc rc)
{
	return rc == INVALID || rc == NOT_FOUND ? fail(w->t, FAULT, "a file is damaged") : rc;
}

static enum rc open_part(struct viewing *v, unsigned part, unsigned chunks, struct file_reading *r)
{
	struct task *t = v->d.w->t;
	struct data_key *keys;
	const struct data_key *key;
	size_t n;
	enum rc rc = vault_open(t, v->d.s.id, v->purpose,
		v->purpose == PURPOSE_TREATING ? NULL : v->reason, &keys, &n);

	if (rc != OK)
		return rc;
	key = vault_key(keys, n, v->file.clean);
	if (!key)
		return fail(t, FAULT, "no key for a clean copy");
	rc = file_open(t, key, part, chunks, r);
	if (rc != OK)
		file_close(r);
	return damaged(v->d.w, rc);
}

/* GET /signals/:ref/file/page?no=&page=: one picture */
enum rc send_page(struct web *w)
{
	struct viewing v;
	struct file_reading *r = take(w->t, sizeof *r);
	enum file_type type;
	enum rc rc = begin(w, &v);

	if (rc == OK && (v.file.state != ATTACHMENT_CLEAN || v.page < 1 || v.page > v.file.pages))
		return NOT_FOUND;
	if (rc == OK)
		rc = open_part(&v, (unsigned)v.page, 0, r);
	return rc == OK ? damaged(w, stream(w, r, &type)) : rc;
}

/* A name of our own: what a stranger called it is on the page, not in a header. */
static void as_download(struct web *w, const struct viewing *v, const char *which, enum file_type type)
{
	answer_header(w, "Content-Disposition", take_format(w->t, "attachment; filename=\"%s-%d%s.%s\"",
		v->d.s.number, (int)v->file.no, which, type == FILE_JPEG ? "jpg" : file_type_code(type)));
}

/* GET /signals/:ref/file/clean?no= */
enum rc send_clean(struct web *w)
{
	struct viewing v;
	struct file_reading *r = take(w->t, sizeof *r);
	enum file_type type = FILE_NONE;
	enum rc rc = begin(w, &v);

	if (rc == OK && v.file.state != ATTACHMENT_CLEAN)
		return NOT_FOUND;
	if (rc == OK && v.file.scan != SCAN_CLEAN)
		return fail(w->t, DENIED, "a file that was not scanned");
	if (rc == OK)
		rc = open_part(&v, 0, (unsigned)v.file.clean_chunks, r);
	if (rc == OK)
		rc = damaged(w, stream(w, r, &type));
	if (rc == OK)
		as_download(w, &v, "", type);
	return rc;
}

static const struct field opened_form[] = {
	{ "no", NUMBER, 1, 255, "choice", NULL },
};

/* POST /signals/:ref/original/opened: once, after a second person's yes; keyd and the database check it. */
enum rc send_original(struct web *w)
{
	struct viewing v;
	struct file_reading *r = take(w->t, sizeof *r);
	struct data_key key;
	struct form f;
	enum file_type type = FILE_NONE;
	enum rc rc = form_read(w, &f, opened_form, COUNT(opened_form));

	memset(&v, 0, sizeof v);
	if (rc == OK)
		rc = desk_open(w, &v.d);
	if (rc == OK)
		rc = attachment_find(w->t, &v.d.s, form_num(&f, "no"), &v.file);
	if (rc == OK)
		rc = vault_open_original(w->t, v.d.s.id, v.file.id, &key);
	if (rc != OK)
		return rc;
	rc = file_open(w->t, &key, 0, (unsigned)v.file.chunks, r);
	if (rc != OK)
		file_close(r);
	else
		rc = stream(w, r, &type);
	if (rc == OK)
		as_download(w, &v, "-original", type);
	return damaged(w, rc);
}
