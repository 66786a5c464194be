/*
 * The people of the hub. Every change goes through a definer procedure that
 * looks up the caller's live session; nothing here decides who may.
 */
#include "account.h"

#include <string.h>

#include "base/db.h"

static const char *const role_names[ROLE_COUNT] = {
	[ROLE_CASEWORKER] = "caseworker",
	[ROLE_LEAD] = "lead",
	[ROLE_ANALYST] = "analyst",
	[ROLE_SECURITY_ADVISER] = "security_adviser",
	[ROLE_COLLEAGUE] = "colleague",
	[ROLE_AUDITOR] = "auditor",
	[ROLE_PRIVACY_OFFICER] = "privacy_officer",
	[ROLE_LEGAL_OWNER] = "legal_owner",
	[ROLE_ADMINISTRATOR] = "administrator",
};

#define ACCOUNT(member) offsetof(struct account, member)
static const struct column account_columns[] = {
	{ "id", COLUMN_ID, ACCOUNT(id) },
	{ "name", COLUMN_TEXT, ACCOUNT(name) },
	{ "display", COLUMN_TEXT, ACCOUNT(display) },
	{ "lang", COLUMN_TEXT, ACCOUNT(lang) },
	{ "state", COLUMN_TEXT, ACCOUNT(state) },
	{ "roles", COLUMN_NUM, ACCOUNT(roles) },
	{ "second_factor", COLUMN_NUM, ACCOUNT(second_factor) },
	{ "enrolling", COLUMN_NUM, ACCOUNT(enrolling) },
	{ "version", COLUMN_NUM, ACCOUNT(version) },
};
static const struct shape account_shape = SHAPE(struct account, account_columns);

#define CHANGE(member) offsetof(struct account_change, member)
static const struct column change_columns[] = {
	{ "id", COLUMN_ID, CHANGE(id) },
	{ "what", COLUMN_TEXT, CHANGE(what) },
	{ "role", COLUMN_NUM, CHANGE(role) },
	{ "name", COLUMN_TEXT, CHANGE(name) },
	{ "display", COLUMN_TEXT, CHANGE(display) },
	{ "proposer", COLUMN_TEXT, CHANGE(proposer) },
	{ "mine", COLUMN_NUM, CHANGE(mine) },
};
static const struct shape change_shape = SHAPE(struct account_change, change_columns);

static const struct column session_columns[] = {
	{ "handle", COLUMN_BYTES, offsetof(struct session, handle) },
	{ "started", COLUMN_TEXT, offsetof(struct session, started) },
	{ "seen", COLUMN_TEXT, offsetof(struct session, seen) },
	{ "current", COLUMN_NUM, offsetof(struct session, current) },
};
static const struct shape session_shape = SHAPE(struct session, session_columns);

const char *role_name(enum role role)
{
	return (unsigned)role < ROLE_COUNT ? role_names[role] : "";
}

int role_read(const char *name, enum role *out)
{
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		if (strcmp(role_names[i], name) == 0) {
			*out = (enum role)i;
			return 1;
		}
	return 0;
}

enum rc account_current(struct task *t, struct account *out)
{
	return db_row(t, Q_account_enter, &account_shape, out);
}

enum rc account_session_state(struct task *t, const unsigned char ticket[32], const char **out)
{
	static const struct column column[] = { { "state", COLUMN_TEXT, 0 } };
	static const struct shape shape = SHAPE(const char *, column);
	enum rc rc = db_row(t, Q_account_session_state, &shape, out, blob(ticket, 32));

	if (rc == NOT_FOUND)
		*out = "";
	return rc == NOT_FOUND ? OK : rc;
}

enum rc account_language(struct task *t, const char *lang)
{
	return db_write(t, Q_account_language, text(lang));
}

enum rc account_sessions(struct task *t, struct session **rows, size_t *n)
{
	return db_rows(t, Q_account_sessions, &session_shape, rows, n);
}

enum rc account_list(struct task *t, struct account **rows, size_t *n)
{
	return db_rows(t, Q_account_list, &account_shape, rows, n);
}

enum rc account_find(struct task *t, const char *name, struct account *out)
{
	return db_row(t, Q_account_find, &account_shape, out, text(name));
}

enum rc account_changes(struct task *t, struct account_change **rows, size_t *n)
{
	return db_rows(t, Q_account_changes, &change_shape, rows, n);
}

enum rc account_add(struct task *t, const char *name, const char *display, const char *lang,
	enum role role, const unsigned char code_hash[32])
{
	return db_call(t, Q_account_add, text(name), text(display), text(lang), num(role),
		blob(code_hash, 32));
}

enum rc account_just_added(struct task *t, const char *name, int *yes)
{
	int64_t found = 0;
	enum rc rc = db_number(t, Q_account_just_added, &found, text(name));

	*yes = found != 0;
	return rc;
}

enum rc account_new_code(struct task *t, const char *name, const unsigned char code_hash[32])
{
	return db_call(t, Q_account_new_code, text(name), blob(code_hash, 32));
}

enum rc account_disable(struct task *t, const char *name, int disabled)
{
	return db_call(t, Q_account_disable, text(name), num(disabled));
}

enum rc account_end_sessions(struct task *t, const char *name)
{
	return db_call(t, Q_account_end_sessions, text(name));
}

enum rc account_grant(struct task *t, const char *name, enum role role, int *waits)
{
	*waits = (1u << role & (CASEWORKER | LEAD | ANALYST | SECURITY_ADVISER | AUDITOR | PRIVACY_OFFICER
		| ADMINISTRATOR)) != 0;
	return db_call(t, Q_account_grant, text(name), num(role));
}

enum rc account_revoke(struct task *t, const char *name, enum role role)
{
	return db_call(t, Q_account_revoke, text(name), num(role));
}

enum rc account_propose_reset(struct task *t, const char *name)
{
	return db_call(t, Q_account_propose_reset, text(name));
}

enum rc account_decide(struct task *t, const unsigned char change[16], int approve,
	const unsigned char code_hash[32], struct account_change *about)
{
	enum rc rc = db_row(t, Q_account_change_find, &change_shape, about, id16(change));

	if (rc == OK)
		rc = db_call(t, Q_account_decide, id16(change), num(approve), blob(code_hash, 32));
	return rc;
}
