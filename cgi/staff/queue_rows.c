/* The rows of the queue in words; what is sealed of them opens with one call to keyd. */
#include "desk.h"

#include <string.h>

#include "dialogue_ask.h"

static void put_words(struct web *w, struct node *row, const struct signal *s,
	const struct data_key *keys, size_t n)
{
	struct record r = { .seq = 0, .kind = RECORD_SUMMARY, .sealed = s->summary };
	struct pairs pairs = { 0 };

	memcpy(r.envelope, s->summary_envelope, 16);
	if (!vault_key(keys, n, r.envelope) || desk_read(w->t, &r, keys, n, &pairs) != OK)
		return;
	node_put(row, "Words", pairs_find(&pairs, "first"));
	node_put(row, "Place", pairs_find(&pairs, "place"));
}

static void put_marks(struct node *row, const struct signal *s)
{
	node_flag(row, "Danger", s->danger != 0);
	node_flag(row, "Security", s->class == CLASS_USZ || s->moving == CLASS_USZ);
	node_flag(row, "News", *s->news != '\0');
	node_flag(row, "Suspect", s->suspect != 0);
	node_flag(row, "Recheck", s->recheck == 1 && s->status == SIGNAL_CLOSED);
	node_num(row, "Files", s->files);
}

/* How long there is and the day; of what no clock runs for, the day it ended and how. */
static void put_due(const struct desk *d, struct node *row, const struct signal *s)
{
	struct web *w = d->w;
	const char *met = signal_due_met(s), *kind = "";
	int late = strcmp(met, s->due) > 0 || signal_act_by_late(s);

	if (strcmp(s->first_due, SIGNAL_NO_CLOCK) != 0) {
		node_put(row, "Due", desk_due(d, s->first_due, &kind));
		node_put(row, "DueDate", desk_date(w, s->first_due));
	} else {
		node_put(row, "Due", desk_date(w, met));
		node_put(row, "DueDate", word(w, s->status == SIGNAL_CLOSED ? "status.6" : late ? "due.met_late" : "due.met"));
	}
	node_put(row, "DueKind", kind);
}

static void put_signal(const struct desk *d, const struct signal *s, size_t i)
{
	struct web *w = d->w;
	struct node *row = put_row(w, "Rows", i);

	put_due(d, row, s);
	node_put(row, "Number", s->number);
	node_put(row, "Url", take_format(w->t, "/%s/signals/%s", w->lang, s->number));
	node_put(row, "Subject", word(w, "subject.%s", s->subject));
	node_put(row, "Channel", word(w, "channel.%s", s->channel));
	node_put(row, "Province", *s->province ? word(w, "province.%s", s->province) : "");
	node_put(row, "Lang", strcmp(s->lang, "nl") == 0 ? "" : word(w, "form_lang.%s", s->lang));
	node_num(row, "Status", s->status);
	node_put(row, "StatusText", word(w, "status.%d", (int)s->status));
	node_put(row, "People", s->subjects ? counted(w, "people", s->subjects) : "");
	node_put(row, "Received", desk_date(w, s->received));
	node_put(row, "Assignee", desk_name(d, s->assignee));
	node_flag(row, "Mine", signal_same(s->assignee, w->account->id));
	put_marks(row, s);
}

/* Who waits for a reporter, and who has an answer: a mark more or less, so without it the queue stands too. */
static void put_waits(const struct desk *d, const struct signal *rows, size_t count)
{
	struct dialogue_wait *waits;
	size_t n = 0;

	if (dialogue_waiting(d->w->t, rows, count, &waits, &n) != OK)
		return;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < count; k++)
			if (signal_same(waits[i].signal, rows[k].id)) {
				struct node *row = put_row(d->w, "Rows", k);

				node_put(row, "Waits", desk_date(d->w, waits[i].look_before));
				node_flag(row, "Answered", waits[i].answered == 1);
			}
}

/* One call to keyd for the page; without keys the plain columns remain. */
void put_queue(const struct desk *d, const struct signal *rows, size_t count)
{
	struct web *w = d->w;
	unsigned char (*ids)[OBJECT_ID] = take(w->t, (count + 1) * sizeof(*ids));
	struct data_key *keys = NULL;
	size_t n = 0;
	enum rc rc = OK;

	for (size_t i = 0; i < count; i++)
		memcpy(ids[i], rows[i].id, OBJECT_ID);
	if (count > 0)
		rc = vault_open_list(w->t, (const unsigned char (*)[OBJECT_ID])ids, count, &keys, &n);
	put_flag(w, "Locked", rc == LOCKED);
	put_flag(w, "Away", rc != OK && rc != LOCKED);
	for (size_t i = 0; i < count; i++) {
		put_signal(d, &rows[i], i);
		if (rc == OK)
			put_words(w, put_row(w, "Rows", i), &rows[i], keys, n);
	}
	put_waits(d, rows, count);
}
