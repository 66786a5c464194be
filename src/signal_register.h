/*
 * Registration: how a report that waits becomes a signal. For workd alone.
 * A report is either waiting or registered once, whatever is killed when;
 * nothing is opened here: keyd makes a wrap for the class, the rest moves sealed.
 */
#ifndef SIGNAL_REGISTER_H
#define SIGNAL_REGISTER_H

#include "base/task.h"

/* What one run did. */
struct registration {
	size_t registered, additions;
	size_t failed;		/* stay waiting: our fault, in the log */
	size_t set_aside;	/* no key opens them */
	int more;		/* the limit was reached: come back at once */
};

/* Registers a batch of what waits: of what is urgent, or of the rest. BUSY and LOCKED leave it waiting. */
enum rc signal_register(struct task *t, int urgent, struct registration *done);
/* About how many wait for a release: reckoned from a sixteenth of them. */
enum rc signal_register_waiting(struct task *t, int64_t *about);
/* Ties the intake chain to the audit chain; once a day, later calls do nothing. */
enum rc signal_register_anchor(struct task *t);

#endif
