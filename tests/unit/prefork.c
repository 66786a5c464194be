/* Sockets, and a parent that replaces and drains its workers. */
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/prefork.h"
#include "base/socket.h"
#include "unit.h"

static void wait_ms(long ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

struct seen { atomic_int started, drained; };

/* The first worker dies at once; everybody else stays until told to stop. */
static int work(int number, void *arg)
{
	struct seen *seen = arg;

	(void)number;
	if (atomic_fetch_add(&seen->started, 1) == 0)
		return 3;
	while (!prefork_stopping())
		wait_ms(5);
	atomic_fetch_add(&seen->drained, 1);
	return 0;
}

static void a_dead_worker_is_replaced_and_all_drain(void)
{
	struct seen *seen = prefork_shared(sizeof(*seen));
	struct prefork plan = { "test", 2, work, seen };
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		log_open("test", "/dev/null", 0);
		_exit(prefork_run(&plan));
	}
	for (int i = 0; i < 3000 && atomic_load(&seen->started) < 3; i++)
		wait_ms(10);
	CU_ASSERT_EQUAL(atomic_load(&seen->started), 3);
	kill(pid, SIGTERM);
	waitpid(pid, &status, 0);
	CU_ASSERT_EQUAL(status, 0);
	CU_ASSERT_EQUAL(atomic_load(&seen->drained), 2);
}

static void a_plan_without_workers_is_refused(void)
{
	struct prefork empty = { "test", 0, work, NULL }, many = { "test", 65, work, NULL };
	int screen = dup(STDERR_FILENO), none = open("/dev/null", O_WRONLY);

	dup2(none, STDERR_FILENO);
	CU_ASSERT_EQUAL(prefork_run(&empty), 1);
	CU_ASSERT_EQUAL(prefork_run(&many), 1);
	dup2(screen, STDERR_FILENO);
	close(screen);
	close(none);
}

/* Another run of these tests has one of its own. */
static const char *socket_path(void)
{
	static char path[50];

	snprintf(path, sizeof path, "/tmp/kp-unit-prefork.%d.sock", (int)getpid());
	return path;
}

static void messages_pass_whole_and_a_stale_socket_is_replaced(void)
{
	int server = socket_listen(socket_path(), 4), client, peer;
	struct stat about;
	char got[5] = "";

	CU_ASSERT_TRUE_FATAL(server >= 0);
	CU_ASSERT_EQUAL(stat(socket_path(), &about), 0);
	CU_ASSERT_EQUAL(about.st_mode & 0777, 0660);
	client = socket_connect(socket_path(), 10000);
	peer = accept(server, NULL, NULL);
	CU_ASSERT_TRUE(write_whole(client, "hello", 5));
	CU_ASSERT_TRUE(read_whole(peer, got, 5));
	CU_ASSERT_EQUAL(memcmp(got, "hello", 5), 0);
	close(peer);
	CU_ASSERT_FALSE(read_whole(client, got, 1));
	CU_ASSERT_FALSE(write_whole(client, got, 5));	/* refused, not killed by SIGPIPE */
	close(client);
	close(server);
	server = socket_listen(socket_path(), 4);
	CU_ASSERT_TRUE(server >= 0);
	close(server);
	unlink(socket_path());
}

static void a_half_message_is_none(void)
{
	int ends[2];
	char got[4];

	CU_ASSERT_EQUAL(pipe(ends), 0);
	CU_ASSERT_TRUE(write_whole(ends[1], "abc", 3));
	close(ends[1]);
	CU_ASSERT_FALSE(read_whole(ends[0], got, 4));
	close(ends[0]);
}

static void a_silent_peer_does_not_hold_us(void)
{
	int server = socket_listen(socket_path(), 4), client = socket_connect(socket_path(), 100);
	char got;

	CU_ASSERT_FALSE(read_whole(client, &got, 1));
	close(client);
	close(server);
	unlink(socket_path());
}

/* Complaints of the refusals below are not part of the test's output. */
static void paths_that_cannot_be_sockets_are_refused(void)
{
	char deep[200];
	int screen = dup(STDERR_FILENO), none = open("/dev/null", O_WRONLY);
	int server = socket_listen(socket_path(), 4);

	dup2(none, STDERR_FILENO);
	memset(deep, 'x', sizeof(deep) - 1);
	deep[sizeof(deep) - 1] = '\0';
	CU_ASSERT_EQUAL(socket_listen(deep, 4), -1);
	CU_ASSERT_EQUAL(socket_connect(deep, 100), -1);
	CU_ASSERT_EQUAL(socket_connect("/tmp/kp-nobody-here.sock", 100), -1);
	CU_ASSERT_EQUAL(socket_listen("/dev/null", 4), -1);
	CU_ASSERT_EQUAL(socket_listen(socket_path(), 4), -1);	/* somebody answers there */
	dup2(screen, STDERR_FILENO);
	close(server);
	unlink(socket_path());
	close(screen);
	close(none);
}

const struct unit_test unit_tests[] = {
	{ "a dead worker is replaced and all drain", a_dead_worker_is_replaced_and_all_drain },
	{ "a plan without workers, or with too many, is refused", a_plan_without_workers_is_refused },
	{ "messages pass whole and a stale socket is replaced", messages_pass_whole_and_a_stale_socket_is_replaced },
	{ "half a message is none", a_half_message_is_none },
	{ "a silent peer does not hold us", a_silent_peer_does_not_hold_us },
	{ "paths that cannot be sockets are refused", paths_that_cannot_be_sockets_are_refused },
	{ NULL, NULL }
};
