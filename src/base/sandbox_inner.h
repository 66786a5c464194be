/* The two locks of the sandbox; sandbox.c turns them. */
#ifndef BASE_SANDBOX_INNER_H
#define BASE_SANDBOX_INNER_H

#include "base/sandbox.h"

/* Files: version of the kernel's Landlock that is now in force, 0 without it, -1 when it failed. */
int sandbox_files(const struct sandbox *s);
/* System calls: 1 in force, 0 left out (sanitizers), -1 failed. */
int sandbox_calls(void);

#endif
