/*
 * What an error of the database means to the caller. The story names the
 * statement and the number, never the server's text: that repeats key values.
 */
#include <string.h>

#include "base/clock.h"
#include "base/db_inner.h"

static const struct { unsigned error; enum rc rc; } meanings[] = {
	{ 1062, CONFLICT },	/* duplicate key */
	{ 1369, CONFLICT },	/* not a row for this view */
	{ 1213, BUSY },		/* deadlock */
	{ 1205, BUSY },		/* lock time-out */
	{ 1020, BUSY },		/* row changed since the snapshot */
	{ 2002, BUSY },		/* no socket */
	{ 2003, BUSY },
	{ 2006, BUSY },		/* gone away */
	{ 2013, BUSY },		/* lost during the statement */
	{ 2055, BUSY },		/* lost, with a system error */
	{ 1927, BUSY },		/* connection was killed */
	{ 1053, BUSY },		/* shutting down */
	{ 1040, BUSY },		/* too many connections */
	{ 1203, BUSY },
	{ 1226, BUSY },		/* a limit of the account */
	{ 1969, BUSY },		/* max_statement_time */
	{ 1021, BUSY },		/* disk full */
	{ 1026, BUSY },		/* write error */
	{ 1114, BUSY },		/* table full */
	{ 1290, BUSY },		/* read-only, maintenance */
};

static const struct { const char *state; enum rc rc; } states[] = {
	{ "KP401", LOGIN },   { "KP403", DENIED },  { "KP404", NOT_FOUND },
	{ "KP409", CONFLICT },{ "KP422", INVALID }, { "KP429", LIMITED },
};

enum { HANGS_MS = 2000, CLASHES = 5 };

int db_lost(unsigned error)
{
	/* 2000-2099 are the client's own: after any of them the connection is in an unknown state. */
	return (error >= 2000 && error < 2100) || error == 1927 || error == 1053 || error == 1243;
}

int db_clashed(unsigned error)
{
	return error == 1213 || error == 1205 || error == 1020;
}

/*
 * A lost connection is made anew once; whoever clashed may lose to a third one, too.
 * After a time-out the server hangs: a second wait would only double the first.
 */
int db_once_more(const struct db *db, enum query q, int64_t since, int tried)
{
	if (db->in_transaction || clock_steady_ms() - since >= HANGS_MS)
		return 0;
	if (!query_texts[q].reads && !query_texts[q].repeatable)
		return 0;
	return db->my == NULL ? tried < 2 : db->again && tried < CLASHES;
}

static enum rc meaning(unsigned error, const char *state)
{
	for (size_t i = 0; i < COUNT(states); i++)
		if (strcmp(states[i].state, state) == 0)
			return states[i].rc;
	for (size_t i = 0; i < COUNT(meanings); i++)
		if (meanings[i].error == error)
			return meanings[i].rc;
	return FAULT;
}

enum rc db_refused(struct task *t, enum query q, unsigned error, const char *state)
{
	struct db *db = t->db;
	enum rc rc = meaning(error, state);

	if (!db->in_transaction || db->doomed == OK)
		db->again = db_clashed(error);
	if (db->in_transaction && db->doomed == OK)
		db->doomed = rc;
	fail(t, rc, "%s: database error %u (%s)", q == Q_none ? "connection" : query_texts[q].name, error, state);
	if (db_lost(error))
		db_disconnect(db);	/* and with it goes what `state` points at */
	return rc;
}
