/* The operator's command: one row per command in main.c, one function each. */
#ifndef KP_KP_H
#define KP_KP_H

#include "base/settings.h"
#include "base/task.h"

struct kp {
	const char *conf;		/* path of the settings file */
	int named;			/* it was given by -c */
	struct settings *settings;	/* NULL for commands that work without */
	const char *here;		/* folder of the sources or the installation: db/, nginx/ ... below it */
};

/* argv[0] is the command's name. Returns the exit status. */
typedef int kp_run(struct kp *kp, int argc, char **argv);

kp_run kp_init, kp_migrate, kp_settings;
kp_run kp_keys, kp_recover, kp_unlock;
kp_run kp_due, kp_status;
kp_run kp_users, kp_otp, kp_audit, kp_restored, kp_files;

/* Says what is wrong with the command line; returns 2. */
int kp_usage(const char *name);
/* Prints "kp: ..." on stderr; returns 1. */
int kp_refuse(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same for a task that failed; says so when the database is away. */
int kp_failed(const struct task *t);

#endif
