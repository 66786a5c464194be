/*
 * Copies a page, with its [[texts]] translated. Comments and the white space
 * after them and after </def> are left out, so that macros print nothing.
 */
#include "translate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* In .po form, ready to be appended and filled in. */
static void list_missing(const struct page *p, const char *id)
{
	printf("#: %s/%s\nmsgid \"", p->folder, p->file);
	for (const char *s = id; *s; s++) {
		if (*s == '"' || *s == '\\')
			putchar('\\');
		putchar(*s);
	}
	printf("\"\nmsgstr \"\"\n\n");
}

/* The message for id; NULL after a complaint (or a line for the list) when there is none to use. */
static const char *translation(struct page *p, const char *id)
{
	struct message *m = catalogue_find(p->own, id, 0);

	if (!m)
		m = catalogue_find(p->frame, id, 0);
	if (!m && p->job->mode == LIST_MISSING) {
		if (!p->job->only || strcmp(p->job->only, p->folder) == 0)
			list_missing(p, id);
		catalogue_note(p->own, id);
		return NULL;
	}
	if (m)
		m->is_used = 1;
	if (!m || !*m->text)
		complain(p->job, "%s: %s/%s: no translation: %s", p->lang, p->folder, p->file, id);
	else if (m->is_fuzzy)
		complain(p->job, "%s: %s/%s: fuzzy: %s", p->lang, p->folder, p->file, id);
	else if (!same_tags(id, m->text))
		complain(p->job, "%s: %s/%s: other tags than the original: %s", p->lang, p->folder,
			p->file, m->text);
	else
		return m->text;
	return NULL;
}

/* Dutch is the original; whatever has no translation stays Dutch, and counts as wrong. */
static char *text_of(struct page *p, const char *start, size_t n, enum place inside)
{
	char *id = squeeze(start, n);
	const char *text = id;
	const char *fault;

	if (strcmp(p->lang, "nl") != 0)
		text = translation(p, id);
	if (!text)
		return id;
	fault = text_fault(text, inside);
	if (fault)
		complain(p->job, "%s: %s/%s: %s: %s", p->lang, p->folder, p->file, fault, text);
	text = strdup(text);
	free(id);
	return (char *)text;
}

static const char *skip_space(const char *s)
{
	while (isspace((unsigned char)*s))
		s++;
	return s;
}

/* Plain text as it is; notes whether what follows stands within a tag, so in an attribute. */
static void copy_plain(struct page *p, const char *s, size_t n, enum place inside, FILE *out)
{
	fwrite(s, 1, n, out);
	for (size_t i = 0; i < n && inside != IN_COMMAND; i++)
		if (s[i] == '<' || s[i] == '>')
			p->in_tag = s[i] == '<';
}

/* Copies text up to `end`, translating on the way. */
static void copy_part(struct page *p, const char *s, const char *end, enum place inside, FILE *out)
{
	while (s < end) {
		const char *open = strstr(s, "[["), *close;
		char *text;

		if (!open || open >= end)
			open = end;
		copy_plain(p, s, (size_t)(open - s), inside, out);
		if (open == end)
			return;
		close = strstr(open, "]]");
		if (!close || close >= end) {
			complain(p->job, "%s/%s: [[ without ]]: %.40s", p->folder, p->file, open);
			return;
		}
		text = text_of(p, open + 2, (size_t)(close - open) - 2,
			inside == IN_TEXT && p->in_tag ? IN_ATTRIBUTE : inside);
		fputs(text, out);
		free(text);
		s = close + 2;
	}
}

/* <?cs # title: [[...]] ?> */
static void take_title(struct page *p, const char *comment, const char *end)
{
	const char *open, *close;

	if (strncmp(comment, "title:", 6) != 0)
		return;
	open = strstr(comment, "[[");
	close = open ? strstr(open, "]]") : NULL;
	if (!close || close > end)
		complain(p->job, "%s/%s: title without [[text]]", p->folder, p->file);
	else
		p->title = text_of(p, open + 2, (size_t)(close - open) - 2, IN_COMMAND);
}

/* One command, with the texts in its arguments; returns where to go on. */
static const char *copy_command(struct page *p, const char *s, FILE *out)
{
	const char *end = strstr(s, "?>");
	const char *word = skip_space(s + 4);

	if (!end) {
		complain(p->job, "%s/%s: <?cs without ?>", p->folder, p->file);
		return s + strlen(s);
	}
	end += 2;
	if (*word == '#') {
		take_title(p, skip_space(word + 1), end);
		return skip_space(end);
	}
	copy_part(p, s, end, IN_COMMAND, out);
	return strncmp(word, "/def", 4) == 0 ? skip_space(end) : end;
}

/* Where the plain part that starts at s ends: at a command outside any [[text]]. */
static const char *plain_end(const char *s)
{
	while (*s && strncmp(s, "<?cs", 4) != 0) {
		const char *close = strncmp(s, "[[", 2) == 0 ? strstr(s, "]]") : NULL;

		s = close ? close + 2 : s + 1;
	}
	return s;
}

void page_translate(struct page *p, const char *text, FILE *out)
{
	const char *s = text;

	while (*s) {
		const char *end = plain_end(s);

		copy_part(p, s, end, IN_TEXT, out);
		s = *end ? copy_command(p, end, out) : end;
	}
}
