/* cleand's side of the press. */
#include "press.h"

#include "base/clock.h"
#include "base/socket.h"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LOOK_MS = 200, GRACE_S = 30 };

/* The child keeps the socket alone: what cleand opened before is not its business. */
static void be_press(int peer)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_DUMPABLE, 0);
	signal(SIGTERM, SIG_IGN);	/* it ends with cleand, who may be half-way a file */
	signal(SIGINT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (dup2(peer, STDIN_FILENO) < 0 || close_range(3, ~0u, 0) != 0)
		_exit(1);
	press_serve(STDIN_FILENO);
	_exit(0);
}

int press_start(void)
{
	int ends[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return -1;
	pid = fork();
	if (pid == 0)
		be_press(ends[1]);
	close(ends[1]);
	if (pid > 0)
		return ends[0];
	close(ends[0]);
	return -1;
}

int press_begin(int press, const struct press_job *job)
{
	unsigned char head[PRESS_HEAD];

	press_head_write(job, head);
	return write_whole(press, head, sizeof head);
}

int press_piece(int press, struct bytes piece)
{
	unsigned char length[4];

	if (piece.size == 0)
		return 1;
	press_length_write((uint32_t)piece.size, length);
	return write_whole(press, length, sizeof length) && write_whole(press, piece.data, piece.size);
}

static int last_word(int press, uint32_t word)
{
	unsigned char length[4];

	press_length_write(word, length);
	return write_whole(press, length, sizeof length);
}

int press_drop(int press)
{
	unsigned char answer[PRESS_ANSWER];
	enum press_end end;
	uint64_t size;

	return last_word(press, PRESS_DROP) && read_whole(press, answer, sizeof answer)
		&& press_answer_read(answer, &end, &size) && end == PRESS_FORGOTTEN;
}

int press_end(int press, const struct press_job *job, int (*stopping)(void), enum press_end *end,
	uint64_t *size)
{
	int64_t until = clock_steady_ms() + ((int64_t)job->seconds + GRACE_S) * 1000;
	struct pollfd answered = { .fd = press, .events = POLLIN };
	unsigned char answer[PRESS_ANSWER];

	if (!last_word(press, 0))
		return 0;
	while (poll(&answered, 1, LOOK_MS) <= 0)
		if (stopping() || clock_steady_ms() > until)
			return 0;
	return read_whole(press, answer, sizeof answer) && press_answer_read(answer, end, size);
}

int press_works(int press, uint32_t memory_mb, int (*stopping)(void))
{
	const struct press_job try = { .type = FILE_NONE, .seconds = 20, .memory_mb = memory_mb, .megapixels = 1, .pages = 1 };
	enum press_end end = PRESS_FAILED;
	uint64_t size = 0;

	return press_begin(press, &try) && press_end(press, &try, stopping, &end, &size) && end == PRESS_MADE && size == 0;
}
