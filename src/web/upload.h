/*
 * A form that brings one file. The body is never whole in memory: its text
 * fields are read up to the file before a handler runs (so that "who is this"
 * and the sealed state are judged first), the file then goes piece by piece
 * into the handler's sink, and what follows it (the button that was pressed)
 * joins the form. A body without a file, in either encoding, is fine, too.
 */
#ifndef WEB_UPLOAD_H
#define WEB_UPLOAD_H

#include "web/web.h"

/* Every form of ours calls its file field this; a file by another name is MALFORMED. */
#define UPLOAD_FIELD "file"

struct upload_file {
	const char *name, *type;	/* as the browser gave them; name "" when no file was chosen */
	int64_t size;			/* all bytes that came, kept or not */
	int64_t most;			/* in begin(): it cannot be larger than this */
	enum rc rc;			/* OK; TOO_LARGE over the limit; or what the sink said */
};

/*
 * Anything but OK from either stops the giving: the rest is read and counted
 * only. begin() is not called when no file was chosen, or one is certainly too large.
 */
struct upload_sink {
	enum rc (*begin)(void *arg, const struct upload_file *file);
	enum rc (*data)(void *arg, struct bytes piece);
	void *arg;
};

/*
 * Reads to the end. MALFORMED for what no form of ours sends, FAULT (with the
 * request dropped) when it was cut off; the caller keeps nothing of the file
 * then. OK otherwise: see file->rc.
 */
enum rc upload_read(struct web *w, const struct upload_sink *sink, struct upload_file *file);

/* For req_read() and serve(). */
int upload_is_for(struct web *w, const char *content_type);	/* the row takes a file, and this may be one */
void upload_new(struct web *w, const char *content_type);
enum rc upload_fields(struct web *w);		/* the fields before the file */
void upload_drain(struct web *w);		/* what nobody read: nginx waits until we took it */

#endif
