/*
 * The second half of a hand-over: a signal that a person marked arrives in its
 * new class. For workd alone; nothing is opened here, keyd makes the wraps.
 */
#ifndef SIGNAL_ARRIVE_H
#define SIGNAL_ARRIVE_H

#include "base/task.h"

/* Every marked signal, each in one transaction. BUSY and LOCKED leave the rest marked. */
enum rc signal_arrive(struct task *t);

#endif
