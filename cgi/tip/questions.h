/*
 * The public form as data: its pages, its questions, and the choices of each.
 * Adding a question is one row here plus its words in templates/locale/tip.*.po:
 * "page.<page>", "field.<name>", "hint.<name>" when HINT is set, "error.<wrong>",
 * "<list>.<choice>". Reads no request and no database.
 */
#ifndef TIP_QUESTIONS_H
#define TIP_QUESTIONS_H

#include "base/pack.h"
#include "web/form.h"

/* Shown when the answer `name` is one of the words of `in`; always when name is NULL. */
struct when {
	const char *name, *in;
};

enum page_kind {
	QUESTIONS,	/* fields from the table below */
	EACH,		/* the same, once for each person or company (answers "subject.N.<name>") */
	ABOUT,		/* the list of persons and companies: add, change, remove */
	FILES,		/* files one by one, posted to the program that takes files (files.c) */
	TELL,		/* nothing asked: a warning or an explanation, words in the template */
	CHECK,		/* all answers, nothing sent yet */
};
struct tip_page {
	const char *name;
	enum page_kind kind;
	struct when when;
};

enum { HINT = 1, SELECT = 2, SMALL = 4, EMAIL = 8, PHONE = 16, INTRO = 32, CHOICE_HINTS = 64 };
struct question {
	const char *page;
	struct field field;
	const char *list;		/* words of the choices: "<list>.<choice>" */
	struct when when;
	unsigned flags;
};

extern const struct tip_page tip_pages[];
extern const size_t tip_page_count;
extern const struct question questions[];
extern const size_t question_count;

enum { SUBJECTS_MOST = 10, SUMMARY_POINTS = 120 };

const struct question *question_find(const char *name);		/* NULL when unknown */
int tip_page_find(const char *name);				/* -1 when unknown */
int same(const char *a, const char *b);				/* strcmp() == 0; most names differ in their first letter */
int word_in(const char *word, const char *list);		/* list: words and single spaces */

#endif
