/*
 * The door of the intranet, on every request: the cookie's token, its live
 * session, the person, the roles; and whether a POST comes from a form we made
 * for that person. Who has no session is sent to log in; what was typed goes along.
 */
#include "staff.h"

#include <string.h>

#include "audit.h"
#include "base/crypto.h"
#include "base/db.h"
#include "base/receipt.h"
#include "base/settings.h"
#include "base/text.h"
#include "web/cookie.h"
#include "web/csrf.h"
#include "web/route.h"

const char *staff_cookie(struct task *t)
{
	return take_format(t, "__Host-kp-staff-%d", (int)setting_num(t->settings, "port") + 1);
}

static void put_person(struct web *w)
{
	put(w, "User.Name", w->account->display);
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		if (w->roles & 1u << i)
			put_flag(w, take_format(w->t, "User.Roles.%s", role_name((enum role)i)), 1);
}

static int is_code(const char *value)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

	return *value && strspn(value, plain) == strlen(value);
}

/* On the pages of logging in: the page one was going to, in that language too. "" when there is none. */
static const char *login_in(struct web *w, const char *lang)
{
	const char *to = pairs_text(strcmp(w->method, "POST") == 0 ? &w->form : &w->query, "to");

	if (w->route->who != ANYBODY || !staff_path_ours(to))
		return "";
	return take_format(w->t, "/%s/login?to=/%s%s", lang, lang, to + 3);
}

/* The same page, with its filters. What a POST answers has no address: the page of its signal, or the first one. */
static const char *here_in(struct web *w, const char *lang)
{
	const char *rest = strlen(w->path) > 3 ? w->path + 3 : "/";
	const char *url = take_format(w->t, "/%s%s", lang, rest), *mark = "?", *login = login_in(w, lang);

	if (*login)
		return login;
	if (strcmp(w->method, "POST") == 0)
		return strncmp(rest, "/signals/", 9) == 0 && *w->ref
			? take_format(w->t, "/%s/signals/%s", lang, w->ref) : take_format(w->t, "/%s/", lang);
	for (size_t i = 0; i < w->query.count; i++) {
		const struct pair *p = &w->query.list[i];

		if (strcmp(p->name, "done") == 0 || !is_code(p->name) || !is_code(p->value))
			continue;
		url = take_format(w->t, "%s%s%s=%s", url, mark, p->name, p->value);
		mark = "&";
	}
	return url;
}

void put_languages(struct web *w)
{
	for (size_t i = 0; i < LANGUAGES; i++) {
		struct node *row = put_row(w, "Langs", i);

		node_put(row, "Code", web_languages[i].code);
		node_put(row, "Name", web_languages[i].name);
		node_put(row, "Url", here_in(w, web_languages[i].code));
		node_put(row, "Current", strcmp(web_languages[i].code, w->lang) == 0 ? "1" : "");
	}
}

enum rc staff_become(struct web *w, const unsigned char token[32])
{
	struct account *who = take(w->t, sizeof *who);
	unsigned char ticket[32];
	enum rc rc;

	hash32(token, 32, ticket);
	rc = db_viewer(w->t, ticket);
	if (rc == OK)
		rc = account_current(w->t, who);
	if (rc == NOT_FOUND)
		return db_viewer(w->t, NULL);
	if (rc != OK)
		return rc;
	memcpy(w->t->token, token, 32);
	w->t->has_token = 1;
	w->account = who;
	w->roles = (unsigned)who->roles;
	put_person(w);
	put(w, "Csrf", form_token(w));
	return OK;
}

/* Passwords are typed below /account/, and one-time codes come from below /users/: never carried or repeated. */
static int may_keep(const struct web *w)
{
	return !strstr(w->path, "/account/") && !strstr(w->path, "/users/");
}

/* The form that came, or the one that waits in it (resume.cs): for who typed that. */
static const char *carried(struct web *w, const unsigned char whom[16])
{
	const char *waits = pairs_find(&w->form, "carry");

	return waits ? waits : carry_seal(w, whom);
}

/*
 * Takes "csrf" out of the form. A form made for somebody whose session has
 * ended since is sealed for that person to send again after logging in, or at
 * once when he did so meanwhile in another page.
 */
static enum rc judge_form(struct web *w)
{
	const char *field = pairs_text(&w->form, "csrf");
	unsigned char whom[16];
	int has_whom = 0, keep;
	enum form_token token = form_token_check(w, field, whom, &has_whom);

	pairs_remove(&w->form, "csrf");
	if (pairs_find(&w->form, "state"))
		return fail(w->t, MALFORMED, "a field that only the public form has");
	if (token == TOKEN_SESSION || (token == TOKEN_ANONYMOUS && w->route->who == ANYBODY))
		return OK;
	keep = has_whom && may_keep(w);
	if (w->route->who == ANYBODY || (w->account && !(keep && memcmp(whom, w->account->id, sizeof whom) == 0)))
		return fail(w->t, DENIED, "a form without our token");
	if (keep && !w->account)
		put_carry(w, "login", carried(w, whom));
	return LOGIN;
}

/* A page that is not there has a way on that fits who asks. Nothing is decided by this, and the page comes anyway. */
void staff_meet(struct web *w)
{
	unsigned char token[32];

	if (text_unhex(cookie(w, staff_cookie(w->t)), token, 32))
		staff_become(w, token);
}

/* A page that exists and that no role of this person opens: somebody tried, and that stands in the chain. */
static enum rc denied(struct web *w)
{
	char number[NUMBER_TEXT];
	const char *page = strchr(w->route->path + 1, '/');	/* behind "/:lang" */
	int of_signal = page && strncmp(page, "/signals/", 9) == 0 && number_read(w->ref, number);
	enum rc rc = audit_denied(w->t, page ? page : "/", of_signal ? number : NULL);

	return rc == OK ? DENIED : rc;
}

enum rc staff_enter(struct web *w)
{
	unsigned char token[32];
	enum rc rc;

	if (staff_path_ours(w->path))
		put_languages(w);
	if (text_unhex(cookie(w, staff_cookie(w->t)), token, 32))
		rc = staff_become(w, token);
	else
		rc = db_viewer(w->t, NULL);
	if (rc == OK && !w->account)
		put(w, "Csrf", form_token(w));
	if (rc == OK)
		rc = csrf_origin(w);
	if (rc == OK && strcmp(w->method, "POST") == 0)
		rc = judge_form(w);
	if (rc == OK && route_may(w) == DENIED)
		rc = denied(w);
	return rc;
}

/*
 * What could not be stored just now is offered to be sent once more. A form
 * that was never judged keeps its own token; passwords are not repeated.
 */
static void put_again(struct web *w)
{
	for (size_t i = 0; i < w->form.count; i++) {
		struct node *row = put_row(w, "Again.Fields", i);

		node_put(row, "Name", w->form.list[i].name);
		node_put(row, "Value", w->form.list[i].value);
	}
	put(w, "Again.Action", w->path);
	if (pairs_find(&w->form, "csrf"))
		put(w, "Csrf", "");
}

static int may_send_again(const struct web *w, enum rc rc)
{
	return (rc == BUSY || rc == LIMITED || rc == LOCKED) && strcmp(w->method, "POST") == 0
		&& w->route && w->route->who != ANYBODY && may_keep(w);
}

/*
 * Where what is not carried leads after the log-in: below /account/ there are forms only, and their page is above.
 * Logging out has no page.
 */
static const char *page_of(const struct web *w)
{
	static const char account[] = "/account";
	const char *below = strstr(w->path, "/account/");

	if (strcmp(w->path + strlen("/nl"), "/logout") == 0)
		return "";
	return below ? take_textn(w->t, w->path, (size_t)(below - w->path) + strlen(account)) : w->path;
}

/* Without a session a page asks to log in first and comes back; other refusals have the common page. */
enum rc staff_refused(struct web *w, enum rc rc)
{
	if (may_send_again(w, rc))
		put_again(w);
	if (rc != LOGIN)
		return NOT_FOUND;
	/* Logged in anew in another page (see judge_form), or the session ended in the middle of this request. */
	if (w->account && strcmp(w->method, "POST") == 0 && may_keep(w)) {
		answer_status(w, 409);	/* first: what cannot be opened leads home, with a status of its own */
		return resume_page(w, carried(w, w->account->id));
	}
	if (strcmp(w->method, "POST") == 0)
		return login_page(w, 401, page_of(w), NULL);
	return see(w, "/%s/login?to=%s", w->lang, staff_path_ours(w->path) ? w->path : "");
}
