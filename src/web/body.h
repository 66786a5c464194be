/* The two ways a browser sends a form, both read strictly. */
#ifndef WEB_BODY_H
#define WEB_BODY_H

#include "base/pack.h"

enum {
	FIELDS_MOST = 200,	/* per request; the longest form of ours has fewer than half of it */
	FIELD_NAME_MOST = 64,
};

/*
 * application/x-www-form-urlencoded (WHATWG URL, section 5.1), decoded once and in place:
 * `data` is overwritten and `out` points into it; data[n] must be 0. Repeated
 * names stay repeated: form_read() knows which may. MALFORMED for a bad escape,
 * NUL, bad UTF-8, a name that cannot be ours, a pair without "=", too many pairs.
 */
enum rc urlencoded(struct task *t, char *data, size_t n, struct pairs *out);
/* 1 for a name our own forms can have: letters, digits, "._-", at most 64. */
int field_name_fits(const char *name, size_t n);
/* 1 for text a field may hold: UTF-8 without NUL and without a byte order mark. */
int field_text_fits(const char *s, size_t n);

/* By content type: one of the two; MALFORMED for any other. */
enum rc body_fields(struct task *t, const char *type, char *data, size_t n, struct pairs *out);
/* 1 when the content type is that media type, whatever its parameters say. */
int body_is(const char *type, const char *wanted);

#endif
