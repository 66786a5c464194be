/* One field of a form: what may stand in it. Used by form.c alone. */
#ifndef WEB_FIELD_H
#define WEB_FIELD_H

#include "web/form.h"

/* 1 when `name` belongs to the field; *part gets its bit: 1 the field, 2 4 8 day, month, year. */
int field_part(const struct field *field, const char *name, unsigned *part);
/* 1 when `word` is one of the words in `list`, which are separated by spaces. */
int field_has_word(const char *list, const char *word);
/* Checks what was sent and adds it to `out`, tidy; OK, INVALID or MALFORMED. */
enum rc field_read(struct task *t, const struct field *field, const struct pairs *sent, struct pairs *out);

#endif
