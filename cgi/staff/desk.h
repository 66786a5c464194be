/*
 * What the pages of the desk share: the signal an address names, the person
 * before it, the calendar, and words for dates and terms. Decides nothing.
 */
#ifndef DESK_H
#define DESK_H

#include "calendar.h"
#include "signal.h"
#include "signal_decide.h"
#include "staff.h"
#include "vault.h"

/* Who may for the routes of the desk. */
enum {
	WORKS = CASEWORKER | LEAD | SECURITY_ADVISER,
	LEADS = LEAD | SECURITY_ADVISER,
	READS = WORKS | ANALYST,
};

enum { TOLD = 40 };	/* subjects of a report that are shown */

struct desk {
	struct web *w;
	struct signal s;			/* set by desk_open */
	struct signal_person me;
	struct calendar calendar;
	int today;				/* local day */
	const char *today_text, *week_end;	/* ISO */
	struct signal_colleague *people;
	size_t people_count;
	struct said *said;			/* by put_story: the words behind events */
	size_t said_count;
	struct talk *talk;			/* by put_story: questions, answers, translations */
	size_t talk_count;
	struct told_file *files;		/* by put_story: what files are called */
	size_t file_count;
	enum purpose purpose;			/* by put_story, once opened; 0 when it is not */
	int decides;				/* by put_files: a request waits for this person's yes or no */
	unsigned char reason[16];
	const char *mark;			/* by desk_mark */
	const char *province;			/* chosen before the text was opened, and not saved; or NULL */
	const char *told_kind[TOLD + 1];	/* by put_story: what the reporter called subject N; or NULL */
	const char *told_name[TOLD + 1];
};

/* What colleagues wrote beside a decision, once opened. */
struct said {
	unsigned char envelope[16];
	const char *text, *about;
};

/* A file as the record says that brought it. */
enum { FILES_TOLD = 250 };
struct told_file {
	unsigned char id[16];
	const char *name, *type;	/* as it was called; code of its type */
	const char *about;		/* what a colleague who added it says of it; or "" */
	int64_t size;
};

/* A question, an answer or a translation, once opened. */
struct talk {
	unsigned char envelope[16];
	int kind;				/* enum record_kind */
	const char *day;
	struct pairs pairs;
};

/* keyd.c: gives the task this worker's connection to keyd. */
void desk_keyd(struct task *t);
/* Calendar, today and colleagues. */
enum rc desk_begin(struct web *w, struct desk *d);
/* The same, and the signal of w->ref; NOT_FOUND for what the person may not see. */
enum rc desk_open(struct web *w, struct desk *d);
enum rc desk_person(struct desk *d);	/* d->me: what the rules of steps care about */
int desk_unread(const struct desk *d, enum signal_act act);	/* 1: may take that step now, but for opening the text */
/* Facts every page of a signal shows: number, status, dates, who. */
void desk_put(const struct desk *d);
const char *desk_undone(const struct desk *d);	/* "gekoppeld, verrijkt": steps before forwarding that have no date; or "" */
/* 1 when opening it is part of the work in these hands (service/keyd decides again). */
int desk_treats(const struct desk *d);

/* "24 april 2026" and "24 apr"; "" for "". */
const char *desk_date(struct web *w, const char *iso);
const char *desk_moment(struct web *w, const char *utc);	/* "24 april 2026, 10:15" local */
/* "vandaag", "3 werkdagen over tijd"; *kind becomes "late", "today" or "". */
const char *desk_due(const struct desk *d, const char *iso, const char **kind);
/* Words with one "{n}" filled in. */
const char *filled(struct web *w, const char *words, const char *with);
const char *counted(struct web *w, const char *key, int64_t n);	/* <key>.one or <key>.more, with the number */
const char *desk_name(const struct desk *d, const unsigned char id[16]);
/* Numbered choices with words "<list>.<code>" for select, radio and check fields. */
void put_codes(struct web *w, const char *field, const char *const *codes, const char *list,
	const char *chosen, const char *empty);
/* The same for people, from the choice `first` on; chosen may be NULL. */
void put_people(struct web *w, const char *field, size_t first, const struct signal_colleague *people,
	size_t n, const unsigned char *chosen);

/*
 * Somebody was first, or this person in another page, or the text has to be opened again (Conflict.Shut): the
 * signal as it is now, and who changed it (Conflict.*), for the page with what was typed still in it. When that somebody was this
 * person sending the same form (a double click), *twice is 1: same version, act
 * and mark. Two forms made of one version in two tabs are no double click.
 */
enum rc desk_reread(struct desk *d, enum signal_act act, int64_t version, int *twice);
/*
 * CONFLICT for DENIED when, after the page was made, the signal was taken by another, or the day of a look-up
 * went by, and for INVALID when it was changed: nothing typed is lost.
 */
enum rc desk_late(const struct desk *d, struct form *f, enum signal_act act, enum rc rc);
/* *did: this person did this (the word of the event) with the same form before, whatever came after it. */
enum rc desk_did(struct desk *d, const char *what, int *did);
/*
 * When the field `decided` says duplicate: the number, as we write it, of the signal that leads, another one
 * that this person sees too, from the field `leads`; INVALID when it is none. Else "".
 */
enum rc desk_leader(const struct desk *d, struct form *f, const char *decided, const struct field *leads,
	const char **number);
/*
 * d->mark: what this form says, keyed by the session, so that the mark itself tells nothing; or by the form's own
 * number (S.Form), which is kept nowhere: then it is the same form after another log-in too.
 */
void desk_mark(struct desk *d, const struct form *f);
/*
 * Instead of NOT_FOUND: the second press of the button that handed the signal over goes where the first
 * went. For anybody else it is not there.
 */
enum rc desk_gone(struct web *w, enum signal_act act, enum rc rc);
/* Back to the signal, or to the queue when it is handed over, with a word of what was done. */
enum rc desk_done(const struct desk *d, enum signal_act act);
enum rc desk_back(const struct desk *d, const char *page, const char *what);	/* page "" or "/assess" of the signal */
/*
 * The word of what was done that an address carries (DONE_MOST long), or "": it counts for who did it, in that
 * session, until the version of the signal changes again. Of the queue: s is NULL, and it counts as long as the session.
 */
enum { DONE_MOST = 20 + 1 + 32 };
const char *done_said(struct web *w, const struct signal *s, const char *sent);
enum rc see_done(struct web *w, const char *page, const char *what);	/* to a page of no signal, with such a word */

/*
 * story.c: opens what is sealed in the signal and puts it on the page (Story.*).
 * What keyd refused stands on the page too (Sealed.*); only faults are returned.
 */
enum rc put_story(struct desk *d, enum purpose purpose, const unsigned char reason[16]);
/* The codes of purposes of a form: opening what is not one's own work. */
extern const char *const purpose_codes[];
enum purpose purpose_of(const char *code);
const char *purpose_code(enum purpose purpose);
/* Kind and Name of a subject: the desk's kind, else the reporter's; the name the reporter gave. */
void put_named(const struct desk *d, struct node *row, const struct signal_subject *s);
/* Judged.N: each subject, what it is called, its grade and verdict. */
enum rc put_judged(const struct desk *d);
const char *told_kind(const struct desk *d, const struct signal_subject *s);
/* What a colleague wrote in that envelope; NULL when it was not opened. */
const struct said *said_in(const struct desk *d, const unsigned char envelope[16]);

/* ask_story.c: the dialogue on the page of a signal. */
void talk_keep(struct desk *d, const struct record *r, const struct pairs *pairs);
/* Below parent (NULL: the page), numbered in `list`: the translations of what that envelope holds. */
void put_translations(const struct desk *d, struct node *parent, const char *list,
	const unsigned char envelope[16]);
/* Ask, Ask.May or .Why, Questions.N. After put_story. */
enum rc put_questions(const struct desk *d);
/* *why: word key behind "ask_why."; NULL when this person can ask the reporter something now. */
struct mailbox;
enum rc desk_may_ask(const struct desk *d, struct mailbox *m, const char **why);

/* file_story.c: files on the page of a signal. */
struct attachment;
int file_is_pair(const char *name);		/* of a file, not an answer: told elsewhere */
void file_keep(struct desk *d, const struct pairs *pairs);
void file_brought(struct web *w, struct node *row, const struct pairs *pairs);	/* File: these words came with one */
const char *file_name(const struct desk *d, const unsigned char id[16]);	/* "" when nothing says */
const char *file_state_code(int64_t state);
const char *file_url(const struct desk *d, const char *what, int64_t no);
void file_put(const struct desk *d, struct node *row, const struct attachment *a);
enum rc put_files(struct desk *d);
/* file_original.c: Originals.N; Undecided.N, Ready.N and Refused.N on the queue. */
enum rc put_requests(struct desk *d);
enum rc put_waiting(struct web *w);
/* Downloaded.When and .Url, and *had = 1: this person had that original, and has not asked for it again. */
enum rc put_downloaded(const struct desk *d, const struct attachment *a, int *had);

/* answers.c: what a record says, to be shown: vault_read() with every value as text_visible() has it. */
enum rc desk_read(struct task *t, const struct record *r, const struct data_key *keys, size_t n, struct pairs *out);
/* One answer in words: codes become words, dates are written out. */
const char *answer_value(struct web *w, const char *field, const char *value);
int answer_of_reporter(const char *field);	/* 1: about who reported */
/* "subject.2.name" -> 2 and "name"; 0 when it is not about a subject. */
int answer_of_subject(const char *name, const char **field);

/*
 * left_out.c: takes out of the address what the filter does not know, and says so (LeftOut.N.Text); 1 when
 * there was anything.
 */
int put_left_out(struct web *w, const struct field *fields, size_t count);
/* queue_rows.c: Rows.N, and Locked or Away when their first words cannot be shown. */
void put_queue(const struct desk *d, const struct signal *rows, size_t count);

/* assess.c: told_name of subjects that the reporter did not name: how their last description begins. */
enum rc desk_name_subjects(struct desk *d);
/* assess_choices.c: No, Judging and the choices of one subject's form. */
void put_judgement(struct web *w, const struct signal_subject *s);
/* Kept: all that was chosen and typed about a subject, in words, a line each. */
void put_kept(struct web *w, const struct signal_subject *s, const char *description, const char *reason);
/*
 * For the note (Kept) of a step that cannot be taken any more, a line each: what was typed, or the words of what
 * was chosen; neither when it is "".
 */
const char *kept_line(struct web *w, const char *text, const char *more);
const char *kept_choice(struct web *w, const char *text, const char *field, const char *code);

/* timeline.c: what happened (Events.N) and who looked (Looks.N). */
enum rc put_timeline(struct desk *d);
enum rc put_looks(struct desk *d);

/* region.c: the choice of a region for who may set it, and one that waits for the text to be opened (Region.*). */
extern const char *const province_codes[];
void put_region(const struct desk *d);
void keep_region(struct desk *d, const struct form *f);

/* signal.c: the page of the signal, with what was put on it before. */
enum rc desk_show(struct desk *d);

/* ask.c, withdraw.c, translate.c */
enum rc show_ask(struct web *w);
enum rc ask_reporter(struct web *w);
enum rc withdraw_question(struct web *w);
enum rc show_translate(struct web *w);
enum rc add_translation(struct web *w);

/* queue.c, overview.c; file_view.c, file_add.c, file_original.c; signal.c, region.c, step.c, assess.c, forward.c, close.c */
enum rc show_queue(struct web *w);
enum rc show_overview(struct web *w);
enum rc show_file(struct web *w);
enum rc send_page(struct web *w);
enum rc send_clean(struct web *w);
enum rc show_file_add(struct web *w);
enum rc add_file(struct web *w);
enum rc show_original(struct web *w);
enum rc ask_original(struct web *w);
enum rc decide_original(struct web *w);
enum rc send_original(struct web *w);
enum rc show_signal(struct web *w);
enum rc open_signal(struct web *w);
enum rc claim_signal(struct web *w);
enum rc assign_signal(struct web *w);
enum rc add_note(struct web *w);
enum rc set_region(struct web *w);
enum rc show_step(struct web *w);
enum rc take_step(struct web *w);
enum rc show_assess(struct web *w);
enum rc judge_subject(struct web *w);
enum rc show_forward(struct web *w);
enum rc forward_signal(struct web *w);
enum rc show_close(struct web *w);
enum rc close_signal(struct web *w);

#endif
