/*
 * Questions and answers on the page of a signal, and translations beside what
 * they are of. The words come from what put_story opened; without keys the
 * dates and states remain.
 */
#include "desk.h"

#include <string.h>

#include "base/text.h"
#include "dialogue_ask.h"

void talk_keep(struct desk *d, const struct record *r, const struct pairs *pairs)
{
	struct talk *talk = &d->talk[d->talk_count++];

	memcpy(talk->envelope, r->envelope, 16);
	talk->kind = (int)r->kind;
	talk->day = r->day;
	talk->pairs = *pairs;
}

static const char *said(const struct talk *talk, const char *name)
{
	return talk ? pairs_text(&talk->pairs, name) : "";
}

/* --- Translations -------------------------------------------------------------- */

static void put_translation(const struct desk *d, struct node *row, const struct talk *talk)
{
	struct web *w = d->w;

	node_put(row, "Text", said(talk, "text"));
	node_put(row, "Lang", said(talk, "lang"));
	node_put(row, "LangText", word(w, "in_lang.%s", said(talk, "lang")));
	node_put(row, "By", word(w, "by.%s", said(talk, "by")));
	node_put(row, "Who", said(talk, "who"));
	node_put(row, "Grade", said(talk, "grade"));
	node_put(row, "GradeText", word(w, "grade.%s", said(talk, "grade")));
	node_flag(row, "Machine", strcmp(said(talk, "by"), "machine") == 0);
	node_put(row, "Day", desk_date(w, talk->day));
}

void put_translations(const struct desk *d, struct node *parent, const char *list,
	const unsigned char envelope[16])
{
	const char *hex = text_hex(d->w->t, envelope, 16);
	size_t n = 0;

	for (size_t i = 0; i < d->talk_count; i++)
		if (d->talk[i].kind == RECORD_TRANSLATION && strcmp(said(&d->talk[i], "of"), hex) == 0)
			put_translation(d, parent ? node_row(parent, list, n++) : put_row(d->w, list, n++), &d->talk[i]);
}

/* --- Questions ------------------------------------------------------------------- */

static const struct talk *question_of(const struct desk *d, const struct question *q)
{
	for (size_t i = 0; i < d->talk_count; i++)
		if (d->talk[i].kind == RECORD_QUESTION && signal_same(d->talk[i].envelope, q->envelope))
			return &d->talk[i];
	return NULL;
}

/* State and StateText: "beantwoord op 3 mei", with the date where there is one. */
static void put_state(struct web *w, struct node *row, const struct question *q)
{
	static const char *const codes[QUESTION_STATES] = { "open", "answered", "lapsed", "withdrawn", "ended" };
	const char *code = q->state >= 0 && q->state < QUESTION_STATES ? codes[q->state] : "open";
	const char *on = q->state == QUESTION_ANSWERED ? q->answered : "";

	if (q->state == QUESTION_OPEN && *q->read_on) {
		code = "read";
		on = q->read_on;
	}
	node_put(row, "State", code);
	node_put(row, "StateText", filled(w, word(w, "question.%s", code), desk_date(w, on)));
	node_flag(row, "Open", q->state == QUESTION_OPEN);
}

static void put_reply(const struct desk *d, struct node *row, const struct talk *answer)
{
	struct web *w = d->w;

	node_put(row, "Day", desk_date(w, answer->day));
	node_put(row, "Text", said(answer, "text"));
	node_put(row, "Tap", *said(answer, "tap") ? word(w, "tap.%s", said(answer, "tap")) : "");
	file_brought(w, row, &answer->pairs);
	if (*said(answer, "text"))
		node_put(row, "Of", text_hex(w->t, answer->envelope, 16));
	put_translations(d, row, "Translations", answer->envelope);
}

/* One, as a rule; whoever answers again, or too late, is heard too. */
static size_t put_replies(const struct desk *d, struct node *row, const char *id)
{
	size_t n = 0;

	for (size_t i = 0; i < d->talk_count; i++)
		if (d->talk[i].kind == RECORD_ANSWER && strcmp(said(&d->talk[i], "question"), id) == 0)
			put_reply(d, node_row(row, "Answers", n++), &d->talk[i]);
	return n;
}

static void put_question(const struct desk *d, struct node *row, const struct question *q)
{
	struct web *w = d->w;
	const struct talk *asked = question_of(d, q);
	const char *id = text_hex(w->t, q->id, 16), *code = said(asked, "code");

	node_put(row, "Id", id);
	node_put(row, "Text", *code ? word(w, "library.%s", code) : said(asked, "text"));
	node_put(row, "Lang", *code ? "" : q->lang);
	node_put(row, "Asked", desk_date(w, q->day));
	node_put(row, "Who", desk_name(d, q->asker));
	node_put(row, "Before", desk_date(w, q->look_before));
	put_state(w, row, q);
	if (put_replies(d, row, id) == 0 && q->state == QUESTION_ANSWERED && asked)
		node_put(row, "Coming", "1");
}

/* Word key behind "ask_why."; NULL when this person can ask now. */
static const char *why_not(const struct desk *d, const struct mailbox *m, int open)
{
	if (!m->open)
		return m->had_code ? "ended" : d->s.confidential ? "known" : "none";
	if (d->s.status == SIGNAL_CLOSED)
		return "closed";
	if (d->s.status == SIGNAL_NEW)
		return "new";
	if (!d->s.moving && desk_unread(d, ACT_ASK))
		return "unread";
	if (d->s.moving || signal_may(signal_step(ACT_ASK, (enum signal_status)d->s.status), &d->me) != OK)
		return "other";
	return open >= QUESTIONS_OPEN ? "full" : NULL;
}

static enum rc read_questions(const struct desk *d, struct mailbox *m, const char **why, struct question **rows,
	size_t *n)
{
	int open = 0;
	enum rc rc = dialogue_mailbox(d->w->t, &d->s, m);

	if (rc == OK)
		rc = dialogue_questions(d->w->t, &d->s, rows, n);
	if (rc != OK)
		return rc;
	for (size_t i = 0; i < *n; i++)
		open += (*rows)[i].state == QUESTION_OPEN;
	*why = why_not(d, m, open);
	return OK;
}

enum rc desk_may_ask(const struct desk *d, struct mailbox *m, const char **why)
{
	struct question *rows;
	size_t n;

	return read_questions(d, m, why, &rows, &n);
}

enum rc put_questions(const struct desk *d)
{
	struct web *w = d->w;
	struct question *rows;
	struct mailbox m;
	const char *why = NULL;
	size_t n = 0;
	enum rc rc = read_questions(d, &m, &why, &rows, &n);

	if (rc != OK)
		return rc;
	put_flag(w, "Ask", n > 0 || signal_works(&d->me));
	if (signal_works(&d->me) && why)
		put_word(w, "Ask.Why", "ask_why.%s", why);
	put_flag(w, "Ask.May", why == NULL);
	for (size_t i = 0; i < n; i++)
		put_question(d, put_row(w, "Questions", i), &rows[i]);
	return OK;
}
