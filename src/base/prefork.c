/*
 * A parent and its workers. The parent does no work: it replaces who died and
 * passes SIGTERM on until everybody drained. What is process-wide here is the
 * flag a signal handler sets.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/prefork.h"

enum { WORKERS_MAX = 64, DRAIN_MS = 10000 };

static struct { volatile sig_atomic_t stopping; } flag;

struct crew {
	const struct prefork *plan;
	pid_t pid[WORKERS_MAX];
	int64_t started[WORKERS_MAX];
	int workers;
};

static void on_stop(int number)
{
	(void)number;
	flag.stopping = 1;
}

int prefork_stopping(void)
{
	return flag.stopping;
}

void *prefork_shared(size_t n)
{
	void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		abort();
	return p;
}

/* Without SA_RESTART, so that a worker waiting in accept() wakes up and sees the flag. */
void prefork_alone(void)
{
	struct sigaction stop = { .sa_handler = on_stop }, ignore = { .sa_handler = SIG_IGN };

	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGINT, &stop, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

static void worker(const struct prefork *plan, int number, pid_t parent)
{
	/* Ctrl-C reaches the whole group: the parent passes it on, so that workers drain. */
	signal(SIGINT, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(1);
	_exit(plan->work(number, plan->arg));
}

static void hire(struct crew *crew, int number)
{
	pid_t parent = getpid();
	pid_t pid = fork();

	if (pid == 0)
		worker(crew->plan, number, parent);
	crew->pid[number] = pid;	/* -1: tried again at the next look */
	crew->started[number] = clock_steady_ms();
}

/* Who lived less than a second is replaced after a pause: a program that cannot start must not spin. */
static void replace(struct crew *crew, pid_t pid, int status)
{
	for (int i = 0; i < crew->workers; i++) {
		if (crew->pid[i] != pid)
			continue;
		crew->pid[i] = 0;
		if (flag.stopping)
			return;
		if (status != 0)	/* 0: it served its share and made way for a fresh one */
			log_line(LOG_LINE_WARN, "worker %d ended (%s %d), replaced", i,
				WIFSIGNALED(status) ? "signal" : "status",
				WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
		if (clock_steady_ms() - crew->started[i] < 1000)
			clock_pause(300);
		if (!flag.stopping)
			hire(crew, i);
		return;
	}
}

static void look_after(struct crew *crew)
{
	int status;
	pid_t pid = wait(&status);

	if (pid > 0)
		replace(crew, pid, status);
	else if (errno == ECHILD)
		clock_pause(300);
	for (int i = 0; i < crew->workers && !flag.stopping; i++)
		if (crew->pid[i] <= 0)
			hire(crew, i);
}

static int signal_all(struct crew *crew, int number)
{
	int alive = 0;

	for (int i = 0; i < crew->workers; i++) {
		if (crew->pid[i] > 0 && waitpid(crew->pid[i], NULL, WNOHANG) != 0)
			crew->pid[i] = 0;
		if (crew->pid[i] <= 0)
			continue;
		kill(crew->pid[i], number);
		alive++;
	}
	return alive;
}

/* Repeats SIGTERM: one that comes just before accept() would be missed. */
static void drain(struct crew *crew)
{
	int64_t until = clock_steady_ms() + DRAIN_MS;

	while (signal_all(crew, SIGTERM) > 0 && clock_steady_ms() < until)
		clock_pause(30);
	while (signal_all(crew, SIGKILL) > 0)
		clock_pause(30);
}

int prefork_run(const struct prefork *p)
{
	struct crew crew = { .plan = p, .workers = p->workers };

	if (crew.workers < 1 || crew.workers > WORKERS_MAX) {
		fprintf(stderr, "%s: %d workers\n", p->program, p->workers);
		return 1;
	}
	prefork_alone();
	for (int i = 0; i < crew.workers; i++)
		hire(&crew, i);
	while (!flag.stopping)
		look_after(&crew);
	drain(&crew);
	return 0;
}
