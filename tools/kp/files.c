/*
 * Files as the operator sees them: do they keep up, are any damaged, is there a
 * scanner. kp files rescan: what was made anew without a scanner is done again
 * once there is one.
 */
#include "files.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/db.h"
#include "base/prefork.h"
#include "kp.h"

enum { SCANNER_MS = 3000 };

struct cleaning { int64_t waiting, damaged, unscanned; const char *oldest; };

static const struct column cleaning_columns[] = {
	{ "waiting", COLUMN_NUM, offsetof(struct cleaning, waiting) },
	{ "oldest", COLUMN_TEXT, offsetof(struct cleaning, oldest) },
	{ "damaged", COLUMN_NUM, offsetof(struct cleaning, damaged) },
	{ "unscanned", COLUMN_NUM, offsetof(struct cleaning, unscanned) },
};
static const struct shape cleaning_shape = SHAPE(struct cleaning, cleaning_columns);

static int scanner_answers(const char *path)
{
	static const char pong[] = "PONG";
	char said[sizeof pong] = "";
	int fd = socket_connect(path, SCANNER_MS);
	int good = fd >= 0 && write_whole(fd, "zPING", sizeof "zPING") && read_whole(fd, said, sizeof said)
		&& memcmp(said, pong, sizeof pong) == 0;

	if (fd >= 0)
		close(fd);
	return good;
}

static int show_scanner(const struct task *t)
{
	const char *path = setting(t->settings, "clamd_socket");
	int good = *path == '\0' || scanner_answers(path);

	printf("virus scanner:            %s\n", *path == '\0' ? "none: files are looked at, not downloaded"
		: good ? "answers" : "away: files wait for it");
	return !good;
}

enum rc files_cleaning(struct task *t, int *look)
{
	struct cleaning c;
	enum rc rc = db_row(t, Q_clean_status, &cleaning_shape, &c);

	if (rc != OK)
		return rc;
	printf("files to clean:           %lld%s%s\n", (long long)c.waiting, *c.oldest ? ", oldest of " : "", c.oldest);
	printf("files not scanned:        %lld\n", (long long)c.unscanned);
	if (c.damaged)
		printf("files that are damaged:   %lld (which piece: log of cleand)\n", (long long)c.damaged);
	*look |= c.damaged > 0;
	*look |= show_scanner(t);
	return OK;
}

static enum rc rescan_work(struct task *t, void *arg)
{
	int64_t *many = arg;
	enum rc rc = db_write(t, Q_clean_rescan);

	if (rc != OK)
		return rc;
	*many = db_changed(t);
	return db_write(t, Q_audit_add, text("kp"), text("files_rescan"), nothing(), num(0), nothing(),
		text(take_format(t, "files=%lld", (long long)*many)));
}

int kp_files(struct kp *kp, int argc, char **argv)
{
	struct arena *arena;
	struct task t;
	int64_t many = 0;
	enum rc rc;

	if (argc != 2 || strcmp(argv[1], "rescan") != 0)
		return kp_usage(argv[0]);
	if (*setting(kp->settings, "clamd_socket") == '\0')
		return kp_refuse("there is no scanner: clamd_socket is empty");
	arena = arena_new(65536);
	task_begin(&t, arena, kp->settings);
	t.db = db_new(kp->settings, "owner");
	rc = db_transaction(&t, rescan_work, &many);
	if (rc == OK)
		printf("%lld files are scanned and made anew\n", (long long)many);
	else
		kp_failed(&t);
	db_close(t.db);
	task_end(&t);
	arena_drop(arena);
	return rc != OK;
}
