/*
 * Locking in, and trying the locks: a sandbox that lets a file be opened or a
 * network socket be made is none.
 */
#include "base/sandbox.h"

#include "base/log.h"
#include "base/sandbox_inner.h"
#include "base/settings.h"

#include <fcntl.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* 1 when what must fail fails. */
static int holds(int files, int calls)
{
	int fd;

	if (files > 0) {
		fd = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
		if (fd >= 0) {
			close(fd);
			return 0;
		}
	}
	if (calls > 0) {
		fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (fd >= 0) {
			close(fd);
			return 0;
		}
	}
	return 1;
}

/* Production stops without; a demo warns, for it runs where it is tried out. */
static int without(const struct settings *settings, const char *what)
{
	int on = strcmp(setting(settings, "sandbox"), "on") == 0;

	if (on && setting_num(settings, "production") != 0) {
		log_line(LOG_LINE_FAULT, "sandbox: %s; production does not run without", what);
		return -1;
	}
	log_line(LOG_LINE_WARN, "sandbox: %s; going on without", what);
	return 0;
}

int sandbox_enter(const struct settings *settings, const struct sandbox *s)
{
	int files, calls;

	if (strcmp(setting(settings, "sandbox"), "off") == 0)
		return without(settings, "off");
#ifndef KP_SANITIZE
	if (prctl(PR_SET_DUMPABLE, 0) != 0)
		return without(settings, "stays dumpable");
#endif
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return without(settings, "new privileges cannot be given up");
	files = sandbox_files(s);
	calls = sandbox_calls();
	if (!holds(files, calls))
		return without(settings, "a lock does not hold");
	if (files <= 0)
		return without(settings, "this kernel has no Landlock");
	if (calls < 0)
		return without(settings, "this kernel has no system-call filter");
	log_line(LOG_LINE_INFO, "sandbox: Landlock %d, %s", files,
		calls ? "system calls filtered" : "system calls not filtered (sanitizers)");
	return 0;
}
