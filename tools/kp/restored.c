/*
 * kp restored: after the database came back from a backup. Sessions of before
 * end, for they may have been ended since; the chain says that it happened.
 */
#include <stdio.h>

#include "base/db.h"
#include "kp.h"

static enum rc restored_work(struct task *t, void *arg)
{
	enum rc rc = db_write(t, Q_operator_restored);

	(void)arg;
	if (rc == OK && db_changed(t) != 1)
		return fail(t, FAULT, "no row in installation: kp migrate first");
	if (rc == OK)
		rc = db_write(t, Q_audit_add, text("kp"), text("restored"), nothing(), num(0), nothing(),
			text(""));
	return rc;
}

int kp_restored(struct kp *kp, int argc, char **argv)
{
	struct arena *arena;
	struct task t;
	enum rc rc;

	if (argc != 1)
		return kp_usage(argv[0]);
	arena = arena_new(65536);
	task_begin(&t, arena, kp->settings);
	t.db = db_new(kp->settings, "owner");
	rc = db_transaction(&t, restored_work, NULL);
	if (rc == OK)
		puts("all sessions of before have ended");
	else
		kp_failed(&t);
	db_close(t.db);
	task_end(&t);
	arena_drop(arena);
	return rc != OK;
}
