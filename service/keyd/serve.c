/*
 * Connections of one worker: polled, heard until a request is whole, answered at
 * once. What keyd does with a request is in ops.c.
 */
#include "serve.h"

#include "base/clock.h"
#include "base/db.h"
#include "base/log.h"
#include "base/prefork.h"

#include <errno.h>
#include <poll.h>
#include <sodium.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	PEERS = 64,
	HALF_MS = 5000,		/* for the rest of a request that began */
	SLOW_MS = 500,		/* for taking an answer */
	WAIT_MS = 1000,
};

struct peer {
	int fd;			/* -1: free */
	uid_t uid;
	int64_t since;		/* last byte */
	size_t got;
	unsigned char in[KEYD_REQUEST];
};
struct peers {
	struct peer list[PEERS];
	struct pollfd polled[PEERS + 1];
};

static void drop(struct peer *p)
{
	close(p->fd);
	p->fd = -1;
	sodium_memzero(p->in, sizeof p->in);
}

/* A free place; when all are taken, whoever has been silent longest gives his. */
static struct peer *place(struct peers *peers)
{
	struct peer *oldest = &peers->list[0];

	for (int i = 0; i < PEERS; i++) {
		if (peers->list[i].fd < 0)
			return &peers->list[i];
		if (peers->list[i].since < oldest->since)
			oldest = &peers->list[i];
	}
	drop(oldest);
	return oldest;
}

static void welcome(struct keyd_server *server, struct peers *peers)
{
	struct ucred who;
	socklen_t size = sizeof who;
	struct peer *p;
	int fd = accept4(server->listening, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

	if (fd < 0)
		return;
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0) {
		close(fd);
		return;
	}
	p = place(peers);
	*p = (struct peer){ .fd = fd, .uid = who.uid, .since = clock_steady_ms() };
}

static int send_all(int fd, const unsigned char *data, size_t n)
{
	struct pollfd room = { .fd = fd, .events = POLLOUT };
	ssize_t put;

	while (n) {
		put = send(fd, data, n, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (put < 0 && errno == EAGAIN && poll(&room, 1, SLOW_MS) == 1)
			continue;
		if (put <= 0)
			return 0;
		data += put;
		n -= (size_t)put;
	}
	return 1;
}

static int send_reply(int fd, enum keyd_op op, struct reply *reply)
{
	unsigned char out[KEYD_ANSWER];
	struct keyd_answer page = reply->head;
	size_t at = 0;
	int good;

	do {
		if (reply->count) {
			page.count = reply->count - at < KEYD_KEYS ? reply->count - at : KEYD_KEYS;
			memcpy(page.keys, reply->keys + at, page.count * sizeof page.keys[0]);
			at += page.count;
		}
		page.more = at < reply->count;
		keyd_answer_write(op, &page, out);
		good = send_all(fd, out, sizeof out);
	} while (good && page.more);
	sodium_memzero(out, sizeof out);
	sodium_memzero(&page, sizeof page);
	return good;
}

/* One whole request. What cannot be read is answered with MALFORMED, and the end. */
static int handle(struct keyd_server *server, struct peer *p)
{
	struct keyd_request request;
	struct reply reply = { .count = 0 };
	struct task t;
	int good;

	if (!keyd_request_read(p->in, &request)) {
		reply.head.rc = MALFORMED;
		send_reply(p->fd, KEYD_STATUS, &reply);
		return 0;
	}
	task_begin(&t, server->arena, server->settings);
	t.db = server->db;
	keyd_answer(server, &t, &request, p->uid, &reply);
	if (t.rc == FAULT || t.rc == BUSY)
		log_line(LOG_LINE_WARN, "%s", t.why);
	good = send_reply(p->fd, request.op, &reply);
	sodium_memzero(&reply, sizeof reply);
	sodium_memzero(&request, sizeof request);
	task_end(&t);
	return good;
}

static void hear(struct keyd_server *server, struct peer *p)
{
	ssize_t n = recv(p->fd, p->in + p->got, KEYD_REQUEST - p->got, MSG_DONTWAIT);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		drop(p);
		return;
	}
	p->since = clock_steady_ms();
	p->got += (size_t)n;
	if (p->got < KEYD_REQUEST)
		return;
	p->got = 0;
	if (!handle(server, p))
		drop(p);
	else
		sodium_memzero(p->in, sizeof p->in);
}

/* Beginning a request and not ending it is not how our programs talk. */
static void drop_half_said(struct peers *peers)
{
	int64_t now = clock_steady_ms();

	for (int i = 0; i < PEERS; i++)
		if (peers->list[i].fd >= 0 && peers->list[i].got && now - peers->list[i].since > HALF_MS)
			drop(&peers->list[i]);
}

static void set_polled(struct keyd_server *server, struct peers *peers)
{
	for (int i = 0; i < PEERS; i++)
		peers->polled[i] = (struct pollfd){ .fd = peers->list[i].fd, .events = POLLIN };
	peers->polled[PEERS] = (struct pollfd){ .fd = server->listening, .events = POLLIN };
}

/*
 * A worker that began locked ends once keys are there: the next one's sandbox
 * is drawn around the files that were missing.
 */
int keyd_serve(struct keyd_server *server)
{
	struct arena *forever = arena_new(sizeof(struct peers) + 64);
	struct peers *peers = arena_take(forever, sizeof *peers);
	int began_locked = store_locked(server->store);

	for (int i = 0; i < PEERS; i++)
		peers->list[i].fd = -1;
	while (!prefork_stopping() && !(began_locked && !store_locked(server->store))) {
		set_polled(server, peers);
		if (poll(peers->polled, PEERS + 1, WAIT_MS) < 0)
			continue;
		store_refresh(server->store);
		for (int i = 0; i < PEERS; i++)
			if (peers->polled[i].revents && peers->list[i].fd >= 0)
				hear(server, &peers->list[i]);
		if (peers->polled[PEERS].revents)
			welcome(server, peers);
		drop_half_said(peers);
	}
	db_close(server->db);
	sodium_free(server->store);
	return 0;
}
