/*
 * The one log. A line is ISO 8601 UTC, program, level, our words; control
 * characters are escaped. It takes no request data by design: `words` is a
 * literal or the story of a failed task. The public form logs no line per
 * request: only counters (web/serve.h) and faults without time below a day.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

struct task;

enum log_level { LOG_LINE_INFO, LOG_LINE_WARN, LOG_LINE_FAULT };

/* path NULL or not to be opened: stderr. dates_only: no clock time in the lines, for the public form. */
void log_open(const char *program, const char *path, int dates_only);
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
