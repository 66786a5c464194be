/*
 * The way of every request: read, find the row, ask who it is, let the handler
 * work, send. Only here an rc becomes a page.
 */
#include "web/serve.h"

#include "base/log.h"
#include "web/answer.h"
#include "web/page.h"
#include "web/request.h"
#include "web/route.h"
#include "web/upload.h"
#include "web/wire.h"

#include <string.h>

static int method_exists(const char *method)
{
	return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0 || strcmp(method, "POST") == 0;
}

/* 405 for what no route answers; RFC 9110 wants to know what would. */
static enum rc other_method(struct web *w, const char *allow)
{
	answer_header(w, "Allow", *allow ? allow : "GET, HEAD, POST");
	return show_status(w, 405);
}

/* What is not there is not there whatever was sent to it; only then a bad body counts. */
static enum rc run(struct web *w, enum rc was_read)
{
	const char *allow;
	enum route_result found = route_find(w, &allow);
	enum rc rc = OK;

	if ((found != ROUTE_FOUND || was_read != OK) && w->program->meet)
		w->program->meet(w);
	if (found == ROUTE_OTHER_METHOD || (found == ROUTE_NONE && !method_exists(w->method)))
		return other_method(w, allow);
	if (found == ROUTE_NONE)
		return *w->path ? NOT_FOUND : was_read;
	if (was_read != OK)
		return was_read;
	if (w->program->enter)
		rc = w->program->enter(w);
	if (rc == OK)
		rc = route_may(w);
	if (rc == OK)
		rc = w->route->does(w);
	return rc;
}

static void tell(const struct web *w, enum rc rc)
{
	const char *row = w->route ? w->route->path : "(no route)";

	if (w->request->dropped)
		return;
	if (rc == FAULT || w->t->rc == FAULT)
		log_line(LOG_LINE_FAULT, "%s: %s", row, w->t->why);
	else if (rc == BUSY)
		log_line(LOG_LINE_WARN, "%s: %s", row, w->t->why);
}

/* An rc that is not OK gets the program's own page, else ours. */
static void finish(struct web *w, enum rc rc)
{
	if (rc == INVALID && w->answer->has_body) {
		answer_status(w, 422);
		return;
	}
	if (rc == OK && w->answer->has_body)
		return;
	if (rc == OK)
		rc = fail(w->t, FAULT, "the handler gave no answer");
	tell(w, rc);
	answer_restart(w, 200);
	if (!w->program->refused || w->program->refused(w, rc) != OK || !w->answer->has_body)
		show_error(w, rc);
}

static void count(struct counters *c, int status)
{
	if (c && status >= 100 && status < 600)
		atomic_fetch_add_explicit(&c->answered[status / 100], 1, memory_order_relaxed);
}

/* Head and pieces; whoever waits for more than comes is cut off, so that half a file is no file. */
static void send_stream(struct web *w, struct bytes head)
{
	FCGX_Request *fcgi = w->request->fcgi;
	struct answer_stream *s = &w->answer->stream;
	struct bytes piece = head;
	enum rc rc = OK;

	if (strcmp(w->method, "HEAD") == 0) {
		wire_send(fcgi, head);
		return;
	}
	while (rc == OK && piece.size && wire_more(fcgi, piece))
		rc = s->next(s->arg, &piece);
	if (rc == OK && !piece.size) {
		wire_end(fcgi);
		return;
	}
	if (rc != OK)
		log_line(LOG_LINE_FAULT, "%s: broke off: %s", w->route->path, w->t->why);
	wire_break(fcgi);
}

/* Of a body with a file the end may show only now that it was cut off: then nobody waits for an answer. */
static void answer(struct web *w, enum rc rc)
{
	FCGX_Request *fcgi = w->request->fcgi;
	struct bytes all;

	w->lang = web_language(w);
	finish(w, run(w, rc));
	upload_drain(w);
	if (w->request->dropped)
		return;
	all = answer_bytes(w);
	if (fcgi->ipcFd >= 0 && w->answer->stream.next)
		send_stream(w, all);
	else if (fcgi->ipcFd >= 0)
		wire_send(fcgi, all);
	else	/* a test's own streams */
		FCGX_PutStr((const char *)all.data, (int)all.size, fcgi->out);
}

void serve(struct server *s, FCGX_Request *fcgi)
{
	struct task t;
	struct web w = { .t = &t, .program = s->program, .pages = s->pages };
	enum rc rc;

	task_begin(&t, s->arena, s->settings);
	t.db = s->db;
	t.keys = &s->keys;
	answer_new(&w);
	rc = req_read(&w, fcgi);
	if (!w.request->dropped)
		answer(&w, rc);
	if (s->counters)
		atomic_fetch_add_explicit(w.request->dropped ? &s->counters->dropped :
			&s->counters->requests, 1, memory_order_relaxed);
	if (!w.request->dropped)
		count(s->counters, w.answer->status);
	answer_stream_close(&w);
	page_end(&w);
	task_end(&t);
}
