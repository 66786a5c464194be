/*
 * The public form "Doe uw melding": what its files share. It can write reports
 * and cannot read them: its account reads no table, and what its procedures
 * return is states, days and numbers, or sealed to the key of a receipt.
 */
#ifndef TIP_H
#define TIP_H

#include "state.h"
#include "web/page.h"

/* One POST of the form: what came, and the state it changed. */
struct visit {
	struct state state;
	struct path before;		/* the way as it was when this page was shown */
	struct path path;		/* the way after these answers */
	struct form form;
	struct field *fields;
	size_t count;
	int wrong;			/* an answer on this page must be corrected */
	int complain;			/* sent back to a page that is not right yet: say what is wrong */
	const char *file_wrong;		/* why the file of this POST was not taken; NULL when nothing is wrong with it */
	int file_later;			/* ... which is ours and passes: 503, not 422 */
	int file_added;			/* its number */
};

/* read.c: state and fields into a visit. */
enum rc visit_read(struct web *w, struct visit *v);
const char *visit_button(const struct visit *v, const char *name);	/* "" when not pressed */

/* wrong.c: rules that no table says; `again` repeats what is said once. */
void wrong_more(struct task *t, struct visit *v, int again);
void wrong_later(struct task *t, struct visit *v);
const char *wrong_words(struct web *w, const struct visit *v, size_t i);	/* of form.wrong[i] */
const char *number_hint(struct web *w, const char *name, const char *value);	/* "" when it looks right */
const char *thousands(struct web *w, long n);
int code_within(const char *text);		/* a secret code stands somewhere in it */

/* step.c: where the pressed button leads. */
enum rc visit_step(struct web *w, struct visit *v);
int is_sending(struct web *w, const struct visit *v);	/* the button of the check page, and nothing is missing */
int stop_is(struct stop s, const char *page);

/* draw.c: the page the visit stands before. */
enum rc visit_show(struct web *w, struct visit *v);
const char *answer_words(struct web *w, const struct question *q, const char *value);
const char *entry_words(struct web *w, const struct pairs *answers, int entry);

/* fields.c: Fields.N of the page and Errors.N; 1 when one of them repeats something that was typed, or is wrong. */
int fields_put(struct web *w, struct visit *v);

/* check.c */
void check_put(struct web *w, struct visit *v);
int is_urgent(const struct visit *v);
int has_code(const struct visit *v);
/* The answer to a question whose page this reporter sees; "" else. */
const char *seen_answer(const struct visit *v, const char *name);

/* report.c: the answers of the pages this reporter saw, in order. */
struct bytes report_pack(struct web *w, struct visit *v);
struct bytes summary_pack(struct web *w, struct visit *v);

/* send.c */
enum rc visit_send(struct web *w, struct visit *v);
enum rc sent_again(struct web *w, struct visit *v);	/* the last page once more, in another language */
enum rc judge_old(struct web *w, const struct visit *v, int *old);	/* sent too long ago to show anything of it ... */
enum rc show_end(struct web *w, const char *page, const char *reference);	/* ... but that; reference: NULL for none */

/* files.c: the page that takes files, and the program beside the form that reads them. */
enum rc post_files(struct web *w);
void files_put(struct web *w, struct visit *v);
int is_of_files(const struct visit *v);			/* a button of that page alone: add, remove */
enum rc files_step(struct web *w, struct visit *v);
void files_put_list(struct web *w, struct node *row, const struct pairs *answers);	/* Files.N of a row */
enum rc files_gone(struct web *w, struct visit *v);	/* sent with a file that is not there any more: back to that page */

/* recent.c: shared by the workers, in memory only. */
int recent_start(void);				/* before the fork; 0 = ready */
void recent_sent(const unsigned char tag[TAG], int64_t now);
int64_t recent_when(const unsigned char tag[TAG]);	/* first sent in that minute; 0 = not remembered */
int recent_flood(int64_t now, int64_t per_minute);
int recent_files(int64_t now, int64_t bytes, int64_t per_hour);	/* 1: this file would be more than an hour may bring */
void recent_files_back(int64_t now, int64_t bytes);	/* counted at `now`, and not kept after all */

/* office.c: opening hours and dates in words. */
void office_put(struct web *w);
const char *office_read_by(struct web *w, int64_t sent);
const char *office_look_from(struct web *w);	/* the day by which the desk has judged a report of today */
/* The same for a report of that day (ISO); five working days from now when they are over. */
const char *office_look_again(struct web *w, const char *received);
const char *today_iso(struct web *w);
const char *day_words(struct web *w, int day);
const char *words_with(struct task *t, const char *words, const char *first, const char *second);

/* ask.c: what was typed, to copy, for a form that cannot be read any more, or that another site sent (403). */
enum rc show_lost(struct web *w, int status);

/* Handlers. */
enum rc refused(struct web *w, enum rc rc);
enum rc choose_language(struct web *w);
enum rc show_form(struct web *w);
enum rc resume_form(struct web *w);
enum rc post_form(struct web *w);
enum rc show_plain(struct web *w);
enum rc show_mine(struct web *w);
enum rc post_mine(struct web *w);
enum rc resume_mine(struct web *w);
enum rc post_mine_file(struct web *w);
enum rc leave(struct web *w);
enum rc show_robots(struct web *w);
enum rc show_security(struct web *w);

/* The address of that page in the page's language: "form", "mine", ... */
const char *address(const char *what, const char *lang);
void put_other_languages(struct web *w, const char *what);

#endif
