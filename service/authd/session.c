/* Sessions: made here and nowhere else. The token exists in the cookie only. */
#include <string.h>

#include "authd.h"
#include "base/db.h"
#include "base/settings.h"

struct opening {
	struct authd *a;
	const struct person *who;
	int second_factor;
	unsigned char ticket[32];
};

/* The oldest end when there are too many; the account's row was locked before, so nobody counts beside us. */
static enum rc end_surplus(struct opening *o, struct task *t)
{
	static const struct column column[] = { { "ticket", COLUMN_BYTES, 0 } };
	static const struct shape shape = SHAPE(struct bytes, column);
	struct bytes *live;
	size_t n;
	enum rc rc = db_rows(t, Q_login_sessions, &shape, &live, &n, id16(o->who->id));

	o->a->reply->ended = 0;
	for (size_t i = SESSIONS_MOST - 1; rc == OK && i < n; i++) {
		rc = db_write(t, Q_login_session_end, num(ENDED_CAP), blob(live[i].data, live[i].size));
		o->a->reply->ended++;
	}
	return rc;
}

static enum rc open_work(struct task *t, void *arg)
{
	struct opening *o = arg;
	enum rc rc = db_write(t, Q_login_done, id16(o->who->id), num(o->who->version));

	if (rc == OK && db_changed(t) != 1)
		return fail(t, CONFLICT, "the account changed meanwhile");
	if (rc == OK)
		rc = end_surplus(o, t);
	if (rc == OK)
		rc = db_write(t, Q_login_session_add, blob(o->ticket, 32), id16(o->who->id),
			num(setting_num(t->settings, "session_hours")),
			num(setting_num(t->settings, "session_idle_minutes")), num(o->second_factor));
	if (rc == OK && db_changed(t) != 1)
		rc = fail(t, FAULT, "no row in installation: kp init first");
	if (rc == OK)
		rc = db_viewer(t, o->ticket);
	if (rc == OK)
		rc = db_write(t, Q_audit_add, text("authd"), text("login"), id16(o->who->id), num(0), nothing(),
			text(o->second_factor ? "factor=2" : "factor=1"));
	return rc;
}

enum rc session_open(struct authd *a, const struct person *who, int second_factor)
{
	struct opening o = { .a = a, .who = who, .second_factor = second_factor };
	enum rc rc;

	randombytes_buf(a->reply->token, sizeof a->reply->token);
	crypto_generichash(o.ticket, sizeof o.ticket, a->reply->token, 32, NULL, 0);
	rc = db_transaction(a->t, open_work, &o);
	db_viewer(a->t, NULL);
	if (rc != OK) {
		sodium_memzero(a->reply->token, sizeof a->reply->token);
		a->reply->answer = AUTHD_WRONG;	/* of a CONFLICT: what was right is so no more */
		return rc == CONFLICT ? OK : rc;
	}
	strncpy(a->reply->name, who->name, sizeof a->reply->name - 1);
	strncpy(a->reply->lang, who->lang, sizeof a->reply->lang - 1);
	a->reply->answer = AUTHD_IN;
	return OK;
}

struct ending {
	struct authd *a;
	const struct person *who;
	unsigned char ticket[32];
};

/* The audit row first, for once: after the end of the session nobody would have done it. */
static enum rc logout_work(struct task *t, void *arg)
{
	struct ending *e = arg;
	enum rc rc = db_write(t, Q_audit_add, text("authd"), text("logout"), id16(e->who->id), num(0),
		nothing(), text(""));

	if (rc == OK)
		rc = db_write(t, Q_login_session_end, num(ENDED_LOGOUT), blob(e->ticket, 32));
	return rc;
}

static enum rc end_work(struct task *t, void *arg)
{
	static const unsigned char others[8];
	struct ending *e = arg;
	const unsigned char *handle = e->a->ask->handle;
	enum rc rc;

	if (memcmp(handle, others, sizeof others) == 0)
		rc = db_write(t, Q_login_end_others, num(ENDED_BY_SOMEBODY), id16(e->who->id),
			blob(e->ticket, 32));
	else
		rc = db_write(t, Q_login_end_handle, num(ENDED_BY_SOMEBODY), id16(e->who->id), blob(handle, 8));
	if (rc == OK)
		rc = db_write(t, Q_audit_add, text("authd"), text("sessions_end"), id16(e->who->id), num(0),
			nothing(), text(""));
	return rc;
}

static enum rc as_person(struct authd *a, struct ending *e, enum rc (*work)(struct task *, void *))
{
	enum rc rc;

	crypto_generichash(e->ticket, sizeof e->ticket, a->ask->token, 32, NULL, 0);
	rc = db_viewer(a->t, e->ticket);
	if (rc == OK)
		rc = db_transaction(a->t, work, e);
	db_viewer(a->t, NULL);
	if (rc == OK)
		a->reply->answer = AUTHD_DONE;
	return rc;
}

enum rc session_logout(struct authd *a)
{
	struct person who;
	enum rc rc = person_by_token(a, a->ask->token, &who);

	a->reply->answer = AUTHD_DONE;	/* no such session: then it is over, as wished */
	return rc == OK ? as_person(a, &(struct ending){ .a = a, .who = &who }, logout_work)
		: rc == NOT_FOUND ? OK : rc;
}

enum rc session_end_some(struct authd *a, const struct person *who)
{
	return as_person(a, &(struct ending){ .a = a, .who = who }, end_work);
}
