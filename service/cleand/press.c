/*
 * The press at work: takes a file into memory, never onto a disk, and hands on
 * what bubblewrap made of it. It understands neither.
 */
#include "press.h"

#include "base/socket.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

/* The file, piece by piece, into `in`. 1 go on, 0 forget it, -1 the other side has gone or makes no sense. */
static int take_in(int peer, int in)
{
	unsigned char piece[PIECE], length[4];
	uint32_t left;

	for (;;) {
		if (!read_whole(peer, length, sizeof length))
			return -1;
		left = press_length_read(length);
		if (left == 0 || left == PRESS_DROP)
			return left == 0;
		while (left) {
			size_t n = left < PIECE ? left : PIECE;

			if (!read_whole(peer, piece, n) || !write_whole(in, piece, n))
				return -1;
			left -= (uint32_t)n;
		}
	}
}

static int hand_out(int peer, int out, uint64_t size)
{
	unsigned char piece[PIECE];

	if (lseek(out, 0, SEEK_SET) != 0)
		return 0;
	while (size) {
		size_t n = size < PIECE ? (size_t)size : PIECE;

		if (!read_whole(out, piece, n) || !write_whole(peer, piece, n))
			return 0;
		size -= n;
	}
	return 1;
}

static int answer(int peer, enum press_end end, int out)
{
	unsigned char said[PRESS_ANSWER];
	struct stat made = { 0 };

	if (end == PRESS_MADE && fstat(out, &made) != 0)
		end = PRESS_FAILED;
	if (end == PRESS_MADE && (uint64_t)made.st_size > PRESS_MADE_MOST)
		end = PRESS_TOO_MUCH;
	if (end != PRESS_MADE)
		made.st_size = 0;
	press_answer_write(end, (uint64_t)made.st_size, said);
	return write_whole(peer, said, sizeof said)
		&& (end != PRESS_MADE || hand_out(peer, out, (uint64_t)made.st_size));
}

/* 0 when there is nobody left to work for. */
static int work(int peer, const struct press_job *job, int in, int out)
{
	enum press_end end = PRESS_FORGOTTEN;
	int go_on = take_in(peer, in);

	if (go_on < 0)
		return 0;
	if (go_on && lseek(in, 0, SEEK_SET) != 0)
		end = PRESS_FAILED;
	else if (go_on)
		end = press_run(remake_text, job, in, out, peer, job->type == FILE_NONE);
	return answer(peer, end, out);
}

void press_serve(int peer)
{
	unsigned char head[PRESS_HEAD];
	struct press_job job;
	int in, out, more = 1;

	while (more && read_whole(peer, head, sizeof head) && press_head_read(head, &job)) {
		in = memfd_create("in", MFD_CLOEXEC);
		out = memfd_create("out", MFD_CLOEXEC);
		more = in >= 0 && out >= 0 && work(peer, &job, in, out);
		close(in);
		close(out);
	}
}
