/*
 * The people of the hub: who is at work, what each may, and who changes that.
 * Refuses to let anybody give himself a right; a role that reads reports or
 * the audit chain or approves, and a password reset, need a second person (db/procedure/15_account.sql decides,
 * from the live session, never from what a program says).
 */
#ifndef ROOM_ACCOUNT_H
#define ROOM_ACCOUNT_H

#include "base/task.h"

/* Numbers of table role; forever. */
enum role {
	ROLE_CASEWORKER, ROLE_LEAD, ROLE_ANALYST, ROLE_SECURITY_ADVISER, ROLE_COLLEAGUE,
	ROLE_AUDITOR, ROLE_PRIVACY_OFFICER, ROLE_LEGAL_OWNER, ROLE_ADMINISTRATOR, ROLE_COUNT
};
/* Bits for routes and struct account. */
enum {
	CASEWORKER = 1 << ROLE_CASEWORKER,
	LEAD = 1 << ROLE_LEAD,
	ANALYST = 1 << ROLE_ANALYST,
	SECURITY_ADVISER = 1 << ROLE_SECURITY_ADVISER,
	COLLEAGUE = 1 << ROLE_COLLEAGUE,
	AUDITOR = 1 << ROLE_AUDITOR,
	PRIVACY_OFFICER = 1 << ROLE_PRIVACY_OFFICER,
	LEGAL_OWNER = 1 << ROLE_LEGAL_OWNER,
	ADMINISTRATOR = 1 << ROLE_ADMINISTRATOR,
	EVERYBODY = (1 << ROLE_COUNT) - 1,	/* everybody who is logged in */
};

struct account {
	unsigned char id[16];
	const char *name;		/* log-in name */
	const char *display;		/* as colleagues see it */
	const char *lang;
	const char *state;		/* new active disabled */
	int64_t roles;			/* bits 1 << enum role */
	int64_t second_factor;
	int64_t enrolling;		/* a one-time code is out and still valid */
	int64_t version;
};
/* A change that waits for a second person. */
struct account_change {
	unsigned char id[16];
	const char *what;		/* grant_role reset */
	int64_t role;
	const char *name, *display;	/* of the account it is about */
	const char *proposer;		/* display */
	int64_t mine;			/* proposed by the viewer, or about the viewer */
};
struct session {
	struct bytes handle;		/* first 8 bytes of the ticket */
	const char *started, *seen;	/* "2026-04-24 09:05:00", UTC */
	int64_t current;
};

const char *role_name(enum role role);			/* "caseworker"; "" for none */
int role_read(const char *name, enum role *out);	/* 1 when there is such a role */

/*
 * The person of the live session named with db_viewer(); renews its idle time.
 * NOT_FOUND (without a story) when there is none.
 */
enum rc account_current(struct task *t, struct account *out);
/* Why a session that was live is not any more: live logout cap ended password, or "" when never ours. */
enum rc account_session_state(struct task *t, const unsigned char ticket[32], const char **out);
enum rc account_language(struct task *t, const char *lang);
enum rc account_sessions(struct task *t, struct session **rows, size_t *n);

/*
 * For the administrator and the lead; procedures decide who may. LOGIN no live
 * session; DENIED not the role, about oneself, or a second person is needed;
 * NOT_FOUND no such account, role or change; CONFLICT taken or decided already.
 */
enum rc account_list(struct task *t, struct account **rows, size_t *n);
enum rc account_find(struct task *t, const char *name, struct account *out);
enum rc account_changes(struct task *t, struct account_change **rows, size_t *n);
/* code_hash: hash32 of the one-time code's bits. */
enum rc account_add(struct task *t, const char *name, const char *display, const char *lang,
	enum role role, const unsigned char code_hash[32]);
/* *yes: this person added it within the last minutes, and nobody used its code yet. */
enum rc account_just_added(struct task *t, const char *name, int *yes);
enum rc account_new_code(struct task *t, const char *name, const unsigned char code_hash[32]);
enum rc account_disable(struct task *t, const char *name, int disabled);
enum rc account_end_sessions(struct task *t, const char *name);
/* Roles that read reports or the audit chain or approve are proposed and wait; *waits says so. */
enum rc account_grant(struct task *t, const char *name, enum role role, int *waits);
enum rc account_revoke(struct task *t, const char *name, enum role role);
enum rc account_propose_reset(struct task *t, const char *name);
/* code_hash is used when the account starts anew: a reset, or nobody but one person handed it out. */
enum rc account_decide(struct task *t, const unsigned char change[16], int approve,
	const unsigned char code_hash[32], struct account_change *about);

#endif
