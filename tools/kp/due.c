/* kp due 2026-04-24: the date a signal received then is due. Works without a database. */
#include <stdio.h>

#include "base/db.h"
#include "calendar.h"
#include "kp.h"

/* The administrator's days when an installation is named, else the list a new one starts with. */
static enum rc days(struct kp *kp, struct calendar *out)
{
	struct arena *arena;
	struct task t;
	enum rc rc;

	calendar_seeded(out);
	if (!kp->named)
		return OK;
	kp->settings = settings_load(kp->conf);
	if (kp->settings == NULL)
		return FAULT;
	arena = arena_new(65536);
	task_begin(&t, arena, kp->settings);
	t.db = db_new(kp->settings, "owner");
	rc = calendar_load(&t, out);
	if (rc != OK)
		kp_failed(&t);
	db_close(t.db);
	task_end(&t);
	arena_drop(arena);
	return rc;
}

int kp_due(struct kp *kp, int argc, char **argv)
{
	struct calendar c;
	char iso[CALENDAR_TEXT];
	int received;

	if (argc != 2)
		return kp_usage(argv[0]);
	if (!calendar_read(argv[1], &received))
		return kp_refuse("'%.40s' is not a date like 2026-04-24", argv[1]);
	if (days(kp, &c) != OK)
		return 1;
	calendar_text(c.known_until, iso);
	if (received > c.known_until)
		fprintf(stderr, "kp: extra free days are known until %s only\n", iso);
	calendar_text(calendar_due(&c, received, CALENDAR_TERM), iso);
	puts(iso);
	return 0;
}
