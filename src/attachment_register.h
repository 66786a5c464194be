/*
 * Registration of files: what a reporter sent with a report that is a signal
 * by now becomes the signal's, its wrap made anew for the class. For workd alone.
 */
#ifndef ATTACHMENT_REGISTER_H
#define ATTACHMENT_REGISTER_H

#include "base/task.h"

/* BUSY and LOCKED leave the rest waiting. */
enum rc attachment_register(struct task *t);
/*
 * Under five of a hundred, or under two GB: files are refused before text is. `freed`: what the table of
 * pieces holds of the disk and no file uses any more, which the next files fill.
 */
int attachment_room_short(uint64_t free, uint64_t freed, uint64_t all);

#endif
