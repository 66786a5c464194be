/* Asking authd: one request, one reply, over its unix socket. */
#include <string.h>
#include <unistd.h>

#include "authd_message.h"
#include "base/clock.h"
#include "base/settings.h"
#include "base/socket.h"

/* A little longer than a request may wait in the queue and be worked on. */
enum { AUTHD_TIMEOUT_MS = AUTHD_WAIT_MS + 2500 };

int authd_ask(const struct settings *settings, struct authd_request *request,
	struct authd_reply *reply)
{
	char path[108];
	int fd, ok;

	memset(reply, 0, sizeof *reply);
	reply->answer = AUTHD_BUSY;
	request->version = AUTHD_VERSION;
	request->asked_ms = clock_steady_ms();
	fd = socket_connect(setting_path(settings, "run/authd.sock", path, sizeof path),
		AUTHD_TIMEOUT_MS);
	if (fd < 0)
		return 0;
	ok = write_whole(fd, request, sizeof *request) && read_whole(fd, reply, sizeof *reply)
		&& reply->version == AUTHD_VERSION;
	close(fd);
	if (!ok) {
		memset(reply, 0, sizeof *reply);
		reply->answer = AUTHD_BUSY;
	}
	return ok;
}
