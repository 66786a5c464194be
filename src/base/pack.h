/*
 * Answers in a row of bytes: what is sealed in a record or a form state.
 * Format 1: byte 1, then per pair u8 name length, name, u32 big-endian value
 * length, value. Names repeat for repeated groups ("subject.2.name").
 */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include "base/task.h"

struct pair {
	const char *name;
	const char *value;	/* NUL-terminated text; size without the NUL */
	size_t size;
};
struct pairs {
	struct pair *list;
	size_t count, room;
};

/* Both copy name and value (NULL is ""); a name of 0 or more than 255 bytes is a FAULT of the task. */
void pairs_add(struct task *t, struct pairs *p, const char *name, const char *value);
void pairs_set(struct task *t, struct pairs *p, const char *name, const char *value);	/* replaces */
void pairs_remove(struct pairs *p, const char *name);
const char *pairs_find(const struct pairs *p, const char *name);			/* NULL when absent */
const char *pairs_text(const struct pairs *p, const char *name);			/* "" when absent */
struct bytes pack(struct task *t, const struct pairs *p);
/* MALFORMED for anything pack() cannot have made; checks UTF-8. */
enum rc unpack(struct task *t, struct bytes packed, struct pairs *out);

#endif
