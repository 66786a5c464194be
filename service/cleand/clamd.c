/* INSTREAM of clamd. What is no answer we know counts as none: a file is clean by clamd's word only. */
#include "clamd.h"

#include "base/clock.h"
#include "base/socket.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { TAKE_MS = 20000, SCAN_MS = 300000, LOOK_MS = 200, ANSWER = 300 };

static int ends(const char *answer, size_t n, const char *with)
{
	size_t m = strlen(with);

	return n >= m && memcmp(answer + n - m, with, m) == 0;
}

/* "stream: OK", "stream: NAME FOUND", "INSTREAM size limit exceeded. ERROR"; all else is no answer. It names limits of its own (AlertExceedsMax) as if it had found something. */
enum clamd_said clamd_meaning(const char *answer, size_t n)
{
	static const char limit[] = "INSTREAM size limit exceeded", stream[] = "stream: ",
		limits[] = "stream: Heuristics.Limits.Exceeded";

	if (n == strlen("stream: OK") && ends(answer, n, "stream: OK"))
		return CLAMD_CLEAN;
	if (n > strlen(limits) && memcmp(answer, limits, strlen(limits)) == 0 && ends(answer, n, " FOUND"))
		return CLAMD_TOO_LARGE;
	if (n > strlen(stream) + strlen(" FOUND") && memcmp(answer, stream, strlen(stream)) == 0
	&& ends(answer, n, " FOUND"))
		return CLAMD_FOUND;
	if (n >= strlen(limit) && memcmp(answer, limit, strlen(limit)) == 0)
		return CLAMD_TOO_LARGE;
	return CLAMD_AWAY;
}

void clamd_drop(struct clamd *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
}

void clamd_begin(struct clamd *c, const char *path)
{
	*c = (struct clamd){ .fd = socket_connect(path, TAKE_MS) };
	if (c->fd >= 0 && !write_whole(c->fd, "zINSTREAM", sizeof "zINSTREAM"))
		clamd_drop(c);
}

/* Who stops listening half-way has said why, or is gone: the end finds out. */
void clamd_piece(struct clamd *c, struct bytes piece)
{
	unsigned char length[4];

	if (c->fd < 0 || c->deaf || piece.size == 0)
		return;
	for (int i = 0; i < 4; i++)
		length[i] = (unsigned char)(piece.size >> (24 - 8 * i));
	c->deaf = !write_whole(c->fd, length, sizeof length)
		|| !write_whole(c->fd, piece.data, piece.size);
}

/* The bytes up to a NUL; 0 when they do not come. */
static size_t hear(int fd, char answer[ANSWER], int (*stopping)(void))
{
	int64_t until = clock_steady_ms() + SCAN_MS;
	struct pollfd said = { .fd = fd, .events = POLLIN };
	size_t n = 0;

	while (n < ANSWER && !stopping() && clock_steady_ms() < until) {
		ssize_t got;

		if (poll(&said, 1, LOOK_MS) <= 0)
			continue;
		got = recv(fd, answer + n, ANSWER - n, MSG_DONTWAIT);
		if (got < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (got <= 0)
			return 0;
		n += (size_t)got;
		if (answer[n - 1] == '\0')
			return n - 1;
	}
	return 0;
}

enum clamd_said clamd_end(struct clamd *c, int (*stopping)(void))
{
	char answer[ANSWER];
	enum clamd_said said = CLAMD_AWAY;
	size_t n;

	if (c->fd < 0)
		return CLAMD_AWAY;
	if (c->deaf || write_whole(c->fd, "\0\0\0", 4)) {
		n = hear(c->fd, answer, stopping);
		said = clamd_meaning(answer, n);
	}
	/* Half a file it found nothing in is no file it found nothing in. */
	if (c->deaf && said == CLAMD_CLEAN)
		said = CLAMD_AWAY;
	clamd_drop(c);
	return said;
}
