/*
 * multipart/form-data (RFC 7578, 2046), read in pieces of any size, so that
 * an upload of 25 MB needs no more memory than its longest header line.
 */
#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H

#include "base/task.h"

struct part {
	const char *name;	/* fits field_name_fits() */
	const char *file;	/* as the browser gave it, valid UTF-8; NULL for a text field */
	const char *type;	/* what the browser claims it is; "" when it does not */
};

/* Where parts go. Anything but OK stops the reading and is what feed() returns. */
struct part_sink {
	enum rc (*begin)(void *arg, const struct part *part);
	enum rc (*data)(void *arg, struct bytes piece);
	enum rc (*end)(void *arg);
	void *arg;
};

struct multipart;

/* NULL when content_type is not multipart/form-data with one usable boundary (1 to 70 characters). */
struct multipart *multipart_new(struct task *t, const char *content_type, const struct part_sink *sink);
enum rc multipart_feed(struct multipart *m, const void *data, size_t n);
/* MALFORMED unless the closing boundary came. */
enum rc multipart_end(struct multipart *m);

#endif
