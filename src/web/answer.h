/* What will be sent: status, headers, body; every answer carries all security headers. */
#ifndef WEB_ANSWER_H
#define WEB_ANSWER_H

#include "web/web.h"

enum keeping { KEEP_NOTHING, KEEP_BY_BROWSER, KEEP_FOR_EVERYONE };

struct answer {
	int status;
	const char *type;
	struct bytes body;
	int has_body;			/* a handler answered: page, text or redirect */
	enum keeping keeping;
	size_t pad;			/* the body is filled up to a multiple of this; 0: as it is */
	size_t count;
	struct { const char *name, *value; } header[12];
};

void answer_new(struct web *w);
/* Forgets body and headers of a handler that failed half-way; how far its page is filled up stays. */
void answer_restart(struct web *w, int status);
void answer_body(struct web *w, const char *type, struct bytes body);
/* Status line, headers and body as they go to nginx, in the task's memory. */
struct bytes answer_bytes(struct web *w);

#endif
