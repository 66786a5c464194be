/*
 * Files between the form and the desk. Registered at every tick: a file waits
 * only for the report that names it, which waits for its release. The disk is
 * looked at every ten seconds, what nobody sent is swept once a minute.
 */
#include "files.h"

#include <sys/statvfs.h>

#include "attachment_register.h"
#include "attachment_staff.h"
#include "base/clock.h"
#include "base/db.h"
#include "base/log.h"
#include "base/settings.h"
#include "calendar.h"

enum { LOOK_MS = 10 * 1000, SWEEP_MS = 60 * 1000, SWEEP = 10 };

/* Where the database writes; in a service that folder shows through from its place. */
static int is_short(const struct task *t, int *known)
{
	struct statvfs disk;
	char path[300];

	*known = statvfs(setting_path(t->settings, "db", path, sizeof(path)), &disk) == 0 && disk.f_blocks > 0;
	return *known && attachment_room_short((uint64_t)disk.f_bavail * disk.f_frsize,
		(uint64_t)disk.f_blocks * disk.f_frsize);
}

static enum rc look(struct task *t, struct workd_files *f)
{
	int known, now = is_short(t, &known);
	enum rc rc;

	if (!known || now == f->short_said)
		return OK;
	rc = db_write(t, Q_attachment_room, num(now));
	if (rc != OK)
		return rc;
	if (now || f->short_said == 1)
		log_line(LOG_LINE_WARN, now ? "the disk is short: files are refused" : "there is room for files again");
	f->short_said = now;
	return OK;
}

/* No form holds a file longer than its state lives; a day more for whoever renews it. */
static enum rc sweep(struct task *t, int64_t *more)
{
	char before[CALENDAR_TEXT];
	int days = (int)(setting_num(t->settings, "state_hours") + 23) / 24 + 1;
	enum rc rc;

	calendar_text(calendar_local(t->now, NULL) - days, before);
	rc = attachment_staff_sweep(t, before);
	return rc == OK ? db_number(t, Q_attachment_sweep, more, text(before), num(SWEEP)) : rc;
}

enum rc workd_files(struct task *t, struct workd_files *f)
{
	int64_t now = clock_steady_ms(), more = 0;
	enum rc rc = attachment_register(t);

	if (rc == OK && now >= f->looked_at) {
		rc = look(t, f);
		f->looked_at = now + LOOK_MS;
	}
	if (rc == OK && now >= f->swept_at) {
		rc = sweep(t, &more);
		f->swept_at = more ? now : now + SWEEP_MS;
	}
	return rc;
}
