/*
 * A task: one unit of work (a request, one job of a service) with its memory,
 * its moment, its database connection and the story of what went wrong.
 * Memory taken from a task is wiped and dropped when the task ends; nobody
 * frees piece by piece.
 */
#ifndef BASE_TASK_H
#define BASE_TASK_H

#include <stddef.h>
#include <stdint.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* What every function that can fail returns. web/status.c maps it to HTTP. */
enum rc {
	OK,
	MALFORMED,	/* what our own form cannot send: 400 */
	LOGIN,		/* no live session: 401, the login page */
	DENIED,		/* known person, no right: 403 */
	NOT_FOUND,	/* absent, or not for this viewer; the two never differ: 404 */
	CONFLICT,	/* somebody else was first: 409 */
	TOO_LARGE,	/* 413 */
	INVALID,	/* what a person can correct: 422, the filled form comes back */
	LIMITED,	/* too much of it in too short a time: 429 */
	FAULT,		/* our mistake: 500 */
	BUSY,		/* database or service away, try again: 503 with Retry-After */
	LOCKED,		/* keyd has no keys yet: 503, staff see the plain page */
};

/* Bytes that are not a C string. Never owns what it points to. */
struct bytes {
	const unsigned char *data;
	size_t size;
};

struct arena;
struct db;
struct keyring;
struct keyd;
struct settings;

struct task {
	struct arena *arena;
	int64_t now;			/* seconds since 1970 UTC, from clock_now() */
	const struct settings *settings;
	struct db *db;			/* NULL in programs and tests without one */
	const struct keyring *keys;	/* public keys this program holds */
	struct keyd *keyd;		/* connection to keyd; NULL where not used */
	unsigned char token[32];	/* session token of the person at work */
	int has_token;
	enum rc rc;			/* first failure ... */
	char why[200];			/* ... and its story: our words and ids, never content */
};

/* Starts a task in settings' process-wide set-up; the arena comes from arena_new(). */
void task_begin(struct task *t, struct arena *arena, const struct settings *settings);

/* Wipes and drops all memory taken from the task, and its token. */
void task_end(struct task *t);

/* n zeroed bytes that live until the task ends. Never NULL: no memory ends the process. */
void *take(struct task *t, size_t n);
char *take_text(struct task *t, const char *text);
char *take_textn(struct task *t, const char *text, size_t n);
struct bytes take_bytes(struct task *t, const void *data, size_t size);
char *take_format(struct task *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Records the first failure of the task and returns rc. The text is for the
 * log: ids, names of fields and statements, numbers; never what somebody typed.
 */
enum rc fail(struct task *t, enum rc rc, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Arenas: made once per worker, wiped between tasks. base/mem.c has the only malloc. */
struct arena *arena_new(size_t keep);
void arena_wipe(struct arena *arena);
void arena_drop(struct arena *arena);
void *arena_take(struct arena *arena, size_t n);

#endif
