/*
 * bubblewrap around whatever reads a stranger's file: a world of its own with
 * /usr to read and a /tmp in memory; no network, no other file system, no
 * process but its own, no capability, no environment, few system calls.
 */
#include "press.h"

#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILES_OPEN = 64, FILTER = 10, ENDED_BY_SIGNAL = 128 };

/* Nothing that reads a picture needs these; what a hole in a decoder would be used for does. */
static const int refused[] = {
	SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(mount),
	SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(open_tree),
	SCMP_SYS(move_mount), SCMP_SYS(fsopen), SCMP_SYS(mount_setattr), SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(bpf), SCMP_SYS(keyctl),
	SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(io_uring_setup), SCMP_SYS(userfaultfd),
	SCMP_SYS(perf_event_open), SCMP_SYS(name_to_handle_at), SCMP_SYS(open_by_handle_at),
	SCMP_SYS(memfd_create), SCMP_SYS(mq_open), SCMP_SYS(shmget), SCMP_SYS(msgget), SCMP_SYS(semget),
	SCMP_SYS(personality), SCMP_SYS(set_mempolicy), SCMP_SYS(mincore), SCMP_SYS(quotactl), SCMP_SYS(syslog), SCMP_SYS(acct),
};

/* A file bubblewrap reads the filter from; -1 when there is none. clone3 says "unknown": then clone is used, whose flags a filter can see. */
static int filter_file(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int fd = memfd_create("filter", MFD_CLOEXEC), bad = !filter || fd < 0;

	for (size_t i = 0; !bad && i < COUNT(refused); i++)
		bad |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0);
	if (!bad)
		bad = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0)
			|| seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
				SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_NEWUSER, CLONE_NEWUSER))
			|| seccomp_export_bpf(filter, fd) || lseek(fd, 0, SEEK_SET) != 0;
	if (filter)
		seccomp_release(filter);
	if (bad && fd >= 0)
		close(fd);
	return bad ? -1 : fd;
}

static void limit(int what, rlim_t most)
{
	const struct rlimit both = { most, most };

	if (setrlimit((__rlimit_resource_t)what, &both) != 0)
		_exit(127);
}

static void limits(const struct press_job *job)
{
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_AS, (rlim_t)job->memory_mb << 20);
	limit(RLIMIT_CPU, job->seconds);
	limit(RLIMIT_FSIZE, PRESS_MADE_MOST);
	limit(RLIMIT_NOFILE, FILES_OPEN);
}

static void run_bubblewrap(const char *script, const struct press_job *job)
{
	const char *type = job->type == FILE_NONE ? "check" : file_type_code(job->type);
	char *const none[] = { NULL };
	char room[24], megapixels[16], pages[16], seconds[16], filter[16];
	const char *const argv[] = { "bwrap", "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534",
		"--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv",
		"--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib",
		"--symlink", "usr/lib64", "/lib64", "--dev-bind", "/dev/null", "/dev/null",
		"--size", room, "--tmpfs", "/tmp", "--remount-ro", "/", "--chdir", "/tmp",
		"--setenv", "PATH", "/usr/bin", "--setenv", "HOME", "/tmp", "--setenv", "LC_ALL", "C",
		"--setenv", "MALLOC_ARENA_MAX", "2", "--setenv", "VIPS_BLOCK_UNTRUSTED", "1",
		"--setenv", "VIPS_CONCURRENCY", "1", "--setenv", "VIPS_NOVECTOR", "1", "--seccomp", filter,
		"/usr/bin/sh", "-c", script, "remake", type, megapixels, pages, seconds, NULL };

	snprintf(room, sizeof room, "%llu", PRESS_MADE_MOST);
	snprintf(megapixels, sizeof megapixels, "%u", job->megapixels);
	snprintf(pages, sizeof pages, "%u", job->pages);
	snprintf(seconds, sizeof seconds, "%u", job->seconds);
	snprintf(filter, sizeof filter, "%d", FILTER);
	execve("/usr/bin/bwrap", (char *const *)argv, none);
	_exit(127);
}

static void be_converter(const char *script, const struct press_job *job, int in, int out, int loud)
{
	int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC), filter = filter_file();

	if (nowhere < 0 || filter < 0 || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0
	|| (!loud && dup2(nowhere, STDERR_FILENO) < 0) || dup2(filter, FILTER) < 0
	|| close_range(3, FILTER - 1, 0) != 0 || close_range(FILTER + 1, ~0u, 0) != 0)
		_exit(127);
	limits(job);
	run_bubblewrap(script, job);
}

/* A status of the script itself, a converter that was killed, or bubblewrap that did not get that far. */
static enum press_end meaning(int status)
{
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : ENDED_BY_SIGNAL;

	if (code == 0)
		return PRESS_MADE;
	if (code >= PRESS_PASSWORD && code <= PRESS_TOO_MUCH)
		return (enum press_end)code;
	return code >= ENDED_BY_SIGNAL ? PRESS_TOO_MUCH : PRESS_FAILED;
}

/* 1 when it ended by itself. Nobody waits for it any more when the peer hangs up. */
static int wait_for(int process, int peer, uint32_t seconds)
{
	int64_t until = clock_steady_ms() + (int64_t)seconds * 1000, left;
	struct pollfd looked[] = { { .fd = process, .events = POLLIN }, { .fd = peer, .events = 0 } };

	for (;;) {
		left = until - clock_steady_ms();
		if (left <= 0 || looked[1].revents)
			return 0;
		if (poll(looked, 2, (int)left) > 0 && looked[0].revents)
			return 1;
	}
}

enum press_end press_run(const char *script, const struct press_job *job, int in, int out, int peer,
	int loud)
{
	int hasty = job->patience && job->patience < job->seconds, status = 0, process, ended;
	pid_t pid = fork();

	if (pid == 0)
		be_converter(script, job, in, out, loud);
	if (pid < 0)
		return PRESS_FAILED;
	process = pidfd_open(pid, 0);
	ended = process >= 0 && wait_for(process, peer, hasty ? job->patience : job->seconds);
	if (!ended)
		kill(pid, SIGKILL);
	if (process >= 0)
		close(process);
	if (waitpid(pid, &status, 0) != pid || process < 0)
		return PRESS_FAILED;
	return ended ? meaning(status) : hasty ? PRESS_TOO_SLOW : PRESS_TOO_MUCH;
}
