/*
 * The one source of time. The offset file is opened once and read again at
 * each call, so that a demo can move its clock while programs run; it is the
 * one process-wide value here. A production build has only the system clock.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

#ifdef KP_PRODUCTION

void clock_open(const char *offset_path)
{
	(void)offset_path;
}

static int64_t clock_offset(void)
{
	return 0;
}

#else

static struct { int fd; } clock_file = { -1 };

void clock_open(const char *offset_path)
{
	if (clock_file.fd >= 0)
		close(clock_file.fd);
	/* Made when it is missing: a file that comes later would be out of the sandbox's reach. */
	clock_file.fd = open(offset_path, O_RDONLY | O_CREAT | O_CLOEXEC, 0600);
}

static int64_t clock_offset(void)
{
	char digits[32];
	ssize_t n;

	if (clock_file.fd < 0)
		return 0;
	n = pread(clock_file.fd, digits, sizeof(digits) - 1, 0);
	if (n <= 0)
		return 0;
	digits[n] = '\0';
	return strtoll(digits, NULL, 10);
}

#endif

int64_t clock_now(void)
{
	return (int64_t)time(NULL) + clock_offset();
}

int64_t clock_steady_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void clock_pause(long ms)
{
	struct timespec wait = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&wait, NULL);
}
