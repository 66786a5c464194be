/*
 * Locks the process in after it opened what it needs: not dumpable, no new
 * privileges, Landlock on files, seccomp on system calls. Production refuses
 * to go on without; a demo warns; sanitizer builds leave seccomp out.
 */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

struct settings;

struct sandbox {
	const char *read[4];		/* folders or files that stay readable, NULL-ended */
	const char *write[4];
};

/* 0 when locked in (or allowed to go on without); -1 when the program must stop. */
int sandbox_enter(const struct settings *settings, const struct sandbox *s);

#endif
