/* Words that C chooses by key, and what belongs to one program. Values are escaped when shown. */
#include "translate.h"

#include <ctype.h>
#include <string.h>

/* Keys become names in the page's values: letters, digits, _ and - in parts between dots. */
static int key_is_fit(const char *key)
{
	if (*key == '.' || !*key || key[strlen(key) - 1] == '.')
		return 0;
	for (const char *s = key; *s; s++)
		if (!isalnum((unsigned char)*s) && !strchr("._-", *s))
			return 0;
	return !strstr(key, "..");
}

static void words_put(struct job *job, FILE *out, struct catalogue *c)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct message *m = &c->list[i];

		if (!m->is_word)
			continue;
		if (!key_is_fit(m->id))
			complain(job, "%s: not a key: %s", c->path, m->id);
		else if (!*m->text || m->is_fuzzy)
			complain(job, "%s: %s: %s", c->path, m->is_fuzzy ? "fuzzy" : "empty", m->id);
		else if (strchr(m->text, '<'))
			complain(job, "%s: a word holds no tags: %s", c->path, m->id);
		else
			fprintf(out, "W.%s = %s\n", m->id, m->text);
	}
}

void words_write(struct job *job, FILE *out, const char *program, struct catalogue *frame,
	struct catalogue *own)
{
	char name[64];

	snprintf(name, sizeof(name), "%s", program);
	name[0] = (char)toupper((unsigned char)name[0]);
	fprintf(out, "Program.Name = %s\nProgram.%s = 1\n", program, name);
	words_put(job, out, frame);
	words_put(job, out, own);
}

void words_compare(struct job *job, struct catalogue *first, struct catalogue *other)
{
	for (size_t i = 0; i < first->count; i++) {
		const struct message *m = &first->list[i];
		const struct message *twin;

		if (!m->is_word)
			continue;
		twin = catalogue_find(other, m->id, 1);
		if (!twin)
			complain(job, "%s: no word %s", other->path, m->id);
		else if (!same_percents(m->text, twin->text))
			complain(job, "%s: other %% placeholders in %s", other->path, m->id);
	}
}
