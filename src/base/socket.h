/* Unix sockets between our programs: listening, connecting, whole messages. */
#ifndef BASE_SOCKET_H
#define BASE_SOCKET_H

#include <stddef.h>

/* A listening unix socket, mode 0660; replaces a stale one. -1 and a message on stderr. */
int socket_listen(const char *path, int backlog);
/* Connects with time-outs in milliseconds for each read and write. -1 when away. */
int socket_connect(const char *path, int timeout_ms);
/* 1 when all n bytes came, or went; also for pipes and files. */
int read_whole(int fd, void *data, size_t n);
int write_whole(int fd, const void *data, size_t n);

#endif
