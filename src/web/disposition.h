/* Content-Disposition of a download: RFC 6266 section 4, RFC 8187 section 3.2. */
#ifndef WEB_DISPOSITION_H
#define WEB_DISPOSITION_H

#include "base/task.h"

/*
 * attachment; filename="plain"; filename*=UTF-8''name. Whatever name holds, the value is one line of ASCII
 * without a quote of its own; of plain only letters, digits, "-", "_" and "." are kept.
 */
const char *disposition_attachment(struct task *t, const char *plain, const char *name);

#endif
