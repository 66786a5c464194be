/*
 * Pairs of name and text, and their one packed form. Reading is strict: what
 * pack() cannot have made is refused, so a packed row has one meaning.
 */
#include "base/pack.h"

#include "base/text.h"

#include <string.h>

enum { FORMAT = 1, NAME_MOST = 255, ROOM_FIRST = 32 };

static void grow(struct task *t, struct pairs *p)
{
	size_t room = p->room ? p->room * 2 : ROOM_FIRST;
	struct pair *list = take(t, room * sizeof *list);

	if (p->count)
		memcpy(list, p->list, p->count * sizeof *list);
	p->list = list;
	p->room = room;
}

static void add(struct task *t, struct pairs *p, const char *name, const char *value, size_t size)
{
	if (p->count == p->room)
		grow(t, p);
	p->list[p->count++] = (struct pair){ name, value, size };
}

void pairs_add(struct task *t, struct pairs *p, const char *name, const char *value)
{
	size_t length = strlen(name), size = value ? strlen(value) : 0;

	if (length < 1 || length > NAME_MOST || size > UINT32_MAX) {
		fail(t, FAULT, "a pair without a fitting name");
		return;
	}
	add(t, p, take_textn(t, name, length), take_textn(t, value ? value : "", size), size);
}

static struct pair *find(const struct pairs *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (*p->list[i].name == *name && strcmp(p->list[i].name, name) == 0)
			return &p->list[i];
	return NULL;
}

void pairs_set(struct task *t, struct pairs *p, const char *name, const char *value)
{
	struct pair *old = find(p, name);

	if (!old) {
		pairs_add(t, p, name, value);
		return;
	}
	old->size = value ? strlen(value) : 0;
	old->value = take_textn(t, value ? value : "", old->size);
}

void pairs_remove(struct pairs *p, const char *name)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->count; i++)
		if (strcmp(p->list[i].name, name) != 0)
			p->list[kept++] = p->list[i];
	p->count = kept;
}

const char *pairs_find(const struct pairs *p, const char *name)
{
	const struct pair *found = find(p, name);

	return found ? found->value : NULL;
}

const char *pairs_text(const struct pairs *p, const char *name)
{
	const char *value = pairs_find(p, name);

	return value ? value : "";
}

static unsigned char *put(unsigned char *at, const struct pair *pair)
{
	size_t length = strlen(pair->name);

	*at++ = (unsigned char)length;
	memcpy(at, pair->name, length);
	at += length;
	for (int i = 0; i < 4; i++)
		*at++ = (unsigned char)(pair->size >> (24 - 8 * i));
	if (pair->size)
		memcpy(at, pair->value, pair->size);
	return at + pair->size;
}

struct bytes pack(struct task *t, const struct pairs *p)
{
	unsigned char *out, *at;
	size_t size = 1;

	for (size_t i = 0; i < p->count; i++)
		size += 1 + strlen(p->list[i].name) + 4 + p->list[i].size;
	out = take(t, size);
	out[0] = FORMAT;
	at = out + 1;
	for (size_t i = 0; i < p->count; i++)
		at = put(at, &p->list[i]);
	return (struct bytes){ out, size };
}

/* The next `n` bytes as text; NULL when they are not there or no text. */
static const char *text_of(struct task *t, struct bytes *rest, size_t n)
{
	const char *from = (const char *)rest->data;

	if (n > rest->size || !text_valid(from, n))
		return NULL;
	rest->data += n;
	rest->size -= n;
	return take_textn(t, from, n);
}

static int number_of(struct bytes *rest, size_t n, size_t *out)
{
	if (rest->size < n)
		return 0;
	for (*out = 0; n; n--) {
		*out = *out << 8 | *rest->data++;
		rest->size--;
	}
	return 1;
}

enum rc unpack(struct task *t, struct bytes packed, struct pairs *out)
{
	const char *name, *value;
	size_t format, n;

	memset(out, 0, sizeof *out);
	if (!number_of(&packed, 1, &format) || format != FORMAT)
		return fail(t, MALFORMED, "packed pairs of an unknown format");
	while (packed.size) {
		name = number_of(&packed, 1, &n) && n ? text_of(t, &packed, n) : NULL;
		value = name && number_of(&packed, 4, &n) ? text_of(t, &packed, n) : NULL;
		if (!value)
			return fail(t, MALFORMED, "packed pair %zu is damaged", out->count);
		add(t, out, name, value, n);
	}
	return OK;
}
