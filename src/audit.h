/*
 * The append-only chain of readings and decisions. Refuses to change or remove
 * anything: there is no such statement.
 */
#ifndef ROOM_AUDIT_H
#define ROOM_AUDIT_H

#include "base/task.h"

struct audit_row {
	int64_t seq;
	const char *at;			/* "2026-04-24 09:05:00", UTC */
	const char *actor;		/* display name, "" for a service */
	const char *program;
	const char *action;
	int64_t purpose;		/* enum purpose, src/vault.h */
	const char *detail;		/* codes and ids only; never content */
	unsigned char reason[16];	/* of audit_of_object, as the next: envelope that holds it; zero bytes for none */
	int64_t times;			/* on that day */
};

/* "Who looked": rows about one object that the viewer may see, newest first, at most 200, and 20 days of lists. */
enum rc audit_of_object(struct task *t, const unsigned char object[16], struct audit_row **rows,
	size_t *n);

struct audit_filter {
	const unsigned char *actor;	/* NULL does not filter, as the next two */
	const char *action;
	const char *number;		/* of a signal, as it is written */
	int brief;			/* 1: no lists that were read, no log-ins, no looks at the chain */
	int64_t before;			/* rows before this seq */
};
struct audit_entry {
	struct audit_row row;		/* detail of a list: "rows=25" */
	const char *number, *person;	/* what it is about: a signal or an account by its display name; or "" */
};
/* For auditor and privacy officer (no rows for anybody else): at most `most` rows. */
enum rc audit_page(struct task *t, const struct audit_filter *f, int most, struct audit_entry **rows,
	size_t *n);
/*
 * Looking is audited itself: by which filters ("actor+number"), "" for none, of which the chain keeps one row in
 * ten minutes. Before a row is shown.
 */
enum rc audit_looked(struct task *t, const char *by);
/*
 * The viewer's roles do not open this page ("/users/:ref"), of which the chain keeps one row in ten minutes; number
 * of the signal in its address, or NULL.
 */
enum rc audit_denied(struct task *t, const char *page, const char *number);

struct audit_actor {
	unsigned char id[16];
	const char *display;
};
enum rc audit_actors(struct task *t, struct audit_actor **rows, size_t *n);

#endif
