/* Unix sockets between our programs: listening, connecting, whole messages. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/socket.h"

static int address(const char *path, struct sockaddr_un *a)
{
	memset(a, 0, sizeof(*a));
	a->sun_family = AF_UNIX;
	if (strlen(path) == 0 || strlen(path) >= sizeof(a->sun_path))
		return 0;
	memcpy(a->sun_path, path, strlen(path) + 1);
	return 1;
}

static int refuse(int fd, const char *path, const char *what)
{
	fprintf(stderr, "%s: %s\n", path, what);
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Only a socket nobody answers on is stale. */
static int remove_stale(const char *path)
{
	struct stat about;
	int fd;

	if (lstat(path, &about) != 0)
		return 1;
	if (!S_ISSOCK(about.st_mode))
		return 0;
	fd = socket_connect(path, 500);
	if (fd >= 0) {
		close(fd);
		return 0;
	}
	return unlink(path) == 0;
}

int socket_listen(const char *path, int backlog)
{
	struct sockaddr_un a;
	int fd;

	if (!address(path, &a))
		return refuse(-1, path, "path too long for a unix socket (107 bytes)");
	if (!remove_stale(path))
		return refuse(-1, path, "in use, or not a socket");
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return refuse(fd, path, strerror(errno));
	if (bind(fd, (struct sockaddr *)&a, sizeof(a)) != 0 || chmod(path, 0660) != 0 ||
	    listen(fd, backlog) != 0)
		return refuse(fd, path, strerror(errno));
	return fd;
}

int socket_connect(const char *path, int timeout_ms)
{
	struct timeval limit = { timeout_ms / 1000, timeout_ms % 1000 * 1000 };
	struct sockaddr_un a;
	int fd;

	if (!address(path, &a))
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)) == 0 &&
	    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit)) == 0 &&
	    connect(fd, (struct sockaddr *)&a, sizeof(a)) == 0)
		return fd;
	close(fd);
	return -1;
}

int read_whole(int fd, void *data, size_t n)
{
	unsigned char *at = data;

	while (n > 0) {
		ssize_t got = read(fd, at, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return 0;
		at += got;
		n -= (size_t)got;
	}
	return 1;
}

int write_whole(int fd, const void *data, size_t n)
{
	const unsigned char *at = data;

	while (n > 0) {
		/* No SIGPIPE when the other side has gone; pipes and files take plain write. */
		ssize_t put = send(fd, at, n, MSG_NOSIGNAL);

		if (put < 0 && errno == ENOTSOCK)
			put = write(fd, at, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return 0;
		at += put;
		n -= (size_t)put;
	}
	return 1;
}
