/*
 * The one log. Process-wide by nature: one file descriptor and the name of
 * the program. A line is one write, so that workers' lines do not mix.
 */
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/task.h"

static struct { int fd, dates_only; char program[24]; } log_file = { STDERR_FILENO, 0, "kp" };

/* A NULL path, or one that cannot be opened, means stderr. */
void log_open(const char *program, const char *path, int dates_only)
{
	int fd = path == NULL ? -1 : open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);

	log_file.fd = fd < 0 ? STDERR_FILENO : fd;
	log_file.dates_only = dates_only;
	snprintf(log_file.program, sizeof(log_file.program), "%s", program);
}

static size_t log_begin(char *line, size_t size, enum log_level level)
{
	static const char *const names[] = { "info", "warn", "FAULT" };
	time_t now = time(NULL);
	struct tm utc;
	char when[32];
	int n;

	gmtime_r(&now, &utc);
	strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &utc);
	/* The public form's faults carry the day only: no line may give a report's minute away. */
	if (log_file.dates_only)
		when[10] = '\0';
	n = snprintf(line, size, "%s %s %s ", when, log_file.program, names[level]);
	return n < 0 ? 0 : (size_t)n;
}

void log_line(enum log_level level, const char *format, ...)
{
	char words[700], line[1024];
	va_list args;
	size_t n = log_begin(line, sizeof(line), level);

	va_start(args, format);
	vsnprintf(words, sizeof(words), format, args);
	va_end(args);
	for (const unsigned char *c = (const unsigned char *)words; *c != '\0' && n < sizeof(line) - 6; c++) {
		if (*c >= ' ' && *c != 127)
			line[n++] = (char)*c;
		else
			n += (size_t)snprintf(line + n, 5, "\\x%02x", *c);
	}
	line[n++] = '\n';
	if (write(log_file.fd, line, n) < 0)
		return;	/* nowhere left to say so */
}
