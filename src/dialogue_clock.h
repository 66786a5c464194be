/*
 * What the clock does to the dialogue. With each release the desk is told what
 * reporters did at their mailboxes. Once a day, and again after a day it was
 * away: questions nobody looked at in time lapse, codes whose time has passed
 * become unknown. For workd alone.
 */
#ifndef DIALOGUE_CLOCK_H
#define DIALOGUE_CLOCK_H

#include "base/task.h"
#include "calendar.h"

/* The last day on which "look before" may stand for a question that lapses today: five working days over. */
int dialogue_lapsed_before(const struct calendar *c, int today);
/* Everything that is due; a second time the same day it finds nothing. BUSY leaves the rest for the next try. */
enum rc dialogue_daily(struct task *t);
/* Read, answered, ended since the last time. BUSY leaves the rest for the next release. */
enum rc dialogue_tell(struct task *t);

#endif
