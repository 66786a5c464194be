/*
 * What the workers remember together, in memory only: which reports came in
 * the last minutes (so that a form sent twice shows its code twice), and how
 * many (so that a flood is marked), and how much came in files this hour. A tag
 * and a minute; gone with the program.
 */
#include "tip.h"

#include "base/prefork.h"

#include <stdatomic.h>
#include <string.h>

enum { SLOTS = 1 << 16, TRIES = 8 };

struct slot {
	_Atomic uint64_t half[2];	/* of the tag */
	_Atomic int64_t minute;
};
struct shared {
	struct slot slots[SLOTS];
	_Atomic int64_t minute;		/* the running one ... */
	atomic_long count;		/* ... and its reports */
	_Atomic int64_t hour;		/* the running one ... */
	_Atomic int64_t bytes;		/* ... and its files */
};

/* One for the whole program: made before the fork, seen by all workers. */
static struct shared *shared;

int recent_start(void)
{
	shared = prefork_shared(sizeof *shared);
	return shared ? 0 : -1;
}

static void halves(const unsigned char tag[TAG], uint64_t out[2])
{
	memcpy(out, tag, TAG);
}

/* A torn slot fits no tag: that reporter is judged by when the form was begun. */
void recent_sent(const unsigned char tag[TAG], int64_t now)
{
	uint64_t want[2];
	struct slot *oldest = NULL;

	if (!shared)
		return;
	halves(tag, want);
	for (size_t i = 0; i < TRIES; i++) {
		struct slot *s = &shared->slots[(want[0] + i) % SLOTS];

		if (!oldest || s->minute < oldest->minute)
			oldest = s;
	}
	oldest->half[0] = want[0];
	oldest->half[1] = want[1];
	oldest->minute = now / 60;
}

int64_t recent_when(const unsigned char tag[TAG])
{
	uint64_t want[2];

	if (!shared)
		return 0;
	halves(tag, want);
	for (size_t i = 0; i < TRIES; i++) {
		struct slot *s = &shared->slots[(want[0] + i) % SLOTS];

		if (s->half[0] == want[0] && s->half[1] == want[1])
			return s->minute * 60;
	}
	return 0;
}

/* Counts this report; 1 when there are more in this minute than anybody expects. */
int recent_flood(int64_t now, int64_t per_minute)
{
	if (!shared)
		return 0;
	if (shared->minute != now / 60) {
		shared->minute = now / 60;
		shared->count = 0;
	}
	return atomic_fetch_add(&shared->count, 1) >= per_minute;
}

/* What is refused is not counted: a smaller file may still fit. */
int recent_files(int64_t now, int64_t bytes, int64_t per_hour)
{
	if (!shared)
		return 0;
	if (shared->hour != now / 3600) {
		shared->hour = now / 3600;
		shared->bytes = 0;
	}
	if (atomic_fetch_add(&shared->bytes, bytes) + bytes <= per_hour)
		return 0;
	atomic_fetch_sub(&shared->bytes, bytes);
	return 1;
}
