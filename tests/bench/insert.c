/*
 * The measure beside us: prepared INSERTs of a row of a given size, autocommit
 * and durable, over N connections for S seconds; prints rows a second.
 *   insert SOCKET USER PASSWORD CONNECTIONS SECONDS BYTES
 * The table bench_row (tag BINARY(16) UNIQUE, sealed MEDIUMBLOB) exists.
 */
#include <mysql.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct {
	char **argv;
	time_t end;
	atomic_long rows;
} job;

static void *insert(void *unused)
{
	static const char sql[] = "INSERT INTO bench_row (tag, sealed) VALUES (?, ?)";
	unsigned long size = strtoul(job.argv[6], NULL, 10);
	unsigned char tag[16];
	char *sealed = calloc(1, size);
	MYSQL *db = mysql_init(NULL);
	MYSQL_STMT *s;
	MYSQL_BIND b[2] = { 0 };

	(void)unused;
	randombytes_buf(sealed, size);
	if (!mysql_real_connect(db, NULL, job.argv[2], job.argv[3], "knooppunt", 0, job.argv[1], 0))
		return NULL;
	s = mysql_stmt_init(db);
	if (mysql_stmt_prepare(s, sql, sizeof(sql) - 1))
		return NULL;
	b[0].buffer_type = MYSQL_TYPE_BLOB;
	b[0].buffer = tag;
	b[0].buffer_length = sizeof(tag);
	b[1].buffer_type = MYSQL_TYPE_BLOB;
	b[1].buffer = sealed;
	b[1].buffer_length = size;
	mysql_stmt_bind_param(s, b);
	while (time(NULL) < job.end) {
		randombytes_buf(tag, sizeof(tag));
		if (mysql_stmt_execute(s))
			break;
		atomic_fetch_add(&job.rows, 1);
	}
	mysql_close(db);
	free(sealed);
	return NULL;
}

int main(int argc, char **argv)
{
	pthread_t thread[64];
	int n, seconds;

	if (argc != 7 || sodium_init() < 0 || mysql_library_init(0, NULL, NULL))
		return 2;
	n = atoi(argv[4]);
	seconds = atoi(argv[5]);
	job.argv = argv;
	job.end = time(NULL) + seconds + 1;
	while (time(NULL) + seconds >= job.end)
		;
	for (int i = 0; i < n && i < 64; i++)
		pthread_create(&thread[i], NULL, insert, NULL);
	for (int i = 0; i < n && i < 64; i++)
		pthread_join(thread[i], NULL);
	printf("%.0f\n", (double)job.rows / seconds);
	return 0;
}
