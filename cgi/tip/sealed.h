/*
 * What travels through a browser and back in a hidden field, sealed with the
 * form-state key. The label says what it is for: what was sealed under one
 * label does not open under another.
 */
#ifndef TIP_SEALED_H
#define TIP_SEALED_H

#include "base/task.h"

/* BUSY when no key can be read, and never could: nothing can be sealed or opened. */
enum rc sealed_ready(struct task *t);
/* "" when there is no key. */
const char *sealed_text(struct task *t, const char *label, struct bytes plain);
/* MALFORMED for what we did not seal, sealed for something else, or under a key that is gone; BUSY as above. */
enum rc sealed_read(struct task *t, const char *label, const char *text, struct bytes *out);

void sealed_put64(unsigned char *at, int64_t value);
int64_t sealed_get64(const unsigned char *at);

#endif
