/*
 * The FastCGI side of a request. Only parameters on the list in request.c
 * exist for us; the body is read whole, counted, and refused when it is not.
 * A body with a file is the exception: upload.h reads it as it comes.
 */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include "web/web.h"

#include <fcgiapp.h>

struct request {
	FCGX_Request *fcgi;
	const char *param[16];		/* by the table in request.c; NULL when absent */
	char *body;			/* in the task's memory, NUL-terminated */
	size_t size;
	struct upload *upload;		/* a body with a file, read as it comes (upload.h); NULL for all others */
	int dropped;			/* the peer broke off: no answer, nothing done */
};

/*
 * Fills w: method, path, query and form. MALFORMED, TOO_LARGE, or FAULT with
 * request->dropped set: libfcgi hands over requests that were cut off.
 */
enum rc req_read(struct web *w, FCGX_Request *fcgi);
/* The parts that both ways of reading share. */
enum rc req_drop(struct web *w, const char *why);		/* sets dropped */
enum rc req_length(struct web *w, size_t *wanted);		/* CONTENT_LENGTH; MALFORMED when it is no number */
int req_query_repeats(const struct web *w);			/* a name of the query stands in the query or form again */

#endif
