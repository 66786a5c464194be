/* Packed pairs: what is accepted packs to the very same bytes. */
#include "base/pack.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(4096);
	struct pairs p;
	struct task t;
	struct bytes again;

	task_begin(&t, arena, NULL);
	if (unpack(&t, (struct bytes){ data, size }, &p) == OK) {
		again = pack(&t, &p);
		if (again.size != size || memcmp(again.data, data, size) != 0)
			abort();
	}
	task_end(&t);
	arena_drop(arena);
	return 0;
}
