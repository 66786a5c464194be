/*
 * The page that takes files, one per POST. What is chosen is stored sealed
 * before the next page is shown, whatever button was pressed; what cannot be
 * taken is said on the page, with everything else as it was. The state carries
 * each file's id, name, type and size, and the id the next one will have, so
 * that a page posted twice brings one file.
 */
#include "files.h"

#include "base/text.h"
#include "web/answer.h"
#include "web/csrf.h"

#include <string.h>

/* What came of the file of this POST goes into the state, or onto the page. */
static void judge(struct visit *v, struct incoming *in)
{
	int had = file_count(in->kept);

	v->file_wrong = file_judge(in, strcmp(visit_button(v, "go"), "add") == 0, &v->file_later);
	if (file_count(in->kept) > had)
		v->file_added = had + 1;
}

static enum rc show_taken(struct web *w, struct visit *v)
{
	enum rc rc = visit_show(w, v);

	if (v->file_wrong && v->file_later) {
		answer_status(w, 503);
		answer_header(w, "Retry-After", "60");
	}
	return rc;
}

static enum rc take_none(void *arg, const struct upload_file *file)
{
	(void)arg;
	(void)file;
	return CONFLICT;
}

/* The report was sent long ago: who chose a file reads that it is not there, and where it can go. */
static enum rc show_late(struct web *w)
{
	const struct upload_sink sink = { take_none, NULL, NULL };
	struct upload_file file;
	enum rc rc = upload_read(w, &sink, &file);

	if (rc != OK)
		return rc;
	if (!*file.name)
		return show_end(w, "received.cs", NULL);
	put(w, "FormUrl", address("form", w->lang));
	put(w, "MineUrl", address("mine", w->lang));
	answer_status(w, 409);
	return show_end(w, "file_late.cs", NULL);
}

/*
 * POST /nl/melden/bestand/:step. A file that could not be taken is said whatever
 * button was pressed, or it would seem to have been; with a request that is
 * refused whole nothing of it is kept.
 */
enum rc post_files(struct web *w)
{
	struct incoming *in = take(w->t, sizeof *in);
	const char *sealed = pairs_find(&w->form, "state");
	struct visit v = { 0 };
	struct state *before = take(w->t, sizeof *before);
	enum rc rc = csrf_origin(w);
	int old;

	in->w = w;
	in->receipt = &before->receipt;
	in->kept = &before->answers;
	if (rc != OK)
		return show_lost(w, 403);
	if (!sealed || state_open(w->t, sealed, before) != OK)
		return show_lost(w, 400);
	if ((before->flags & STATE_SENT) || !stop_is(before->at, "files"))
		return fail(w->t, MALFORMED, "a file on a page that takes none");
	v.state = *before;
	rc = judge_old(w, &v, &old);
	if (rc != OK || old)
		return rc == OK ? show_late(w) : rc;
	rc = file_take_in(in);
	if (rc == OK)
		rc = visit_read(w, &v);
	in->kept = &v.state.answers;	/* with what was typed beside it */
	if (rc == OK)
		judge(&v, in);
	if (rc == OK && (!v.file_wrong || *visit_button(&v, "lang")))
		rc = visit_step(w, &v);
	if (rc == OK)
		return show_taken(w, &v);
	file_drop(in);
	return rc;
}

/* --- The page itself ------------------------------------------------------------ */

void files_put(struct web *w, struct visit *v)
{
	struct pairs *answers = &v->state.answers;
	struct node *row;

	file_draw(w->t, answers);
	files_put_rows(w, answers);
	if (v->file_added)
		put_num(w, "Added", v->file_added);
	if (!v->file_wrong)
		return;
	row = put_row(w, "Errors", 0);
	node_put(row, "Field", file_count(answers) >= files_most(w) ? "" : UPLOAD_FIELD);
	node_put(row, "Text", v->file_wrong);
	put(w, "File.Error", v->file_wrong);
}

int is_of_files(const struct visit *v)
{
	return stop_is(v->state.at, "files")
		&& (strcmp(visit_button(v, "go"), "add") == 0 || *visit_button(v, "remove"));
}

enum rc files_step(struct web *w, struct visit *v)
{
	int n = small_number(visit_button(v, "remove"));
	unsigned char id[OBJECT_ID], tag[TAG];
	enum rc rc;

	if (n < 0 || n > file_count(&v->state.answers))
		return fail(w->t, MALFORMED, "no such file");
	if (!n || !text_unhex(file_value(&v->state.answers, n, "id"), id, sizeof id))
		return OK;
	receipt_tag(&v->state.receipt, tag);
	rc = attachment_upload_drop(w->t, tag, id);
	if (rc == OK)
		file_remove(w->t, &v->state.answers, n);
	return rc;
}

/* A form that lay open for days: what was swept meanwhile is said, and the reporter sends again. */
enum rc files_gone(struct web *w, struct visit *v)
{
	unsigned char tag[TAG];
	const char *names = "";
	int64_t there = 0;
	enum rc rc;

	receipt_tag(&v->state.receipt, tag);
	rc = attachment_upload_there(w->t, tag, file_ids(w->t, &v->state.answers), &there);
	if (rc != OK)
		return rc;
	for (int n = file_count(&v->state.answers); n > 0; n--)
		if (!(there & INT64_C(1) << (n - 1))) {
			names = take_format(w->t, "%s%s%s", file_value(&v->state.answers, n, "name"),
				*names ? ", " : "", names);
			file_remove(w->t, &v->state.answers, n);
		}
	v->file_wrong = words_with(w->t, word(w, "error.file_gone"), names, "");
	v->state.at = (struct stop){ tip_page_find("files"), 0 };
	v->state.flags |= STATE_RETURN;
	return visit_show(w, v);
}
