/*
 * Looking at a file: the pages of its clean copy as pictures of ours, and the
 * copy itself to keep. Nothing that came from outside is ever sent from here.
 */
#include "desk.h"

#include <string.h>

#include "attachment_download.h"
#include "attachment_read.h"
#include "base/text.h"
#include "web/answer.h"
#include "web/disposition.h"

enum { PAGES_SHOWN = 5, PAGES_MOST = 59999, NAME_MOST = 1000 };

static const struct field file_form[] = {
	{ "no",      NUMBER, 0, 255,        "choice", NULL },
	{ "page",    NUMBER, 0, PAGES_MOST, "choice", NULL },
	{ "purpose", CHOICE, 0, 20,         "choice", purpose_codes },
	{ "reason",  HIDDEN, 0, 32,         "choice", NULL },
	{ "name",    HIDDEN, 0, NAME_MOST,  "choice", NULL },	/* from the page, which had opened it: sealed words do not go into an address */
};

struct viewing {
	struct desk d;
	struct attachment file;
	int64_t page;
	enum purpose purpose;
	unsigned char reason[16];
	const char *name;
};

/* Why it is opened: it is my work, or what was said when the signal was opened. */
static enum rc read_purpose(struct viewing *v, const struct form *f)
{
	const char *reason = form_value(f, "reason");

	v->purpose = purpose_of(form_value(f, "purpose"));
	if (v->purpose == PURPOSE_TREATING)
		return OK;
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
	v->name = form_value(&f, "name");
	return rc;
}

static const unsigned char *reason_of(const struct viewing *v)
{
	return v->purpose == PURPOSE_TREATING ? NULL : v->reason;
}

static const char *page_url(const struct viewing *v, const char *what, int64_t page)
{
	return take_format(v->d.w->t, "%s&page=%d", file_url(&v->d, what, v->file.no), (int)page);
}

/* Some pages one under the other, and the way to those before and after. */
static void put_pages(const struct viewing *v, int64_t first)
{
	struct web *w = v->d.w;
	int64_t last = first + PAGES_SHOWN - 1 < v->file.pages ? first + PAGES_SHOWN - 1 : v->file.pages;

	for (int64_t page = first; page <= last; page++) {
		struct node *row = put_row(w, "Pages", (size_t)(page - first));

		node_num(row, "No", page);
		node_put(row, "Url", page_url(v, "file/page", page));
	}
	if (first > 1)
		put(w, "Page.Prev", page_url(v, "file", first > PAGES_SHOWN ? first - PAGES_SHOWN : 1));
	if (last < v->file.pages)
		put(w, "Page.Next", page_url(v, "file", last + 1));
}

/* GET /signals/:ref/file?no=&page= */
enum rc show_file(struct web *w)
{
	struct viewing v;
	enum rc rc = begin(w, &v);
	int64_t first = v.page > 0 ? v.page : 1;

	if (rc != OK)
		return rc;
	if (v.file.state != ATTACHMENT_CLEAN || first > v.file.pages)
		return NOT_FOUND;
	rc = put_story(&v.d, v.purpose, reason_of(&v));
	if (rc != OK)
		return rc;
	if (!v.d.purpose)	/* keyd said no: the signal's own page asks why, or says what is wrong */
		return see(w, "/%s/signals/%s", w->lang, v.d.s.number);
	desk_put(&v.d);
	file_put(&v.d, put_row(w, "Files", 0), &v.file);
	put(w, "Title", filled(w, word(w, "title.file"), take_format(w->t, "%d", (int)v.file.no)));
	put_pages(&v, first);
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

enum { PICTURES = 1 << FILE_JPEG | 1 << FILE_PNG, COPIES = PICTURES | 1 << FILE_PDF, ALL = ~(1 << FILE_NONE) };

/* A part whose every chunk is whole; its type is what its own first bytes say, and one of `types`. */
static enum rc stream(struct web *w, struct file_reading *r, unsigned types, enum file_type *type)
{
	struct answer_stream s = { next, stop, r, r->size };

	*type = file_type_by_head(r->head, r->head_size);
	if (!(types & 1u << *type)) {
		file_close(r);
		return fail(w->t, INVALID, "part %u is not of its type", r->part);
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
	struct data_key *key = take(t, sizeof *key);	/* wiped with the task */
	enum rc rc = vault_open_file(t, v->d.s.id, v->file.id, part, v->purpose, reason_of(v), key);

	if (rc == OK && !signal_same(key->envelope, v->file.clean))
		rc = fail(t, BUSY, "a clean copy changed meanwhile");
	if (rc != OK)
		return rc;
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
	return rc == OK ? damaged(w, stream(w, r, PICTURES, &type)) : rc;
}

static void as_download(struct web *w, const struct viewing *v, const char *which, enum file_type type)
{
	const char *ours = take_format(w->t, "%s-%d%s", v->d.s.number, (int)v->file.no, which);

	answer_header(w, "Content-Disposition", disposition_attachment(w->t, file_download_plain(w->t, ours, type),
		file_download_name(w->t, ours, v->name, type)));
}

/* POST /signals/:ref/file/clean: the copy to take along, when a scanner saw nothing in it */
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
		rc = damaged(w, stream(w, r, COPIES, &type));
	if (rc == OK)
		as_download(w, &v, "", type);
	return rc;
}

/* Pressed again by who had it: that is no refusal without a word. */
static enum rc opened_before(struct viewing *v)
{
	int had = 0;
	enum rc rc = put_downloaded(&v->d, &v->file, &had);

	if (rc != OK || !had)
		return rc == OK ? DENIED : rc;
	rc = desk_show(&v->d);
	answer_status(v->d.w, 409);
	return rc;
}

/* POST /signals/:ref/original/opened: once, after a second person's yes; keyd and the database check it. */
enum rc send_original(struct web *w)
{
	struct viewing v;
	struct file_reading *r = take(w->t, sizeof *r);
	struct data_key *key = take(w->t, sizeof *key);
	enum file_type type = FILE_NONE;
	enum rc rc = begin(w, &v);

	if (rc == OK)
		rc = vault_open_original(w->t, v.d.s.id, v.file.id, key);
	if (rc != OK)
		return rc == DENIED ? opened_before(&v) : rc;
	rc = file_open(w->t, key, 0, (unsigned)v.file.chunks, r);
	if (rc != OK)
		file_close(r);
	else
		rc = stream(w, r, ALL, &type);
	if (rc == OK)
		as_download(w, &v, "-original", type);
	return damaged(w, rc);
}
