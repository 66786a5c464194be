/*
 * What a file is called when somebody takes it along: ours first, so that it is
 * known where it came from and no reserved name is made; then what a stranger
 * called it, as far as every system can store that; and the extension of what
 * it really is.
 */
#ifndef ATTACHMENT_DOWNLOAD_H
#define ATTACHMENT_DOWNLOAD_H

#include "attachment.h"

enum { DOWNLOAD_NAME = 180 };	/* bytes of UTF-8 at most: below 255, with room for " (2)" */

/* "ours" and ".ext" of the type: letters, digits, "-" and "." only. */
const char *file_download_plain(struct task *t, const char *ours, enum file_type type);
/*
 * "ours told.ext": without folders, controls, signs that turn the direction of reading or that a file
 * system refuses, and without the extension it came with. Without anything left of it as above.
 */
const char *file_download_name(struct task *t, const char *ours, const char *told, enum file_type type);

#endif
