/*
 * Locking in. First version: not dumpable, no new privileges.
 */
#include "base/sandbox.h"

#include "base/log.h"
#include "base/settings.h"

#include <string.h>
#include <sys/prctl.h>

int sandbox_enter(const struct settings *settings, const struct sandbox *s)
{
	(void)s;
	if (strcmp(setting(settings, "sandbox"), "off") == 0) {
		log_line(LOG_LINE_WARN, "sandbox: off");
		return 0;
	}
	if (prctl(PR_SET_DUMPABLE, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return -1;
	log_line(LOG_LINE_INFO, "sandbox: not dumpable, no new privileges");
	return 0;
}
