/*
 * Files between the form and the desk. Registered at every tick: a file waits
 * only for the report that names it, which waits for its release. The disk is
 * looked at every ten seconds, before anything else; what nobody sent is swept
 * once a minute.
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
static enum rc is_short(struct task *t, int *now)
{
	struct statvfs disk;
	int64_t freed = 0;
	char path[300];
	enum rc rc;

	if (statvfs(setting_path(t->settings, "db", path, sizeof(path)), &disk) != 0 || disk.f_blocks == 0)
		return fail(t, FAULT, "%s, the database's folder, says nothing of its disk", path);
	rc = db_number(t, Q_attachment_freed, &freed);
	*now = attachment_room_short((uint64_t)disk.f_bavail * disk.f_frsize, (uint64_t)freed,
		(uint64_t)disk.f_blocks * disk.f_frsize);
	return rc;
}

static enum rc look(struct task *t, struct workd_files *f)
{
	int now = 0;
	enum rc rc = is_short(t, &now);

	if (rc == OK)
		rc = db_call(t, Q_attachment_room, now == f->short_said ? nothing() : num(now));
	if (rc != OK || now == f->short_said)
		return rc;
	if (now || f->short_said == 1)
		log_line(LOG_LINE_WARN, now ? "the disk is short: files are refused" : "there is room for files again");
	f->short_said = now;
	return OK;
}

/* A task of its own: what fails here holds up no report, and no report holds up this. */
void workd_disk(const struct task *t, struct workd_files *f)
{
	struct task aside = *t;
	int64_t now = clock_steady_ms();
	enum rc rc;

	if (now < f->looked_at)
		return;
	rc = look(&aside, f);
	if (rc == BUSY)
		return;		/* the database is away: at the next tick, and the log has it from those */
	if (rc != OK && !f->blind)
		log_line(LOG_LINE_FAULT, "nobody looks at the disk, files are refused (%d): %s", (int)rc, aside.why);
	if (rc == OK && f->blind)
		log_line(LOG_LINE_INFO, "the disk is looked at again");
	f->blind = rc != OK;
	f->looked_at = now + LOOK_MS;
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

	if (rc == OK && now >= f->swept_at) {
		rc = sweep(t, &more);
		f->swept_at = more ? now : now + SWEEP_MS;
	}
	return rc;
}
