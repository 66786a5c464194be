/*
 * One file of a POST on its way in, for the form and for Mijn melding: taken,
 * sealed and stored piece by piece, and what to say when it is not taken.
 */
#ifndef TIP_FILES_H
#define TIP_FILES_H

#include "attachment_upload.h"
#include "tip.h"
#include "web/upload.h"

struct incoming {
	struct web *w;
	const struct receipt *receipt;
	struct pairs *kept;		/* of the state: ".file", the id of the next one, and those that are there */
	struct attachment_from from;
	struct attachment_store store;
	struct upload_file file;
	enum rc rc;			/* what became of the file */
	int64_t most;			/* bytes it can have */
	int64_t counted;		/* ... that count for the hour, and are given back when it is not kept */
};

int64_t files_most(const struct web *w);
/* OK when the body was what our form sends: see in->rc. */
enum rc file_take_in(struct incoming *in);
/* Not kept after all; harmless when it was not. */
void file_drop(struct incoming *in);
/* What came of it, into the pairs; NULL or what is wrong with it. *later: ours, and passes. */
const char *file_judge(struct incoming *in, int asked, int *later);
/* The id of the next file, so that a page posted twice brings one. */
void file_draw(struct task *t, struct pairs *kept);
void files_put_rows(struct web *w, const struct pairs *kept);	/* Files, Most, Full, File.Hint */

#endif
