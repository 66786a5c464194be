/* One unit of work: its memory, and the story of its first failure. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/task.h"

void task_begin(struct task *t, struct arena *arena, const struct settings *settings)
{
	memset(t, 0, sizeof(*t));
	t->arena = arena;
	t->settings = settings;
	t->now = clock_now();
}

void task_end(struct task *t)
{
	arena_wipe(t->arena);
	explicit_bzero(t->token, sizeof(t->token));
	t->has_token = 0;
}

void *take(struct task *t, size_t n)
{
	return arena_take(t->arena, n);
}

char *take_textn(struct task *t, const char *text, size_t n)
{
	char *copy = take(t, n + 1);

	if (n > 0)
		memcpy(copy, text, n);
	return copy;
}

char *take_text(struct task *t, const char *text)
{
	return take_textn(t, text, strlen(text));
}

struct bytes take_bytes(struct task *t, const void *data, size_t size)
{
	return (struct bytes){ (unsigned char *)take_textn(t, data, size), size };
}

char *take_format(struct task *t, const char *format, ...)
{
	char here[200];		/* most texts are short: formatted once */
	va_list args, again;
	int n;
	char *out;

	if (format == NULL)	/* the sanitizers' build of gcc believes it could be */
		return take(t, 1);
	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(here, sizeof here, format, args);
	va_end(args);
	if (n < (int)sizeof here) {
		out = take_textn(t, here, n < 0 ? 0 : (size_t)n);
		explicit_bzero(here, sizeof here);
	} else {
		out = take(t, (size_t)n + 1);
		vsnprintf(out, (size_t)n + 1, format, again);
	}
	va_end(again);
	return out;
}

enum rc fail(struct task *t, enum rc rc, const char *format, ...)
{
	va_list args;

	if (t->rc != OK)
		return rc;
	t->rc = rc;
	va_start(args, format);
	vsnprintf(t->why, sizeof(t->why), format, args);
	va_end(args);
	return rc;
}
