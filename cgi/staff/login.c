/*
 * Logging in. authd judges; here the question is only what to show
 * next, and that nothing typed before is lost or handed to somebody else.
 */
#include "staff.h"

#include <sodium.h>
#include <string.h>

#include "base/settings.h"
#include "base/text.h"
#include "web/cookie.h"

static const char *const go_codes[] = { "back", "enrol", NULL };

static const struct field login_form[] = {
	/* name      kind    min  max              when wrong        */
	{ "name",    LINE,   1,   60,              "login_name",     NULL },
	{ "password", SECRET, 1,  PASSWORD_MOST,   "login_password", NULL },
	{ "otp",     LINE,   0,   12,              "login_code",     NULL },
	{ "to",      HIDDEN, 0,   200,             "",               NULL },
	{ "carry",   HIDDEN, 0,   CARRY_FIELD,     "",               NULL },
	{ "lang",    CHOICE, 0,   1,               "choice",         web_language_codes },
	{ "go",      CHOICE, 0,   1,               "choice",         go_codes },
};
static const struct field code_form[] = {
	{ "otp",     LINE,   1,   12,              "login_code",     NULL },
	{ "pending", HIDDEN, 1,   2 * AUTHD_PENDING, "",             NULL },
	{ "to",      HIDDEN, 0,   200,             "",               NULL },
	{ "carry",   HIDDEN, 0,   CARRY_FIELD,     "",               NULL },
	{ "lang",    CHOICE, 0,   1,               "choice",         web_language_codes },
	{ "go",      CHOICE, 0,   1,               "choice",         go_codes },
};

/* Who comes where after logging in. */
static const struct { unsigned who; const char *path; } homes[] = {
	{ CASEWORKER | LEAD | ANALYST | SECURITY_ADVISER, "queue" },
	{ ADMINISTRATOR, "users" },
	{ AUDITOR | PRIVACY_OFFICER, "audit" },
};

/* Why a session that this browser still names has ended. */
static const char *const notes[] = { "cap", "ended", "password", "expired", "out", "enrolled" };

enum rc go_home(struct web *w)
{
	if (!w->account)
		return see(w, "/%s/login", w->lang);
	for (size_t i = 0; i < COUNT(homes); i++)
		if (w->roles & homes[i].who)
			return see(w, "/%s/%s", w->lang, homes[i].path);
	return see(w, "/%s/account", w->lang);
}

enum rc choose_language(struct web *w)
{
	return see(w, "/%s/", w->account ? w->account->lang : web_language(w));
}

int into_message(char *out, size_t size, const char *typed)
{
	size_t n = strlen(typed);

	if (n >= size)
		return 0;
	memcpy(out, typed, n + 1);
	return 1;
}

enum rc ask_authd(struct web *w, struct authd_request *request, struct authd_reply *reply)
{
	int answered = authd_through_door(w, request, reply);

	sodium_memzero(request, sizeof *request);
	if (answered && reply->answer == AUTHD_BROKEN)
		return fail(w->t, FAULT, "authd could not");
	if (!answered || reply->answer == AUTHD_BUSY)
		return fail(w->t, BUSY, "authd is away or busy");
	return OK;
}

static void put_note(struct web *w, const char *note)
{
	for (size_t i = 0; i < COUNT(notes); i++)
		if (strcmp(notes[i], note) == 0)
			put_word(w, "Note", "login.note.%s", note);
}

/* A cookie of ours without a live session: say why, if it can be known. */
static void put_why(struct web *w)
{
	const char *value = cookie(w, staff_cookie(w->t)), *state = "";
	unsigned char token[32], ticket[32];

	if (w->account || !text_unhex(value, token, 32))
		return;
	crypto_generichash(ticket, sizeof ticket, token, 32, NULL, 0);
	if (account_session_state(w->t, ticket, &state) == OK)
		put_note(w, state);
}

/* carry NULL: what was put before stays. */
enum rc login_page(struct web *w, int status, const char *to, const char *carry)
{
	put(w, "To", staff_path_ours(to) ? to : "");
	if (carry)
		put_carry(w, "login", carry);
	put_flag(w, "Optional", strcmp(setting(w->t->settings, "second_factor"), "optional") == 0);
	answer_status(w, status);
	return show_page(w, "login.cs");
}

enum rc login_note(struct web *w, const char *note, const char *to, const char *carry)
{
	put_note(w, note);
	return login_page(w, strcmp(note, "expired") == 0 ? 401 : 200, to, carry);
}

enum rc show_login(struct web *w)
{
	const char *note = pairs_find(&w->query, "note"), *to = pairs_find(&w->query, "to");

	if (note)
		put_note(w, note);
	else
		put_why(w);
	return login_page(w, 200, to ? to : "", "");
}

static enum rc code_page(struct web *w, const struct authd_reply *reply, const char *to,
	const char *carry)
{
	put(w, "Pending", text_hex(w->t, reply->pending, sizeof reply->pending));
	put(w, "To", to);
	put_carry(w, "code", carry);
	return show_page(w, "second.cs");
}

static enum rc code_page_again(struct web *w, const struct authd_reply *reply, const char *message,
	const char *to, const char *carry)
{
	struct form f = { .fields = code_form, .count = COUNT(code_form) };
	enum rc rc;

	form_wrong(&f, &code_form[0], message);
	form_put(w, &f);
	rc = code_page(w, reply, to, carry);
	return rc == OK ? INVALID : rc;
}

/* Whoever logs in anew leaves the session that this browser had (ASVS 7.2.4); if that fails it idles out. */
static void end_former(struct web *w)
{
	struct authd_request request = { .op = AUTHD_LOGOUT };
	struct authd_reply *reply = take(w->t, sizeof *reply);

	if (!w->t->has_token)
		return;
	memcpy(request.token, w->t->token, sizeof request.token);
	authd_through_door(w, &request, reply);
	sodium_memzero(&request, sizeof request);
}

enum rc logged_in(struct web *w, const struct authd_reply *reply, const char *to, const char *carry)
{
	enum rc rc;

	end_former(w);
	cookie_set(w, staff_cookie(w->t), text_hex(w->t, reply->token, 32));
	rc = staff_become(w, reply->token);
	if (rc != OK)
		return rc;
	if (!w->account)
		return fail(w->t, FAULT, "a new session that is not live");
	if (*carry)
		return resume_page(w, carry);
	if (reply->ended > 0)
		return see(w, "/%s/account?note=cap", w->lang);
	if (staff_path_ours(to))
		return see(w, "%s", to);
	if (strcmp(w->lang, "nl") == 0)		/* nobody chose another one on the way */
		w->lang = w->account->lang;
	return go_home(w);
}

static enum rc login_wrong(struct web *w, struct form *f, enum rc rc, const char *message)
{
	enum rc shown;

	if (message)
		form_wrong(f, &login_form[0], message);
	form_put(w, f);
	put_flag(w, "AskCode", message != NULL);
	shown = login_page(w, rc == BUSY ? 503 : 422, form_value(f, "to"), form_value(f, "carry"));
	if (shown != OK)
		return shown;
	if (rc == BUSY)
		answer_header(w, "Retry-After", "5");
	return rc == BUSY ? OK : INVALID;
}

static enum rc after_password(struct web *w, struct form *f, const struct authd_reply *reply)
{
	const char *to = form_value(f, "to"), *carry = form_value(f, "carry");

	switch (reply->answer) {
	case AUTHD_IN:
		return logged_in(w, reply, to, carry);
	case AUTHD_NEED_CODE:
		return code_page(w, reply, to, carry);
	case AUTHD_WRONG_CODE:
		return code_page_again(w, reply, "login_code", to, carry);
	case AUTHD_NEED_FACTOR:
		return factor_page(w, reply, NULL, to, carry);
	default:
		return login_wrong(w, f, INVALID, "login_wrong");
	}
}

/* Of a page on which a text waits, instead of logging in: another language, or a one-time code first. */
static enum rc login_turned(struct web *w, struct form *f, int *done)
{
	const char *to = form_value(f, "to"), *carry = form_value(f, "carry");

	*done = 1;
	if (strcmp(form_value(f, "go"), "enrol") == 0)
		return enrol_page(w, carry);
	*done = turned(w, f, &to);
	if (!*done)
		return OK;
	form_put(w, f);
	return login_page(w, 200, to, carry);
}

/* POST /:lang/login */
enum rc log_in(struct web *w)
{
	struct authd_request request = { .op = AUTHD_LOGIN };
	struct authd_reply *reply = take(w->t, sizeof *reply);
	struct form f;
	int done = 0;
	enum rc rc = form_read(w, &f, login_form, COUNT(login_form)), turn = OK;

	if (rc == OK || rc == INVALID)
		turn = login_turned(w, &f, &done);
	if (done)
		return turn;
	if (rc == INVALID)
		return login_wrong(w, &f, INVALID, NULL);
	if (rc != OK)
		return rc;
	if (!into_message(request.name, sizeof request.name, form_value(&f, "name"))
	|| !into_message(request.password, sizeof request.password, form_value(&f, "password"))
	|| !into_message(request.code, sizeof request.code, form_value(&f, "otp")))
		rc = INVALID;
	if (rc == OK)
		rc = ask_authd(w, &request, reply);
	sodium_memzero(&request, sizeof request);
	if (rc == INVALID)
		return login_wrong(w, &f, INVALID, "login_wrong");
	if (rc == BUSY)
		return login_wrong(w, &f, BUSY, "login_busy");
	return rc == OK ? after_password(w, &f, reply) : rc;
}

/* POST /:lang/login/code */
enum rc log_in_code(struct web *w)
{
	struct authd_request request = { .op = AUTHD_CODE };
	struct authd_reply *reply = take(w->t, sizeof *reply);
	struct form f;
	enum rc rc = form_read(w, &f, code_form, COUNT(code_form));
	const char *to, *carry;

	if (rc != OK && rc != INVALID)
		return rc;
	to = form_value(&f, "to");
	carry = form_value(&f, "carry");
	if (!text_unhex(form_value(&f, "pending"), request.pending, sizeof request.pending))
		return fail(w->t, MALFORMED, "pending is not ours");
	memcpy(reply->pending, request.pending, sizeof reply->pending);
	if (strcmp(form_value(&f, "go"), "back") == 0)
		return login_page(w, 200, to, carry);
	if (turned(w, &f, &to))
		return code_page(w, reply, to, carry);
	if (!*form_value(&f, "otp"))
		return code_page_again(w, reply, "code_empty", to, carry);
	if (rc == INVALID || !into_message(request.code, sizeof request.code, form_value(&f, "otp")))
		return code_page_again(w, reply, "login_code", to, carry);
	rc = ask_authd(w, &request, reply);
	if (rc != OK)
		return rc;
	if (reply->answer == AUTHD_IN)
		return logged_in(w, reply, to, carry);
	if (reply->answer == AUTHD_WRONG_CODE)
		return code_page_again(w, reply, "login_code", to, carry);
	return login_note(w, "expired", to, carry);
}
