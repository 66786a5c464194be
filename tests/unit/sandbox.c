/* The sandbox, tried in a child: what must fail fails, what programs need works. */
#include "base/sandbox.h"

#include "base/log.h"
#include "base/settings.h"
#include "base/socket.h"
#include "base/state_key.h"
#include "base/crypto.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct place {
	char var[40], conf[80], in[80], out[80], peer[80];
	struct settings *settings;
};

static void set_up(struct place *p, const char *more)
{
	FILE *f;

	memset(p, 0, sizeof *p);
	strcpy(p->var, "/tmp/kp-box-XXXXXX");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(p->var));
	log_open("unit", "/dev/null", 0);
	crypto_start();
	snprintf(p->conf, sizeof p->conf, "%s/knooppunt.conf", p->var);
	snprintf(p->in, sizeof p->in, "%s/in", p->var);
	snprintf(p->out, sizeof p->out, "%s/out", p->var);
	snprintf(p->peer, sizeof p->peer, "%s/peer.sock", p->var);
	f = fopen(p->conf, "w");
	fputs(more, f);
	fclose(f);
	CU_ASSERT_EQUAL(mkdir(p->in, 0700), 0);
	CU_ASSERT_EQUAL(mkdir(p->out, 0700), 0);
	state_keys_rotate(p->in, 0);
	p->settings = settings_load(p->conf);
	CU_ASSERT_PTR_NOT_NULL_FATAL(p->settings);
}

static void tear_down(struct place *p)
{
	char command[80];

	settings_drop(p->settings);
	snprintf(command, sizeof command, "rm -rf %s", p->var);
	CU_ASSERT_EQUAL(system(command), 0);
}

/* Runs in a child that is locked in; its exit status is the number of the first thing that was wrong. */
static int in_the_box(struct place *p, int (*what)(struct place *))
{
	struct sandbox box = { .read = { p->in, "/nonexistent" } };
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (sandbox_enter(p->settings, &box) != 0)
			_exit(100);
		_exit(what(p));
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static int opens(const char *path, int flags)
{
	int fd = open(path, flags, 0600);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static int reach_for_files(struct place *p)
{
	char path[120];

	snprintf(path, sizeof path, "%s/new", p->in);
	if (opens("/etc/passwd", O_RDONLY))
		return 1;
	if (opens(p->conf, O_RDONLY))
		return 2;
	if (opens(path, O_WRONLY | O_CREAT))
		return 3;
#ifndef KP_SANITIZE	/* the sanitizers read there */
	if (opens("/proc/self/environ", O_RDONLY))
		return 4;
#endif
	if (unlink(p->conf) == 0)
		return 5;
	snprintf(path, sizeof path, "%s/../knooppunt.conf", p->in);
	return opens(path, O_RDONLY) ? 6 : 0;
}

static int do_what_is_allowed(struct place *p)
{
	struct state_keys keys = { .stamp = 0 };
	unsigned char *locked;
	int fd;

	if (!state_keys_load(p->in, &keys))
		return 1;
	fd = socket_connect(p->peer, 500);
	if (fd < 0)
		return 2;
	close(fd);
	locked = sodium_malloc(100);
	if (!locked)
		return 3;
	sodium_free(locked);
	random_bytes(keys.current, 32);
#ifndef KP_SANITIZE
	if (prctl(PR_GET_DUMPABLE) == 1)
		return 4;
#endif
	return 0;
}

#ifndef KP_SANITIZE
static int reach_outside(struct place *p)
{
	void *code = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)p;
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_INET6, SOCK_DGRAM, 0) >= 0 || socket(AF_NETLINK, SOCK_RAW, 0) >= 0)
		return 1;
	if (code != MAP_FAILED)
		return 2;
	if (fork() >= 0)
		return 3;
	return kill(getppid(), 0) == 0 ? 4 : 0;
}
#endif

/* What Landlock refuses by itself says so; a system call that seccomp refuses ends the program. */
static int run_a_shell(struct place *p)
{
	char *const args[] = { "sh", "-c", "exit 0", NULL };

	(void)p;
	execv("/bin/sh", args);
	return errno == EACCES ? 77 : 1;
}

static void files_outside_stay_shut(void)
{
	struct place p;

	set_up(&p, "");
	CU_ASSERT_EQUAL(in_the_box(&p, reach_for_files), 0);
	tear_down(&p);
}

static void what_programs_need_works(void)
{
	struct place p;
	int listener;

	set_up(&p, "");
	listener = socket_listen(p.peer, 5);
	CU_ASSERT_TRUE(listener >= 0);
	CU_ASSERT_EQUAL(in_the_box(&p, do_what_is_allowed), 0);
	close(listener);
	tear_down(&p);
}

static void there_is_no_way_out(void)
{
	struct place p;

	set_up(&p, "");
#ifdef KP_SANITIZE	/* without seccomp */
	CU_ASSERT_EQUAL(in_the_box(&p, run_a_shell), 77);
#else
	CU_ASSERT_EQUAL(in_the_box(&p, reach_outside), 0);
	CU_ASSERT_EQUAL(in_the_box(&p, run_a_shell), 1000 + SIGSYS);
#endif
	tear_down(&p);
}

static int always_fine(struct place *p)
{
	return opens(p->conf, O_RDONLY) ? 0 : 1;
}

static void off_means_off_and_says_so(void)
{
	struct place p;

	set_up(&p, "sandbox = off\n");
	CU_ASSERT_EQUAL(in_the_box(&p, always_fine), 0);
	tear_down(&p);
}

const struct unit_test unit_tests[] = {
	{ "a locked program opens no file it did not name", files_outside_stay_shut },
	{ "a locked program still reads its keys, connects and locks memory", what_programs_need_works },
	{ "a locked program makes no network socket, process, code or shell", there_is_no_way_out },
	{ "sandbox = off leaves everything open", off_means_off_and_says_so },
	{ NULL, NULL }
};
