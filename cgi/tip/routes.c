/* What exists on the public site. Everybody may; nobody can read a report here. */
#include "tip.h"

#include "base/crypto.h"
#include "base/settings.h"
#include "routes.h"

#include <stdio.h>

static const struct route routes[] = {
	/* method  path                        page                 who       does */
	{ "GET",  "/",                         "",                  ANYBODY, choose_language },
	{ "GET",  "/:lang",                    "",                  ANYBODY, choose_language },
	{ "GET",  "/:lang/",                   "start.cs",          ANYBODY, show_plain },
	{ "GET",  "/nl/melden",                "question.cs",       ANYBODY, show_form },
	{ "GET",  "/en/report",                "question.cs",       ANYBODY, show_form },
	{ "POST", "/nl/melden",                "question.cs",       ANYBODY, post_form },
	{ "POST", "/en/report",                "question.cs",       ANYBODY, post_form },
	{ "GET",  "/nl/melden/:ref",           "question.cs",       ANYBODY, resume_form },
	{ "GET",  "/en/report/:ref",           "question.cs",       ANYBODY, resume_form },
	{ "POST", "/nl/melden/:ref",           "question.cs",       ANYBODY, post_form },
	{ "POST", "/en/report/:ref",           "question.cs",       ANYBODY, post_form },
	{ "GET",  "/nl/mijn-melding",          "mine.cs",           ANYBODY, show_mine },
	{ "GET",  "/en/my-report",             "mine.cs",           ANYBODY, show_mine },
	{ "POST", "/nl/mijn-melding",          "mine.cs",           ANYBODY, post_mine },
	{ "POST", "/en/my-report",             "mine.cs",           ANYBODY, post_mine },
	{ "GET",  "/:lang/privacy",            "privacy.cs",        ANYBODY, show_plain },
	{ "GET",  "/nl/toegankelijkheid",      "accessibility.cs",  ANYBODY, show_plain },
	{ "GET",  "/en/accessibility",         "accessibility.cs",  ANYBODY, show_plain },
	{ "GET",  "/:lang/contact",            "contact.cs",        ANYBODY, show_plain },
	{ "POST", "/:lang/uit",                "leave.cs",          ANYBODY, leave },
	{ "GET",  "/robots.txt",               "",                  ANYBODY, show_robots },
	{ "GET",  "/.well-known/security.txt", "",                  ANYBODY, show_security },
};

/* In production the legal owner must have said what happens to a reporter without a permit. */
static int start(const struct settings *s)
{
	if (setting_num(s, "production") && !*setting(s, "no_residence_text")) {
		fprintf(stderr, "tip: the setting no_residence_text is empty\n");
		return -1;
	}
	return recent_start();
}

/* The program beside the form: only what brings a file, so that no slow file holds a worker of the form. */
static const struct route upload_routes[] = {
	/* method  path                        page                 who       does */
	{ "GET",  "/nl/melden/bestand/:ref",   "",                  ANYBODY, resume_form },
	{ "GET",  "/en/report/file/:ref",      "",                  ANYBODY, resume_form },
	{ "POST", "/nl/melden/bestand/:ref",   "files.cs",          ANYBODY, post_files },
	{ "POST", "/en/report/file/:ref",      "files.cs",          ANYBODY, post_files },
	{ "GET",  "/nl/mijn-melding/bestand",  "",                  ANYBODY, resume_mine },
	{ "GET",  "/en/my-report/file",        "",                  ANYBODY, resume_mine },
	{ "POST", "/nl/mijn-melding/bestand",  "mine_files.cs",     ANYBODY, post_mine_file },
	{ "POST", "/en/my-report/file",        "mine_files.cs",     ANYBODY, post_mine_file },
};
static const struct takes upload_takes[] = {
	{ "/nl/melden/bestand/:ref", "file_mb" },
	{ "/en/report/file/:ref",    "file_mb" },
	{ "/nl/mijn-melding/bestand", "file_mb" },
	{ "/en/my-report/file",      "file_mb" },
	{ NULL, NULL },
};

const struct program upload_program = {
	.name = "upload",
	.templates = "tip",
	.account = "tip",
	.log_dates_only = 1,
	.classes = 1 << CLASS_INTAKE,
	.routes = upload_routes,
	.route_count = COUNT(upload_routes),
	.takes = upload_takes,
	.body_limit = 384 * 1024,
	.read = { "keys/state" },
	.start = start,
	.refused = refused,
};

const struct program tip_program = {
	.name = "tip",
	.account = "tip",
	.log_dates_only = 1,
	.classes = 1 << CLASS_INTAKE,
	.routes = routes,
	.route_count = COUNT(routes),
	.body_limit = 384 * 1024,
	.read = { "keys/state" },
	.start = start,
	.refused = refused,
};
