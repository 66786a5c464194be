/* Inside of the database layer: only src/base/db*.c include this. */
#ifndef BASE_DB_INNER_H
#define BASE_DB_INNER_H

#include <mysql.h>

#include "base/db.h"

/* A statement as prepared on this connection. */
struct prepared {
	MYSQL_STMT *stmt;
	const struct shape *checked;	/* the shape its columns were compared with */
};

struct db {
	struct arena *own;		/* lives as long as the db */
	const struct settings *settings;
	char user[32], password[80], socket[200];
	int has_password;
	MYSQL *my;			/* NULL: not connected */
	struct prepared prepared[Q_count];
	int64_t used;			/* clock_steady_ms of the last statement */
	int64_t changed;
	int in_transaction;
	enum rc doomed;			/* a statement of the transaction failed: nothing more is sent */
	int again;			/* ... or one alone, by a clash: it may be run again */
	int has_ticket;			/* wanted viewer */
	unsigned char ticket[32];
	int ticket_sent;		/* the connection knows that viewer */
};

/* db_connect.c */
enum rc db_ready(struct task *t);		/* connected, set up, viewer known */
void db_disconnect(struct db *db);

/* db_error.c */
int db_lost(unsigned error);			/* the connection is gone or cannot be trusted */
int db_clashed(unsigned error);			/* deadlock, lock time-out or changed meanwhile: all of it may be run again */
int db_once_more(const struct db *db, enum query q, int64_t since, int tried);	/* a statement that was BUSY */
enum rc db_refused(struct task *t, enum query q, unsigned error, const char *state);

/* db_bind.c */
enum { DB_ARGS = 64, DB_COLUMNS = 64 };
void db_bind_args(MYSQL_BIND *binds, const struct value *args, size_t count);
enum rc db_check_shape(struct task *t, enum query q, const struct shape *shape);
/* Fetches all rows of the statement just run; how many there can be is for the statement to limit. */
enum rc db_fetch(struct task *t, enum query q, const struct shape *shape, void **rows, size_t *n);

#endif
