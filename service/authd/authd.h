/* Inside of authd: the only program that checks passwords and makes sessions. */
#ifndef AUTHD_H
#define AUTHD_H

#include <sodium.h>

#include "account_rule.h"
#include "account_seal.h"
#include "authd_message.h"
#include "base/task.h"

/* One request at work. */
struct authd {
	struct task *t;
	unsigned char key[32];
	char dummy[crypto_pwhash_STRBYTES];	/* verified when there is nothing to verify */
	const struct authd_request *ask;
	struct authd_reply *reply;
};

/* An account as authd sees it. */
struct person {
	unsigned char id[16];
	const char *name, *lang, *state, *password;
	struct bytes totp;			/* sealed; empty: no second factor */
	int64_t totp_step, failures, code_failures, version, wait;
};

/* What a half-done log-in, enrolment or change of factor still has to know. */
enum pending_kind { PENDING_CODE = 1, PENDING_LOGIN_FACTOR, PENDING_ENROL, PENDING_FACTOR };
struct pending {
	uint32_t kind;
	unsigned char account[16];
	int64_t version, until;
	unsigned char secret[TOTP_SECRET];
	char password[crypto_pwhash_STRBYTES];	/* for PENDING_ENROL */
};

enum session_end { ENDED_LOGOUT = 1, ENDED_CAP, ENDED_BY_SOMEBODY, ENDED_PASSWORD };

/* pending.c: sealed by authd for itself; changed or old ones open as nothing. */
void pending_seal(struct authd *a, const struct pending *p);
int pending_open(struct authd *a, struct pending *p);
/* Fills the reply with what a telephone needs: whose secret, and which. */
void pending_show(struct authd *a, const struct pending *p, const struct person *who);
/* Starts the showing of a new secret: fills the reply and *p. */
void pending_new_factor(struct authd *a, enum pending_kind kind, const struct person *who,
	struct pending *p);

/* person.c */
enum rc person_by_name(struct authd *a, const char *name, struct person *out);
enum rc person_by_id(struct authd *a, const unsigned char id[16], struct person *out);
enum rc person_by_code(struct authd *a, const unsigned char code_hash[32], struct person *out);
enum rc person_by_token(struct authd *a, const unsigned char token[32], struct person *out);
/* Exactly one Argon2id, whoever it is: who == NULL verifies against nothing. */
int password_right(struct authd *a, const struct person *who, const char *typed);
/* Counts against the account (who may be NULL) and against everybody together. */
enum rc password_failed(struct authd *a, const struct person *who);
int password_hash(const char *typed, char out[crypto_pwhash_STRBYTES]);
/* The same for the code of a telephone; its wait is its own, since only who knows the password comes here. */
enum rc code_failed(struct authd *a, const struct person *who);
/* Good, not used before, not too soon after wrong ones, and not the sixth this minute. */
int code_right(struct authd *a, const struct person *who, const char *code);
int factor_optional(struct authd *a);

/* session.c */
enum rc session_open(struct authd *a, const struct person *who, int second_factor);
enum rc session_logout(struct authd *a);
enum rc session_end_some(struct authd *a, const struct person *who);

/* The operations: each fills the reply; an rc other than OK becomes BUSY or BROKEN. */
enum rc do_login(struct authd *a);
enum rc do_code(struct authd *a);
enum rc do_enrol(struct authd *a);
enum rc do_factor(struct authd *a);
enum rc do_confirm(struct authd *a);
enum rc do_password(struct authd *a);
enum rc do_logout(struct authd *a);
enum rc do_end(struct authd *a);

#endif
