/*
 * The connection: one per worker, made at first use and again after it was
 * lost, each time with the whole session set-up. Refuses another character
 * set than utf8mb4, files from the client, and reconnecting behind our back.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/db_inner.h"
#include "base/settings.h"

static const char session_setup[] =
	"SET time_zone = '+00:00', lock_wait_timeout = 4, innodb_lock_wait_timeout = 4, "
	"sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
	"ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

/* Read once, before the sandbox; in production no file exists and the socket's user is the proof. */
static void read_password(struct db *db)
{
	char below[60], path[300];
	ssize_t n;
	int fd;

	snprintf(below, sizeof(below), "secret/%s.password", db->user);
	fd = open(setting_path(db->settings, below, path, sizeof(path)), O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	n = read(fd, db->password, sizeof(db->password) - 1);
	close(fd);
	db->password[n > 0 ? n : 0] = '\0';
	db->password[strcspn(db->password, "\r\n")] = '\0';
	db->has_password = 1;
}

struct db *db_new(const struct settings *settings, const char *account)
{
	struct arena *own = arena_new(sizeof(struct db) + 1024);
	struct db *db = arena_take(own, sizeof(*db));
	const char *socket = setting(settings, "db_socket");

	db->own = own;
	db->settings = settings;
	snprintf(db->user, sizeof(db->user), "kp_%s", account);
	if (*socket != '\0')
		snprintf(db->socket, sizeof(db->socket), "%s", socket);
	else
		setting_path(settings, "run/mariadb.sock", db->socket, sizeof(db->socket));
	read_password(db);
	return db;
}

void db_disconnect(struct db *db)
{
	if (db->my == NULL)
		return;
	for (int q = 0; q < Q_count; q++)
		if (db->prepared[q].stmt != NULL)
			mysql_stmt_close(db->prepared[q].stmt);
	memset(db->prepared, 0, sizeof(db->prepared));
	mysql_close(db->my);
	db->my = NULL;
	db->ticket_sent = 0;
	if (db->in_transaction && db->doomed == OK)
		db->doomed = BUSY;
}

void db_close(struct db *db)
{
	if (db == NULL)
		return;
	db_disconnect(db);
	arena_drop(db->own);	/* wipes the password */
}

static void set_options(MYSQL *my)
{
	unsigned seconds = 5, off = 0;

	mysql_options(my, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
	mysql_options(my, MYSQL_OPT_READ_TIMEOUT, &seconds);
	mysql_options(my, MYSQL_OPT_WRITE_TIMEOUT, &seconds);
	mysql_options(my, MYSQL_OPT_LOCAL_INFILE, &off);
	mysql_options(my, MYSQL_OPT_RECONNECT, &(char){ 0 });
	mysql_options(my, MYSQL_SET_CHARSET_NAME, "utf8mb4");
}

static int set_up(MYSQL *my)
{
	return strcmp(mysql_character_set_name(my), "utf8mb4") == 0 &&
		mysql_real_query(my, session_setup, sizeof(session_setup) - 1) == 0;
}

static enum rc connect_now(struct task *t)
{
	struct db *db = t->db;
	MYSQL *my = mysql_init(NULL);
	unsigned error;
	char state[6];

	if (my == NULL)
		return fail(t, FAULT, "no memory for a connection");
	set_options(my);
	if (mysql_real_connect(my, NULL, db->user, db->has_password ? db->password : NULL,
	    DB_NAME, 0, db->socket, CLIENT_FOUND_ROWS | CLIENT_MULTI_RESULTS) != NULL &&
	    set_up(my)) {
		db->my = my;
		db->used = clock_steady_ms();
		return OK;
	}
	error = mysql_errno(my);
	snprintf(state, sizeof(state), "%s", mysql_sqlstate(my));
	mysql_close(my);
	return db_refused(t, Q_none, error, state);
}

/* An idle connection that has something to say was closed by the server. */
static void drop_if_dead(struct db *db)
{
	struct pollfd line;

	if (db->my == NULL || db->in_transaction || clock_steady_ms() - db->used < 1000)
		return;
	line = (struct pollfd){ .fd = (int)mysql_get_socket(db->my), .events = POLLIN };
	if (poll(&line, 1, 0) != 0)
		db_disconnect(db);
}

static enum rc send_ticket(struct task *t)
{
	struct db *db = t->db;
	enum rc rc;

	db->ticket_sent = 1;	/* first, or the write below would come back here */
	rc = db_write(t, Q_db_viewer_set, blob(db->has_ticket ? db->ticket : NULL, sizeof(db->ticket)));
	if (rc != OK) {
		db->ticket_sent = 0;
		db_disconnect(db);	/* which may still know the person of before */
	}
	return rc;
}

enum rc db_ready(struct task *t)
{
	struct db *db = t->db;
	enum rc rc = OK;

	if (db == NULL)
		return fail(t, FAULT, "a statement in a program without a database");
	drop_if_dead(db);
	if (db->my == NULL)
		rc = connect_now(t);
	if (rc == OK && db->has_ticket && !db->ticket_sent)
		rc = send_ticket(t);
	db->used = clock_steady_ms();
	return rc;
}

/* The same viewer as before needs no round trip; a new connection knows nobody. */
enum rc db_viewer(struct task *t, const unsigned char ticket[32])
{
	struct db *db = t->db;

	if (db->ticket_sent && ticket != NULL && db->has_ticket && memcmp(db->ticket, ticket, 32) == 0)
		return OK;
	if (ticket == NULL && !db->has_ticket)
		return OK;
	db->has_ticket = ticket != NULL;
	explicit_bzero(db->ticket, sizeof(db->ticket));
	if (ticket != NULL)
		memcpy(db->ticket, ticket, sizeof(db->ticket));
	if (db->my == NULL && ticket == NULL)
		return OK;
	db->ticket_sent = 0;
	return ticket != NULL ? db_ready(t) : send_ticket(t);
}
