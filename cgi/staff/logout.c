/*
 * Logging out, also to leave this browser to the colleague whose text waits in it.
 */
#include "staff.h"

#include <string.h>

#include "web/cookie.h"

static const struct field logout_form[] = {
	{ "carry",   HIDDEN, 0,   CARRY_FIELD,     "",               NULL },	/* of somebody else (resume.cs) */
};

/* The page of logging in, for the colleague whose text waits here: nobody is at work in this browser any more. */
static enum rc leave_to_owner(struct web *w, const char *carry)
{
	w->account = NULL;
	put(w, "User.Name", "");
	put(w, "Csrf", form_token(w));
	return login_page(w, 200, "", carry);
}

/* POST /:lang/logout: the session ends on the server, then in the browser. */
enum rc log_out(struct web *w)
{
	struct authd_request request = { .op = AUTHD_LOGOUT };
	struct authd_reply *reply = take(w->t, sizeof *reply);
	struct form f;
	enum rc rc = form_read(w, &f, logout_form, COUNT(logout_form));

	if (rc != OK)
		return rc;
	memcpy(request.token, w->t->token, sizeof request.token);
	rc = ask_authd(w, &request, reply);
	if (rc != OK)
		return rc;
	cookie_drop(w, staff_cookie(w->t));
	answer_forget(w);
	if (*form_value(&f, "carry"))
		return leave_to_owner(w, form_value(&f, "carry"));
	return see(w, "/%s/login?note=out", w->lang);
}
