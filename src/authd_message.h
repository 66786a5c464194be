/*
 * What programs ask of authd: one fixed-size request, one fixed-size reply,
 * then the connection closes. No parsing: sizes and versions must be equal.
 * Texts are NUL-terminated within their field, or the request is refused.
 */
#ifndef AUTHD_MESSAGE_H
#define AUTHD_MESSAGE_H

#include <stdint.h>

enum {
	AUTHD_VERSION = 1,
	AUTHD_WAIT_MS = 5000,		/* who waited longer in the queue is told "busy" */
	AUTHD_PENDING = 260,		/* a half-done log-in, sealed by authd for itself */
	AUTHD_SECRET = 1025,		/* a password and its NUL */
};

enum authd_op {
	AUTHD_LOGIN = 1,	/* name, password, code or "" -> IN, NEED_CODE, NEED_FACTOR */
	AUTHD_CODE,		/* pending, code -> IN */
	AUTHD_ENROL,		/* enrol, new_password -> NEED_FACTOR */
	AUTHD_FACTOR,		/* token, password -> NEED_FACTOR: set up or replace the second factor */
	AUTHD_CONFIRM,		/* pending, code ("" to go without, if allowed) -> DONE, or IN after a log-in */
	AUTHD_PASSWORD,		/* token, password, new_password -> DONE; all other sessions end */
	AUTHD_LOGOUT,		/* token -> DONE */
	AUTHD_END,		/* token, handle (zeros: all others) -> DONE */
};

enum authd_answer {
	AUTHD_IN = 1,		/* token is the new session's */
	AUTHD_NEED_CODE,	/* right so far: pending */
	AUTHD_NEED_FACTOR,	/* show secret, then CONFIRM: pending */
	AUTHD_DONE,
	AUTHD_WRONG,		/* unknown name, wrong password, too soon: they never differ */
	AUTHD_WRONG_CODE,	/* wrong, used before, or too many a minute */
	AUTHD_WEAK,		/* weak: enum password_fault */
	AUTHD_EXPIRED,		/* one-time code or pending no longer good */
	AUTHD_BUSY,
	AUTHD_BROKEN,
};

struct authd_request {
	uint32_t version, op;
	int64_t asked_ms;			/* clock_steady_ms() of the same machine */
	unsigned char token[32];
	unsigned char handle[8];
	unsigned char enrol[32];		/* hash32 of the one-time code's bits */
	unsigned char pending[AUTHD_PENDING];
	char code[16];
	char name[64];
	char password[AUTHD_SECRET];
	char new_password[AUTHD_SECRET];
};

struct authd_reply {
	uint32_t version, answer;
	uint32_t weak;
	uint32_t ended;				/* older sessions that ended because there were too many */
	uint32_t optional;			/* the second factor may be left out */
	unsigned char token[32];
	unsigned char pending[AUTHD_PENDING];
	char secret[33];			/* base32 */
	char name[64];
	char lang[8];
};

struct settings;

/* Asks; wipes nothing of the caller's. 0 when authd is away (the reply then says BUSY). */
int authd_ask(const struct settings *settings, struct authd_request *request,
	struct authd_reply *reply);

#endif
