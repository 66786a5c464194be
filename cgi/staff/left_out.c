/*
 * An address of the queue or of "who looked" that somebody kept, typed or got from a colleague may ask
 * what no filter knows, or not any more. That is left out and said; the other filters count.
 */
#include "desk.h"

#include <string.h>

#include "base/text.h"

static void put_name(struct web *w, size_t i, const char *field)
{
	node_put(put_row(w, "LeftOut", i), "Text", word(w, "filter.%s", field));
}

/* An account's id or nothing is whom can be filtered by, and for a queue "me" or "nobody". */
static int person_fits(const char *field, const char *person)
{
	unsigned char id[OBJECT_ID];

	if (strcmp(field, "who") == 0 && (strcmp(person, "me") == 0 || strcmp(person, "nobody") == 0))
		return 1;
	return !*person || text_unhex(person, id, sizeof id);
}

int put_left_out(struct web *w, const struct field *fields, size_t count)
{
	static const char *const people[] = { "who", "actor" };
	const struct field **out = take(w->t, (count + 1) * sizeof(void *));
	size_t n = form_leave_out(w, fields, count, out);

	for (size_t i = 0; i < n; i++)	/* "done" is of ours, no filter: it has no name for who reads */
		put_name(w, i, out[i] && strcmp(out[i]->name, "done") != 0 ? out[i]->name : "other");
	for (size_t i = 0; i < COUNT(people); i++)
		if (!person_fits(people[i], pairs_text(&w->query, people[i]))) {
			pairs_remove(&w->query, people[i]);
			put_name(w, n++, people[i]);
		}
	return n > 0;
}
