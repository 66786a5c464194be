/*
 * Cleaning one file: its sealed chunks are opened one after another, shown to
 * the scanner and given to the press; what comes back is stored as the clean
 * copy. What cannot be made anew gets a state that says so.
 */
#ifndef CLEAND_CLEAN_H
#define CLEAND_CLEAN_H

#include "base/task.h"

enum { CLEAN_TRIES = 3 };	/* begun and never ended, or the first too long: then the file is given up */

struct cleaner {
	struct arena *room;	/* for one chunk */
	int press;
	int press_fails;	/* it failed at a file, and at a good one too */
};

/*
 * One of what waits, in its order; *more says that there may be more. BUSY and LOCKED: database, keyd or scanner
 * are away, the file waits and the try does not count. DENIED: the press has gone, and with it cleand goes.
 */
enum rc clean_waiting(struct task *t, struct cleaner *c, int *more);

#endif
