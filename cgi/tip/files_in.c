/*
 * A file on its way in. Its id was drawn when the page was shown and stands in
 * the state, so that what is posted twice is one file; its bytes are sealed and
 * handed on as they come. For what all reporters may bring in an hour only what
 * is kept counts: nobody uses it up with what we refuse.
 */
#include "files.h"

#include "base/log.h"
#include "base/settings.h"
#include "base/text.h"

#include <sodium.h>
#include <string.h>

enum { FILES_TIMES = 3 };	/* of what the page allows: taken back, sent with additions */

int64_t files_most(const struct web *w)
{
	return setting_num(w->t->settings, "files_most");
}

static void owner(struct incoming *in)
{
	struct receipt_keys keys;

	receipt_derive(in->receipt, &keys);
	memcpy(in->from.tag, keys.tag, TAG);
	memcpy(in->from.digest_key, keys.digest_key, sizeof keys.digest_key);
	sodium_memzero(&keys, sizeof keys);
	in->from.day = today_iso(in->w);
	in->from.most = files_most(in->w) * FILES_TIMES;
}

static enum rc room(void *arg)
{
	struct incoming *in = arg;
	struct task *t = in->w->t;

	if (recent_files(t->now, in->most, setting_num(t->settings, "file_hour_mb") << 20))
		return fail(t, BUSY, "more files in an hour than are taken");
	in->counted = in->most;
	return OK;
}

static void count_only(struct incoming *in, int64_t kept)
{
	if (in->counted > kept)
		recent_files_back(in->w->t->now, in->counted - kept);
	in->counted = kept;
}

/* The id stands in the state since the page was shown. */
static enum rc on_begin(void *arg, const struct upload_file *file)
{
	struct incoming *in = arg;
	unsigned char id[OBJECT_ID];
	struct task *t = in->w->t;

	if (file_count(in->kept) >= files_most(in->w))
		return fail(t, LIMITED, "enough files");
	if (!text_unhex(answer(in->kept, ".file"), id, sizeof id))
		random_bytes(id, sizeof id);
	owner(in);
	in->most = file->most;
	in->from.room = room;
	in->from.arg = in;
	attachment_upload_open(t, &in->store, &in->from, id, file->name, file->type);
	return OK;
}

static enum rc on_data(void *arg, struct bytes piece)
{
	struct incoming *in = arg;

	return attachment_store_data(&in->store, piece);
}

void file_drop(struct incoming *in)
{
	attachment_store_drop(&in->store);
	count_only(in, 0);
}

/* Sent twice with the same bytes: the first one is kept, and counts already. */
static int is_there(const struct incoming *in)
{
	return in->from.is_second && memcmp(in->store.id, in->from.first, OBJECT_ID) == 0;
}

/* OK when the body was what our form sends; in->rc says what became of the file. */
enum rc file_take_in(struct incoming *in)
{
	const struct upload_sink sink = { on_begin, on_data, in };
	enum rc rc = upload_read(in->w, &sink, &in->file);

	in->rc = in->file.rc;
	if (rc == OK && in->rc == OK && *in->file.name)
		in->rc = attachment_store_end(&in->store);
	if (rc != OK || in->rc != OK)
		file_drop(in);
	else
		count_only(in, is_there(in) ? 0 : in->store.size);
	sodium_memzero(in->from.digest_key, sizeof in->from.digest_key);
	return rc;
}

static const char *wrong_file(struct web *w, const struct incoming *in)
{
	const char *limit = take_format(w->t, "%lld", (long long)setting_num(w->t->settings, "file_mb"));

	switch (in->rc) {
	case TOO_LARGE:
		return words_with(w->t, word(w, "error.file_big"), text_size(w->t, w->lang, in->file.size), limit);
	case INVALID:
		return word(w, in->file.size ? "error.file_type" : "error.file_empty");
	case LIMITED:
		return words_with(w->t, word(w, "error.file_many"), take_format(w->t, "%lld", (long long)files_most(w)), "");
	case CONFLICT:
		return word(w, "error.file_again");
	default:
		return word(w, "error.file_busy");
	}
}

/* "Foto (JPG), 2,3 MB" */
static const char *file_about(struct web *w, const struct pairs *answers, int n)
{
	int64_t bytes = 0;

	text_number(file_value(answers, n, "size"), 0, INT64_MAX, &bytes);
	return take_format(w->t, "%s, %s", word(w, "file.%s", file_value(answers, n, "type")), text_size(w->t, w->lang, bytes));
}

static const char *none_chosen(struct web *w, int asked)
{
	return asked ? word(w, "error.file_none") : NULL;
}

const char *file_judge(struct incoming *in, int asked, int *later)
{
	*later = 0;
	if (!*in->file.name)
		return none_chosen(in->w, asked);
	if (in->rc == OK) {
		file_add(in->w->t, in->kept, &in->store);
		pairs_remove(in->kept, ".file");
		return NULL;
	}
	if (in->rc == FAULT)
		log_line(LOG_LINE_FAULT, "a file was not stored: %s", in->w->t->why);
	*later = in->rc == BUSY || in->rc == FAULT;
	return wrong_file(in->w, in);
}

void file_draw(struct task *t, struct pairs *kept)
{
	unsigned char id[OBJECT_ID];

	if (*answer(kept, ".file"))
		return;
	random_bytes(id, sizeof id);
	pairs_set(t, kept, ".file", text_hex(t, id, sizeof id));
}

static void put_file(struct web *w, struct node *row, const struct pairs *kept, int n)
{
	node_num(row, "Number", n);
	node_put(row, "About", file_about(w, kept, n));
	node_put(row, "Name", file_value(kept, n, "name"));
}

void files_put_list(struct web *w, struct node *row, const struct pairs *answers)
{
	for (int n = 1; n <= file_count(answers); n++)
		put_file(w, node_row(row, "Files", (size_t)n - 1), answers, n);
}

void files_put_rows(struct web *w, const struct pairs *kept)
{
	const char *most = take_format(w->t, "%lld", (long long)files_most(w));

	for (int n = 1; n <= file_count(kept); n++)
		put_file(w, put_row(w, "Files", (size_t)n - 1), kept, n);
	put(w, "Most", most);
	put(w, "File.Hint", words_with(w->t, word(w, "hint.file"),
		take_format(w->t, "%lld", (long long)setting_num(w->t->settings, "file_mb")), most));
	put_flag(w, "Full", file_count(kept) >= files_most(w));
}
