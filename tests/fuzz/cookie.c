/* Cookies. Oracle: what is found stands in the header behind its name, and could be sent back by us. */
#include "web/cookie.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct task *t, const char *header, const char *value)
{
	const char *pair = take_format(t, "kp=%s", value), *at = strstr(header, pair);

	if (strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") != strlen(value))
		abort();
	while (at && !((at == header || strchr("; \t", at[-1])) && (at[strlen(pair)] == 0 || at[strlen(pair)] == ';')))
		at = strstr(at + 1, pair);
	if (!at)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct task t;
	const char *header, *value;

	if (!t.arena)
		t.arena = arena_new(4096);
	task_begin(&t, t.arena, NULL);
	header = take_textn(&t, (const char *)data, size);
	value = cookie_find(&t, header, "kp");
	if (*value)
		check(&t, header, value);
	task_end(&t);
	return 0;
}
