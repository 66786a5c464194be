/* What will be sent: status, headers, body; every answer carries all security headers. */
#ifndef WEB_ANSWER_H
#define WEB_ANSWER_H

#include "web/web.h"

/* A body that is made while it goes out. A piece of size 0 is the end. */
struct answer_stream {
	enum rc (*next)(void *arg, struct bytes *piece);
	void (*close)(void *arg);	/* once, sent or not */
	void *arg;
	int64_t size;			/* bytes of all pieces */
};

enum keeping { KEEP_NOTHING, KEEP_BY_BROWSER, KEEP_FOR_EVERYONE };

struct answer {
	int status;
	const char *type;
	struct bytes body;
	int has_body;			/* a handler answered: page, text or redirect */
	struct answer_stream stream;	/* next is NULL: the body is `body` */
	int boxed;			/* what a stranger made: shown without any right */
	enum keeping keeping;
	size_t pad;			/* the body is filled up to a multiple of this; 0: as it is */
	size_t count;
	struct { const char *name, *value; } header[12];
};

void answer_new(struct web *w);
/* Forgets body and headers of a handler that failed half-way; how far its page is filled up stays. */
void answer_restart(struct web *w, int status);
void answer_body(struct web *w, const char *type, struct bytes body);
void answer_stream(struct web *w, const char *type, const struct answer_stream *stream);
void answer_stream_close(struct web *w);	/* what was not sent, too */
/* Status line, headers and body as they go to nginx, in the task's memory. */
struct bytes answer_bytes(struct web *w);

#endif
