/*
 * An address of the queue that somebody kept, typed or got from a colleague may ask what no filter
 * knows, or not any more. That is left out and said; the other filters count.
 */
#include "desk.h"

#include <string.h>

#include "base/text.h"

static void put_name(struct web *w, size_t i, const char *field)
{
	node_put(put_row(w, "LeftOut", i), "Text", word(w, "filter.%s", field));
}

/* "me", "nobody" or an account's id, or nothing, is whom a queue can be filtered by. */
static int who_fits(const char *who)
{
	unsigned char id[OBJECT_ID];

	return !*who || strcmp(who, "me") == 0 || strcmp(who, "nobody") == 0 || text_unhex(who, id, sizeof id);
}

int put_left_out(struct web *w, const struct field *fields, size_t count)
{
	const struct field **out = take(w->t, (count + 1) * sizeof(void *));
	size_t n = form_leave_out(w, fields, count, out);

	for (size_t i = 0; i < n; i++)	/* "done" is of ours, no filter: it has no name for who reads */
		put_name(w, i, out[i] && strcmp(out[i]->name, "done") != 0 ? out[i]->name : "other");
	if (!who_fits(pairs_text(&w->query, "who"))) {
		pairs_remove(&w->query, "who");
		put_name(w, n++, "who");
	}
	return n > 0;
}
