/*
 * The database layer against a live database: KP_TEST_CONF names its settings
 * file (an installation made for tests). Without it every test says so and
 * checks nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/crypto.h"
#include "base/db_inner.h"
#include "base/log.h"
#include "base/receipt.h"
#include "base/settings.h"
#include "calendar.h"
#include "unit.h"

struct outcome { int64_t outcome; const char *reference; };
static const struct column outcome_columns[] = {
	{ "outcome", COLUMN_NUM, offsetof(struct outcome, outcome) },
	{ "reference", COLUMN_TEXT, offsetof(struct outcome, reference) },
};
static const struct shape outcome_shape = SHAPE(struct outcome, outcome_columns);

struct known { int64_t known; };
static const struct column known_columns[] = { { "known", COLUMN_NUM, offsetof(struct known, known) } };
static const struct shape known_shape = SHAPE(struct known, known_columns);
static const struct column wrong_columns[] = { { "unknown", COLUMN_NUM, offsetof(struct known, known) } };
static const struct shape wrong_shape = SHAPE(struct known, wrong_columns);

struct bench {
	struct settings *settings;
	struct task t;
	unsigned char tag[TAG];
	char reference[NUMBER_TEXT];
};

static int bench_open(struct bench *b)
{
	const char *conf = getenv("KP_TEST_CONF");

	memset(b, 0, sizeof(*b));
	if (conf == NULL) {
		puts("skipped: KP_TEST_CONF is not set");
		return 0;
	}
	log_open("test", "/dev/null", 0);
	b->settings = settings_load(conf);
	if (b->settings == NULL || crypto_start() != 0) {
		CU_FAIL("no settings");
		return 0;
	}
	task_begin(&b->t, arena_new(65536), b->settings);
	b->t.db = db_new(b->settings, "owner");
	random_bytes(b->tag, sizeof(b->tag));
	number_new(b->reference);
	return 1;
}

static void bench_close(struct bench *b)
{
	struct arena *arena = b->t.arena;

	db_close(b->t.db);
	task_end(&b->t);
	arena_drop(arena);
	settings_drop(b->settings);
}

/* As when the network or the server cuts the line. */
static void cut(struct bench *b)
{
	shutdown((int)mysql_get_socket(b->t.db->my), SHUT_RDWR);
}

static enum rc add(struct bench *b, const unsigned char *tag)
{
	unsigned char some[96] = { 1 }, envelope[16];

	random_bytes(envelope, sizeof(envelope));
	return db_write(&b->t, Q_report_add, id16(tag), blob(some, 32), blob(some, 32),
		id16(envelope), blob(some, 8), blob(some, 96), text("2026-04-24"), text("other"), text(""), text("nl"),
		num(0), num(0), num(0), num(1), num(0), num(0), text(b->reference), nothing(), blob(some, 60), blob(some, 90));
}

static enum rc stored(struct bench *b, const unsigned char *tag, unsigned char answers, struct outcome *out)
{
	unsigned char digest[32] = { answers };

	return db_row(&b->t, Q_report_stored, &outcome_shape, out, id16(tag), blob(digest, sizeof(digest)));
}

static int64_t known(struct bench *b)
{
	struct known k = { -1 };

	CU_ASSERT_EQUAL(db_row(&b->t, Q_report_known, &known_shape, &k, id16(b->tag)), OK);
	return k.known;
}

static void rows_of_a_procedure_arrive(void)
{
	struct bench b;
	struct calendar c;

	if (!bench_open(&b))
		return;
	CU_ASSERT_EQUAL(calendar_load(&b.t, &c), OK);
	CU_ASSERT_EQUAL(calendar_load(&b.t, &c), OK);	/* the first left nothing behind */
	CU_ASSERT_TRUE(c.count >= 10);
	CU_ASSERT_TRUE(c.version >= 1);
	bench_close(&b);
}

static void columns_that_do_not_fit_are_our_fault(void)
{
	struct bench b;
	struct known k;

	if (!bench_open(&b))
		return;
	CU_ASSERT_EQUAL(db_row(&b.t, Q_report_known, &wrong_shape, &k, id16(b.tag)), FAULT);
	CU_ASSERT_PTR_NOT_NULL(strstr(b.t.why, "report_known"));
	CU_ASSERT_EQUAL(db_row(&b.t, Q_report_known, &outcome_shape, &k, id16(b.tag)), FAULT);
	CU_ASSERT_EQUAL(known(&b), 0);	/* and the connection is still good */
	bench_close(&b);
}

static void one_number_needs_no_shape(void)
{
	struct bench b;
	int64_t n = 7;

	if (!bench_open(&b))
		return;
	CU_ASSERT_EQUAL(db_number(&b.t, Q_report_known, &n, id16(b.tag)), OK);
	CU_ASSERT_EQUAL(n, 0);
	CU_ASSERT_EQUAL(db_number(&b.t, Q_audit_head, &n), FAULT);	/* two columns */
	bench_close(&b);
}

static void a_wrong_number_of_arguments_never_reaches_the_server(void)
{
	struct bench b;
	struct known k;

	if (!bench_open(&b))
		return;
	CU_ASSERT_EQUAL(db_row(&b.t, Q_report_known, &known_shape, &k), FAULT);
	CU_ASSERT_PTR_NULL(b.t.db->my);
	bench_close(&b);
}

static void a_procedure_s_refusal_is_our_rc(void)
{
	struct bench b;
	struct outcome o;
	unsigned char other[TAG];

	if (!bench_open(&b))
		return;
	random_bytes(other, sizeof(other));
	CU_ASSERT_EQUAL(add(&b, b.tag), OK);
	CU_ASSERT_EQUAL(add(&b, b.tag), CONFLICT);
	CU_ASSERT_EQUAL(stored(&b, b.tag, 1, &o), OK);
	CU_ASSERT_EQUAL(o.outcome, 1);
	CU_ASSERT_STRING_EQUAL(o.reference, b.reference);
	CU_ASSERT_EQUAL(stored(&b, b.tag, 2, &o), OK);	/* other answers */
	CU_ASSERT_EQUAL(o.outcome, 2);
	CU_ASSERT_EQUAL(add(&b, other), CONFLICT);	/* the reference is taken */
	CU_ASSERT_EQUAL(stored(&b, other, 1, &o), NOT_FOUND);
	CU_ASSERT_PTR_NULL(strstr(b.t.why, b.reference));
	CU_ASSERT_PTR_NOT_NULL(strstr(b.t.why, "report_add"));
	bench_close(&b);
}

static enum rc add_then_refuse(struct task *t, void *arg)
{
	enum rc rc = add(arg, ((struct bench *)arg)->tag);

	return rc == OK ? fail(t, INVALID, "changed our mind") : rc;
}

static void a_refused_transaction_leaves_nothing(void)
{
	struct bench b;

	if (!bench_open(&b))
		return;
	CU_ASSERT_EQUAL(db_transaction(&b.t, add_then_refuse, &b), INVALID);
	CU_ASSERT_EQUAL(known(&b), 0);
	bench_close(&b);
}

/* Swallows an error: the transaction must not be stored all the same. */
static enum rc add_and_look_away(struct task *t, void *arg)
{
	struct bench *b = arg;
	unsigned char other[TAG];

	(void)t;
	random_bytes(other, sizeof(other));
	CU_ASSERT_EQUAL(add(b, b->tag), OK);
	CU_ASSERT_EQUAL(add(b, other), CONFLICT);
	CU_ASSERT_EQUAL(add(b, b->tag), CONFLICT);	/* nothing more is sent */
	return OK;
}

static void an_error_in_a_transaction_undoes_all_of_it(void)
{
	struct bench b;

	if (!bench_open(&b))
		return;
	CU_ASSERT_EQUAL(db_transaction(&b.t, add_and_look_away, &b), CONFLICT);
	CU_ASSERT_EQUAL(known(&b), 0);
	bench_close(&b);
}

static enum rc add_and_lose_the_line(struct task *t, void *arg)
{
	struct bench *b = arg;

	(void)t;
	CU_ASSERT_EQUAL(add(b, b->tag), OK);
	cut(b);
	CU_ASSERT_EQUAL(add(b, b->tag), BUSY);
	return OK;
}

static void a_line_lost_in_a_transaction_undoes_it(void)
{
	struct bench b;

	if (!bench_open(&b))
		return;
	CU_ASSERT_EQUAL(db_transaction(&b.t, add_and_lose_the_line, &b), BUSY);
	b.t.rc = OK;
	CU_ASSERT_EQUAL(known(&b), 0);
	bench_close(&b);
}

static void what_may_be_repeated_survives_a_lost_line(void)
{
	struct bench b;
	struct calendar c;

	if (!bench_open(&b))
		return;
	CU_ASSERT_EQUAL(calendar_load(&b.t, &c), OK);
	cut(&b);
	CU_ASSERT_EQUAL(calendar_load(&b.t, &c), OK);
	cut(&b);
	CU_ASSERT_EQUAL(add(&b, b.tag), OK);
	CU_ASSERT_EQUAL(known(&b), 1);
	CU_ASSERT_EQUAL(b.t.rc, OK);	/* and there is no story to tell */
	bench_close(&b);
}

static void what_may_not_be_repeated_is_busy(void)
{
	struct bench b;

	if (!bench_open(&b))
		return;
	CU_ASSERT_EQUAL(known(&b), 0);
	cut(&b);
	CU_ASSERT_EQUAL(db_write(&b.t, Q_registration_add_addition, id16(b.tag), blob(b.tag, 16), num(1),
		blob(b.tag, 8), blob(b.tag, 16), text("2026-04-24"), text("2026-04-24")), BUSY);
	b.t.rc = OK;
	CU_ASSERT_EQUAL(known(&b), 0);	/* the next one connects again */
	bench_close(&b);
}

static void a_new_connection_is_told_the_viewer_again(void)
{
	struct bench b;
	unsigned char ticket[32] = { 7 };

	if (!bench_open(&b))
		return;
	CU_ASSERT_EQUAL(db_viewer(&b.t, ticket), OK);
	CU_ASSERT_TRUE(b.t.db->ticket_sent);
	db_disconnect(b.t.db);
	CU_ASSERT_FALSE(b.t.db->ticket_sent);
	CU_ASSERT_EQUAL(known(&b), 0);
	CU_ASSERT_TRUE(b.t.db->ticket_sent);
	CU_ASSERT_EQUAL(db_viewer(&b.t, NULL), OK);
	CU_ASSERT_FALSE(b.t.db->has_ticket);
	bench_close(&b);
}

/* Else the next person's statements would run as the one of before. */
static void a_connection_that_could_not_be_told_the_viewer_is_dropped(void)
{
	struct bench b;
	unsigned char first[32] = { 7 }, second[32] = { 8 };
	const unsigned char *next[] = { second, NULL };

	if (!bench_open(&b))
		return;
	for (size_t i = 0; i < COUNT(next); i++) {
		CU_ASSERT_EQUAL(db_viewer(&b.t, first), OK);
		CU_ASSERT_EQUAL(known(&b), 0);
		b.t.db->in_transaction = 1;
		b.t.db->doomed = BUSY;		/* nothing is sent any more */
		CU_ASSERT_NOT_EQUAL(db_viewer(&b.t, next[i]), OK);
		CU_ASSERT_FALSE(b.t.db->ticket_sent);
		CU_ASSERT_PTR_NULL(b.t.db->my);
		b.t.db->in_transaction = 0;
		b.t.db->doomed = OK;
		CU_ASSERT_EQUAL(known(&b), 0);
		CU_ASSERT_EQUAL(b.t.db->ticket_sent, next[i] != NULL);
	}
	bench_close(&b);
}

static void a_database_that_is_away_is_busy(void)
{
	struct bench b;

	if (!bench_open(&b))
		return;
	snprintf(b.t.db->socket, sizeof(b.t.db->socket), "/tmp/kp-no-database-here.sock");
	CU_ASSERT_EQUAL(db_write(&b.t, Q_registration_anchor, text("2026-04-24")), BUSY);
	CU_ASSERT_EQUAL(db_transaction(&b.t, add_then_refuse, &b), BUSY);
	bench_close(&b);
}

const struct unit_test unit_tests[] = {
	{ "rows of a procedure arrive", rows_of_a_procedure_arrive },
	{ "columns that do not fit are our fault", columns_that_do_not_fit_are_our_fault },
	{ "one number of a row needs no shape, and is never one of two", one_number_needs_no_shape },
	{ "a wrong number of arguments never reaches the server", a_wrong_number_of_arguments_never_reaches_the_server },
	{ "a procedure's refusal is our rc, and no value stands in the story", a_procedure_s_refusal_is_our_rc },
	{ "a refused transaction leaves nothing", a_refused_transaction_leaves_nothing },
	{ "an error in a transaction undoes all of it", an_error_in_a_transaction_undoes_all_of_it },
	{ "a line lost in a transaction undoes it", a_line_lost_in_a_transaction_undoes_it },
	{ "what may be repeated survives a lost line", what_may_be_repeated_survives_a_lost_line },
	{ "what may not be repeated is busy", what_may_not_be_repeated_is_busy },
	{ "a new connection is told the viewer again", a_new_connection_is_told_the_viewer_again },
	{ "a connection that could not be told the viewer is dropped", a_connection_that_could_not_be_told_the_viewer_is_dropped },
	{ "a database that is away is busy", a_database_that_is_away_is_busy },
	{ NULL, NULL }
};
