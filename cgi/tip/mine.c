/*
 * Mijn melding: how a report stands, by the code alone. A code with a typing
 * error is found without a question; a wrong, an expired and an unknown one
 * take the same way and get the same page.
 */
#include "tip.h"

#include "base/db.h"
#include "base/settings.h"
#include "calendar.h"
#include "web/csrf.h"

static const struct field mine_form[] = {
	/* name    kind  min max  when wrong */
	{ "code",  LINE, 1,  60,  "code", NULL },
};

struct status {
	int64_t stage;
	const char *until;
};
static const struct column columns[] = {
	{ "stage", COLUMN_NUM, offsetof(struct status, stage) },
	{ "until", COLUMN_TEXT, offsetof(struct status, until) },
};
static const struct shape shape = SHAPE(struct status, columns);

/* GET /nl/mijn-melding */
enum rc show_mine(struct web *w)
{
	put_other_languages(w, "mine");
	answer_same_for_everyone(w);
	return show(w);
}

/* The typed code is not repeated on the page. */
static enum rc show_wrong(struct web *w, const char *message)
{
	struct node *error = put_row(w, "Errors", 0);
	const char *words = word(w, "error.%s", message);
	enum rc rc;

	node_put(error, "Field", "code");
	node_put(error, "Text", words);
	put(w, "Code.Error", words);
	rc = show_page(w, "mine.cs");
	return rc == OK ? INVALID : rc;
}

/* By its form only: whether there is such a report is not asked. */
static const char *not_a_code(const char *typed)
{
	char number[NUMBER_TEXT];

	return !*typed ? "code_empty" : number_read(typed, number) ? "code_reference" : "code";
}

static enum rc find(struct web *w, const struct receipt *receipt, struct status *out)
{
	unsigned char tag[TAG];

	receipt_tag(receipt, tag);
	return db_row(w->t, Q_report_status, &shape, out, id16(tag), text(today_iso(w)),
		num(setting_num(w->t->settings, "mailbox_days")));
}

/* POST /nl/mijn-melding */
enum rc open_mine(struct web *w)
{
	struct form f;
	struct receipt receipt;
	struct status status = { 0 };
	int until;
	enum rc rc = csrf_origin(w);

	if (rc == OK)
		rc = form_read(w, &f, mine_form, COUNT(mine_form));
	if (rc != OK && rc != INVALID)
		return rc;
	put_other_languages(w, "mine");
	if (rc == INVALID || receipt_read(form_value(&f, "code"), &receipt) != OK)
		return show_wrong(w, not_a_code(form_value(&f, "code")));
	rc = find(w, &receipt, &status);
	if (rc == NOT_FOUND)
		return show_wrong(w, "no_report");
	if (rc != OK)
		return rc;
	put_word(w, "Stage.Name", "stage.%d", (int)status.stage);
	put_word(w, "Stage.Text", "stage.%d.text", (int)status.stage);
	put_num(w, "MailboxDays", setting_num(w->t->settings, "mailbox_days"));
	if (calendar_read(status.until, &until))
		put(w, "Until", day_words(w, until));
	return show_page(w, "mine.cs");
}
