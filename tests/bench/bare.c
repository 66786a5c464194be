/*
 * The measure beside us: a bare libfcgi program that answers one page of a
 * given size and does nothing else, with as many workers as our own.
 *   bare SOCKET WORKERS FILE
 */
#include <fcgiapp.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;

	*n = 0;
	if (!f)
		return NULL;
	fseek(f, 0, SEEK_END);
	*n = (size_t)ftell(f);
	rewind(f);
	text = malloc(*n + 1);
	if (text && fread(text, 1, *n, f) != *n)
		*n = 0;
	fclose(f);
	return text;
}

static void serve(int fd, const char *page, size_t n)
{
	static const char head[] = "Content-Type: text/html; charset=utf-8\r\n\r\n";
	FCGX_Request r;
	char drop[8192];

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	FCGX_InitRequest(&r, fd, 0);
	while (FCGX_Accept_r(&r) == 0) {
		while (FCGX_GetStr(drop, sizeof(drop), r.in) > 0)
			;
		FCGX_PutStr(head, sizeof(head) - 1, r.out);
		FCGX_PutStr(page, (int)n, r.out);
		FCGX_Finish_r(&r);
	}
}

int main(int argc, char **argv)
{
	size_t n;
	char *page;
	int fd;

	if (argc != 4 || FCGX_Init() != 0)
		return 2;
	page = read_file(argv[3], &n);
	fd = FCGX_OpenSocket(argv[1], 512);
	if (!page || fd < 0 || chmod(argv[1], 0666) != 0)
		return 2;
	for (int i = 0; i < atoi(argv[2]); i++)
		if (fork() == 0)
			serve(fd, page, n);
	while (wait(NULL) > 0)
		;
	return 0;
}
