/*
 * For the auditor and the privacy officer: who did what and when. No content
 * of signals: what a row is about is a signal's number, the name of an account or how long a list was. Looking
 * here is a row of the chain itself.
 */
#include "audit.h"
#include "desk.h"
#include "staff.h"

#include <string.h>

#include "base/receipt.h"
#include "base/text.h"

enum { ROWS = 50 };

/* What can be asked for by name: every action that is audited; the words are "audit.<action>" (tests/gates/audit-words). */
static const char *const actions[] = {
	"account_add", "account_code", "account_disable", "account_enable", "assessment_added", "calendar_add",
	"calendar_remove", "calendar_until", "code_failed", "denied", "enrolled", "factor_set", "file_added",
	"files_again", "files_rescan", "grant_role_approve", "grant_role_lapse", "grant_role_refuse", "intake_anchor", "login",
	"login_alarm", "login_failed", "logout", "note_added", "open", "open_audit", "open_denied", "open_file", "open_limited",
	"open_list", "open_original", "original_approved", "original_asked", "original_refused", "party_added",
	"password_changed", "question_added", "question_asked", "question_withdrawn", "reason_added",
	"reset_approve", "reset_lapse", "reset_propose", "reset_refuse", "restored", "role_grant", "role_propose", "role_revoke",
	"sessions_end", "signal_assessed", "signal_assigned", "signal_claimed", "signal_closed", "signal_enriched",
	"signal_forwarded", "signal_handed_over", "signal_judged", "signal_linked", "signal_moved",
	"signal_news_read", "signal_note", "signal_rechecked", "signal_region", "signal_reopened",
	"signal_resumed", "signal_returned", "signal_taken_over", "signal_translated", "signal_waiting",
	"translation_added", NULL
};

static const struct field filter_form[] = {
	/* name     kind    min max       when wrong */
	{ "actor",  HIDDEN, 0,  32,        "choice", NULL },
	{ "action", CHOICE, 0,  40,        "choice", actions },
	{ "before", NUMBER, 0,  INT64_MAX, "choice", NULL },
	{ "number", LINE,   0,  40,        "choice", NULL },
	{ "brief",  TICK,   0,  1,         "choice", NULL },
};

static void put_actions(struct web *w, const char *chosen)
{
	node_put(put_row(w, "Actions", 0), "Label", word(w, "audit.all"));
	for (size_t i = 0; actions[i]; i++) {
		struct node *row = put_row(w, "Actions", i + 1);

		node_put(row, "Value", actions[i]);
		node_put(row, "Label", word(w, "audit.%s", actions[i]));
		node_flag(row, "Checked", strcmp(actions[i], chosen) == 0);
	}
}

static enum rc put_actors(struct web *w, const char *chosen)
{
	struct audit_actor *rows;
	size_t n;
	enum rc rc = audit_actors(w->t, &rows, &n);

	node_put(put_row(w, "Actors", 0), "Label", word(w, "audit.everybody"));
	for (size_t i = 0; rc == OK && i < n; i++) {
		struct node *row = put_row(w, "Actors", i + 1);
		const char *id = text_hex(w->t, rows[i].id, 16);

		node_put(row, "Value", id);
		node_put(row, "Label", rows[i].display);
		node_flag(row, "Checked", strcmp(id, chosen) == 0);
	}
	return rc;
}

/* "name=value ..." of a row's detail: that value, or "". */
static const char *told(struct web *w, const char *detail, const char *name)
{
	size_t n = strlen(name);

	for (; *detail; detail += strspn(detail, " ")) {
		if (strncmp(detail, name, n) == 0 && detail[n] == '=')
			return take_textn(w->t, detail + n + 1, strcspn(detail + n + 1, " "));
		detail += strcspn(detail, " ");
	}
	return "";
}

/* By which filters somebody looked here, in words. */
static const char *filters(struct web *w, const char *by)
{
	const char *out = "";

	for (size_t n; *by; by += n + (by[n] == '+')) {
		n = strcspn(by, "+");
		out = take_format(w->t, "%s%s%s", out, *out ? ", " : "",
			word(w, "audit.by.%s", take_textn(w->t, by, n)));
	}
	return out;
}

/* "/signals/:ref/open" as "/signals/.../open". */
static const char *page_path(struct web *w, const char *path)
{
	const char *ref = strstr(path, ":ref");

	return ref ? take_format(w->t, "%.*s...%s", (int)(ref - path), path, ref + 4) : path;
}

/* What there is to say of a row beside the signal or the person: the codes of its detail in words. */
static const char *about(struct web *w, const struct audit_row *row)
{
	const char *value = told(w, row->detail, "role");
	int64_t n;

	if (*value && text_number(value, 0, ROLE_COUNT - 1, &n))
		return word(w, "role.%s", role_name((enum role)n));
	value = told(w, row->detail, "rows");
	if (*value && text_number(value, 0, INT64_MAX, &n))
		return counted(w, "audit.rows", n);
	if (strcmp(row->action, "denied") == 0 && *row->detail)
		return filled(w, word(w, "audit.about.page"), page_path(w, told(w, row->detail, "page")));
	if (strcmp(row->action, "open_audit") == 0)
		return *row->detail ? filters(w, told(w, row->detail, "by")) : word(w, "audit.by.none");
	if (strncmp(row->action, "calendar_", 9) == 0 || strcmp(row->action, "intake_anchor") == 0)
		return desk_date(w, told(w, row->detail, "day"));
	return "";
}

static void put_rows(struct web *w, const struct audit_entry *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct audit_row *r = &rows[i].row;
		struct node *row = put_row(w, "Rows", i);

		node_num(row, "Seq", r->seq);
		node_put(row, "At", desk_moment(w, r->at));
		node_put(row, "Actor", *r->actor ? r->actor : word(w, "audit.service"));
		node_put(row, "Program", r->program);
		node_put(row, "Action", word(w, "audit.%s", r->action));
		node_put(row, "Purpose", r->purpose ? word(w, "purpose.%d", (int)r->purpose) : "");
		node_put(row, "Number", rows[i].number);
		node_put(row, "Person", rows[i].person);
		node_put(row, "About", about(w, r));
	}
}

/* What put_left_out() let through; number in the form we write it. */
static void read_filter(struct web *w, const struct form *f, struct audit_filter *out)
{
	unsigned char *id = take(w->t, 16);
	char *number = take(w->t, NUMBER_TEXT);

	out->actor = text_unhex(form_value(f, "actor"), id, 16) ? id : NULL;
	out->action = *form_value(f, "action") ? form_value(f, "action") : NULL;
	out->before = form_num(f, "before") ? form_num(f, "before") : INT64_MAX;
	out->brief = form_num(f, "brief") != 0;
	/* What is no number fits no row: it is a filter all the same. */
	if (*form_value(f, "number"))
		out->number = number_read(form_value(f, "number"), number) ? number : "-";
}

static void put_pages(struct web *w, const struct form *f, const struct audit_filter *filter, int64_t next)
{
	const char *page = take_format(w->t, "/%s/audit?actor=%s&action=%s%s%s%s", w->lang, form_value(f, "actor"),
		form_value(f, "action"), filter->brief ? "&brief=1" : "", filter->number ? "&number=" : "",
		filter->number ? filter->number : "");

	if (next)
		put(w, "Page.Next", take_format(w->t, "%s&before=%lld", page, (long long)next));
	if (*form_value(f, "before"))
		put(w, "Page.First", page);
}

/* The row that this look leaves: by what was filtered, not what was filled in. */
static enum rc leave_row(struct web *w, const struct form *f)
{
	static const char *const by[][2] = {
		{ "actor", "actor" }, { "action", "action" }, { "number", "number" }, { "brief", "brief" },
		{ "before", "older" },
	};
	const char *list = "";

	for (size_t i = 0; i < COUNT(by); i++)
		if (*form_value(f, by[i][0]))
			list = take_format(w->t, "%s%s%s", list, *list ? "+" : "", by[i][1]);
	return audit_looked(w->t, list);
}

/* GET /:lang/audit?actor=&action=&number=&brief=&before= */
enum rc show_audit(struct web *w)
{
	struct audit_filter filter = { 0 };
	struct audit_entry *rows;
	struct form f;
	size_t n;
	enum rc rc;

	if (put_left_out(w, filter_form, COUNT(filter_form)))
		answer_status(w, 400);
	rc = form_read(w, &f, filter_form, COUNT(filter_form));
	if (rc == OK)
		read_filter(w, &f, &filter);
	if (rc == OK)
		rc = audit_page(w->t, &filter, ROWS + 1, &rows, &n);
	if (rc == OK)
		rc = put_actors(w, form_value(&f, "actor"));
	/* After the rows are read, so that nobody finds his own look on top; before any is shown. */
	if (rc == OK)
		rc = leave_row(w, &f);
	if (rc != OK)
		return rc;
	put_actions(w, form_value(&f, "action"));
	form_put(w, &f);
	put_rows(w, rows, n > ROWS ? ROWS : n);
	put_pages(w, &f, &filter, n > ROWS ? rows[ROWS - 1].row.seq : 0);
	return show_page(w, "audit.cs");
}
