/*
 * Key files: written whole or not at all, read strictly. What does not equal
 * its checksum is damaged; there is no partly right key.
 */
#include "base/keyfile.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHECKSUM = 16, FILE_MOST = 600 };

static void checksum(const char *kind, const char *label, const void *data, size_t n,
	unsigned char out[CHECKSUM])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, CHECKSUM);
	crypto_generichash_update(&state, (const unsigned char *)kind, strlen(kind) + 1);
	crypto_generichash_update(&state, (const unsigned char *)label, strlen(label) + 1);
	crypto_generichash_update(&state, data, n);
	crypto_generichash_final(&state, out, CHECKSUM);
}

size_t keyfile_print(const char *kind, const char *label, const void *data, size_t n, char *out,
	size_t room)
{
	unsigned char sum[CHECKSUM];
	char hex[2 * KEYFILE_DATA + 1], sum_hex[2 * CHECKSUM + 1];
	int length;

	if (n > KEYFILE_DATA || strlen(label) >= KEYFILE_LABEL)
		return 0;
	checksum(kind, label, data, n, sum);
	sodium_bin2hex(hex, sizeof hex, data, n);
	sodium_bin2hex(sum_hex, sizeof sum_hex, sum, sizeof sum);
	length = snprintf(out, room, "knooppunt %s 1\n%s\n%s\n%s\n", kind, label, hex, sum_hex);
	sodium_memzero(hex, sizeof hex);
	return length > 0 && (size_t)length < room ? (size_t)length : 0;
}

/* Copies one line without its end, forgiving spaces and carriage returns at the ends. */
static int take_line(const char **at, char *out, size_t room)
{
	size_t n;

	*at += strspn(*at, " \t");
	n = strcspn(*at, "\n");
	if (n >= room)
		return 0;
	memcpy(out, *at, n);
	out[n] = '\0';
	*at += n + ((*at)[n] == '\n');
	while (n && strchr(" \t\r", out[n - 1]))
		out[--n] = '\0';
	return n > 0;
}

static enum keyfile_state read_lines(const char *content, const char *kind, struct keyfile *out,
	char *hex, size_t room)
{
	unsigned char sum[CHECKSUM], written[CHECKSUM];
	char first[64], wanted[64];
	size_t n;

	snprintf(wanted, sizeof wanted, "knooppunt %s 1", kind);
	if (!take_line(&content, first, sizeof first))
		return KEYFILE_DAMAGED;
	if (strcmp(first, wanted) != 0)
		return KEYFILE_OTHER;
	if (!take_line(&content, out->label, sizeof out->label) || !take_line(&content, hex, room)
	|| sodium_hex2bin(out->data, sizeof out->data, hex, strlen(hex), NULL, &out->size, NULL) != 0
	|| strlen(hex) != 2 * out->size)
		return KEYFILE_DAMAGED;
	if (!take_line(&content, hex, room)
	|| sodium_hex2bin(written, sizeof written, hex, strlen(hex), NULL, &n, NULL) != 0
	|| n != CHECKSUM || strlen(hex) != 2 * n)
		return KEYFILE_DAMAGED;
	checksum(kind, out->label, out->data, out->size, sum);
	return memcmp(sum, written, CHECKSUM) == 0 ? KEYFILE_GOOD : KEYFILE_DAMAGED;
}

enum keyfile_state keyfile_parse(const char *content, const char *kind, struct keyfile *out)
{
	char hex[2 * KEYFILE_DATA + 2];
	enum keyfile_state state;

	memset(out, 0, sizeof *out);
	state = read_lines(content, kind, out, hex, sizeof hex);
	sodium_memzero(hex, sizeof hex);
	if (state != KEYFILE_GOOD)
		sodium_memzero(out->data, sizeof out->data);
	return state;
}

enum keyfile_state keyfile_read(const char *path, const char *kind, struct keyfile *out)
{
	char content[FILE_MOST];
	enum keyfile_state state;
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	memset(out, 0, sizeof *out);
	if (fd < 0)
		return KEYFILE_MISSING;
	n = read(fd, content, sizeof content - 1);
	close(fd);
	if (n < 0)
		return KEYFILE_MISSING;
	content[n] = '\0';
	state = keyfile_parse(content, kind, out);
	sodium_memzero(content, sizeof content);
	return state;
}

/* The folder is synced too: a key that was announced must survive the next power cut. */
static void sync_folder(const char *path)
{
	char folder[400];
	const char *slash = strrchr(path, '/');
	int fd;

	snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

int keyfile_write(const char *path, const char *kind, const char *label, const void *data, size_t n,
	mode_t mode)
{
	char content[FILE_MOST], beside[400];
	size_t length = keyfile_print(kind, label, data, n, content, sizeof content);
	int fd, good;

	if (!length || snprintf(beside, sizeof beside, "%s.new", path) >= (int)sizeof beside)
		return 0;
	unlink(beside);
	fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return 0;
	good = write(fd, content, length) == (ssize_t)length && fchmod(fd, mode) == 0 && fsync(fd) == 0;
	sodium_memzero(content, sizeof content);
	close(fd);
	if (!good || rename(beside, path) != 0) {
		unlink(beside);
		return 0;
	}
	sync_folder(path);
	return 1;
}
