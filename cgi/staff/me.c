/* My account: my sessions, my password, my second factor. Each change asks authd again who I am. */
#include "desk.h"
#include "staff.h"

#include <string.h>

#include "base/text.h"

static const struct field password_form[] = {
	/* name       kind    min max            when wrong        */
	{ "password", SECRET, 1,  PASSWORD_MOST, "login_password", NULL },
	{ "new",      SECRET, 1,  PASSWORD_MOST, "new_empty",      NULL },
	{ "again",    SECRET, 0,  PASSWORD_MOST, "new_again",      NULL },
};
static const struct field factor_form[] = {
	{ "current",  SECRET, 1,  PASSWORD_MOST, "login_password", NULL },
	{ "otp",      LINE,   0,  12,            "login_code",     NULL },
};
static const struct field session_form[] = {
	{ "handle",   HIDDEN, 0,  16,            "",               NULL },
};

static const struct field language_form[] = {
	{ "tongue",   CHOICE, 1,  1,             "user_tongue",    web_language_codes },
};

static const char *const notes[] = { "cap", "password", "factor", "sessions", "language" };

static enum rc put_me(struct web *w)
{
	const char *note = pairs_find(&w->query, "note");
	struct session *rows;
	size_t n;
	enum rc rc = account_sessions(w->t, &rows, &n);

	for (size_t i = 0; rc == OK && i < n; i++) {
		struct node *row = put_row(w, "Sessions", i);

		node_put(row, "Handle", text_hex(w->t, rows[i].handle.data, rows[i].handle.size));
		node_put(row, "Started", desk_moment(w, rows[i].started));
		node_put(row, "Seen", desk_moment(w, rows[i].seen));
		node_flag(row, "Current", rows[i].current != 0);
	}
	for (size_t i = 0; note && i < COUNT(notes); i++)
		if (strcmp(note, notes[i]) == 0)
			put_word(w, "Note", "me.note.%s", note);
	put(w, "Me.Name", w->account->name);
	put(w, "Me.Display", w->account->display);
	put(w, "Me.Tongue", w->account->lang);
	put_flag(w, "Me.Factor", w->account->second_factor != 0);
	put_flag(w, "Me.Others", n > 1);
	for (unsigned i = 0, at = 0; i < ROLE_COUNT; i++)
		if (w->roles & 1u << i)
			node_put(put_row(w, "Me.Roles", at++), "Text", word(w, "role.%s", role_name((enum role)i)));
	return rc;
}

enum rc show_me(struct web *w)
{
	enum rc rc = put_me(w);

	return rc == OK ? show_page(w, "me.cs") : rc;
}

static enum rc me_again(struct web *w, struct form *f)
{
	enum rc rc = put_me(w);

	return rc == OK ? form_again(w, f, "me.cs") : rc;
}

/* POST /:lang/account/password */
enum rc change_password(struct web *w)
{
	struct authd_request request = { .op = AUTHD_PASSWORD };
	struct authd_reply *reply = take(w->t, sizeof *reply);
	struct form f;
	enum rc rc = form_read(w, &f, password_form, COUNT(password_form));

	if (rc != OK && rc != INVALID)
		return rc;
	if (rc == OK && strcmp(form_value(&f, "new"), form_value(&f, "again")) != 0)
		form_wrong(&f, &password_form[2], NULL);
	if (f.wrong_count)
		return me_again(w, &f);
	memcpy(request.token, w->t->token, sizeof request.token);
	into_message(request.password, sizeof request.password, form_value(&f, "password"));
	into_message(request.new_password, sizeof request.new_password, form_value(&f, "new"));
	rc = ask_authd(w, &request, reply);
	if (rc != OK)
		return rc;
	if (reply->answer == AUTHD_DONE)
		return see(w, "/%s/account?note=password", w->lang);
	if (reply->answer == AUTHD_WEAK)
		form_weak(&f, &password_form[1], reply->weak);
	else
		form_wrong(&f, &password_form[0], "password_wrong");
	return me_again(w, &f);
}

/* POST /:lang/account/sessions: one of mine by its handle, or all others */
enum rc end_sessions(struct web *w)
{
	struct authd_request request = { .op = AUTHD_END };
	struct authd_reply *reply = take(w->t, sizeof *reply);
	struct form f;
	enum rc rc = form_read(w, &f, session_form, COUNT(session_form));
	const char *handle;

	if (rc != OK)
		return rc;
	handle = form_value(&f, "handle");
	if (*handle && !text_unhex(handle, request.handle, sizeof request.handle))
		return fail(w->t, MALFORMED, "not a handle");
	memcpy(request.token, w->t->token, sizeof request.token);
	rc = ask_authd(w, &request, reply);
	return rc == OK ? see(w, "/%s/account?note=sessions", w->lang) : rc;
}

/* POST /:lang/account/factor */
enum rc change_factor(struct web *w)
{
	struct authd_request request = { .op = AUTHD_FACTOR };
	struct authd_reply *reply = take(w->t, sizeof *reply);
	struct form f;
	enum rc rc = form_read(w, &f, factor_form, COUNT(factor_form));

	if (rc != OK)
		return rc == INVALID ? me_again(w, &f) : rc;
	memcpy(request.token, w->t->token, sizeof request.token);
	into_message(request.password, sizeof request.password, form_value(&f, "current"));
	into_message(request.code, sizeof request.code, form_value(&f, "otp"));
	rc = ask_authd(w, &request, reply);
	if (rc != OK)
		return rc;
	if (reply->answer == AUTHD_NEED_FACTOR)
		return factor_page(w, reply, NULL, "", "");
	if (reply->answer == AUTHD_WRONG_CODE)
		form_wrong(&f, &factor_form[1], NULL);
	else
		form_wrong(&f, &factor_form[0], "password_wrong");
	return me_again(w, &f);
}

/* POST /:lang/account/language: where the next log-in leads to */
enum rc change_language(struct web *w)
{
	struct form f;
	enum rc rc = form_read(w, &f, language_form, COUNT(language_form));

	if (rc == OK)
		rc = account_language(w->t, form_value(&f, "tongue"));
	return rc == OK ? see(w, "/%s/account?note=language", form_value(&f, "tongue")) : rc;
}
