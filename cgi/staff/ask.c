/*
 * Asking the reporter: choose or write, look at what they will see, send. The
 * preview comes before sending, always; what was typed goes along with it.
 */
#include "desk.h"

#include <string.h>

#include "base/text.h"
#include "dialogue_ask.h"
#include "dialogue_warn.h"

enum { QUESTION = 1, TEXT = 2, BEFORE = 4 };	/* places in the table */

static const char *const go_codes[] = { "preview", "back", "send", NULL };
static const struct field ask_form[] = {
	{ "version",  NUMBER, 1, 1L << 31,        "choice",        NULL },
	{ "question", LINE,   0, 20,              "question_none", NULL },
	{ "text",     PROSE,  0, QUESTION_POINTS, "question_long", NULL },
	{ "tap",      TICK,   0, 1,               "choice",        NULL },
	{ "before",   DAY,    1, 10,              "look_before",   NULL },
	{ "wait",     TICK,   0, 1,               "choice",        NULL },
	{ "go",       CHOICE, 1, 10,              "choice",        go_codes },
};

/* "Antwoord als het kan voor maandag 6 april 2026." in the language of who reads it. */
static const char *before_in(struct web *w, const char *lang, const char *iso)
{
	int day, year, month, date;

	if (!calendar_read(iso, &day))
		return "";
	calendar_split(day, &year, &month, &date);
	return filled(w, word_of(w, lang, "dialogue.before"), take_format(w->t, "%s %d %s %d",
		text_nth(w->t, word_of(w, lang, "weekdays"), calendar_weekday(day) % 7), date,
		text_nth(w->t, word_of(w, lang, "months"), month - 1), year));
}

/* --- The page -------------------------------------------------------------------- */

/* Two groups of one field: with a tap, and in words. */
static void put_library(struct web *w, const char *chosen)
{
	size_t n[2] = { 0, 0 };

	for (size_t i = 0; dialogue_library[i]; i++) {
		const char *code = dialogue_library[i];
		int taps = dialogue_taps(code);
		struct node *row = put_row(w, taps ? "Choices.taps" : "Choices.words", n[taps]++);

		node_put(row, "Value", code);
		node_put(row, "Label", word(w, "library.%s", code));
		node_flag(row, "Checked", strcmp(code, chosen) == 0);
	}
}

/* The reporter was told, when the report was sent, to look from this day on. */
static int told_day(const struct desk *d)
{
	int received;

	return calendar_read(d->s.received, &received) ? calendar_due(&d->calendar, received, CALENDAR_TERM) : d->today;
}

/* Until somebody says otherwise: the fifth working day from today, or from the day on which the reporter looks. */
static void put_usual_day(const struct desk *d)
{
	struct web *w = d->w;
	int told = told_day(d), year, month, date;

	calendar_split(calendar_due(&d->calendar, told > d->today ? told : d->today, LOOK_BEFORE_USUAL), &year, &month, &date);
	put_num(w, "Form.before.day", date);
	put_num(w, "Form.before.month", month);
	put_num(w, "Form.before.year", year);
}

static int may_wait(const struct desk *d)
{
	return signal_may(signal_step(ACT_WAIT, (enum signal_status)d->s.status), &d->me) == OK;
}

/* What was chosen or typed can still be kept as a note. */
static void put_impossible(struct web *w, const struct form *f, const char *why)
{
	put_word(w, "Impossible", "ask_why.%s", why);
	if (f && dialogue_known(form_value(f, "question")))
		put_word(w, "Form.text", "library.%s", form_value(f, "question"));
}

static enum rc show_form(struct desk *d, struct form *f)
{
	struct web *w = d->w;
	struct mailbox m;
	const char *why = NULL;
	enum rc rc = desk_treats(d) ? put_story(d, PURPOSE_TREATING, NULL) : OK;

	if (rc == OK)
		rc = desk_may_ask(d, &m, &why);
	if (rc != OK)
		return rc;
	desk_put(d);
	put_library(w, f ? form_value(f, "question") : "");
	put_flag(w, "Own", f && strcmp(form_value(f, "question"), "own") == 0);
	put_flag(w, "MayWait", may_wait(d));
	put_word(w, "ReporterLang", "in_lang.%s", m.lang);
	if (f)
		form_put(w, f);
	else
		put_usual_day(d);
	if (why)
		put_impossible(w, f, why);
	return show_page(w, "ask.cs");
}

/* GET /signals/:ref/ask */
enum rc show_ask(struct web *w)
{
	struct desk d;
	struct mailbox m;
	const char *why = NULL;
	enum rc rc = desk_open(w, &d);

	if (rc == OK)
		rc = desk_may_ask(&d, &m, &why);
	if (rc != OK)
		return rc;
	if (why)
		return see(w, "/%s/signals/%s", w->lang, d.s.number);
	return show_form(&d, NULL);
}

/* --- Reading the form --------------------------------------------------------------- */

/* One of the library, or own words: what is written and not chosen is taken as chosen. */
static enum rc read_question(const struct desk *d, struct form *f, struct asking *a)
{
	const char *chosen = form_value(f, "question"), *text = form_value(f, "text");
	int own = strcmp(chosen, "own") == 0 || (!*chosen && *text);

	a->code = own ? "" : chosen;
	a->text = own ? text : "";
	if (!own && *chosen && !dialogue_known(chosen))
		return fail(d->w->t, MALFORMED, "a question that is not in the library");
	if (own ? !*text : !*chosen) {
		form_wrong(f, &ask_form[own ? TEXT : QUESTION], own ? "question_empty" : "question_none");
		return INVALID;
	}
	a->tap = own ? *form_value(f, "tap") != '\0' : dialogue_taps(chosen);
	return OK;
}

static enum rc read_asking(const struct desk *d, struct form *f, struct asking *a)
{
	struct web *w = d->w;
	enum rc rc = read_question(d, f, a);

	a->version = form_num(f, "version");
	a->look_before = form_value(f, "before");
	if (!dialogue_day_fits(a->look_before, d->today) && rc != MALFORMED) {
		form_wrong(f, &ask_form[BEFORE], "look_before");
		rc = INVALID;
	}
	if (rc == OK && *form_value(f, "wait") && may_wait(d))
		a->waits = filled(w, word(w, "ask.waits"), desk_date(w, a->look_before));
	return rc;
}

/* --- The preview ---------------------------------------------------------------------- */

static void put_taps(struct web *w, const char *lang)
{
	for (size_t i = 0; dialogue_tap_codes[i]; i++)
		node_put(put_row(w, "Preview.Taps", i), "Text", word_of(w, lang, "tap.%s", dialogue_tap_codes[i]));
}

static void put_warnings(const struct desk *d, const struct asking *a)
{
	struct web *w = d->w;
	unsigned found = dialogue_warn(w->t, a->text);
	size_t n = 0;
	char told[CALENDAR_TEXT];

	calendar_text(told_day(d), told);
	if (strcmp(a->look_before, told) <= 0)
		node_put(put_row(w, "Warnings", n++), "Text", filled(w, word(w, "warn.early"), desk_date(w, told)));
	for (unsigned bit = 1; dialogue_warn_code(bit); bit *= 2)
		if (found & bit)
			node_put(put_row(w, "Warnings", n++), "Text", word(w, "warn.%s", dialogue_warn_code(bit)));
}

static enum rc show_preview(struct desk *d, const struct form *f, const struct asking *a)
{
	struct web *w = d->w;
	struct mailbox m;
	enum rc rc = dialogue_mailbox(w->t, &d->s, &m);

	if (rc != OK)
		return rc;
	desk_put(d);
	form_put(w, f);
	put(w, "Preview.Lang", m.lang);
	put_word(w, "Preview.LangText", "in_lang.%s", m.lang);
	put(w, "Preview.Text", *a->code ? word_of(w, m.lang, "library.%s", a->code) : a->text);
	put(w, "Preview.Before", before_in(w, m.lang, a->look_before));
	if (strcmp(m.lang, w->lang) != 0 && *a->code)
		put_word(w, "Preview.Own", "library.%s", a->code);
	if (strcmp(m.lang, w->lang) != 0 && !*a->code)
		put_flag(w, "Preview.Foreign", 1);
	put_flag(w, "Preview.Unused", *a->code && *form_value(f, "text"));
	put_flag(w, "Preview.Waits", a->waits != NULL);
	put(w, "Before", desk_date(w, a->look_before));
	if (a->tap)
		put_taps(w, m.lang);
	put_warnings(d, a);
	return show_page(w, "ask_preview.cs");
}

/* --- Sending ------------------------------------------------------------------------------ */

/* The form with everything in it, after somebody was first or the room refused. */
static enum rc again(struct desk *d, struct form *f, enum rc why)
{
	int did = 0, twice;
	enum rc rc = OK;

	if (why == CONFLICT)
		rc = desk_did(d, signal_act_name(ACT_ASK), &did);
	if (did)
		return desk_done(d, ACT_ASK);
	if (rc == OK && why == CONFLICT)
		rc = desk_reread(d, ACT_ASK, form_num(f, "version"), &twice);
	if (why == INVALID && f->wrong_count == 0)
		form_wrong(f, &ask_form[QUESTION], "question_full");
	if (rc == OK)
		rc = show_form(d, f);
	answer_status(d->w, why == CONFLICT ? 409 : 422);
	return rc;
}

/* POST /signals/:ref/ask */
enum rc ask_reporter(struct web *w)
{
	struct desk d;
	struct form f;
	struct asking a = { 0 };
	enum rc form = form_read(w, &f, ask_form, COUNT(ask_form));
	enum rc rc = form == OK || form == INVALID ? desk_open(w, &d) : form;

	if (rc != OK)
		return rc;
	if (strcmp(form_value(&f, "go"), "back") == 0)
		return show_form(&d, &f);
	if (form == OK)
		form = read_asking(&d, &f, &a);
	if (form == OK && strcmp(form_value(&f, "go"), "preview") == 0)
		return show_preview(&d, &f, &a);
	desk_mark(&d, &f);
	a.mark = d.mark;
	if (form == OK)
		form = desk_late(&d, &f, ACT_ASK, dialogue_ask(w->t, &d.s, &d.me, &a));
	if (form == OK)
		return desk_done(&d, ACT_ASK);
	return form == CONFLICT || form == INVALID ? again(&d, &f, form) : form;
}
