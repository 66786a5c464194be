/* First log-in, second factor, new password. Each asks again who it is. */
#include <string.h>
#include <time.h>

#include "authd.h"
#include "base/db.h"

static enum rc answer(struct authd *a, enum authd_answer word)
{
	a->reply->answer = word;
	return OK;
}

/* 1 when the new password will do; the reply says what is wrong when not. */
static int good_enough(struct authd *a, const char *name)
{
	enum password_fault fault = password_check(a->ask->new_password,
		strlen(a->ask->new_password), name);

	a->reply->weak = fault;
	if (fault != PASSWORD_GOOD)
		a->reply->answer = AUTHD_WEAK;
	return fault == PASSWORD_GOOD;
}

enum rc do_enrol(struct authd *a)
{
	struct pending p = { 0 };
	struct person who;
	enum rc rc = person_by_code(a, a->ask->enrol, &who);

	if (rc != OK)
		return rc == NOT_FOUND ? answer(a, AUTHD_EXPIRED) : rc;
	if (!good_enough(a, who.name))
		return OK;
	if (!password_hash(a->ask->new_password, p.password))
		return fail(a->t, BUSY, "no memory for Argon2id");
	pending_new_factor(a, PENDING_ENROL, &who, &p);
	sodium_memzero(&p, sizeof p);
	return OK;
}

/* The person of the session, whose password was typed again. DENIED when the reply says no already. */
static enum rc ask_again(struct authd *a, struct person *who)
{
	enum rc rc = person_by_token(a, a->ask->token, who);

	a->reply->answer = AUTHD_EXPIRED;
	if (rc != OK)
		return rc == NOT_FOUND ? DENIED : rc;
	if (who->wait == 0 && password_right(a, who, a->ask->password))
		return OK;
	a->reply->answer = AUTHD_WRONG;
	rc = password_failed(a, who->wait > 0 ? NULL : who);
	return rc == OK ? DENIED : rc;
}

/* Replacing a second factor takes the password and, when there is one, the old factor. */
enum rc do_factor(struct authd *a)
{
	struct pending p = { 0 };
	struct person who;
	enum rc rc = ask_again(a, &who);

	if (rc != OK)
		return rc == DENIED ? OK : rc;
	if (who.totp.size > 0 && !code_right(a, &who, a->ask->code)) {
		rc = code_failed(a, &who);
		return rc == OK ? answer(a, AUTHD_WRONG_CODE) : rc;
	}
	pending_new_factor(a, PENDING_FACTOR, &who, &p);
	sodium_memzero(&p, sizeof p);
	return OK;
}

struct confirming {
	const struct pending *p;
	const unsigned char *totp;	/* sealed; NULL without */
	int64_t step;
};

static enum rc confirm_work(struct task *t, void *arg)
{
	struct confirming *c = arg;
	const struct pending *p = c->p;
	struct value totp = blob(c->totp, TOTP_SEALED);
	static const unsigned char none[32];
	enum rc rc;

	if (p->kind == PENDING_ENROL)
		rc = db_write(t, Q_login_enrolled, text(p->password), totp, num(c->step), id16(p->account),
			num(p->version));
	else
		rc = db_write(t, Q_login_set_factor, totp, num(c->step), id16(p->account), num(p->version));
	if (rc == OK && db_changed(t) != 1)
		return fail(t, CONFLICT, "the account changed meanwhile");
	/* Whoever had it before has no part in it any more. */
	if (rc == OK && p->kind == PENDING_ENROL)
		rc = db_write(t, Q_login_end_others, num(ENDED_PASSWORD), id16(p->account), blob(none, 32));
	if (rc == OK)
		rc = db_write(t, Q_audit_add, text("authd"),
			text(p->kind == PENDING_ENROL ? "enrolled" : "factor_set"), id16(p->account), num(0),
			nothing(), text(c->totp ? "factor=2" : "factor=1"));
	return rc;
}

static enum rc confirmed(struct authd *a, const struct pending *p, const unsigned char *totp,
	int64_t step)
{
	struct confirming c = { p, totp, step };
	struct person who;
	enum rc rc = db_transaction(a->t, confirm_work, &c);

	if (rc == CONFLICT)
		return answer(a, AUTHD_EXPIRED);
	if (rc != OK)
		return rc;
	if (p->kind != PENDING_LOGIN_FACTOR)
		return answer(a, AUTHD_DONE);
	rc = person_by_id(a, p->account, &who);
	if (rc != OK)
		return rc;
	who.version = p->version + 1;	/* of the factor just set, and of nothing since */
	return session_open(a, &who, 1);
}

/* The same secret once more. */
static enum rc factor_again(struct authd *a, const struct pending *p)
{
	struct person who;
	enum rc rc = person_by_id(a, p->account, &who);

	if (rc != OK)
		return rc == NOT_FOUND ? answer(a, AUTHD_EXPIRED) : rc;
	memcpy(a->reply->pending, a->ask->pending, sizeof a->reply->pending);
	pending_show(a, p, &who);
	return answer(a, AUTHD_WRONG_CODE);
}

static enum rc confirm(struct authd *a, const struct pending *p)
{
	unsigned char totp[TOTP_SEALED];
	int64_t step;

	if (*a->ask->code == '\0' && p->kind == PENDING_ENROL && factor_optional(a))
		return confirmed(a, p, NULL, 0);
	step = totp_match(p->secret, a->ask->code, time(NULL), 0);
	if (step < 0)
		return factor_again(a, p);
	totp_seal(a->key, p->account, p->secret, totp);
	return confirmed(a, p, totp, step);
}

enum rc do_confirm(struct authd *a)
{
	struct pending p;
	int good = pending_open(a, &p) && p.kind != PENDING_CODE;
	enum rc rc = good ? confirm(a, &p) : answer(a, AUTHD_EXPIRED);

	sodium_memzero(&p, sizeof p);
	return rc;
}

struct changing {
	const struct person *who;
	unsigned char ticket[32];
	char password[crypto_pwhash_STRBYTES];
};

static enum rc password_work(struct task *t, void *arg)
{
	struct changing *c = arg;
	enum rc rc = db_write(t, Q_login_set_password, text(c->password), id16(c->who->id),
		num(c->who->version));

	if (rc == OK && db_changed(t) != 1)
		return fail(t, CONFLICT, "the account changed meanwhile");
	if (rc == OK)
		rc = db_write(t, Q_login_end_others, num(ENDED_PASSWORD), id16(c->who->id),
			blob(c->ticket, 32));
	if (rc == OK)
		rc = db_write(t, Q_audit_add, text("authd"), text("password_changed"), id16(c->who->id), num(0),
			nothing(), text(""));
	return rc;
}

enum rc do_password(struct authd *a)
{
	struct changing c;
	struct person who;
	enum rc rc = ask_again(a, &who);

	if (rc != OK)
		return rc == DENIED ? OK : rc;
	if (!good_enough(a, who.name))
		return OK;
	if (!password_hash(a->ask->new_password, c.password))
		return fail(a->t, BUSY, "no memory for Argon2id");
	c.who = &who;
	crypto_generichash(c.ticket, sizeof c.ticket, a->ask->token, 32, NULL, 0);
	rc = db_viewer(a->t, c.ticket);
	if (rc == OK)
		rc = db_transaction(a->t, password_work, &c);
	db_viewer(a->t, NULL);
	return rc == OK ? answer(a, AUTHD_DONE) : rc;
}
