/* Logging in: the password, then the code. */
#include <string.h>

#include "authd.h"

static enum rc answer(struct authd *a, enum authd_answer word)
{
	a->reply->answer = word;
	return OK;
}

/* The password was right: what is still wanted? */
static enum rc second_step(struct authd *a, const struct person *who, int code_was_right)
{
	struct pending p = { .kind = PENDING_CODE, .version = who->version };
	enum rc rc;

	if (who->totp.size == 0 && !factor_optional(a)) {
		pending_new_factor(a, PENDING_LOGIN_FACTOR, who, &p);
		sodium_memzero(&p, sizeof p);
		return OK;
	}
	if (who->totp.size == 0)
		return session_open(a, who, 0);
	if (code_was_right || (*a->ask->code && code_right(a, who, a->ask->code)))
		return session_open(a, who, 1);
	memcpy(p.account, who->id, sizeof p.account);
	pending_seal(a, &p);
	if (*a->ask->code == '\0')
		return answer(a, AUTHD_NEED_CODE);
	rc = code_failed(a, who);
	return rc == OK ? answer(a, AUTHD_WRONG_CODE) : rc;
}

/*
 * While an account must wait, no password counts, right or wrong, except with
 * a good code: whoever guesses at it cannot keep its owner out. Codes are tried
 * only after the right password, or guesses would use up the owner's tries.
 */
enum rc do_login(struct authd *a)
{
	struct person found, *who = NULL;
	int right, code_was_right = 0, waits = 0;
	enum rc rc = person_by_name(a, a->ask->name, &found);

	if (rc != OK && rc != NOT_FOUND)
		return rc;
	if (rc == OK && strcmp(found.state, "active") == 0) {
		who = &found;
		waits = found.wait > 0;
	}
	/* First, and for nobody as long; who is not there is never right. */
	right = password_right(a, who, a->ask->password) && who != NULL;
	if (right && waits && *a->ask->code) {
		code_was_right = code_right(a, who, a->ask->code);
		if (!code_was_right && who->totp.size > 0) {
			rc = code_failed(a, who);
			return rc == OK ? answer(a, AUTHD_WRONG) : rc;
		}
	}
	if (right && (!waits || code_was_right))
		return second_step(a, who, code_was_right);
	rc = password_failed(a, waits ? NULL : who);
	return rc == OK ? answer(a, AUTHD_WRONG) : rc;
}

enum rc do_code(struct authd *a)
{
	struct person who;
	struct pending p;
	enum rc rc;

	if (!pending_open(a, &p) || p.kind != PENDING_CODE) {
		sodium_memzero(&p, sizeof p);	/* of another kind: it holds a secret */
		return answer(a, AUTHD_EXPIRED);
	}
	rc = person_by_id(a, p.account, &who);
	if (rc != OK)
		return rc == NOT_FOUND ? answer(a, AUTHD_EXPIRED) : rc;
	if (who.version != p.version || strcmp(who.state, "active") != 0)
		return answer(a, AUTHD_EXPIRED);
	if (code_right(a, &who, a->ask->code))
		return session_open(a, &who, 1);
	rc = code_failed(a, &who);
	if (rc != OK)
		return rc;
	memcpy(a->reply->pending, a->ask->pending, sizeof a->reply->pending);
	return answer(a, AUTHD_WRONG_CODE);
}

enum rc do_logout(struct authd *a)
{
	return session_logout(a);
}

enum rc do_end(struct authd *a)
{
	struct person who;
	enum rc rc = person_by_token(a, a->ask->token, &who);

	if (rc == NOT_FOUND)
		return answer(a, AUTHD_EXPIRED);
	return rc == OK ? session_end_some(a, &who) : rc;
}
