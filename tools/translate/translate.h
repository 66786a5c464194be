/*
 * Makes one template set per language from templates/<folder>/<page>.cs and
 * templates/locale/<domain>.<lang>.po. A build tool: it ends with the first
 * round of complaints and owns what it allocates until then.
 *
 *   [[Dutch text]]           replaced by its translation; Dutch stays as it is
 *   <?cs # title: [[...]] ?> becomes Titles.<page> in words.hdf
 *   msgctxt "word"           becomes W.<msgid> in words.hdf
 *
 * A page of folder `tip` looks in domain tip, then in frame; a page of frame
 * in frame only. Words of frame go to every program.
 */
#ifndef TRANSLATE_H
#define TRANSLATE_H

#include <stddef.h>
#include <stdio.h>

struct message {
	char *id, *text;
	int is_word, is_fuzzy, is_used;
};
struct catalogue {			/* one .po file; absent = empty */
	char path[600];
	struct message *list;
	size_t count;
};

enum mode { BUILD, LIST_MISSING };
struct job {
	enum mode mode;
	const char *source, *out, *only;	/* only: the one domain to list, or NULL */
	int draft;				/* complaints about translations do not stop the build */
	size_t wrong;				/* complaints so far */
};

/* catalogue.c */
int catalogue_read(struct catalogue *c, const char *source, const char *domain, const char *lang);
struct message *catalogue_find(struct catalogue *c, const char *id, int is_word);
void catalogue_note(struct catalogue *c, const char *id);	/* listed as missing: once is enough */
void catalogue_unused(const struct catalogue *c);

/* compare.c */
char *squeeze(const char *text, size_t n);	/* runs of white space become one space, none at the ends */
int same_tags(const char *a, const char *b);	/* the same tags and placeholders, in any order */
int same_percents(const char *a, const char *b);
enum place { IN_TEXT, IN_ATTRIBUTE, IN_COMMAND };
/* NULL, or what is wrong with a text in a page at that place */
const char *text_fault(const char *text, enum place place);

/* page.c */
struct words;
struct page {
	struct job *job;
	const char *lang, *folder, *file;
	struct catalogue *own, *frame;		/* the same for a page of frame */
	char *title;				/* found in the page, translated; or NULL */
	int in_tag;				/* between < and > */
};
/* Writes the translated page; complaints are counted in the job. */
void page_translate(struct page *p, const char *text, FILE *out);

/* words.c */
void words_write(struct job *job, FILE *out, const char *program, struct catalogue *frame,
	struct catalogue *own);
/* Every word of one language is there in the other, with the same placeholders. */
void words_compare(struct job *job, struct catalogue *first, struct catalogue *other);

void complain(struct job *job, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
