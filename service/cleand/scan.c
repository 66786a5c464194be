#include "scan.h"

#include "base/log.h"
#include "base/prefork.h"
#include "base/settings.h"
#include "base/text.h"

void scan_set_up(struct scan *s, const struct task *t, const unsigned char *file)
{
	*s = (struct scan){ .file = file, .socket = setting(t->settings, "clamd_socket"), .clamd = { .fd = -1 } };
}

void scan_begin(struct scan *s)
{
	if (*s->socket)
		clamd_begin(&s->clamd, s->socket);
}

void scan_piece(struct scan *s, struct bytes piece)
{
	if (*s->socket)
		clamd_piece(&s->clamd, piece);
}

enum rc scan_end(struct task *t, struct scan *s)
{
	int first = !s->heard;

	if (!*s->socket)
		return OK;
	s->heard = 1;
	switch (clamd_end(&s->clamd, prefork_stopping)) {
	case CLAMD_CLEAN:
		s->said = first ? SCAN_CLEAN : s->said;
		return OK;
	case CLAMD_FOUND:
		s->said = SCAN_FOUND;
		return OK;
	case CLAMD_TOO_LARGE:
		log_line(LOG_LINE_WARN, "file %s%s is larger than the scanner takes (StreamMaxLength): not scanned",
			text_hex(t, s->file, OBJECT_ID), first ? "" : ", made anew,");
		s->said = SCAN_NONE;
		return OK;
	default:
		return fail(t, BUSY, "the scanner is away");
	}
}

void scan_drop(struct scan *s)
{
	clamd_drop(&s->clamd);
}
