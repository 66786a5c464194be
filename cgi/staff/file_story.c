/*
 * Files on the page of a signal: what the records say they are called, beside
 * what became of each. A name is a stranger's word; a state is ours.
 */
#include "desk.h"

#include <string.h>

#include "attachment_read.h"
#include "base/text.h"

static const char *told(struct web *w, const struct pairs *pairs, int n, const char *what)
{
	return pairs_text(pairs, take_format(w->t, "file.%d.%s", n, what));
}

int file_is_pair(const char *name)
{
	return strncmp(name, "file.", 5) == 0;
}

void file_keep(struct desk *d, const struct pairs *pairs)
{
	struct web *w = d->w;

	for (int n = 1; d->file_count < FILES_TOLD && *told(w, pairs, n, "id"); n++) {
		struct told_file *file = &d->files[d->file_count];

		if (!text_unhex(told(w, pairs, n, "id"), file->id, OBJECT_ID))
			continue;
		file->name = told(w, pairs, n, "name");
		file->type = told(w, pairs, n, "type");
		file->about = pairs_text(pairs, "note");
		if (!text_number(told(w, pairs, n, "size"), 0, INT64_MAX, &file->size))
			file->size = 0;
		d->file_count++;
	}
}

void file_brought(struct web *w, struct node *row, const struct pairs *pairs)
{
	node_flag(row, "File", *told(w, pairs, 1, "id") != '\0');
}

static const struct told_file *file_told(const struct desk *d, const unsigned char id[16])
{
	for (size_t i = 0; i < d->file_count; i++)
		if (signal_same(d->files[i].id, id))
			return &d->files[i];
	return NULL;
}

const char *file_name(const struct desk *d, const unsigned char id[16])
{
	const struct told_file *file = file_told(d, id);

	return file ? file->name : "";
}

const char *file_state_code(int64_t state)
{
	static const char *const codes[ATTACHMENT_STATES] = {
		"waits", "clean", "infected", "password", "broken", "other_type", "too_much", "damaged",
	};

	return state >= 0 && state < ATTACHMENT_STATES ? codes[state] : "waits";
}

/* Where the next page of it stands; outside one's own work the reason goes along. */
const char *file_url(const struct desk *d, const char *what, int64_t no)
{
	struct web *w = d->w;
	const char *url = take_format(w->t, "/%s/signals/%s/%s?no=%d", w->lang, d->s.number, what, (int)no);

	if (d->purpose == PURPOSE_TREATING || !d->purpose)
		return url;
	return take_format(w->t, "%s&purpose=%s&reason=%s", url, purpose_code(d->purpose),
		text_hex(w->t, d->reason, sizeof d->reason));
}

/* The button that takes the copy along, and why it is opened: outside one's own work that goes along. */
static void put_take(const struct desk *d, struct node *row, const struct attachment *a)
{
	struct web *w = d->w;

	if (a->state != ATTACHMENT_CLEAN || a->scan != SCAN_CLEAN || !d->purpose || !signal_works(&d->me))
		return;
	node_put(row, "Take", take_format(w->t, "/%s/signals/%s/file/clean", w->lang, d->s.number));
	if (d->purpose == PURPOSE_TREATING)
		return;
	node_put(row, "Purpose", purpose_code(d->purpose));
	node_put(row, "Reason", text_hex(w->t, d->reason, sizeof d->reason));
}

void file_put(const struct desk *d, struct node *row, const struct attachment *a)
{
	struct web *w = d->w;
	const struct told_file *file = file_told(d, a->id);

	node_num(row, "No", a->no);
	/* What a phone or a reporter called it may name somebody, or the second it was made: it goes with the original. */
	node_put(row, "Name", file && signal_is_id(a->author) ? file->name : "");
	node_put(row, "About", file && signal_is_id(a->author) ? file->about : "");
	node_put(row, "Type", file && *file->type ? word(w, "file.%s", file->type) : "");
	node_put(row, "Size", file && file->size ? text_size(w->t, w->lang, file->size) : "");
	node_put(row, "Who", signal_is_id(a->author) ? desk_name(d, a->author) : word(w, "file.reporter"));
	node_put(row, "Day", desk_date(w, a->day));
	node_put(row, "State", file_state_code(a->state));
	node_put(row, "StateText", word(w, "file_state.%s", file_state_code(a->state)));
	node_flag(row, "Clean", a->state == ATTACHMENT_CLEAN);
	node_flag(row, "Unscanned", a->state == ATTACHMENT_CLEAN && a->scan != SCAN_CLEAN);
	node_num(row, "Pages", a->pages);
	put_take(d, row, a);
}

/* Files.N: the list on the page of a signal, with what can be done. After put_story. */
enum rc put_files(struct desk *d)
{
	struct web *w = d->w;
	struct attachment *rows;
	size_t n = 0;
	enum rc rc = attachment_list(w->t, &d->s, &rows, &n);

	for (size_t i = 0; rc == OK && i < n; i++) {
		struct node *row = put_row(w, "Files", i);

		file_put(d, row, &rows[i]);
		if (rows[i].state == ATTACHMENT_CLEAN && d->purpose)
			node_put(row, "Url", file_url(d, "file", rows[i].no));
		if (desk_treats(d) && signal_works(&d->me) && !d->s.moving)
			node_put(row, "Original", take_format(w->t, "/%s/signals/%s/original?no=%d", w->lang,
				d->s.number, (int)rows[i].no));
	}
	if (rc == OK)
		rc = put_requests(d);
	put_flag(w, "May.file", signal_works(&d->me) && !d->s.moving);
	return rc;
}
