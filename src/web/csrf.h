/* Was this POST sent from one of our own pages? (ASVS 5.0 3.5.1) */
#ifndef WEB_CSRF_H
#define WEB_CSRF_H

#include "web/web.h"

/*
 * OK for GET and HEAD. For POST: Origin, when sent, is our own scheme and
 * host; Sec-Fetch-Site, when sent, is same-origin. DENIED otherwise. A browser
 * that sends neither passes: a form with a session has a token beside it.
 */
enum rc csrf_origin(struct web *w);

#endif
