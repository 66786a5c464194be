/*
 * For the auditor and the privacy officer: who did what and when. No content
 * and no signal numbers: an object is the first characters of its inner id.
 */
#include "audit.h"
#include "desk.h"
#include "staff.h"

#include <string.h>

#include "base/text.h"

enum { ROWS = 50 };

static const struct field filter_form[] = {
	/* name     kind    min max */
	{ "actor",  HIDDEN, 0,  32, "", NULL },
	{ "action", HIDDEN, 0,  40, "", NULL },
	{ "before", HIDDEN, 0,  20, "", NULL },
};

/* What can be asked for by name; the words are "audit.<action>". */
static const char *const actions[] = {
	"open", "open_list", "signal_claimed", "signal_assigned", "signal_judged", "signal_note",
	"signal_taken_over", "denied", "open_denied", "note_added", "reason_added",
	"signal_forwarded", "signal_handed_over", "signal_moved", "signal_returned", "signal_closed",
	"signal_reopened", "signal_region", "login", "logout",
	"login_failed", "code_failed", "login_alarm", "restored", "enrolled", "factor_set",
	"password_changed", "sessions_end",
	"account_add", "account_code", "account_disable", "account_enable", "role_grant", "role_propose",
	"role_revoke", "grant_role_approve", "grant_role_refuse", "reset_propose", "reset_approve",
	"reset_refuse", "calendar_add", "calendar_remove", "calendar_until", "intake_anchor",
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

/* GET /:lang/audit?actor=&action=&before= */
enum rc show_audit(struct web *w)
{
	unsigned char id[16];
	const char *actor, *action, *before;
	int64_t from = INT64_MAX;
	struct audit_row *rows;
	struct form f;
	size_t n;
	enum rc rc = form_read(w, &f, filter_form, COUNT(filter_form));

	if (rc != OK)
		return rc;
	actor = form_value(&f, "actor");
	action = form_value(&f, "action");
	before = form_value(&f, "before");
	if ((*actor && !text_unhex(actor, id, sizeof id))
	|| (*before && !text_number(before, 1, INT64_MAX, &from)))
		return fail(w->t, MALFORMED, "a filter that is not ours");
	rc = audit_page(w->t, *actor ? id : NULL, *action ? action : NULL, from, ROWS + 1, &rows, &n);
	if (rc == OK)
		rc = put_actors(w, actor);
	if (rc != OK)
		return rc;
	put_actions(w, action);
	put_rows(w, rows, n > ROWS ? ROWS : n);
	if (n > ROWS)
		put(w, "Page.Next", take_format(w->t, "/%s/audit?actor=%s&action=%s&before=%lld", w->lang, actor,
			action, (long long)rows[ROWS - 1].seq));
	if (*before)
		put(w, "Page.Prev", take_format(w->t, "/%s/audit?actor=%s&action=%s", w->lang, actor, action));
	return show_page(w, "audit.cs");
}
