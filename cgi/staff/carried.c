/*
 * The pages between an ended session and the next, while a text waits in the
 * browser (carry.c): each of their buttons keeps it, that of a language too.
 * Nothing is sent before the person has seen what, and by a button that says it.
 */
#include "staff.h"

#include <string.h>

#include "base/text.h"
#include "signal.h"

void put_carry(struct web *w, const char *form, const char *carry)
{
	put(w, "Carry", carry);
	if (*carry)
		put(w, "LangForm", form);
}

int turned(struct web *w, struct form *f, const char **to)
{
	const char *lang = form_value(f, "lang");

	if (!*lang || web_speak(w, lang) != OK)
		return 0;
	put_languages(w);
	if (staff_path_ours(*to))
		*to = take_format(w->t, "/%s%s", lang, *to + strlen("/nl"));
	f->wrong_count = 0;	/* another language was asked for, and nothing else */
	return 1;
}

/* --- The text again, for who typed it ------------------------------------------------ */

/* What a person typed or chose: a code is a word of its list. The rest of a form is ours, and is not shown. */
static const struct { const char *name, *list; } told[] = {
	{ "name", NULL }, { "display", NULL }, { "role", "role" }, { "tongue", "in_lang" }, { "question", "library" },
	{ "kind", "kind" }, { "description", NULL }, { "source", "source" }, { "information", "information" },
	{ "verdict", "verdict" }, { "intent", "intent" }, { "leads", NULL }, { "method", "method" }, { "sector", "sector" },
	{ "document", "document" }, { "route", "route" }, { "destination", "destination" }, { "code", "close_reason" },
	{ "do", "do" }, { "found", "found" }, { "province", "province" }, { "purpose", "purpose_ask" }, { "lang", "in_lang" }, { "by", "by" },
	{ "who", NULL }, { "grade", "grade" }, { "decision", "decision" }, { "text", NULL }, { "note", NULL }, { "reason", NULL },
	{ "about", NULL }, { "tap", "tick" }, { "wait", "tick" },
};

/* The word of a code; "" for one that has none, which no form of ours sends. */
static const char *in_words(struct web *w, const char *list, const char *code)
{
	const char *key = take_format(w->t, "%s.%s", list, code), *found = *code ? word(w, "%s", key) : key;

	return strcmp(found, key) == 0 ? "" : found;
}

static void put_told(struct web *w, const struct pair *p, size_t *rows)
{
	for (size_t i = 0; i < COUNT(told); i++) {
		const char *value = p->value;
		struct node *row;

		if (strcmp(told[i].name, p->name) != 0)
			continue;
		if (told[i].list)
			value = in_words(w, told[i].list, p->value);
		if (!*value && strcmp(p->name, "kind") == 0)	/* of a day, not of whom it is about */
			value = in_words(w, "calendar", p->value);
		if (!*value)
			return;
		row = put_row(w, "Told", (*rows)++);
		node_put(row, "Label", word(w, "told.%s", told[i].name));
		node_put(row, "Value", value);
	}
}

/* A date is three fields, or one when it was hidden: the parts are shown as they were typed. */
static void put_date(struct web *w, const struct pairs *fields, const char *name, size_t *rows)
{
	const char *day = pairs_text(fields, take_format(w->t, "%s.day", name));
	struct node *row;

	if (*day)
		day = take_format(w->t, "%s-%s-%s", day, pairs_text(fields, take_format(w->t, "%s.month", name)),
			pairs_text(fields, take_format(w->t, "%s.year", name)));
	else
		day = pairs_text(fields, name);
	if (!*day)
		return;
	row = put_row(w, "Told", (*rows)++);
	node_put(row, "Label", word(w, "told.%s", name));
	node_put(row, "Value", day);
}

static int ends_in(const char *path, const char *end)
{
	size_t n = strlen(path), m = strlen(end);

	return n >= m && strcmp(path + n - m, end) == 0;
}

/* What pressing the button does. Most forms store; these open, download or show something first. */
static const char *button_of(const char *path, const struct pairs *fields)
{
	const char *go = pairs_text(fields, "go");

	if (ends_in(path, "/open"))
		return "open";
	if (ends_in(path, "/ask"))
		return strcmp(go, "send") == 0 ? "send" : "on";
	/* A file is not carried: its page asks for it once more. */
	return ends_in(path, "/file/add") || ends_in(path, "/file/clean") || ends_in(path, "/original/opened") ? "on" : "store";
}

/* Of which signal: the number that the address names. */
static const char *number_of(struct web *w, const char *path)
{
	static const char signals[] = "/signals/";
	const char *at = strstr(path, signals);

	return at ? take_textn(w->t, at + strlen(signals), strcspn(at + strlen(signals), "/")) : "";
}

/* Whom a signal is given, by name. */
static enum rc put_assignee(struct web *w, const struct pairs *fields, size_t *rows)
{
	const char *hex = pairs_find(fields, "assignee");
	unsigned char id[16];
	struct signal_colleague *people;
	size_t n = 0;
	struct node *row;
	enum rc rc = hex ? signal_colleagues(w->t, &people, &n) : OK;

	if (!hex || rc != OK)
		return rc;
	row = put_row(w, "Told", (*rows)++);
	node_put(row, "Label", word(w, "told.assignee"));
	node_put(row, "Value", text_unhex(hex, id, sizeof id) ? signal_name_of(people, n, id) : word(w, "who.nobody"));
	return OK;
}

static enum rc put_text(struct web *w, const char *path, const struct pairs *fields)
{
	size_t rows = 0;

	put(w, "Action", take_format(w->t, "/%s%s", w->lang, path + strlen("/nl")));
	put(w, "Number", number_of(w, path));
	put(w, "Go", button_of(path, fields));
	put(w, "Act", in_words(w, "act", strrchr(path, '/') + 1));
	for (size_t i = 0; i < fields->count; i++) {
		struct node *row = put_row(w, "Fields", i);

		node_put(row, "Name", fields->list[i].name);
		node_put(row, "Value", fields->list[i].value);
		put_told(w, &fields->list[i], &rows);
	}
	put_date(w, fields, "before", &rows);
	put_date(w, fields, "day", &rows);
	return put_assignee(w, fields, &rows);
}

enum rc resume_page(struct web *w, const char *carry)
{
	unsigned char whom[16];
	struct pairs fields = { 0 };
	const char *path = "";
	enum rc rc = carry_open(w, carry, whom, &path, &fields);
	int mine = rc == OK && memcmp(whom, w->account->id, 16) == 0;

	if (rc != OK)
		return go_home(w);
	put_flag(w, "Mine", mine);
	put_carry(w, "waits", carry);
	if (mine)
		rc = put_text(w, path, &fields);
	return rc == OK ? show_page(w, "resume.cs") : rc;
}

static const struct field resume_form[] = {
	{ "carry", HIDDEN, 1, CARRY_FIELD, "",       NULL },
	{ "lang",  CHOICE, 0, 1,           "choice", web_language_codes },
};

/* POST /:lang/resume: the same page in another language, by a form beside that of the text. */
enum rc resume(struct web *w)
{
	struct form f;
	const char *to = "";
	enum rc rc = form_read(w, &f, resume_form, COUNT(resume_form));

	if (rc != OK)
		return rc;
	turned(w, &f, &to);
	return resume_page(w, form_value(&f, "carry"));
}
