/* Text parts of a multipart body as fields: shared by bodies that are read whole and those with a file. */
#ifndef WEB_PART_TEXT_H
#define WEB_PART_TEXT_H

#include "base/pack.h"
#include "web/multipart.h"

struct part_text {
	struct task *t;
	struct pairs *out;
	char *text, *end;		/* room for the values, each with a NUL behind it */
	char *start;
};

/* `room`: how many bytes all values with their NULs may have; more is TOO_LARGE. */
void part_text_new(struct task *t, struct pairs *out, size_t room, struct part_text *p);
/* The three calls of a struct part_sink, for text parts. MALFORMED for what is not UTF-8. */
enum rc part_text_begin(struct part_text *p, const struct part *part);
enum rc part_text_data(struct part_text *p, struct bytes piece);
enum rc part_text_end(struct part_text *p);

#endif
