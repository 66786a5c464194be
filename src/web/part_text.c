/* Values stand one behind the other in one piece of memory: no part can make it grow. */
#include "web/part_text.h"

#include "web/body.h"

#include <string.h>

void part_text_new(struct task *t, struct pairs *out, size_t room, struct part_text *p)
{
	*out = (struct pairs){ 0 };
	*p = (struct part_text){ .t = t, .out = out };
	p->text = take(t, room);
	p->end = p->text + room;
}

enum rc part_text_begin(struct part_text *p, const struct part *part)
{
	pairs_add(p->t, p->out, part->name, "");
	p->start = p->text;
	return OK;
}

enum rc part_text_data(struct part_text *p, struct bytes piece)
{
	if (piece.size > (size_t)(p->end - p->text))
		return fail(p->t, TOO_LARGE, "text over the limit");
	memcpy(p->text, piece.data, piece.size);
	p->text += piece.size;
	return OK;
}

enum rc part_text_end(struct part_text *p)
{
	struct pair *pair = &p->out->list[p->out->count - 1];

	if (p->text == p->end)
		return fail(p->t, TOO_LARGE, "text over the limit");
	pair->value = p->start;
	pair->size = (size_t)(p->text - p->start);
	*p->text++ = 0;
	if (!field_text_fits(pair->value, pair->size))
		return fail(p->t, MALFORMED, "a field that is not UTF-8");
	return OK;
}
