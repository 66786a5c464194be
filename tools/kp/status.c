/*
 * kp status: does registration keep up, is keyd open, is there room, where do
 * the chains stand. Exit status 1 when an operator should look.
 */
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

#include "base/clock.h"
#include "base/db.h"
#include "calendar.h"
#include "files.h"
#include "kp.h"
#include "vault.h"

struct backlog { int64_t waiting, many; const char *oldest; };
struct files { int64_t waiting, aside, unsent, mb, is_short; };
struct heads { int64_t audit_seq, intake_seq; const char *audit_hash, *intake_hash, *anchored; };
struct signals { int64_t open, overdue, today; };

static const struct column backlog_columns[] = {
	{ "waiting", COLUMN_NUM, offsetof(struct backlog, waiting) },
	{ "many", COLUMN_NUM, offsetof(struct backlog, many) },
	{ "oldest", COLUMN_TEXT, offsetof(struct backlog, oldest) },
};
static const struct column files_columns[] = {
	{ "waiting", COLUMN_NUM, offsetof(struct files, waiting) },
	{ "aside", COLUMN_NUM, offsetof(struct files, aside) },
	{ "unsent", COLUMN_NUM, offsetof(struct files, unsent) },
	{ "mb", COLUMN_NUM, offsetof(struct files, mb) },
	{ "short", COLUMN_NUM, offsetof(struct files, is_short) },
};
static const struct column heads_columns[] = {
	{ "audit_seq", COLUMN_NUM, offsetof(struct heads, audit_seq) },
	{ "audit_hash", COLUMN_TEXT, offsetof(struct heads, audit_hash) },
	{ "intake_seq", COLUMN_NUM, offsetof(struct heads, intake_seq) },
	{ "intake_hash", COLUMN_TEXT, offsetof(struct heads, intake_hash) },
	{ "anchored", COLUMN_TEXT, offsetof(struct heads, anchored) },
};
static const struct column signals_columns[] = {
	{ "open", COLUMN_NUM, offsetof(struct signals, open) },
	{ "overdue", COLUMN_NUM, offsetof(struct signals, overdue) },
	{ "today", COLUMN_NUM, offsetof(struct signals, today) },
};
static const struct shape backlog_shape = SHAPE(struct backlog, backlog_columns);
static const struct shape files_shape = SHAPE(struct files, files_columns);
static const struct shape heads_shape = SHAPE(struct heads, heads_columns);
static const struct shape signals_shape = SHAPE(struct signals, signals_columns);

/* Numbers of status_backlog(): what waits and what no key opens, of reports and of additions (+ 10). */
static const struct { int64_t waiting; const char *label; int look; } lines[] = {
	{  1, "waiting reports:",        0 },
	{ 11, "waiting additions:",      0 },
	{  2, "reports no key opens:",   1 },
	{ 12, "additions no key opens:", 1 },
};

/* The longest batch is an hour: what waits since before yesterday is stuck. */
static enum rc show_backlog(struct task *t, const char *yesterday, int *look)
{
	struct backlog *rows;
	size_t n;
	enum rc rc = db_rows(t, Q_status_backlog, &backlog_shape, &rows, &n);

	if (rc == OK && n == 0)
		puts("waiting reports:          0");
	for (size_t l = 0; l < COUNT(lines); l++) {
		for (size_t i = 0; i < n; i++) {
			if (rows[i].waiting != lines[l].waiting)
				continue;
			printf("%-26s%lld, oldest received %s\n", lines[l].label, (long long)rows[i].many,
				rows[i].oldest);
			*look |= lines[l].look || strcmp(rows[i].oldest, yesterday) < 0;
		}
	}
	return rc;
}

static enum rc show_files(struct task *t, int *look)
{
	struct files f;
	enum rc rc = db_row(t, Q_status_files, &files_shape, &f);

	if (rc != OK)
		return rc;
	printf("waiting files:            %lld\n", (long long)f.waiting);
	printf("unsent files:             %lld (%lld MB with those that wait)\n", (long long)f.unsent, (long long)f.mb);
	if (f.aside)
		printf("files no key opens:       %lld\n", (long long)f.aside);
	if (f.is_short)
		puts("files are refused:        the disk is short");
	*look |= f.aside > 0 || f.is_short;
	return OK;
}

static enum rc show_signals(struct task *t, const char *today)
{
	struct signals s;
	enum rc rc = db_row(t, Q_status_signals, &signals_shape, &s, text(today), text(today));

	if (rc == OK)
		printf("open signals:             %lld, overdue %lld, due today %lld\n", (long long)s.open,
			(long long)s.overdue, (long long)s.today);
	return rc;
}

static enum rc show_heads(struct task *t)
{
	struct heads h;
	enum rc rc = db_row(t, Q_status_heads, &heads_shape, &h);

	if (rc != OK)
		return rc;
	printf("audit chain:              %lld %s\n", (long long)h.audit_seq, h.audit_hash);
	printf("intake chain:             %lld %s, anchored %s\n", (long long)h.intake_seq, h.intake_hash,
		*h.anchored != '\0' ? h.anchored : "never");
	return OK;
}

static int show_keyd(struct task *t)
{
	int state = keyd_state(t);

	printf("keyd:                     %s\n", state == 0 ? "open" : state > 0 ? "locked" : "away");
	return state != 0;
}

static int show_disk(const struct task *t)
{
	struct statvfs disk;
	unsigned long long free_mb, used;

	if (statvfs(setting(t->settings, "var"), &disk) != 0 || disk.f_blocks == 0)
		return 1;
	free_mb = (unsigned long long)disk.f_bavail * disk.f_frsize >> 20;
	used = 100 - (unsigned long long)disk.f_bavail * 100 / disk.f_blocks;
	printf("disk:                     %llu MB free, %llu %% used\n", free_mb, used);
	return used > 80;
}

static enum rc show_calendar(struct task *t, int today, int *look)
{
	struct calendar c;
	char iso[CALENDAR_TEXT];
	enum rc rc = calendar_load(t, &c);

	if (rc != OK)
		return rc;
	calendar_text(c.known_until, iso);
	printf("free days known until:    %s%s\n", iso, calendar_ends_soon(&c, today) ? " (add the next ones)" : "");
	*look |= calendar_ends_soon(&c, today);
	return OK;
}

static enum rc show_all(struct task *t, int *look)
{
	char today[CALENDAR_TEXT], yesterday[CALENDAR_TEXT];
	int day = calendar_local(t->now, NULL);
	enum rc rc;

	calendar_text(day, today);
	calendar_text(day - 1, yesterday);
	*look |= show_keyd(t);
	*look |= show_disk(t);
	rc = show_backlog(t, yesterday, look);
	if (rc == OK)
		rc = show_files(t, look);
	if (rc == OK)
		rc = files_cleaning(t, look);
	if (rc == OK)
		rc = show_signals(t, today);
	if (rc == OK)
		rc = show_calendar(t, day, look);
	if (rc == OK)
		rc = show_heads(t);
	return rc;
}

int kp_status(struct kp *kp, int argc, char **argv)
{
	struct arena *arena, *line;
	char path[300];
	struct task t;
	int look = 0;

	if (argc != 1)
		return kp_usage(argv[0]);
	clock_open(setting_path(kp->settings, "clock", path, sizeof(path)));
	arena = arena_new(65536);
	line = arena_new(4096);
	task_begin(&t, arena, kp->settings);
	t.db = db_new(kp->settings, "owner");
	t.keyd = keyd_new(line, kp->settings, NULL);
	if (show_all(&t, &look) != OK) {
		printf("database:                 %s\n", t.why);
		look = 1;
	}
	db_close(t.db);
	task_end(&t);
	arena_drop(arena);
	arena_drop(line);
	return look;
}
