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
};

/* As attachment_store_open(); both live as long as the file is written. LIMITED when the signal has enough. */
void attachment_staff_open(struct task *t, struct attachment_store *s, struct attachment_by_staff *by,
	const char *name, const char *claim);
/* workd: what broke off long ago. */
enum rc attachment_staff_sweep(struct task *t, const char *before);

#endif
