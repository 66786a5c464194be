/* What kp status says about files and the scanner. */
#ifndef KP_FILES_H
#define KP_FILES_H

#include "base/task.h"

enum rc files_cleaning(struct task *t, int *look);	/* *look: somebody must */

#endif
