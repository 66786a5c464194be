/*
 * The one malloc. An arena is a chain of chunks; memory is handed out zeroed
 * and taken back all at once, wiped. It refuses to return without memory:
 * a program that cannot get any ends, and its parent starts a new one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/task.h"

enum { ALIGN = 16 };

struct chunk {
	struct chunk *next;
	size_t size, used;
	_Alignas(ALIGN) unsigned char data[];
};

struct arena {
	struct chunk *first;	/* kept between tasks */
	struct chunk *more;	/* dropped at each wipe */
};

/* Under the address sanitizer every piece is a chunk of its own, so that its ends are watched. */
#if defined(__SANITIZE_ADDRESS__)
static const size_t watched = 1;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
static const size_t watched = 1;
#else
static const size_t watched = 0;
#endif
#else
static const size_t watched = 0;
#endif

static struct chunk *chunk_new(size_t size)
{
	struct chunk *c = NULL;

	if (size < SIZE_MAX / 2)
		c = calloc(1, sizeof(*c) + size);
	if (c == NULL) {
		fputs("no memory\n", stderr);
		abort();
	}
	c->size = size;
	return c;
}

static void chunk_wipe(struct chunk *c)
{
	explicit_bzero(c->data, c->used);
	c->used = 0;
}

/* `keep` bytes stay with the arena between tasks; the rest comes and goes. */
struct arena *arena_new(size_t keep)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	if (arena == NULL)
		abort();
	arena->first = chunk_new(keep < 1024 ? 1024 : keep);
	return arena;
}

void arena_wipe(struct arena *arena)
{
	struct chunk *c = arena->more;

	while (c != NULL) {
		struct chunk *next = c->next;

		chunk_wipe(c);
		free(c);
		c = next;
	}
	arena->more = NULL;
	chunk_wipe(arena->first);
}

void arena_drop(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_wipe(arena);
	free(arena->first);
	free(arena);
}

static void *chunk_take(struct chunk *c, size_t n)
{
	void *p = c->data + c->used;

	c->used += n;
	return p;
}

static struct chunk *arena_grow(struct arena *arena, size_t n)
{
	size_t size = arena->first->size;
	struct chunk *c;

	/* A large piece gets a chunk of its own behind the current one, which stays in use. */
	if (watched || n > size / 2) {
		c = chunk_new(n);
		if (arena->more == NULL) {
			arena->more = c;
		} else {
			c->next = arena->more->next;
			arena->more->next = c;
		}
		return c;
	}
	c = chunk_new(size);
	c->next = arena->more;
	arena->more = c;
	return c;
}

void *arena_take(struct arena *arena, size_t n)
{
	struct chunk *c = arena->more != NULL ? arena->more : arena->first;

	if (n > SIZE_MAX / 4)
		abort();
	if (watched)
		return chunk_take(arena_grow(arena, n), n);
	n = n == 0 ? ALIGN : (n + ALIGN - 1) / ALIGN * ALIGN;
	if (c->size - c->used < n)
		c = arena_grow(arena, n);
	return chunk_take(c, n);
}
