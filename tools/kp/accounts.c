/*
 * Fills in db/accounts.sql.in. In production no password exists; in a demo
 * each account gets one, in a file only this user can read.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "accounts.h"
#include "base/crypto.h"
#include "base/socket.h"
#include "client.h"

enum { SECRET = 24, SECRET_TEXT = 2 * SECRET + 1 };

static void hex(const unsigned char *data, size_t n, char *out)
{
	for (size_t i = 0; i < n; i++)
		snprintf(out + 2 * i, 3, "%02x", data[i]);
}

/* A complete file appears under its name or none does. */
static int password_make(const char *path, char out[SECRET_TEXT])
{
	unsigned char random[SECRET];
	char draft[500];
	int file, good;

	random_bytes(random, sizeof(random));
	hex(random, sizeof(random), out);
	snprintf(draft, sizeof(draft), "%s.new", path);
	unlink(draft);
	file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
	if (file < 0)
		return kp_refuse("%s: %s", draft, strerror(errno)) == 0;
	good = write_whole(file, out, SECRET_TEXT - 1) && fsync(file) == 0;
	close(file);
	return good && rename(draft, path) == 0;
}

static int password(const struct kp *kp, const char *account, char out[SECRET_TEXT])
{
	char below[80], path[480];
	int file, good;

	snprintf(below, sizeof(below), "secret/%s.password", account);
	setting_path(kp->settings, below, path, sizeof(path));
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return errno == ENOENT && password_make(path, out);
	memset(out, 0, SECRET_TEXT);
	good = read_whole(file, out, SECRET_TEXT - 1) && strspn(out, "0123456789abcdef") == SECRET_TEXT - 1;
	close(file);
	return good || kp_refuse("%s is damaged", path) == 0;
}

/* "@AUTH:kp_tip@" -> how kp_tip identifies itself. */
static int identified(const struct kp *kp, const char *account, FILE *out)
{
	char secret[SECRET_TEXT];

	if (setting_num(kp->settings, "production") == 1) {
		fputs("IDENTIFIED VIA unix_socket", out);
		return 1;
	}
	if (!password(kp, account, secret))
		return 0;
	fprintf(out, "IDENTIFIED BY '%s'", secret);
	return 1;
}

char *accounts_text(const struct kp *kp, struct arena *arena)
{
	enum { ROOM = 16384 };
	static const char mark[] = "@AUTH:";
	char path[480], account[60], *text, *out = arena_take(arena, ROOM);
	FILE *to;
	int good = 1;

	snprintf(path, sizeof(path), "%s/db/accounts.sql.in", kp->here);
	text = file_text(arena, path);
	to = fmemopen(out, ROOM - 1, "w");
	if (to == NULL)
		return NULL;
	for (char *at; good && text != NULL && (at = strstr(text, mark)) != NULL; ) {
		fwrite(text, 1, (size_t)(at - text), to);
		text = at + strlen(mark);
		/* The explanation at the top names the mark itself: "@AUTH:name@". */
		good = sscanf(text, "%59[a-z_]@", account) == 1;
		if (!good)
			break;
		text += strlen(account) + 1;
		good = strncmp(account, "kp_", 3) != 0 || identified(kp, account, to);
	}
	if (text != NULL)
		fputs(text, to);
	fclose(to);
	return good && text != NULL && strlen(out) < ROOM - 2 ? out : NULL;
}
