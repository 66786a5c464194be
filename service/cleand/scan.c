/* One word about a file out of the many that clamd says of its parts; without a socket nothing is asked. */
#include "scan.h"

#include "base/log.h"
#include "base/prefork.h"
#include "base/settings.h"
#include "base/text.h"

void scan_set_up(struct scan *s, const struct task *t, const unsigned char *file)
{
	*s = (struct scan){ .file = file, .socket = setting(t->settings, "clamd_socket"), .clamd = { .fd = -1 },
		.most = (uint64_t)setting_num(t->settings, "scan_mb") << 20 };
}

void scan_begin(struct scan *s)
{
	s->bytes = 0;
	if (*s->socket)
		clamd_begin(&s->clamd, s->socket);
}

void scan_piece(struct scan *s, struct bytes piece)
{
	s->bytes += piece.size;
	if (*s->socket && s->bytes <= s->most)
		clamd_piece(&s->clamd, piece);
}

/* What it found in the part it was shown is found; that it found nothing there says nothing. */
static enum clamd_said hear(struct scan *s)
{
	enum clamd_said said = clamd_end(&s->clamd, prefork_stopping);

	return said == CLAMD_CLEAN && s->bytes > s->most ? CLAMD_TOO_LARGE : said;
}

enum rc scan_end(struct task *t, struct scan *s)
{
	int first = !s->heard;

	if (!*s->socket)
		return OK;
	s->heard = 1;
	switch (hear(s)) {
	case CLAMD_CLEAN:
		s->said = first ? SCAN_CLEAN : s->said;
		return OK;
	case CLAMD_FOUND:
		s->said = SCAN_FOUND;
		return OK;
	case CLAMD_TOO_LARGE:
		log_line(LOG_LINE_WARN, "file %s%s is larger than the scanner takes (scan_mb, StreamMaxLength): not scanned",
			text_hex(t, s->file, OBJECT_ID), first ? "" : ", made anew,");
		s->said = s->said == SCAN_FOUND ? SCAN_FOUND : SCAN_NONE;
		return OK;
	default:
		return fail(t, BUSY, "the scanner is away");
	}
}

void scan_drop(struct scan *s)
{
	clamd_drop(&s->clamd);
}
