/*
 * Checking who somebody is. Unknown, wrong and too soon take the same time and
 * leave the same traces: one Argon2id, one transaction with one audit row.
 */
#include <liboath/oath.h>
#include <string.h>
#include <time.h>

#include "authd.h"
#include "base/db.h"
#include "base/log.h"
#include "base/settings.h"

enum { ARGON_MEMORY = 64 << 20, ARGON_PASSES = 2, ALARM_FAILURES = 100 };

#define PERSON(member) offsetof(struct person, member)
static const struct column person_columns[] = {
	{ "id", COLUMN_ID, PERSON(id) },
	{ "name", COLUMN_TEXT, PERSON(name) },
	{ "lang", COLUMN_TEXT, PERSON(lang) },
	{ "state", COLUMN_TEXT, PERSON(state) },
	{ "password", COLUMN_TEXT, PERSON(password) },
	{ "totp", COLUMN_BYTES, PERSON(totp) },
	{ "totp_step", COLUMN_NUM, PERSON(totp_step) },
	{ "failures", COLUMN_NUM, PERSON(failures) },
	{ "code_failures", COLUMN_NUM, PERSON(code_failures) },
	{ "version", COLUMN_NUM, PERSON(version) },
	{ "wait", COLUMN_NUM, PERSON(wait) },
};
static const struct shape person_shape = SHAPE(struct person, person_columns);

enum rc person_by_name(struct authd *a, const char *name, struct person *out)
{
	return db_row(a->t, Q_login_find, &person_shape, out, text(name));
}

enum rc person_by_id(struct authd *a, const unsigned char id[16], struct person *out)
{
	return db_row(a->t, Q_login_find_id, &person_shape, out, id16(id));
}

enum rc person_by_code(struct authd *a, const unsigned char code_hash[32], struct person *out)
{
	return db_row(a->t, Q_login_find_code, &person_shape, out, blob(code_hash, 32));
}

enum rc person_by_token(struct authd *a, const unsigned char token[32], struct person *out)
{
	unsigned char ticket[32];

	crypto_generichash(ticket, sizeof ticket, token, 32, NULL, 0);
	return db_row(a->t, Q_login_session_who, &person_shape, out, blob(ticket, 32));
}

int password_right(struct authd *a, const struct person *who, const char *typed)
{
	const char *hash = who != NULL && *who->password ? who->password : a->dummy;
	int same = crypto_pwhash_str_verify(hash, typed, strlen(typed)) == 0;

	return same && hash != a->dummy;
}

int password_hash(const char *typed, char out[crypto_pwhash_STRBYTES])
{
	return crypto_pwhash_str(out, typed, strlen(typed), ARGON_PASSES, ARGON_MEMORY) == 0;
}

struct failing {
	const struct person *who;
	enum query count;
	int64_t failures;
	const char *action;
};

static enum rc failed_work(struct task *t, void *arg)
{
	const struct failing *f = arg;
	const unsigned char *id = f->who ? f->who->id : NULL;
	int64_t everybody = 0;
	enum rc rc;

	rc = db_write(t, f->count, num(login_delay((unsigned)f->failures)), id16(id));
	if (rc == OK)
		rc = db_write(t, Q_login_watch);
	if (rc == OK)
		rc = db_number(t, Q_login_watched, &everybody);
	if (rc == OK && everybody == ALARM_FAILURES)
		log_line(LOG_LINE_WARN, "%d failed log-ins within ten minutes", ALARM_FAILURES);
	if (rc == OK)
		rc = db_write(t, Q_audit_add, text("authd"),
			text(everybody == ALARM_FAILURES ? "login_alarm" : f->action), id16(id), num(0), nothing(),
			text(""));
	return rc;
}

enum rc password_failed(struct authd *a, const struct person *who)
{
	struct failing f = { who, Q_login_failed, who ? who->failures + 1 : 0, "login_failed" };

	return db_transaction(a->t, failed_work, &f);
}

enum rc code_failed(struct authd *a, const struct person *who)
{
	struct failing f = { who, Q_login_code_failed, who->code_failures + 1, "code_failed" };

	return db_transaction(a->t, failed_work, &f);
}

int code_right(struct authd *a, const struct person *who, const char *code)
{
	unsigned char secret[TOTP_SECRET];
	int64_t step;

	if (who->totp.size == 0 || db_write(a->t, Q_login_code_try, id16(who->id),
	    num(CODES_A_MINUTE)) != OK || db_changed(a->t) == 0)
		return 0;
	if (!totp_open(a->key, who->id, who->totp.data, who->totp.size, secret))
		return 0;
	/* The system's clock, not the demo's: telephones know no offset. */
	step = totp_match(secret, code, time(NULL), who->totp_step);
	sodium_memzero(secret, sizeof secret);
	return step >= 0 && db_write(a->t, Q_login_code_used, num(step), id16(who->id), num(step)) == OK
		&& db_changed(a->t) == 1;
}

int factor_optional(struct authd *a)
{
	return strcmp(setting(a->t->settings, "second_factor"), "optional") == 0;
}
