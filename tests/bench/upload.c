/*
 * Files of 25 MB, from memory, as fast as they are taken; or many at once, slowly.
 *   upload fast PORT PATH STATES CONNECTIONS SECONDS MB		prints: MB a second, files, answers that were not 2xx
 *   upload slow PORT PATH STATES CONNECTIONS SECONDS KB		KB a second each; prints how many were still going
 * STATES: a file with one form state a line; each POST takes the next. "-": none, for who only drops.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define MARK "----BenchBoundary0123456789"
static const char tail[] = "\r\n--" MARK "\r\nContent-Disposition: form-data; name=\"go\"\r\n\r\nadd\r\n--" MARK "--\r\n";

static struct {
	const char *path;
	int port;
	char **states;
	size_t state_count, size;
	char *file;
	atomic_size_t next;
	atomic_long files, wrong;
	double end;
} job;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int dial(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((unsigned short)job.port) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
		exit(3);
	return fd;
}

/* Head and everything before the file; what follows it. */
static size_t head(char *out, size_t room)
{
	size_t i = atomic_fetch_add(&job.next, 1);
	char *body = malloc(room);
	int n = 0, m;

	if (job.state_count)
		n = snprintf(body, room, "--" MARK "\r\nContent-Disposition: form-data; name=\"state\"\r\n\r\n%s\r\n",
			job.states[i % job.state_count]);
	n += snprintf(body + n, room - (size_t)n, "--" MARK "\r\nContent-Disposition: form-data; name=\"file\"; "
		"filename=\"x.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n");
	m = snprintf(out, room, "POST %s HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: multipart/form-data; boundary=" MARK
		"\r\nContent-Length: %zu\r\n\r\n%s", job.path, job.port, (size_t)n + job.size + sizeof tail - 1, body);
	free(body);
	memcpy(job.file + job.size, tail, sizeof tail - 1);
	return (size_t)m;
}

static int send_all(int fd, const char *data, size_t n)
{
	while (n > 0) {
		ssize_t put = send(fd, data, n, MSG_NOSIGNAL);

		if (put <= 0)
			return 0;
		data += put;
		n -= (size_t)put;
	}
	return 1;
}

/* The status, and the answer read to its end; 0 when the line broke. */
static int answer(int fd)
{
	static const size_t room = 256 * 1024;
	char *text = malloc(room + 1), *body, *length;
	size_t n = 0;
	int status = 0;

	for (;;) {
		ssize_t got = recv(fd, text + n, room - n, 0);

		if (got <= 0)
			break;
		n += (size_t)got;
		text[n] = 0;
		body = strstr(text, "\r\n\r\n");
		length = body ? strcasestr(text, "\r\nContent-Length:") : NULL;
		if (body && (!length || length > body || n >= (size_t)(body + 4 - text) + strtoul(length + 17, NULL, 10))) {
			status = atoi(text + 9);
			if (strcasestr(text, "\r\nTransfer-Encoding: chunked") && !strstr(body, "\r\n0\r\n\r\n"))
				continue;
			break;
		}
	}
	free(text);
	return status;
}

static void *fast(void *unused)
{
	char *text = malloc(65536);
	int fd = dial();

	(void)unused;
	while (now() < job.end) {
		size_t n = head(text, 65536);
		int status = send_all(fd, text, n) && send_all(fd, job.file, job.size + sizeof tail - 1) ? answer(fd) : 0;

		if (now() < job.end)
			atomic_fetch_add(&job.files, 1);
		if (status < 200 || status > 299) {
			atomic_fetch_add(&job.wrong, 1);
			close(fd);
			fd = dial();
		}
	}
	close(fd);
	free(text);
	return NULL;
}

static void read_states(const char *path)
{
	FILE *f = strcmp(path, "-") == 0 ? NULL : fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	job.states = malloc(100000 * sizeof *job.states);
	while (f && job.state_count < 100000 && getline(&line, &room, f) > 0) {
		line[strcspn(line, "\n")] = 0;
		job.states[job.state_count++] = strdup(line);
	}
	if (f)
		fclose(f);
}

static void slow(int connections, int kb)
{
	int *fd = calloc((size_t)connections, sizeof *fd), going = 0;
	size_t sent = 0;
	char *text = malloc(65536);

	for (int i = 0; i < connections; i++) {
		fd[i] = dial();
		send_all(fd[i], text, head(text, 65536));
	}
	while (now() < job.end && sent + (size_t)kb * 103 < job.size) {
		for (int i = 0; i < connections; i++)
			if (fd[i] >= 0 && !send_all(fd[i], job.file + sent, (size_t)kb * 102)) {
				close(fd[i]);
				fd[i] = -1;
			}
		sent += (size_t)kb * 102;
		usleep(100 * 1000);
	}
	for (int i = 0; i < connections; i++)
		going += fd[i] >= 0 && recv(fd[i], text, 1, MSG_DONTWAIT | MSG_PEEK) < 0 && errno == EAGAIN;
	printf("%d\n", going);
}

int main(int argc, char **argv)
{
	pthread_t thread[256];
	int n, seconds;

	if (argc != 8)
		return 2;
	signal(SIGPIPE, SIG_IGN);
	job.port = atoi(argv[2]);
	job.path = argv[3];
	read_states(argv[4]);
	n = atoi(argv[5]);
	seconds = atoi(argv[6]);
	job.size = strcmp(argv[1], "fast") == 0 ? strtoul(argv[7], NULL, 10) << 20 : 25u << 20;
	job.file = malloc(job.size + 4096);
	for (size_t i = 0; i < job.size; i += sizeof(int))
		*(int *)(void *)(job.file + i) = rand();
	memcpy(job.file, "\xff\xd8\xff", 3);
	job.end = now() + seconds;
	if (strcmp(argv[1], "slow") == 0) {
		slow(n, atoi(argv[7]));
		return 0;
	}
	for (int i = 0; i < n && i < 256; i++)
		pthread_create(&thread[i], NULL, fast, NULL);
	for (int i = 0; i < n && i < 256; i++)
		pthread_join(thread[i], NULL);
	printf("%.1f %ld %ld\n", (double)job.files * (double)(job.size >> 20) / seconds, (long)job.files, (long)job.wrong);
	return 0;
}
