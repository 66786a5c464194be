/*
 * The page that takes files, one per POST. What is chosen is stored sealed
 * before the next page is shown, whatever button was pressed; what cannot be
 * taken is said on the page, with everything else as it was. The state carries
 * each file's id, name, type and size, and the id the next one will have, so
 * that a page posted twice brings one file.
 */
#include "tip.h"

#include "attachment_upload.h"
#include "base/log.h"
#include "base/settings.h"
#include "base/text.h"
#include "web/answer.h"
#include "web/csrf.h"
#include "web/upload.h"

#include <sodium.h>
#include <string.h>

enum { FILES_TIMES = 3 };	/* of what the page allows: taken back, sent with additions */

/* The file of this POST on its way in. */
struct incoming {
	struct web *w;
	struct state state;
	struct attachment_from from;
	struct attachment_store store;
	struct upload_file file;
	enum rc rc;
};

static int64_t most(const struct web *w)
{
	return setting_num(w->t->settings, "files_most");
}

static void owner(struct incoming *in)
{
	struct receipt_keys keys;

	receipt_derive(&in->state.receipt, &keys);
	memcpy(in->from.tag, keys.tag, TAG);
	memcpy(in->from.digest_key, keys.digest_key, sizeof keys.digest_key);
	sodium_memzero(&keys, sizeof keys);
	in->from.day = today_iso(in->w);
	in->from.most = most(in->w) * FILES_TIMES;
}

/* The id stands in the state since the page was shown. */
static enum rc on_begin(void *arg, const struct upload_file *file)
{
	struct incoming *in = arg;
	unsigned char id[OBJECT_ID];
	struct task *t = in->w->t;

	if (file_count(&in->state.answers) >= most(in->w))
		return fail(t, LIMITED, "enough files");
	if (recent_files(t->now, file->most, setting_num(t->settings, "file_hour_mb") << 20))
		return fail(t, BUSY, "more files in an hour than are taken");
	if (!text_unhex(answer(&in->state.answers, ".file"), id, sizeof id))
		random_bytes(id, sizeof id);
	owner(in);
	attachment_upload_open(t, &in->store, &in->from, id, file->name, file->type);
	return OK;
}

static enum rc on_data(void *arg, struct bytes piece)
{
	struct incoming *in = arg;

	return attachment_store_data(&in->store, piece);
}

/* OK when the body was what our form sends; in->rc says what became of the file. */
static enum rc take_in(struct incoming *in)
{
	const struct upload_sink sink = { on_begin, on_data, in };
	enum rc rc = upload_read(in->w, &sink, &in->file);

	in->rc = in->file.rc;
	if (rc == OK && in->rc == OK && *in->file.name)
		in->rc = attachment_store_end(&in->store);
	if (rc != OK || in->rc != OK)
		attachment_store_drop(&in->store);
	sodium_memzero(in->from.digest_key, sizeof in->from.digest_key);
	return rc;
}

/* "2,3 MB", "340 kB": as the reporter's own device says it, in round numbers. */
static const char *size_words(struct web *w, int64_t bytes)
{
	int64_t tenths = (bytes * 10 + (1 << 19)) >> 20;

	if (bytes < 1 << 20)
		return take_format(w->t, "%lld kB", (long long)(bytes + 1023) >> 10);
	return take_format(w->t, "%lld%c%lld MB", (long long)(tenths / 10),
		strcmp(w->lang, "nl") == 0 ? ',' : '.', (long long)(tenths % 10));
}

static const char *wrong_file(struct web *w, const struct incoming *in)
{
	const char *limit = take_format(w->t, "%lld", (long long)setting_num(w->t->settings, "file_mb"));

	switch (in->rc) {
	case TOO_LARGE:
		return words_with(w->t, word(w, "error.file_big"), size_words(w, in->file.size), limit);
	case INVALID:
		return word(w, in->file.size ? "error.file_type" : "error.file_empty");
	case LIMITED:
		return words_with(w->t, word(w, "error.file_many"), take_format(w->t, "%lld", (long long)most(w)), "");
	case CONFLICT:
		return word(w, "error.file_again");
	default:
		return word(w, "error.file_busy");
	}
}

/* A page that was not sent: what came of its file goes into the state, or onto the page. */
static void judge(struct web *w, struct visit *v, const struct incoming *in)
{
	int chosen = *in->file.name != 0;

	if (chosen && in->rc == OK) {
		file_add(w->t, &v->state.answers, &in->store);
		pairs_remove(&v->state.answers, ".file");
		v->file_added = file_count(&v->state.answers);
	} else if (chosen) {
		v->file_wrong = wrong_file(w, in);
		v->file_later = in->rc == BUSY || in->rc == FAULT;
	} else if (strcmp(visit_button(v, "go"), "add") == 0) {
		v->file_wrong = word(w, "error.file_none");
	}
	if (in->rc == FAULT)
		log_line(LOG_LINE_FAULT, "a file was not stored: %s", w->t->why);
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
	enum rc rc = csrf_origin(w);
	int old;

	in->w = w;
	if (rc != OK)
		return show_lost(w, 403);
	if (!sealed || state_open(w->t, sealed, &in->state) != OK)
		return show_lost(w, 400);
	if ((in->state.flags & STATE_SENT) || !stop_is(in->state.at, "files"))
		return fail(w->t, MALFORMED, "a file on a page that takes none");
	v.state = in->state;
	rc = refuse_old(w, &v, &old);
	if (rc != OK || old)
		return rc;
	rc = take_in(in);
	if (rc == OK)
		rc = visit_read(w, &v);
	if (rc == OK)
		judge(w, &v, in);
	if (rc == OK && (!v.file_wrong || *visit_button(&v, "lang")))
		rc = visit_step(w, &v);
	if (rc == OK)
		return show_taken(w, &v);
	attachment_store_drop(&in->store);
	return rc;
}

/* --- The page itself ------------------------------------------------------------ */

static const char *line_of(struct web *w, const struct pairs *answers, int n)
{
	int64_t bytes = 0;

	text_number(file_value(answers, n, "size"), 0, INT64_MAX, &bytes);
	return take_format(w->t, "%s, %s", word(w, "file.%s", file_value(answers, n, "type")), size_words(w, bytes));
}

void files_put(struct web *w, struct visit *v)
{
	struct pairs *answers = &v->state.answers;
	unsigned char id[OBJECT_ID];
	struct node *row;

	if (!*answer(answers, ".file")) {
		random_bytes(id, sizeof id);
		pairs_set(w->t, answers, ".file", text_hex(w->t, id, sizeof id));
	}
	for (int n = 1; n <= file_count(answers); n++) {
		row = put_row(w, "Files", (size_t)n - 1);
		node_num(row, "Number", n);
		node_put(row, "About", line_of(w, answers, n));
		node_put(row, "Name", file_value(answers, n, "name"));
	}
	put_num(w, "Most", most(w));
	put(w, "File.Hint", words_with(w->t, word(w, "hint.file"),
		take_format(w->t, "%lld", (long long)setting_num(w->t->settings, "file_mb")),
		take_format(w->t, "%lld", (long long)most(w))));
	put_flag(w, "Full", file_count(answers) >= most(w));
	if (v->file_added)
		put_num(w, "Added", v->file_added);
	if (!v->file_wrong)
		return;
	row = put_row(w, "Errors", 0);
	node_put(row, "Field", file_count(answers) >= most(w) ? "" : UPLOAD_FIELD);
	node_put(row, "Text", v->file_wrong);
	put(w, "File.Error", v->file_wrong);
}

const char *files_words(struct web *w, const struct pairs *answers)
{
	const char *words = "";

	for (int n = 1; n <= file_count(answers); n++)
		words = take_format(w->t, "%s%s%d. %s (%s)", words, *words ? "\n" : "", n,
			file_value(answers, n, "name"), line_of(w, answers, n));
	return words;
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
