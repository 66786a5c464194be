/*
 * Files as the operator sees them: do they keep up, are any damaged, is there a
 * scanner. kp files rescan: what was made anew without a scanner is done again
 * once there is one. kp files again: what ended as broken is tried once more.
 */
#include "files.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/db.h"
#include "base/socket.h"
#include "kp.h"

enum { SCANNER_MS = 3000 };

struct cleaning { int64_t waiting, damaged, unscanned, refused, press; const char *oldest; };

static const struct column cleaning_columns[] = {
	{ "waiting", COLUMN_NUM, offsetof(struct cleaning, waiting) },
	{ "oldest", COLUMN_TEXT, offsetof(struct cleaning, oldest) },
	{ "damaged", COLUMN_NUM, offsetof(struct cleaning, damaged) },
	{ "unscanned", COLUMN_NUM, offsetof(struct cleaning, unscanned) },
	{ "refused", COLUMN_NUM, offsetof(struct cleaning, refused) },
	{ "press", COLUMN_NUM, offsetof(struct cleaning, press) },
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
	printf("files not made anew:      %lld (broken or too much: kp files again)\n", (long long)c.refused);
	if (!c.press)
		puts("making anew:              does not work: files wait (log of cleand)");
	if (c.damaged)
		printf("files that are damaged:   %lld (which piece: log of cleand)\n", (long long)c.damaged);
	*look |= c.damaged > 0 || !c.press;
	*look |= show_scanner(t);
	return OK;
}

/* Whose files wait again: signal NULL for those that were never scanned, "all", or a number. */
struct again {
	const char *signal;
	int64_t many;
};

static enum rc mark(struct task *t, const char *signal)
{
	if (!signal)
		return db_write(t, Q_clean_rescan);
	return strcmp(signal, "all") == 0 ? db_write(t, Q_clean_again_all) : db_write(t, Q_clean_again, text(signal));
}

static enum rc again_work(struct task *t, void *arg)
{
	struct again *a = arg;
	enum rc rc = mark(t, a->signal);
	const char *detail;

	if (rc != OK)
		return rc;
	a->many = db_changed(t);
	detail = take_format(t, "files=%lld", (long long)a->many);
	if (a->signal)
		detail = take_format(t, "%s of=%s", detail, a->signal);
	return db_write(t, Q_audit_add, text("kp"), text(a->signal ? "files_again" : "files_rescan"), nothing(), num(0),
		nothing(), text(detail));
}

static int again(const struct kp *kp, struct again *a)
{
	struct arena *arena = arena_new(65536);
	struct task t;
	enum rc rc;

	task_begin(&t, arena, kp->settings);
	t.db = db_new(kp->settings, "owner");
	rc = db_transaction(&t, again_work, a);
	if (rc != OK)
		kp_failed(&t);
	db_close(t.db);
	task_end(&t);
	arena_drop(arena);
	return rc == OK;
}

int kp_files(struct kp *kp, int argc, char **argv)
{
	struct again a = { .signal = argc == 3 ? argv[2] : NULL };
	int rescan = argc == 2 && strcmp(argv[1], "rescan") == 0;

	if (!rescan && (argc != 3 || strcmp(argv[1], "again") != 0 || strlen(a.signal) > 10))
		return kp_usage(argv[0]);
	if (rescan && *setting(kp->settings, "clamd_socket") == '\0')
		return kp_refuse("there is no scanner: clamd_socket is empty");
	if (!again(kp, &a))
		return 1;
	printf(rescan ? "%lld files are scanned and made anew\n" : "%lld files are tried again\n", (long long)a.many);
	return 0;
}
