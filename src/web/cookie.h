/* Cookies of our own making: __Host-, Secure, HttpOnly, SameSite=Strict, Path=/ (RFC 6265bis). */
#ifndef WEB_COOKIE_H
#define WEB_COOKIE_H

#include "web/web.h"

/* The value of that cookie; "" when absent, sent twice, or not a run of letters, digits, "._-". */
const char *cookie(struct web *w, const char *name);
/* The same on the text of a Cookie header. */
const char *cookie_find(struct task *t, const char *header, const char *name);
/* For the session; value must consist of what cookie() accepts. */
void cookie_set(struct web *w, const char *name, const char *value);
void cookie_drop(struct web *w, const char *name);

#endif
