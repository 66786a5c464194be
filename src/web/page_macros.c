/* Text only: "<?cs def:name(" to "<?cs /def ?>", and "call:name(". ClearSilver parses what is left. */
#include "web/page_macros.h"

#include "web/page_inner.h"

#include <string.h>

enum { MACROS_MOST = 200 };

struct macro {
	const char *name, *text, *end;
	size_t name_size;
	int wanted, looked;
};
struct macros {
	struct macro list[MACROS_MOST];
	size_t count;
};

static const char def[] = "<?cs def:", end_def[] = "<?cs /def ?>", call[] = "call:";

/* 0 when there are too many, or one does not end. */
static int find_all(struct macros *m, const char *text)
{
	for (const char *at = strstr(text, def); at; at = strstr(m->list[m->count++].end, def)) {
		struct macro *one = &m->list[m->count];
		const char *end = strstr(at, end_def);

		if (!end || m->count == MACROS_MOST)
			return 0;
		*one = (struct macro){ .name = at + sizeof def - 1, .text = at, .end = end + sizeof end_def - 1 };
		one->name_size = strcspn(one->name, "( ");
	}
	return 1;
}

static void want(struct macros *m, const char *name)
{
	size_t size = strcspn(name, "( ");

	for (size_t i = 0; i < m->count; i++)
		if (m->list[i].name_size == size && memcmp(m->list[i].name, name, size) == 0)
			m->list[i].wanted = 1;
}

static void look_in(struct macros *m, const char *text, const char *end)
{
	for (const char *at = strstr(text, call); at && (!end || at < end); at = strstr(at + 1, call))
		want(m, at + sizeof call - 1);
}

/* What a wanted macro calls is wanted too. */
static void look_deeper(struct macros *m)
{
	for (int again = 1; again;) {
		again = 0;
		for (size_t i = 0; i < m->count; i++) {
			struct macro *one = &m->list[i];

			if (!one->wanted || one->looked)
				continue;
			one->looked = again = 1;
			look_in(m, one->text, one->end);
		}
	}
}

char *page_macros(const char *macros, const char *const *texts, size_t count)
{
	struct macros m = { .count = 0 };
	STRING out;

	if (!find_all(&m, macros))
		return NULL;
	for (size_t i = 0; i < count; i++)
		look_in(&m, texts[i], NULL);
	look_deeper(&m);
	string_init(&out);
	if (!page_fine(string_set(&out, ""), "macros.cs"))
		return NULL;
	for (size_t i = 0; i < m.count; i++)
		if (m.list[i].wanted && !page_fine(string_appendn(&out, m.list[i].text,
				(int)(m.list[i].end - m.list[i].text)), "macros.cs"))
			return NULL;
	return out.buf;
}
