/* Files among the pairs of a form state, a report or an answer. */
#include "attachment_upload.h"

#include "base/text.h"

#include <stdio.h>

static const char *const parts[] = { "id", "name", "type", "size" };

static const char *pair_name(char out[40], int n, const char *what)
{
	snprintf(out, 40, "file.%d.%s", n, what);
	return out;
}

const char *file_value(const struct pairs *p, int n, const char *what)
{
	char name[40];

	return pairs_text(p, pair_name(name, n, what));
}

int file_count(const struct pairs *p)
{
	int n = 0;

	while (n < FILES_PAIRS && *file_value(p, n + 1, "id"))
		n++;
	return n;
}

void file_add(struct task *t, struct pairs *p, const struct attachment_store *s)
{
	int n = file_count(p) + 1;
	const char *values[COUNT(parts)] = {
		text_hex(t, s->id, OBJECT_ID), file_name_tidy(t, s->name), file_type_code(s->type),
		take_format(t, "%lld", (long long)s->size),
	};
	char name[40];

	for (size_t i = 0; i < COUNT(parts); i++)
		pairs_set(t, p, pair_name(name, n, parts[i]), values[i]);
}

/* Those behind it move up, so that the numbers stay without holes. */
void file_remove(struct task *t, struct pairs *p, int n)
{
	int last = file_count(p);
	char name[40];

	if (n < 1 || n > last)
		return;
	for (; n < last; n++)
		for (size_t i = 0; i < COUNT(parts); i++)
			pairs_set(t, p, pair_name(name, n, parts[i]), file_value(p, n + 1, parts[i]));
	for (size_t i = 0; i < COUNT(parts); i++)
		pairs_remove(p, pair_name(name, last, parts[i]));
}

void file_copy(struct task *t, const struct pairs *from, struct pairs *to)
{
	char name[40];

	for (int n = 1; n <= file_count(from); n++)
		for (size_t i = 0; i < COUNT(parts); i++)
			pairs_add(t, to, pair_name(name, n, parts[i]), file_value(from, n, parts[i]));
}

struct bytes file_ids(struct task *t, const struct pairs *p)
{
	int many = file_count(p);
	unsigned char *ids = take(t, (size_t)many * OBJECT_ID);
	size_t size = 0;

	for (int n = 1; n <= many; n++)
		if (text_unhex(file_value(p, n, "id"), ids + size, OBJECT_ID))
			size += OBJECT_ID;
	return (struct bytes){ size ? ids : NULL, size };
}
