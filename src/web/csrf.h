/* Was this POST sent from one of our own pages? (ASVS 5.0 3.5.1) */
#ifndef WEB_CSRF_H
#define WEB_CSRF_H

#include "web/web.h"

/*
 * OK for GET and HEAD. For POST: Origin, when sent, is our own scheme and
 * host; Sec-Fetch-Site, when sent, is same-origin; the field "csrf" equals
 * `expected`, compared in constant time. DENIED otherwise.
 */
enum rc csrf_check(struct web *w, const char *expected);
/* The first two only: for a POST before there is a session (logging in). */
enum rc csrf_origin(struct web *w);

#endif
