/*
 * Files from the mailbox: chosen one by one on a page of their own, sent with
 * the rest. They are stored sealed as they come and are nobody's until then.
 */
#include "files.h"
#include "mine.h"

#include "base/text.h"

#include <string.h>

void mine_put_files(struct web *w, struct mine *m)
{
	const char *wrong = pairs_find(&m->errors, UPLOAD_FIELD);
	struct node *row;

	file_draw(w->t, &m->state.kept);
	files_put_rows(w, &m->state.kept);
	if (m->file_added)
		put_num(w, "Added", m->file_added);
	if (!wrong)
		return;
	row = put_row(w, "Errors", m->errors_shown++);
	node_put(row, "Field", file_count(&m->state.kept) >= files_most(w) ? "" : UPLOAD_FIELD);
	node_put(row, "Text", wrong);
	put(w, "File.Error", wrong);
}

enum rc mine_remove(struct web *w, struct mine *m)
{
	int n = small_number(mine_button(m, "remove"));
	unsigned char id[OBJECT_ID], tag[TAG];
	enum rc rc = OK;

	if (n < 1 || n > file_count(&m->state.kept))
		return fail(w->t, MALFORMED, "no such file");
	receipt_tag(&m->state.receipt, tag);
	if (text_unhex(file_value(&m->state.kept, n, "id"), id, sizeof id))
		rc = attachment_upload_drop(w->t, tag, id);
	if (rc != OK)
		return rc;
	file_remove(w->t, &m->state.kept, n);
	return mine_show(w, m);
}

enum rc mine_files_there(struct web *w, struct mine *m, int *all)
{
	struct pairs *kept = &m->state.kept;
	unsigned char tag[TAG];
	const char *names = "";
	int64_t there = 0;
	enum rc rc = OK;

	*all = 1;
	if (file_count(kept) == 0)
		return OK;
	receipt_tag(&m->state.receipt, tag);
	rc = attachment_upload_there(w->t, tag, file_ids(w->t, kept), &there);
	for (int n = file_count(kept); rc == OK && n > 0; n--)
		if (!(there & INT64_C(1) << (n - 1))) {
			names = take_format(w->t, "%s%s%s", file_value(kept, n, "name"), *names ? ", " : "", names);
			file_remove(w->t, kept, n);
			*all = 0;
		}
	if (rc == OK && !*all) {
		pairs_set(w->t, &m->errors, UPLOAD_FIELD, words_with(w->t, word(w, "error.file_gone"), names, ""));
		m->state.at = MINE_FILES;
	}
	return rc;
}

/* What could not be taken is said whatever button was pressed: else it would seem to have been. */
static enum rc go_on(struct web *w, struct mine *m, const char *wrong)
{
	enum rc rc;

	if (!wrong)
		return mine_press(w, m);
	pairs_set(w->t, &m->errors, UPLOAD_FIELD, wrong);
	rc = mine_show(w, m);
	if (m->later && (rc == OK || rc == INVALID)) {
		answer_status(w, 503);
		answer_header(w, "Retry-After", "60");
		rc = OK;
	}
	return rc;
}

/* POST /nl/mijn-melding/bestand */
enum rc post_mine_file(struct web *w)
{
	struct mine *m = take(w->t, sizeof *m);
	struct incoming *in = take(w->t, sizeof *in);
	int done, had;
	enum rc rc = mine_begin(w, m, &done);
	const char *wrong;

	if (rc != OK || done)
		return rc;
	if (m->state.at != MINE_FILES)
		return fail(w->t, MALFORMED, "a file on a page that takes none");
	in->w = w;
	in->receipt = &m->state.receipt;
	in->kept = &m->state.kept;
	had = file_count(in->kept);
	rc = file_take_in(in);
	if (rc == OK)
		rc = mine_read(w, m);
	if (rc != OK) {
		file_drop(in);
		return rc;
	}
	wrong = file_judge(in, strcmp(mine_button(m, "go"), "add") == 0, &m->later);
	m->file_added = file_count(in->kept) > had ? had + 1 : 0;
	return go_on(w, m, wrong);
}
