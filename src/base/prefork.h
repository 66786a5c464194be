/*
 * A program of workers: the parent opens what is needed, forks, replaces a
 * dead worker at once, drains on SIGTERM. What workers count together is shared memory.
 */
#ifndef BASE_PREFORK_H
#define BASE_PREFORK_H

#include <stddef.h>

struct prefork {
	const char *program;
	int workers;
	int (*work)(int number, void *arg);	/* runs in the child until prefork_stopping() */
	void *arg;
};

/* Runs until SIGTERM or SIGINT; returns the exit status. */
int prefork_run(const struct prefork *p);
int prefork_stopping(void);
/* For a program without workers: SIGTERM and SIGINT only set the flag, SIGPIPE is ignored. */
void prefork_alone(void);
/* Zeroed memory that parent and workers share; call before prefork_run. Never NULL: no memory ends the program. */
void *prefork_shared(size_t n);

#endif
