/*
 * Runs the mariadb client, which alone understands DELIMITER. Statements go in
 * by a pipe: nothing secret stands on a command line.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/socket.h"
#include "client.h"

static void client_exec(const struct kp *kp, const char *database, int input, int output)
{
	char path[400], sock[440], base[100];
	const char *named = setting(kp->settings, "db_socket");

	setting_path(kp->settings, "run/mariadb.sock", path, sizeof(path));
	snprintf(sock, sizeof(sock), "--socket=%s", *named != '\0' ? named : path);
	snprintf(base, sizeof(base), "--database=%s", database);
	dup2(input, STDIN_FILENO);
	dup2(output, STDOUT_FILENO);
	execlp("mariadb", "mariadb", "--no-defaults", sock, "--batch", "--skip-column-names",
		"--default-character-set=utf8mb4", *database != '\0' ? base : NULL, (char *)NULL);
	_exit(127);
}

static int ended_well(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		kp_refuse("no mariadb client found (Debian package mariadb-client-core)");
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int client_file(const struct kp *kp, const char *database, const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	pid_t child;

	if (file < 0)
		return kp_refuse("%s: %s", path, strerror(errno)) == 0;
	child = fork();
	if (child == 0)
		client_exec(kp, database, file, STDOUT_FILENO);
	close(file);
	return child > 0 && ended_well(child);
}

int client_text(const struct kp *kp, const char *database, const char *statements)
{
	int ends[2], written;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return 0;
	child = fork();
	if (child == 0)
		client_exec(kp, database, ends[0], STDOUT_FILENO);
	close(ends[0]);
	written = child > 0 && write_whole(ends[1], statements, strlen(statements));
	close(ends[1]);
	return child > 0 && ended_well(child) && written;
}

int client_ask(const struct kp *kp, const char *database, const char *query, char *line, size_t size)
{
	int to[2], from[2], good;
	pid_t child;
	FILE *answer;

	if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0)
		return 0;
	child = fork();
	if (child == 0)
		client_exec(kp, database, to[0], from[1]);
	close(to[0]);
	close(from[1]);
	good = write_whole(to[1], query, strlen(query));
	close(to[1]);
	answer = fdopen(from[0], "r");
	*line = '\0';
	if (answer != NULL && fgets(line, (int)size, answer) != NULL)
		line[strcspn(line, "\n")] = '\0';
	if (answer != NULL)
		fclose(answer);
	return child > 0 && ended_well(child) && good;
}

char *file_text(struct arena *arena, const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat about;
	char *text = NULL;

	if (file >= 0 && fstat(file, &about) == 0) {
		text = arena_take(arena, (size_t)about.st_size + 1);
		if (!read_whole(file, text, (size_t)about.st_size))
			text = NULL;
	}
	if (text == NULL)
		kp_refuse("%s: %s", path, strerror(errno));
	if (file >= 0)
		close(file);
	return text;
}
