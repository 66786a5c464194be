/*
 * People: the administrators' pages. Who may is decided by the procedures from
 * the live session (db/procedure/15_account.sql); the buttons here only ask.
 */
#include "staff.h"

#include <sodium.h>
#include <string.h>

#include "base/crypto.h"
#include "base/receipt.h"
#include "base/text.h"

static const char *const role_choices[] = {
	"caseworker", "lead", "analyst", "security_adviser", "colleague", "auditor", "privacy_officer",
	"legal_owner", "administrator", NULL
};
static const char *const change_choices[] = {
	"grant", "revoke", "disable", "enable", "end", "code", "reset", NULL
};
static const char *const decide_choices[] = { "approve", "refuse", NULL };

static const struct field add_form[] = {
	/* name      kind    min max  when wrong      choices */
	{ "name",    LINE,   3,  40,  "user_name",    NULL },
	{ "display", LINE,   2,  80,  "user_display", NULL },
	{ "role",    CHOICE, 1,  1,   "user_role",    role_choices },
	{ "tongue",  CHOICE, 1,  1,   "user_tongue",  web_language_codes },
};
static const struct field change_form[] = {
	{ "do",      CHOICE, 1,  1,   "",             change_choices },
	{ "role",    CHOICE, 0,  1,   "user_role",    role_choices },
	{ "sure",    TICK,   0,  1,   "choice",       NULL },
};
static const struct field decide_form[] = {
	{ "do",      CHOICE, 1,  1,   "",             decide_choices },
	{ "change",  HIDDEN, 32, 32,  "",             NULL },
};

static void put_roles(struct web *w, const char *list, int64_t roles, int those)
{
	for (unsigned i = 0, at = 0; i < ROLE_COUNT; i++)
		if (((roles >> i) & 1) == those) {
			struct node *row = put_row(w, list, at++);

			node_put(row, "Value", role_name((enum role)i));
			node_put(row, "Label", word(w, "role.%s", role_name((enum role)i)));
		}
}

static void put_user_row(struct web *w, struct node *row, const struct account *a)
{
	size_t at = 0;

	node_put(row, "Name", a->name);
	node_put(row, "Display", a->display);
	node_put(row, "State", word(w, "state.%s", a->state));
	node_flag(row, "Disabled", strcmp(a->state, "disabled") == 0);
	node_flag(row, "Factor", a->second_factor != 0);
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		if (a->roles >> i & 1)
			node_put(node_row(row, "Roles", at++), "Text", word(w, "role.%s", role_name((enum role)i)));
}

/* What waits for a second person; of everybody when name is NULL. */
static enum rc put_changes(struct web *w, const char *name)
{
	struct account_change *rows;
	size_t n, shown = 0;
	enum rc rc = account_changes(w->t, &rows, &n);

	for (size_t i = 0; rc == OK && i < n; i++) {
		struct node *row;

		if (name && strcmp(rows[i].name, name) != 0)
			continue;
		row = put_row(w, "Changes", shown++);
		node_put(row, "Id", text_hex(w->t, rows[i].id, 16));
		node_put(row, "What", word(w, "change.%s", rows[i].what));
		if (strcmp(rows[i].what, "grant_role") == 0)
			node_put(row, "Role", word(w, "role.%s", role_name((enum role)rows[i].role)));
		node_put(row, "Display", rows[i].display);
		node_put(row, "Proposer", rows[i].proposer);
		node_flag(row, "Mine", rows[i].mine != 0);
	}
	return rc;
}

static enum rc put_users(struct web *w)
{
	struct account *rows;
	size_t n;
	enum rc rc = account_list(w->t, &rows, &n);

	for (size_t i = 0; rc == OK && i < n; i++)
		put_user_row(w, put_row(w, "Users", i), &rows[i]);
	put_roles(w, "AllRoles", 0, 0);
	put_flag(w, "MayAdd", (w->roles & ADMINISTRATOR) != 0);
	return rc == OK ? put_changes(w, NULL) : rc;
}

/* GET /:lang/users */
enum rc list_users(struct web *w)
{
	enum rc rc = put_users(w);

	return rc == OK ? show_page(w, "users.cs") : rc;
}

static enum rc users_again(struct web *w, struct form *f)
{
	enum rc rc = put_users(w);

	return rc == OK ? form_again(w, f, "users.cs") : rc;
}

/* A log-in name is typed, read aloud and part of an address. */
static int is_login_name(const char *name)
{
	static const char fits[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";

	return name[0] >= 'a' && name[0] <= 'z' && strspn(name, fits) == strlen(name);
}

/* A new one-time code: words for the person, hash for the database. */
static const char *new_code(struct web *w, unsigned char hash[32])
{
	char *words = take(w->t, RECEIPT_TEXT);
	struct receipt code;

	receipt_new(&code);
	receipt_text(&code, words);
	hash32(code.bits, sizeof code.bits, hash);
	sodium_memzero(&code, sizeof code);
	return words;
}

static enum rc user_page(struct web *w, const char *name, const char *code)
{
	struct account a;
	enum rc rc = account_find(w->t, name, &a);

	if (rc != OK)
		return rc;
	put(w, "U.Name", a.name);
	put(w, "U.Display", a.display);
	put(w, "U.State", word(w, "state.%s", a.state));
	put_flag(w, "U.New", strcmp(a.state, "new") == 0);
	put_flag(w, "U.Disabled", strcmp(a.state, "disabled") == 0);
	put_flag(w, "U.Factor", a.second_factor != 0);
	put_flag(w, "U.Enrolling", a.enrolling != 0);
	put_flag(w, "U.Self", memcmp(a.id, w->account->id, 16) == 0);
	put_flag(w, "MayChange", (w->roles & ADMINISTRATOR) != 0);
	put_roles(w, "U.Has", a.roles, 1);
	put_roles(w, "U.HasNot", a.roles, 0);
	if (code && (a.enrolling || strcmp(a.state, "disabled") == 0))	/* else it was not taken */
		put(w, "Code", code);
	rc = put_changes(w, a.name);
	return rc == OK ? show_page(w, "user.cs") : rc;
}

/* The page of all again, with what was put on it: that did not happen, or had happened before. */
static enum rc users_conflict(struct web *w, enum rc rc)
{
	if (rc == OK)
		rc = put_users(w);
	if (rc == OK)
		rc = show_page(w, "users.cs");
	answer_status(w, 409);
	return rc;
}

/* The name is there. When this person added it a moment ago, by another press of the button, the code can be made anew. */
static enum rc user_taken(struct web *w, struct form *f)
{
	int mine = 0;
	enum rc rc = account_just_added(w->t, form_value(f, "name"), &mine);

	if (rc == OK && !mine) {
		form_wrong(f, &add_form[0], "user_taken");
		return users_again(w, f);
	}
	put(w, "Added.Name", form_value(f, "name"));
	form_put(w, f);
	return users_conflict(w, rc);
}

/* POST /:lang/users */
enum rc add_user(struct web *w)
{
	unsigned char hash[32];
	const char *code;
	struct form f;
	enum role role;
	enum rc rc = form_read(w, &f, add_form, COUNT(add_form));

	if (rc != OK && rc != INVALID)
		return rc;
	if (*form_value(&f, "name") && !is_login_name(form_value(&f, "name")))
		form_wrong(&f, &add_form[0], NULL);
	if (f.wrong_count || !role_read(form_value(&f, "role"), &role))
		return users_again(w, &f);
	code = new_code(w, hash);
	rc = account_add(w->t, form_value(&f, "name"), form_value(&f, "display"), form_value(&f, "tongue"),
		role, hash);
	if (rc == CONFLICT)
		return user_taken(w, &f);
	return rc == OK ? user_page(w, form_value(&f, "name"), code) : rc;
}

/* GET /:lang/users/:ref */
enum rc show_user(struct web *w)
{
	return user_page(w, w->ref, NULL);
}

static enum rc change_role(struct web *w, const char *what, const char *role_word)
{
	enum role role;
	int waits;

	if (!role_read(role_word, &role))
		return fail(w->t, MALFORMED, "a change of role without a role");
	if (strcmp(what, "revoke") == 0)
		return account_revoke(w->t, w->ref, role);
	return account_grant(w->t, w->ref, role, &waits);
}

/* POST /:lang/users/:ref */
enum rc change_user(struct web *w)
{
	unsigned char hash[32];
	const char *what, *code;
	struct form f;
	enum rc rc = form_read(w, &f, change_form, COUNT(change_form));

	if (rc != OK)
		return rc;
	if (is_asked_first(&f))
		return ask_user_sure(w, &f);
	what = form_value(&f, "do");
	if (strcmp(what, "code") == 0) {
		code = new_code(w, hash);
		rc = account_new_code(w->t, w->ref, hash);
		return rc == OK ? user_page(w, w->ref, code) : rc;
	}
	if (strcmp(what, "disable") == 0 || strcmp(what, "enable") == 0)
		rc = account_disable(w->t, w->ref, *what == 'd');
	else if (strcmp(what, "end") == 0)
		rc = account_end_sessions(w->t, w->ref);
	else if (strcmp(what, "reset") == 0)
		rc = account_propose_reset(w->t, w->ref);
	else
		rc = change_role(w, what, form_value(&f, "role"));
	return rc == OK ? see(w, "/%s/users/%s", w->lang, w->ref) : rc;
}

/* Decided before, by this person or another; or who proposed it is no administrator any more. */
static enum rc show_decided(struct web *w, const unsigned char change[16])
{
	struct account_change *rows;
	size_t n = 0;
	int waits = 0;
	enum rc rc = account_changes(w->t, &rows, &n);

	for (size_t i = 0; rc == OK && i < n; i++)
		waits |= memcmp(rows[i].id, change, 16) == 0;
	put_flag(w, waits ? "Left" : "Decided", 1);
	return users_conflict(w, rc);
}

/* POST /:lang/changes: the second person, who is shown the one-time code when there is a new one. */
enum rc decide_change(struct web *w)
{
	unsigned char hash[32], id[16];
	struct account_change about;
	const char *code;
	struct form f;
	int approve;
	enum rc rc = form_read(w, &f, decide_form, COUNT(decide_form));

	if (rc != OK)
		return rc;
	if (!text_unhex(form_value(&f, "change"), id, sizeof id))
		return fail(w->t, MALFORMED, "not a change");
	approve = strcmp(form_value(&f, "do"), "approve") == 0;
	code = new_code(w, hash);
	rc = account_decide(w->t, id, approve, hash, &about);
	if (rc == CONFLICT)
		return show_decided(w, id);
	if (rc != OK)
		return rc;
	if (approve)
		return user_page(w, about.name, code);
	return see(w, "/%s/users", w->lang);
}
