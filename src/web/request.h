/*
 * The FastCGI side of a request. Only parameters on the list in request.c
 * exist for us; the body is read whole, counted, and refused when it is not.
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
	int dropped;			/* the peer broke off: no answer, nothing done */
};

/*
 * Fills w: method, path, query and form. MALFORMED, TOO_LARGE, or FAULT with
 * request->dropped set: libfcgi hands over requests that were cut off.
 */
enum rc req_read(struct web *w, FCGX_Request *fcgi);

#endif
