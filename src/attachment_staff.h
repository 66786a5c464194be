/*
 * Files that a colleague adds: sealed to the class's public key as they come
 * in, so no key of keyd is needed; there only when whole.
 */
#ifndef ATTACHMENT_STAFF_H
#define ATTACHMENT_STAFF_H

#include "attachment_store.h"
#include "signal.h"

struct attachment_by_staff {
	const struct signal *signal;
	const char *day;		/* today, ISO */
	const char *about;		/* what it is, in the colleague's words; sealed */
	int64_t outcome;		/* when it began: enum attachment_begun */
};

/* What the procedure says. */
enum attachment_begun {
	STAFF_FILE_BEGUN = 0,
	STAFF_FILE_SHORT = 2,		/* BUSY: the disk is short */
	STAFF_FILE_ENOUGH = 3,		/* LIMITED: for this signal */
	STAFF_FILE_UNFINISHED = 4,	/* LIMITED: three of this person's are not whole yet */
};

/* As attachment_store_open(); both live as long as the file is written. */
void attachment_staff_open(struct task *t, struct attachment_store *s, struct attachment_by_staff *by,
	const char *name, const char *claim);
/* workd: what broke off long ago. */
enum rc attachment_staff_sweep(struct task *t, const char *before);

#endif
