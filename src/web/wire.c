/*
 * FastCGI 1.0, section 3: records of at most 65,535 bytes. Uses two things of
 * libfcgi 2.4.2 that its header shows but does not explain: a request with an
 * open connection is continued instead of accepted, and a stream that is
 * marked closed is not closed again.
 */
#include "web/wire.h"

#include <errno.h>
#include <fastcgi.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>

enum {
	SILENCE_SECONDS = 30,	/* nginx has the whole request before it calls us */
	RECORD_MOST = 65528,
};

int wire_init(FCGX_Request *fcgi)
{
	return FCGX_InitRequest(fcgi, -1, FCGI_FAIL_ACCEPT_ON_INTR);
}

enum wire wire_accept(int listener, FCGX_Request *fcgi)
{
	const struct timeval limit = { SILENCE_SECONDS, 0 };
	int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

	if (fd < 0)
		return errno == EINTR || errno == ECONNABORTED ? WIRE_AGAIN : WIRE_BROKEN;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
	fcgi->ipcFd = fd;
	fcgi->keepConnection = 1;	/* libfcgi goes on with this connection; the peer's own wish follows */
	if (FCGX_Accept_r(fcgi) != 0)
		return WIRE_AGAIN;
	fcgi->keepConnection = 0;
	FCGX_Detach(fcgi);		/* close() alone, without waiting for the other side */
	return WIRE_READY;
}

/* Everything in `parts`, whatever the kernel takes at once; 0 when the peer has gone. */
static int send_all(int fd, struct iovec *parts, int count)
{
	while (count > 0) {
		ssize_t n = writev(fd, parts, count);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return 0;
		while (count > 0 && (size_t)n >= parts->iov_len) {
			n -= (ssize_t)parts->iov_len;
			parts++;
			count--;
		}
		if (count > 0) {
			parts->iov_base = (char *)parts->iov_base + n;
			parts->iov_len -= (size_t)n;
		}
	}
	return 1;
}

static FCGI_Header header(const FCGX_Request *fcgi, unsigned char type, size_t n)
{
	return (FCGI_Header){
		.version = FCGI_VERSION_1, .type = type,
		.requestIdB1 = (unsigned char)(fcgi->requestId >> 8), .requestIdB0 = (unsigned char)fcgi->requestId,
		.contentLengthB1 = (unsigned char)(n >> 8), .contentLengthB0 = (unsigned char)n,
	};
}

struct last {
	FCGI_Header stdout_end;
	FCGI_EndRequestRecord end;
};

static struct last last_of(const FCGX_Request *fcgi)
{
	return (struct last){
		header(fcgi, FCGI_STDOUT, 0),
		{ header(fcgi, FCGI_END_REQUEST, sizeof(FCGI_EndRequestBody)), { .protocolStatus = FCGI_REQUEST_COMPLETE } },
	};
}

/* Nothing more goes out by libfcgi. */
static void sent(FCGX_Request *fcgi)
{
	fcgi->out->wasFCloseCalled = fcgi->err->wasFCloseCalled = 1;
}

void wire_send(FCGX_Request *fcgi, struct bytes answer)
{
	struct last last = last_of(fcgi);
	int going = 1;

	while (going) {
		size_t n = answer.size < RECORD_MOST ? answer.size : RECORD_MOST;
		FCGI_Header head = header(fcgi, FCGI_STDOUT, n);
		struct iovec parts[] = {
			{ &head, sizeof head }, { (void *)(size_t)answer.data, n }, { &last, sizeof last },
		};

		answer.data += n;
		answer.size -= n;
		going = send_all(fcgi->ipcFd, parts, answer.size ? 2 : 3) && answer.size;
	}
	sent(fcgi);
}

int wire_more(FCGX_Request *fcgi, struct bytes piece)
{
	while (piece.size) {
		size_t n = piece.size < RECORD_MOST ? piece.size : RECORD_MOST;
		FCGI_Header head = header(fcgi, FCGI_STDOUT, n);
		struct iovec parts[] = { { &head, sizeof head }, { (void *)(size_t)piece.data, n } };

		if (!send_all(fcgi->ipcFd, parts, 2))
			return 0;
		piece.data += n;
		piece.size -= n;
	}
	return 1;
}

void wire_end(FCGX_Request *fcgi)
{
	struct last last = last_of(fcgi);
	struct iovec part = { &last, sizeof last };

	send_all(fcgi->ipcFd, &part, 1);
	sent(fcgi);
}

void wire_break(FCGX_Request *fcgi)
{
	shutdown(fcgi->ipcFd, SHUT_RDWR);
	sent(fcgi);
}

void wire_finish(FCGX_Request *fcgi)
{
	FCGX_Finish_r(fcgi);
}
