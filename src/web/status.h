/* What the rooms' answers mean in HTTP (RFC 9110): one table. */
#ifndef WEB_STATUS_H
#define WEB_STATUS_H

#include "base/task.h"

int status_of(enum rc rc);
const char *status_words(int status);	/* "404 Not Found" */

#endif
