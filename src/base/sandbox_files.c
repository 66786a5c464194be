/*
 * Landlock: after this a program opens nothing but what it names. Raw system
 * calls, since Debian 12 has no library for it; the kernel is asked at run time
 * what it can refuse, so newer kernels refuse more (network, signals).
 */
#include "base/sandbox_inner.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* linux/landlock.h of Debian 12 ends at version 2 of these; the numbers are the kernel's for ever. */
enum {
	FS_EXECUTE = 1 << 0, FS_WRITE_FILE = 1 << 1, FS_READ_FILE = 1 << 2, FS_READ_DIR = 1 << 3,
	FS_REMOVE_FILE = 1 << 5, FS_MAKE_REG = 1 << 8, FS_TRUNCATE = 1 << 14,
	NET_ALL = 3,				/* bind and connect of TCP */
	SCOPE_ALL = 3,				/* abstract unix sockets, signals to others */
	VERSION_ASKED = 1, PATH_BENEATH = 1,
};
struct ruleset {
	uint64_t files, net, scope;
};
struct __attribute__((packed)) path_rule {
	uint64_t allowed;
	int32_t parent;
};

static uint64_t all_files(int version)
{
	static const int bits[] = { 0, 13, 14, 15, 15, 16 };	/* by version of Landlock */

	return (1ull << bits[version < 5 ? version : 5]) - 1;
}

/* What is not there needs no right. */
static int allow(int ruleset, const char *path, uint64_t rights)
{
	struct path_rule rule = { .allowed = rights };
	struct stat st;
	int good;

	rule.parent = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent < 0)
		return errno == ENOENT || errno == ENOTDIR;
	if (fstat(rule.parent, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed &= FS_READ_FILE | FS_WRITE_FILE | FS_TRUNCATE;
	good = syscall(SYS_landlock_add_rule, ruleset, PATH_BENEATH, &rule, 0) == 0;
	close(rule.parent);
	return good;
}

static int allow_all(int ruleset, int version, const struct sandbox *s)
{
	const uint64_t read = FS_READ_FILE | FS_READ_DIR;
	const uint64_t write = (read | FS_WRITE_FILE | FS_REMOVE_FILE | FS_MAKE_REG | FS_TRUNCATE)
		& all_files(version);
	int good = 1;

	for (int i = 0; i < 4 && s->read[i]; i++)
		good &= allow(ruleset, s->read[i], read);
	for (int i = 0; i < 4 && s->write[i]; i++)
		good &= allow(ruleset, s->write[i], write);
#ifdef KP_SANITIZE
	good &= allow(ruleset, "/proc/self", read);	/* the sanitizers' own reading */
#endif
	return good;
}

/* Connecting to a unix socket by its path is no opening of a file: it needs no rule. */
int sandbox_files(const struct sandbox *s)
{
	int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, VERSION_ASKED);
	struct ruleset wanted = { 0 };
	size_t size = sizeof wanted;
	int ruleset, good;

	if (version < 1)
		return 0;
	wanted.files = all_files(version);
	wanted.net = version >= 4 ? NET_ALL : 0;
	wanted.scope = version >= 6 ? SCOPE_ALL : 0;
	if (version < 6)
		size = version < 4 ? sizeof wanted.files : sizeof wanted.files + sizeof wanted.net;
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &wanted, size, 0);
	if (ruleset < 0)
		return -1;
	good = allow_all(ruleset, version, s)
		&& syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	close(ruleset);
	return good ? version : -1;
}
