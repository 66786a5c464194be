/*
 * Mijn melding: what the files mine_*.c share. The code is typed once; from
 * page to page it travels in a sealed hidden field, in a domain of its own, so
 * that a state of the mailbox is none of the form and the other way round.
 * What was typed and not yet sent travels along. The reporter never sees the
 * report or an earlier answer here.
 */
#ifndef TIP_MINE_H
#define TIP_MINE_H

#include "tip.h"

enum { MINE_PAGE = 32 * 1024, MINE_SEALED_LEAST = 4096, MINE_QUESTIONS = 20 };

/* Pages of the mailbox; the one the reporter has before them stands in the state. */
enum mine_at {
	MINE_OPEN,		/* questions, answers, text */
	MINE_SENT,
	MINE_SURE_REPLACE,	/* asked once more before it is done */
	MINE_SURE_END,
	MINE_REPLACED,		/* the new code */
	MINE_FILES,		/* files to send along, one per POST (mine_file.c) */
	MINE_AGAIN,		/* the code must be typed again; what was typed is kept */
	MINE_PAGES
};

struct mine_state {
	int64_t stamp;			/* last sealed; at MINE_REPLACED first sealed */
	enum mine_at at;
	struct receipt receipt;		/* no more than zeros at MINE_AGAIN */
	struct receipt next;		/* drawn before the reporter is asked: the step sent twice is one step */
	struct pairs kept;		/* typed and not sent, by field; ".q.N" which question field N answers; "file.N.id" ... */
	int expired;
};

/* mine_state.c */
const char *mine_seal(struct task *t, struct mine_state *s);
/* MALFORMED for what is not a state of the mailbox. */
enum rc mine_unseal(struct task *t, const char *sealed, struct mine_state *out);
/* The page asks for the code again: forgets the receipts, remembers whose words these are. */
void mine_lock(struct task *t, struct mine_state *s);
/* 1 when the words that were kept were typed by who has this code. */
int mine_is_same(struct task *t, const struct mine_state *s, const struct receipt *r);

/* One open question as its reporter sees it. */
struct mine_question {
	unsigned char id[16];
	int64_t tap;
	const char *lang, *look_before;
	struct bytes wrap, sealed;
	const char *code, *text;	/* of the library, or by hand; both "" when it cannot be read */
	size_t before;			/* its number on the page before; 0 when it was not there */
};
struct mine_file {		/* one that was sent */
	int64_t no, state;		/* no 0: not registered yet */
	const char *day;
};
struct mine_status {
	int64_t live, stage, asked, files;	/* asked, files: there are open questions, and files that were sent */
	const char *closed, *received;
	int until;			/* last day on which the code works; 0 while the signal is open */
};

/* One POST. */
struct mine {
	struct mine_state state;
	struct form form;
	struct field *fields;
	size_t count;
	struct mine_status status;
	struct mine_question *questions;
	size_t question_count;
	struct mine_file *files;
	size_t file_count;
	struct pairs errors;		/* words by the name the field had on the page before */
	int file_added;			/* its number */
	int later;			/* what is wrong is ours, and passes: 503, not 422 */
	size_t errors_shown;
};

/* mine_read.c */
enum rc mine_read(struct web *w, struct mine *m);	/* what the page sent, into state.kept; too long or not */
const char *mine_button(const struct mine *m, const char *name);
/* Which question field N answers: its id in hexadecimal, "" when there is none; *tap. */
const char *mine_question_of(struct task *t, const struct mine_state *s, size_t n, int *tap);
const char *mine_kept(struct task *t, const struct mine_state *s, const char *name, size_t n);
const char *mine_name(struct task *t, const char *name, size_t n);	/* "name.n"; n 0: the name alone */

/* mine_open.c: what the database knows. NOT_FOUND for a code that opens nothing. */
enum rc mine_find(struct web *w, struct mine *m);
enum rc mine_questions(struct web *w, struct mine *m);
enum rc mine_files(struct web *w, struct mine *m);
/* JSON of the wraps of all open questions, made anew for that key. */
enum rc mine_rewrap(struct web *w, struct mine *m, const struct receipt_keys *from,
	const unsigned char to[32], const char **items);

/* mine_fields.c: into state.kept, and what the questions were before; as the database, when it must be asked. */
enum rc mine_renumber(struct web *w, struct mine *m);

/* mine_draw.c */
enum rc mine_show(struct web *w, struct mine *m);			/* the page the state stands before */
/* The page that asks for the code, with what is wrong ("error.<message>") or NULL; words that were kept go along. */
enum rc mine_show_code(struct web *w, struct mine *m, const char *message);

/* mine.c */
/* What every POST begins with: length, origin, state. *done: the page is shown already. */
enum rc mine_begin(struct web *w, struct mine *m, int *done);
enum rc mine_press(struct web *w, struct mine *m);			/* what the button says; the page of a dead code */

/* mine_file.c: the page that takes files, and the program beside the form that reads them. */
void mine_put_files(struct web *w, struct mine *m);
enum rc mine_remove(struct web *w, struct mine *m);
/* Takes out what was swept meanwhile, and says so; 1 when all are there. */
enum rc mine_files_there(struct web *w, struct mine *m, int *all);

/* mine_send.c */
enum rc mine_send(struct web *w, struct mine *m);
/* Is what the state holds for its question N stored already, sent from this very page? */
enum mine_was { MINE_NOT_SENT, MINE_WAS_SENT, MINE_SENT_WITH_FILES };
enum rc mine_was_sent(struct web *w, const struct mine *m, size_t n, enum mine_was *was);

/* mine_step.c: replace the code, end the dialogue. */
enum rc mine_replace(struct web *w, struct mine *m);
enum rc mine_end(struct web *w, struct mine *m);

#endif
