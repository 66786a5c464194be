/*
 * Keeping a translation beside what a reporter wrote. The form says by whom and
 * how good; the original stays as it is, and first.
 */
#include "desk.h"

#include <string.h>

#include "base/text.h"
#include "dialogue_translate.h"

enum { OF = 0, GRADE = 5 };	/* places in the table */

static const struct field translate_form[] = {
	{ "of",    LINE,   32, 32,                 "translate_of",   NULL },
	{ "lang",  CHOICE, 1,  5,                  "translate_lang", translation_langs },
	{ "text",  PROSE,  1,  TRANSLATION_POINTS, "translate_text", NULL },
	{ "by",    CHOICE, 1,  10,                 "translate_by",   translation_by },
	{ "who",   LINE,   2,  TRANSLATOR_POINTS,  "translate_who",  NULL },
	{ "grade", CHOICE, 1,  1,                  "translate_grade", translation_grades },
	{ "version", NUMBER, 1, 1L << 31,          "choice",         NULL },
};
static const struct field start_form[] = {
	{ "of", LINE, 0, 32, "choice", NULL },
};

/* Originals, the report first: what can be chosen without opening anything. */
static enum rc put_originals(const struct desk *d, const char *chosen)
{
	static const struct { int kind; const char *word; } kinds[] = {
		{ RECORD_REPORT, "original.report" }, { RECORD_ADDITION, "original.addition" },
		{ RECORD_ANSWER, "original.answer" },
	};
	struct web *w = d->w;
	struct record *records;
	size_t n = 0, shown = 0;
	enum rc rc = vault_records(w->t, d->s.id, 0, &records, &n);

	for (size_t k = 0; rc == OK && k < COUNT(kinds); k++)
		for (size_t i = 0; i < n; i++) {
			const char *hex = text_hex(w->t, records[i].envelope, 16);
			struct node *row;

			if (records[i].kind != kinds[k].kind)
				continue;
			row = put_row(w, "Choices.of", shown++);
			node_put(row, "Value", hex);
			node_put(row, "Label", filled(w, word(w, "%s", kinds[k].word), desk_date(w, records[i].day)));
			node_flag(row, "Checked", strcmp(hex, chosen) == 0 || (!*chosen && shown == 1));
		}
	return rc;
}

static void put_grades(struct web *w, const char *chosen)
{
	put_codes(w, "grade", translation_grades, "grade", chosen, NULL);
	for (size_t i = 0; translation_grades[i]; i++)
		node_put(put_row(w, "Choices.grade", i), "Hint", word(w, "grade.%s.hint", translation_grades[i]));
}

static enum rc show_form(struct desk *d, const struct form *f, const char *of)
{
	struct web *w = d->w;
	enum rc rc = desk_treats(d) ? put_story(d, PURPOSE_TREATING, NULL) : OK;

	if (rc == OK)
		rc = put_originals(d, of);
	if (rc == OK)
		rc = put_questions(d);
	if (rc != OK)
		return rc;
	desk_put(d);
	put_codes(w, "lang", translation_langs, "in_lang", f ? form_value(f, "lang") : w->lang, NULL);
	put_codes(w, "by", translation_by, "by", f ? form_value(f, "by") : "", NULL);
	put_grades(w, f ? form_value(f, "grade") : "");
	put_flag(w, "Impossible", signal_may(signal_step(ACT_TRANSLATE, (enum signal_status)d->s.status), &d->me) != OK);
	if (f) {
		form_put(w, f);
		put(w, "Kept", kept_line(w, kept_line(w, kept_choice(w, "", "by", form_value(f, "by")), form_value(f, "who")),
			form_value(f, "text")));
	}
	return show_page(w, "translate.cs");
}

/* GET /signals/:ref/translate?of= */
enum rc show_translate(struct web *w)
{
	struct desk d;
	struct form f;
	enum rc rc = form_read(w, &f, start_form, COUNT(start_form));

	if (rc == OK)
		rc = desk_open(w, &d);
	if (rc != OK)
		return rc;
	if (signal_may(signal_step(ACT_TRANSLATE, (enum signal_status)d.s.status), &d.me) != OK)
		return see(w, "/%s/signals/%s", w->lang, d.s.number);
	return show_form(&d, NULL, form_value(&f, "of"));
}

static enum rc keep(struct desk *d, struct form *f)
{
	const struct translation tr = {
		.of = form_value(f, "of"), .lang = form_value(f, "lang"), .by = form_value(f, "by"),
		.who = form_value(f, "who"), .grade = form_value(f, "grade"), .text = form_value(f, "text"),
		.mark = d->mark,
	};
	enum rc rc;

	if (!translation_grade_fits(tr.by, tr.grade)) {
		form_wrong(f, &translate_form[GRADE], "translate_grade_fits");
		return INVALID;
	}
	rc = dialogue_translate(d->w->t, &d->s, &d->me, &tr);
	if (rc == INVALID)
		form_wrong(f, &translate_form[OF], NULL);
	return rc;
}

/* POST /signals/:ref/translate */
enum rc add_translation(struct web *w)
{
	struct desk d;
	struct form f;
	int did = 0, twice;
	enum rc form = form_read(w, &f, translate_form, COUNT(translate_form));
	enum rc rc = form == OK || form == INVALID ? desk_open(w, &d) : form;

	if (rc != OK)
		return rc;
	desk_mark(&d, &f);
	form = desk_late(&d, &f, ACT_TRANSLATE, form == OK ? keep(&d, &f) : form);
	if (form == CONFLICT)
		rc = desk_did(&d, signal_act_name(ACT_TRANSLATE), &did);
	if (form == OK || did)
		return desk_done(&d, ACT_TRANSLATE);
	if (form != CONFLICT && form != INVALID)
		return form;
	if (rc == OK && form == CONFLICT)
		rc = desk_reread(&d, ACT_TRANSLATE, form_num(&f, "version"), &twice);
	if (rc == OK)
		rc = show_form(&d, &f, form_value(&f, "of"));
	answer_status(w, form == CONFLICT ? 409 : 422);
	return rc;
}
