/*
 * From FastCGI parameters and bytes to a struct web. A request that was cut
 * off on its way is dropped here and never reaches a handler.
 */
#include "web/request.h"

#include "base/text.h"
#include "web/body.h"
#include "web/upload.h"

#include <string.h>

enum param {
	METHOD, PATH, QUERY, TYPE, LENGTH, SCHEME, HOST, COOKIE, ORIGIN, FETCH_SITE, ACCEPTED
};

/* All that exists for us. nginx passes these by name and no header besides. */
static const char *const names[] = {
	[METHOD]     = "REQUEST_METHOD",
	[PATH]       = "DOCUMENT_URI",		/* decoded and normalised: the only path we route on */
	[QUERY]      = "QUERY_STRING",
	[TYPE]       = "CONTENT_TYPE",
	[LENGTH]     = "CONTENT_LENGTH",
	[SCHEME]     = "REQUEST_SCHEME",
	[HOST]       = "HTTP_HOST",
	[COOKIE]     = "HTTP_COOKIE",
	[ORIGIN]     = "HTTP_ORIGIN",
	[FETCH_SITE] = "HTTP_SEC_FETCH_SITE",
	[ACCEPTED]   = "HTTP_ACCEPT_LANGUAGE",
};

static const char *param(const struct web *w, enum param which)
{
	const char *value = w->request ? w->request->param[which] : NULL;

	return value ? value : "";
}

const char *web_header(struct web *w, const char *name)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(names[i], name) == 0)
			return param(w, (enum param)i);
	return "";
}

/* The row of names[] that "NAME=value" carries, or -1. */
static int known(const char *entry, size_t length)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (strncmp(names[i], entry, length) == 0 && names[i][length] == 0)
			return (int)i;
	return -1;
}

/*
 * A parameter that comes twice is refused: libfcgi glues name and value with
 * "=", so a name with "=" in it would show up as a second one.
 */
static enum rc read_params(struct web *w, char **envp)
{
	enum rc rc = OK;

	for (; envp && *envp; envp++) {
		const char *equals = strchr(*envp, '=');
		int at = equals ? known(*envp, (size_t)(equals - *envp)) : -1;

		if (at < 0)
			continue;
		if (w->request->param[at])
			rc = fail(w->t, MALFORMED, "%s came twice", names[at]);
		else
			w->request->param[at] = equals + 1;
	}
	return rc;
}

static void discard(FCGX_Stream *in)
{
	char waste[4096];

	while (FCGX_GetStr(waste, sizeof waste, in) > 0)
		;
}

enum rc req_drop(struct web *w, const char *why)
{
	w->request->dropped = 1;
	return fail(w->t, FAULT, "dropped: %s", why);
}

enum rc req_length(struct web *w, size_t *wanted)
{
	int64_t n = 0;
	const char *length = param(w, LENGTH);

	*wanted = 0;
	if (*length && !text_number(length, 0, INT32_MAX, &n))
		return fail(w->t, MALFORMED, "no number in CONTENT_LENGTH");
	*wanted = (size_t)n;
	return OK;
}

/* A body that is refused is still read: nginx would report a broken pipe instead of our answer. */
static enum rc read_body(struct web *w, FCGX_Stream *in)
{
	size_t wanted;
	struct request *r = w->request;
	enum rc rc = req_length(w, &wanted);

	if (rc == OK && wanted > w->program->body_limit)
		rc = fail(w->t, TOO_LARGE, "body over the limit");
	if (rc != OK) {
		discard(in);
		return rc;
	}
	r->body = take(w->t, wanted + 1);
	if (wanted)
		r->size = (size_t)FCGX_GetStr(r->body, (int)wanted, in);
	if (r->size != wanted || FCGX_GetChar(in) != -1 || FCGX_GetError(in) != 0)
		return req_drop(w, "body and CONTENT_LENGTH differ");
	return OK;
}

static enum rc read_line(struct web *w)
{
	w->method = param(w, METHOD);
	w->path = param(w, PATH);
	if (*w->method == 0)
		return req_drop(w, "parameters incomplete");
	if (*w->path == '/' && strlen(w->path) <= 1024 && text_valid(w->path, strlen(w->path)))
		return OK;
	w->path = "";
	return fail(w->t, MALFORMED, "no path");
}

int req_query_repeats(const struct web *w)
{
	for (size_t i = 0; i < w->query.count; i++) {
		for (size_t j = 0; j < i; j++)
			if (strcmp(w->query.list[i].name, w->query.list[j].name) == 0)
				return 1;
		if (pairs_find(&w->form, w->query.list[i].name))
			return 1;
	}
	return 0;
}

static enum rc read_fields(struct web *w)
{
	const char *query = param(w, QUERY);
	size_t n = strlen(query);
	enum rc rc = urlencoded(w->t, take_textn(w->t, query, n), n, &w->query);

	if (rc == OK && w->request->upload)
		rc = upload_fields(w);
	else if (rc == OK && strcmp(w->method, "POST") == 0)
		rc = body_fields(w->t, param(w, TYPE), w->request->body, w->request->size, &w->form);
	else if (rc == OK && w->request->size)
		rc = fail(w->t, MALFORMED, "a body where none belongs");
	if (rc == OK && req_query_repeats(w))
		rc = fail(w->t, MALFORMED, "a query field came twice");
	return rc;
}

enum rc req_read(struct web *w, FCGX_Request *fcgi)
{
	enum rc rc, line, body = OK;

	w->request = take(w->t, sizeof *w->request);
	w->request->fcgi = fcgi;
	w->method = w->path = w->ref = "";
	rc = read_params(w, fcgi->envp);
	line = read_line(w);
	if (line == OK && rc == OK && upload_is_for(w, param(w, TYPE)))
		upload_new(w, param(w, TYPE));
	else
		body = read_body(w, fcgi->in);
	if (w->request->dropped)
		return FAULT;
	if (line != OK)
		return line;
	if (rc == OK)
		rc = body;
	if (rc == OK)
		rc = read_fields(w);
	return rc;
}
