/* Pages of the mailbox. What C says in words comes by key; the rest stands in the templates. */
#include "files.h"
#include "mine.h"

#include "base/settings.h"
#include "calendar.h"
#include "dialogue.h"

#include <string.h>

static const char *iso_words(struct web *w, const char *iso)
{
	int day;

	return calendar_read(iso, &day) ? day_words(w, day) : "";
}

/* Said beside the field and in the summary above, which are drawn in the same order. */
static const char *put_error(struct web *w, struct mine *m, const char *was, const char *name)
{
	const char *words = pairs_find(&m->errors, was);
	struct node *error;

	if (!words)
		return "";
	error = put_row(w, "Errors", m->errors_shown++);
	node_put(error, "Field", name);
	node_put(error, "Text", words);
	return words;
}

/* --- The page that asks for the code --------------------------------------------- */

/* With words that were kept, the page carries them; else it is the same for everyone. */
static void put_kept(struct web *w, struct mine *m)
{
	if (m->state.kept.count == 0) {
		put_other_languages(w, "mine");
		return;
	}
	put_flag(w, "Notice.Again", 1);
	put(w, "LangForm", "mijn");
	put(w, "State", mine_seal(w->t, &m->state));
}

enum rc mine_show_code(struct web *w, struct mine *m, const char *message)
{
	struct node *error;
	const char *words;
	enum rc rc;

	put_kept(w, m);
	if (!message)
		return show_page(w, "mine.cs");
	error = put_row(w, "Errors", 0);
	words = word(w, "error.%s", message);
	node_put(error, "Field", "code");
	node_put(error, "Text", words);
	put(w, "Code.Error", words);
	rc = show_page(w, "mine.cs");
	return rc == OK ? INVALID : rc;
}

/* --- Questions ---------------------------------------------------------------------- */

static void put_taps(struct web *w, struct node *row, const char *chosen)
{
	for (size_t i = 0; dialogue_tap_codes[i]; i++) {
		struct node *choice = node_row(row, "Choices", i);
		const char *code = dialogue_tap_codes[i];

		node_put(choice, "Value", code);
		node_put(choice, "Label", word(w, "tap.%s", code));
		node_flag(choice, "Checked", strcmp(code, chosen) == 0);
	}
}

static void put_question(struct web *w, struct mine *m, size_t n)
{
	const struct mine_question *q = &m->questions[n - 1];
	struct node *row = put_row(w, "Questions", n - 1);
	const char *name = mine_name(w->t, "text", n);

	node_flag(row, "Own", !*q->code && *q->text);
	node_put(row, "Lang", q->lang);
	node_put(row, "Text", *q->code ? word(w, "library.%s", q->code) : *q->text ? q->text : word(w, "question.damaged"));
	node_put(row, "Before", iso_words(w, q->look_before));
	node_put(row, "Name", name);
	node_put(row, "Value", mine_kept(w->t, &m->state, "text", n));
	node_put(row, "Error", q->before ? put_error(w, m, mine_name(w->t, "text", q->before), name) : "");
	if (q->tap) {
		node_put(row, "Tap", mine_name(w->t, "tap", n));
		put_taps(w, row, mine_kept(w->t, &m->state, "tap", n));
	}
}

/* --- The mailbox itself ------------------------------------------------------------------ */

static void put_status(struct web *w, const struct mine *m)
{
	put_word(w, "Stage.Name", "stage.%d", (int)m->status.stage);
	put_word(w, "Stage.Text", "stage.%d.text", (int)m->status.stage);
	put_num(w, "MailboxDays", setting_num(w->t->settings, "mailbox_days"));
	put(w, "Until", m->status.until ? day_words(w, m->status.until) : "");
	if (m->status.stage < 2)
		put(w, "LookFrom", office_look_again(w, m->status.received));
}

/* What became of those that were sent; and those that still are to be. */
static void put_files(struct web *w, struct mine *m)
{
	for (size_t i = 0; i < m->file_count; i++) {
		struct node *row = put_row(w, "Sent", i);

		if (m->files[i].no)
			node_num(row, "No", m->files[i].no);
		node_put(row, "Day", iso_words(w, m->files[i].day));
		node_put(row, "State", word(w, "became.%d", (int)m->files[i].state));
	}
	files_put_rows(w, &m->state.kept);
}

/* Words that stand in fields of the page do not travel in its state as well. */
static void drop_shown(struct mine_state *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->kept.count; i++)
		if (*s->kept.list[i].name == '.' || strncmp(s->kept.list[i].name, "file.", 5) == 0)
			s->kept.list[n++] = s->kept.list[i];
	s->kept.count = n;
}

static enum rc put_open(struct web *w, struct mine *m)
{
	enum rc rc = mine_find(w, m);

	if (rc == OK && m->status.asked)
		rc = mine_questions(w, m);
	if (rc == OK && m->status.files)
		rc = mine_files(w, m);
	if (rc == OK)
		rc = mine_renumber(w, m);
	if (rc != OK)
		return rc;
	put_status(w, m);
	put_files(w, m);
	for (size_t n = 1; n <= m->question_count && n <= MINE_QUESTIONS; n++)
		put_question(w, m, n);
	put_flag(w, "Several", m->question_count > 1);
	put(w, "Add.Value", mine_kept(w->t, &m->state, "add", 0));
	put(w, "Add.Error", put_error(w, m, "add", "add"));
	put(w, "MaxLength", thousands(w, ANSWER_POINTS));
	drop_shown(&m->state);
	return OK;
}

/* --- The other pages ------------------------------------------------------------------------ */

static enum rc put_sent(struct web *w, struct mine *m)
{
	put(w, "Answers", mine_kept(w->t, &m->state, ".answers", 0));
	put(w, "Texts", mine_kept(w->t, &m->state, ".texts", 0));
	put(w, "LookFrom", office_look_from(w));
	return OK;
}

static enum rc put_sure(struct web *w, struct mine *m)
{
	put_flag(w, "Replace", m->state.at == MINE_SURE_REPLACE);
	return OK;
}

static enum rc put_file_page(struct web *w, struct mine *m)
{
	mine_put_files(w, m);
	return OK;
}

static enum rc put_code(struct web *w, struct mine *m)
{
	char code[RECEIPT_TEXT];

	receipt_text(&m->state.receipt, code);
	put(w, "Code", code);
	put(w, "Try.Error", put_error(w, m, "try", "try"));
	put_num(w, "MailboxDays", setting_num(w->t->settings, "mailbox_days"));
	return OK;
}

static const struct { const char *page; enum rc (*puts)(struct web *w, struct mine *m); } pages[] = {
	[MINE_OPEN]         = { "mine_open.cs",     put_open },
	[MINE_SENT]         = { "mine_sent.cs",     put_sent },
	[MINE_SURE_REPLACE] = { "mine_sure.cs",     put_sure },
	[MINE_SURE_END]     = { "mine_sure.cs",     put_sure },
	[MINE_REPLACED]     = { "mine_replaced.cs", put_code },
	[MINE_FILES]        = { "mine_files.cs",    put_file_page },
};

enum rc mine_show(struct web *w, struct mine *m)
{
	enum rc rc;

	if (m->state.at == MINE_AGAIN)
		return mine_show_code(w, m, NULL);
	rc = pages[m->state.at].puts(w, m);
	if (rc != OK)
		return rc;
	put(w, "Action", address(m->state.at == MINE_FILES ? "mine_file" : "mine", w->lang));
	put(w, "LangForm", "mijn");
	put(w, "State", mine_seal(w->t, &m->state));
	rc = show_page(w, pages[m->state.at].page);
	return rc == OK && m->errors_shown ? INVALID : rc;
}
