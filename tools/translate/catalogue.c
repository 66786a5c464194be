/* Reads .po files with the gettext library; refuses nothing that it accepts. */
#include "translate.h"

#include <gettext-po.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void report(int severity, po_message_t message, const char *file, size_t line,
	size_t column, int multiline, const char *text)
{
	(void)message;
	(void)column;
	(void)multiline;
	fprintf(stderr, "%s:%zu: %s\n", file ? file : "?", line, text);
	if (severity == PO_SEVERITY_FATAL_ERROR)
		exit(1);
}

static void report_two(int severity, po_message_t m1, const char *file1, size_t line1,
	size_t column1, int multiline1, const char *text1, po_message_t m2, const char *file2,
	size_t line2, size_t column2, int multiline2, const char *text2)
{
	report(PO_SEVERITY_WARNING, m1, file1, line1, column1, multiline1, text1);
	report(severity, m2, file2, line2, column2, multiline2, text2);
}

static struct message *catalogue_room(struct catalogue *c)
{
	c->list = realloc(c->list, (c->count + 1) * sizeof(*c->list));
	if (!c->list)
		abort();
	return memset(&c->list[c->count++], 0, sizeof(*c->list));
}

void catalogue_note(struct catalogue *c, const char *id)
{
	struct message *m = catalogue_room(c);

	m->id = strdup(id);
	m->text = strdup("");
}

static void catalogue_add(struct catalogue *c, po_message_t message)
{
	const char *context = po_message_msgctxt(message);
	struct message *m;

	if (po_message_is_obsolete(message) || !*po_message_msgid(message))
		return;
	m = catalogue_room(c);
	m->is_word = context && strcmp(context, "word") == 0;
	m->id = m->is_word ? strdup(po_message_msgid(message))
		: squeeze(po_message_msgid(message), strlen(po_message_msgid(message)));
	m->text = squeeze(po_message_msgstr(message), strlen(po_message_msgstr(message)));
	m->is_fuzzy = po_message_is_fuzzy(message);
}

int catalogue_read(struct catalogue *c, const char *source, const char *domain, const char *lang)
{
	static const struct po_xerror_handler handler = { report, report_two };
	po_file_t file;
	po_message_iterator_t it;
	po_message_t message;

	memset(c, 0, sizeof(*c));
	snprintf(c->path, sizeof(c->path), "%s/locale/%s.%s.po", source, domain, lang);
	if (access(c->path, F_OK) != 0)
		return 1;
	file = po_file_read(c->path, &handler);
	if (!file) {
		fprintf(stderr, "%s: cannot be read\n", c->path);
		return 0;
	}
	it = po_message_iterator(file, NULL);
	for (message = po_next_message(it); message; message = po_next_message(it))
		catalogue_add(c, message);
	po_message_iterator_free(it);
	po_file_free(file);
	return 1;
}

struct message *catalogue_find(struct catalogue *c, const char *id, int is_word)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->list[i].is_word == is_word && strcmp(c->list[i].id, id) == 0)
			return &c->list[i];
	return NULL;
}

void catalogue_unused(const struct catalogue *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (!c->list[i].is_word && !c->list[i].is_used)
			fprintf(stderr, "%s: not used (warning): %s\n", c->path, c->list[i].id);
}
