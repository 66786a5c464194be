/*
 * What the workers remember together, in memory only: which reports came in
 * the last minutes (so that a form sent twice shows its code twice), and how
 * many (so that a flood is marked), and how much came in files this hour. A tag
 * and a minute; gone with the program. A worker that is ended in the middle of a
 * file gives nothing back: that counts until the hour is over.
 */
#include "tip.h"

#include "base/prefork.h"

#include <stdatomic.h>
#include <string.h>

enum { SLOTS = 1 << 16, TRIES = 8, BYTES_BITS = 40 };

struct slot {
	_Atomic uint64_t half[2];	/* of the tag */
	_Atomic int64_t minute;
};
struct shared {
	struct slot slots[SLOTS];
	_Atomic int64_t minute;		/* the running one ... */
	atomic_long count;		/* ... and its reports */
	_Atomic uint64_t files;		/* the running hour above, its bytes below: both change at once */
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

static uint64_t hour_of(int64_t now)
{
	return (uint64_t)(now / 3600) << BYTES_BITS;
}

/* Of this hour; 0 when the word is of another. */
static uint64_t bytes_in(uint64_t files, uint64_t hour)
{
	return files >> BYTES_BITS == hour >> BYTES_BITS ? files - hour : 0;
}

/* What is refused is not counted: a smaller file may still fit. */
int recent_files(int64_t now, int64_t bytes, int64_t per_hour)
{
	uint64_t was, hour = hour_of(now), sum;

	if (!shared)
		return 0;
	was = shared->files;
	do {
		sum = bytes_in(was, hour) + (uint64_t)bytes;
		if (sum > (uint64_t)per_hour)
			return 1;
	} while (!atomic_compare_exchange_weak(&shared->files, &was, hour + sum));
	return 0;
}

/* An hour that is over has nothing to give back. */
void recent_files_back(int64_t now, int64_t bytes)
{
	uint64_t was, hour = hour_of(now), had;

	if (!shared)
		return;
	was = shared->files;
	do {
		had = bytes_in(was, hour);
		if (had < (uint64_t)bytes)
			return;
	} while (!atomic_compare_exchange_weak(&shared->files, &was, hour + had - (uint64_t)bytes));
}
