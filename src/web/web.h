/*
 * One HTTP request and its answer. Handlers read (form.h), ask a room, put
 * values on a page (page.h); they never see FastCGI, SQL or HTML.
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "base/task.h"
#include "base/pack.h"

struct page_set;
struct node;
struct web;
struct account;

/* A route is a row that carries its permission; absent = nobody. */
struct route {
	const char *method;		/* "GET" (HEAD comes with it) or "POST" */
	const char *path;		/* "/nl/melden", "/:lang/signals/:ref" (one :ref per path) */
	const char *page;		/* template below templates/<program>/, or "" */
	unsigned who;			/* bits of the program's roles; ANYBODY for public */
	enum rc (*does)(struct web *w);
};
#define ANYBODY (~0u)

/* A POST row that takes a file, beside the table of routes: absent = none does (upload.h). */
struct takes {
	const char *path;		/* the row's */
	const char *limit;		/* setting: how many MB a file may have */
};

/* What distinguishes one FastCGI program from another. */
struct program {
	const char *name;				/* "tip": socket run/tip.sock, templates/tip */
	const char *templates;				/* folder of its pages when that is not its name */
	const char *account;				/* database account */
	int log_dates_only;				/* 1: public form, no clock in the log */
	unsigned classes;				/* public keys it must hold: bit mask 1 << CLASS_x */
	const struct route *routes;
	size_t route_count;
	const struct takes *takes;			/* rows that take a file, ended by a path of NULL; or NULL */
	size_t body_limit;				/* bytes without the file; larger bodies are 413 in style */
	const char *read[3];				/* below var: files and folders it reads while serving */
	int (*start)(const struct settings *s);		/* once, in the parent, before the fork; 0 = ready */
	enum rc (*enter)(struct web *w);		/* per request, before the handler: who is this? sets w->roles */
	void (*meet)(struct web *w);			/* optional, where no row was found or read: who is this, for the page that says so */
	enum rc (*refused)(struct web *w, enum rc rc);	/* optional: the program's own page for an rc */
};

struct web {
	struct task *t;
	const struct program *program;
	const struct route *route;
	const char *method;		/* "GET", "HEAD" or "POST" */
	const char *path;		/* decoded, normalised by nginx (DOCUMENT_URI) */
	const char *ref;		/* what :ref matched, or "" */
	const char *lang;		/* "nl" or "en" */
	unsigned roles;			/* bits, set by program->enter */
	struct account *account;	/* who is logged in, or NULL; set by program->enter */
	struct pairs query;		/* decoded query parameters, each once */
	struct pairs form;		/* decoded body fields (urlencoded or multipart text parts); on a row that
					   takes a file only those before the file, until upload_read() */
	struct request *request;	/* FastCGI side: request.h */
	struct answer *answer;		/* what will be sent: status, headers, body */
	struct page *page;		/* values put so far */
	const struct page_set *pages;	/* the program's templates */
};

/* Runs the program: settings, keys, templates, fork, accept loop. The whole main(). */
int web_main(int argc, char **argv, const struct program *program);

/* Parameters that we read at all (the list is in request.c); "" when absent. "HTTP_COOKIE". */
const char *web_header(struct web *w, const char *name);

/* The languages of pages, the first for who asks for none. Their words stand in templates/locale. */
enum { LANGUAGES = 2 };
struct spoken {
	const char *code, *name, *dir;	/* name: in itself; dir: of its writing */
};
extern const struct spoken web_languages[LANGUAGES];
extern const char *const web_language_codes[LANGUAGES + 1];	/* the same, NULL-ended, for a field of choices */
const char *web_language_known(const char *code);		/* ours of that code, NULL when there is none */
enum rc web_speak(struct web *w, const char *code);		/* from here on; MALFORMED when it is none of ours */
/* "nl" or "en": the path's first segment, for other paths the browser's wish; Dutch by default. */
const char *web_language(struct web *w);

/* Answers. The last one wins. */
enum rc see(struct web *w, const char *format, ...) __attribute__((format(printf, 2, 3)));	/* 303 to our own path */
void answer_status(struct web *w, int status);
void answer_header(struct web *w, const char *name, const char *value);	/* CR, LF, NUL refused */
/* The browser forgets what it kept of this site; not its cookies, or staff on the same host would be logged out. */
void answer_forget(struct web *w);
/* Spaces behind the page up to a multiple of so many bytes, whatever page it becomes: its length tells nothing. */
void answer_padded(struct web *w, size_t multiple);
enum rc answer_text(struct web *w, const char *type, const char *body);		/* a non-page body */
/* private, no-cache: for question pages that echo nothing typed; the default is no-store */
void answer_may_be_kept(struct web *w);
/* the same, and nginx may show it to everyone for a second: only pages without anything personal */
void answer_same_for_everyone(struct web *w);

#endif
