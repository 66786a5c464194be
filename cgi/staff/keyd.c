/* The worker's line to keyd. */
#include "desk.h"

/* Process-wide, because a connection outlives the request that opened it. */
static struct { struct keyd *keyd; } own;

void desk_keyd(struct task *t)
{
	if (!own.keyd)
		own.keyd = keyd_new(arena_new(4096), t->settings, NULL);
	t->keyd = own.keyd;
}
