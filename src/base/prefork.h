/*
 * A program of workers: the parent opens what is needed, forks, replaces a
 * dead worker at once, drains on SIGTERM. Counters are shared memory.
 */
#ifndef BASE_PREFORK_H
#define BASE_PREFORK_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

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
/* Zeroed memory that parent and workers share; call before prefork_run. */
void *prefork_shared(size_t n);
/* A listening unix socket, mode 0660; replaces a stale one. -1 and a message on stderr. */
int socket_listen(const char *path, int backlog);
/* Connects with time-outs in milliseconds for each read and write. -1 when away. */
int socket_connect(const char *path, int timeout_ms);
int read_whole(int fd, void *data, size_t n);	/* 1 when all n came */
int write_whole(int fd, const void *data, size_t n);

#endif
