/* What workd does about files: registration, what nobody sent, and whether there is room. */
#ifndef WORKD_FILES_H
#define WORKD_FILES_H

#include "base/task.h"

/* What is remembered between ticks. */
struct workd_files {
	int64_t swept_at, looked_at;	/* steady ms */
	int short_said;			/* what the database was told: 0 or 1; -1 nothing yet */
	int blind;			/* the last look failed, and the log says so */
};

/* Whether there is room for files: first in every tick, whatever becomes of the rest. */
void workd_disk(const struct task *t, struct workd_files *f);
enum rc workd_files(struct task *t, struct workd_files *f);

#endif
