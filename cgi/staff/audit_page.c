/*
 * For the auditor and the privacy officer: who did what and when. No content
 * of signals: an object is a signal's number, or the first characters of its inner id.
 */
#include "audit.h"
#include "desk.h"
#include "staff.h"

#include <string.h>

#include "base/receipt.h"
#include "base/text.h"

enum { ROWS = 50 };

static const struct field filter_form[] = {
	/* name     kind    min max */
	{ "actor",  HIDDEN, 0,  32, "", NULL },
	{ "action", HIDDEN, 0,  40, "", NULL },
	{ "before", HIDDEN, 0,  20, "", NULL },
	{ "number", LINE,   0,  40, "too_long", NULL },
	{ "brief",  TICK,   0,  1,  "choice", NULL },
};

/* What can be asked for by name: every action that is audited; the words are "audit.<action>" (tests/gates/audit-words). */
static const char *const actions[] = {
	"account_add", "account_code", "account_disable", "account_enable", "assessment_added", "calendar_add",
	"calendar_remove", "calendar_until", "code_failed", "denied", "enrolled", "factor_set", "file_added",
	"files_again", "files_rescan", "grant_role_approve", "grant_role_lapse", "grant_role_refuse", "intake_anchor", "login",
	"login_alarm", "login_failed", "logout", "note_added", "open", "open_denied", "open_file", "open_limited",
	"open_list", "open_original", "original_approved", "original_asked", "original_refused", "party_added",
	"password_changed", "question_added", "question_asked", "question_withdrawn", "reason_added",
	"reset_approve", "reset_lapse", "reset_propose", "reset_refuse", "restored", "role_grant", "role_propose", "role_revoke",
	"sessions_end", "signal_assessed", "signal_assigned", "signal_claimed", "signal_closed", "signal_enriched",
	"signal_forwarded", "signal_handed_over", "signal_judged", "signal_linked", "signal_moved",
	"signal_news_read", "signal_note", "signal_rechecked", "signal_region", "signal_reopened",
	"signal_resumed", "signal_returned", "signal_taken_over", "signal_translated", "signal_waiting",
	"translation_added",
};

static void put_actions(struct web *w, const char *chosen)
{
	node_put(put_row(w, "Actions", 0), "Label", word(w, "audit.all"));
	for (size_t i = 0; i < COUNT(actions); i++) {
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

static void put_rows(struct web *w, const struct audit_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct node *row = put_row(w, "Rows", i);

		node_num(row, "Seq", rows[i].seq);
		node_put(row, "At", desk_moment(w, rows[i].at));
		node_put(row, "Actor", *rows[i].actor ? rows[i].actor : word(w, "audit.service"));
		node_put(row, "Program", rows[i].program);
		node_put(row, "Action", word(w, "audit.%s", rows[i].action));
		node_put(row, "Purpose", rows[i].purpose ? word(w, "audit.purpose.%d", (int)rows[i].purpose) : "");
		node_put(row, "Object", rows[i].detail);
	}
}

/* The filter as the address says it; number in the form we write it. */
static enum rc read_filter(struct web *w, const struct form *f, struct audit_filter *out)
{
	unsigned char *id = take(w->t, 16);
	char *number = take(w->t, NUMBER_TEXT);
	const char *actor = form_value(f, "actor"), *before = form_value(f, "before");

	if ((*actor && !text_unhex(actor, id, 16))
	|| (*before && !text_number(before, 1, INT64_MAX, &out->before)))
		return fail(w->t, MALFORMED, "a filter that is not ours");
	out->actor = *actor ? id : NULL;
	out->action = *form_value(f, "action") ? form_value(f, "action") : NULL;
	out->brief = form_num(f, "brief") != 0;
	/* What is no number fits no row: it is a filter all the same. */
	if (*form_value(f, "number"))
		out->number = number_read(form_value(f, "number"), number) ? number : "-";
	return OK;
}

static void put_pages(struct web *w, const struct form *f, const struct audit_filter *filter, int64_t next)
{
	const char *page = take_format(w->t, "/%s/audit?actor=%s&action=%s%s%s%s", w->lang, form_value(f, "actor"),
		form_value(f, "action"), filter->brief ? "&brief=1" : "", filter->number ? "&number=" : "",
		filter->number ? filter->number : "");

	if (next)
		put(w, "Page.Next", take_format(w->t, "%s&before=%lld", page, (long long)next));
	if (*form_value(f, "before"))
		put(w, "Page.Prev", page);
}

/* GET /:lang/audit?actor=&action=&number=&brief=&before= */
enum rc show_audit(struct web *w)
{
	struct audit_filter filter = { .before = INT64_MAX };
	struct audit_row *rows;
	struct form f;
	size_t n;
	enum rc rc = form_read(w, &f, filter_form, COUNT(filter_form));

	if (rc == OK)
		rc = read_filter(w, &f, &filter);
	if (rc == OK)
		rc = audit_page(w->t, &filter, ROWS + 1, &rows, &n);
	if (rc == OK)
		rc = put_actors(w, form_value(&f, "actor"));
	if (rc != OK)
		return rc;
	put_actions(w, form_value(&f, "action"));
	form_put(w, &f);
	put_rows(w, rows, n > ROWS ? ROWS : n);
	put_pages(w, &f, &filter, n > ROWS ? rows[ROWS - 1].seq : 0);
	return show_page(w, "audit.cs");
}
