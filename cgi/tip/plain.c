/* Pages without a form state: start, the operator's texts, leaving, and what machines ask for. */
#include "tip.h"

#include "base/settings.h"

#include <string.h>
#include <time.h>

enum { SECURITY_DAYS = 180 };

static const struct { const char *what, *path[2]; } addresses[] = {
	{ "start",         { "/nl/",                "/en/" } },
	{ "form",          { "/nl/melden",          "/en/report" } },
	{ "file",          { "/nl/melden/bestand",  "/en/report/file" } },
	{ "mine",          { "/nl/mijn-melding",    "/en/my-report" } },
	{ "mine_file",     { "/nl/mijn-melding/bestand", "/en/my-report/file" } },
	{ "privacy",       { "/nl/privacy",         "/en/privacy" } },
	{ "accessibility", { "/nl/toegankelijkheid", "/en/accessibility" } },
	{ "contact",       { "/nl/contact",         "/en/contact" } },
};

const char *address(const char *what, const char *lang)
{
	for (size_t i = 0; i < COUNT(addresses); i++)
		if (strcmp(addresses[i].what, what) == 0)
			return addresses[i].path[strcmp(lang, "nl") != 0];
	return "/";
}

/* The same page in the other languages; without this the links lead to the first page. */
void put_other_languages(struct web *w, const char *what)
{
	for (size_t i = 0; i < LANGUAGES; i++) {
		struct node *row = put_row(w, "Langs", i);

		node_put(row, "Code", web_languages[i].code);
		node_put(row, "Name", web_languages[i].name);
		node_put(row, "Url", address(what, web_languages[i].code));
		node_flag(row, "Current", strcmp(web_languages[i].code, w->lang) == 0);
	}
}

/* GET / */
enum rc choose_language(struct web *w)
{
	return see(w, "%s", address("start", w->lang));
}

/* "tel:" and the digits; a name and address that nobody set yet, in the language of the page. */
static void put_operator(struct web *w)
{
	const char *phone = setting(w->t->settings, "phone");
	const char *name = setting(w->t->settings, "operator_name"), *digits = "";
	const char *contact = setting(w->t->settings, "operator_contact");

	for (const char *c = phone; *c; c++)
		if (strchr("+0123456789", *c))
			digits = take_format(w->t, "%s%c", digits, *c);
	put(w, "PhoneUrl", take_format(w->t, "tel:%s", digits));
	put(w, "OperatorName", *name == '(' ? word(w, "operator.unnamed") : name);
	put(w, "OperatorContact", *contact == '(' ? word(w, "operator.nowhere") : contact);
	put_num(w, "MailboxDays", setting_num(w->t->settings, "mailbox_days"));
}

/* GET /nl/, /nl/privacy and the like: the template is the route's. */
enum rc show_plain(struct web *w)
{
	const char *page = w->route->page;

	put_other_languages(w, take_textn(w->t, page, strcspn(page, ".")));
	put(w, "FormUrl", address("form", w->lang));
	put(w, "MineUrl", address("mine", w->lang));
	put_operator(w);
	office_put(w);
	answer_same_for_everyone(w);
	return show(w);
}

/* POST /nl/uit: 200, because form-action 'self' blocks a redirect to another site. */
enum rc leave(struct web *w)
{
	const char *url = setting(w->t->settings, "leave_url");
	enum rc rc;

	put(w, "LeaveUrl", url);
	rc = show(w);
	answer_forget(w);
	answer_header(w, "Refresh", take_format(w->t, "0; url=%s", url));
	return rc;
}

/* GET /robots.txt: only the first page is for search engines. */
enum rc show_robots(struct web *w)
{
	answer_same_for_everyone(w);
	return answer_text(w, "text/plain; charset=utf-8",
		"User-agent: *\nAllow: /nl/$\nAllow: /en/$\nDisallow: /\n");
}

static const char *own_url(struct web *w)
{
	const char *host = setting(w->t->settings, "public_host");

	return *host ? take_format(w->t, "https://%s", host)
		: take_format(w->t, "http://localhost:%s", setting(w->t->settings, "port"));
}

/* GET /.well-known/security.txt, RFC 9116 */
enum rc show_security(struct web *w)
{
	time_t until = (time_t)(w->t->now / 86400 + SECURITY_DAYS) * 86400;
	struct tm day;
	char expires[40];

	gmtime_r(&until, &day);
	strftime(expires, sizeof expires, "%Y-%m-%dT%H:%M:%SZ", &day);
	answer_same_for_everyone(w);
	return answer_text(w, "text/plain; charset=utf-8", take_format(w->t,
		"Contact: %s\nExpires: %s\nPreferred-Languages: nl, en\nCanonical: %s/.well-known/security.txt\n",
		setting(w->t->settings, "security_contact"), expires, own_url(w)));
}
