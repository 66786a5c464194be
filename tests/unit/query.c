/* What the build made of db/query/, and the values that go into it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/db.h"
#include "unit.h"

static size_t marks(const char *sql)
{
	size_t n = 0;
	char quote = 0;

	for (; *sql != '\0'; sql++) {
		if (quote != 0)
			quote = *sql == quote ? 0 : quote;
		else if (*sql == '\'' || *sql == '"' || *sql == '`')
			quote = *sql;
		else
			n += *sql == '?';
	}
	return n;
}

static void every_query_has_a_name_a_text_and_its_arguments(void)
{
	for (int q = Q_none + 1; q < Q_count; q++) {
		CU_ASSERT_TRUE(strlen(query_texts[q].name) > 2);
		CU_ASSERT_TRUE(strlen(query_texts[q].sql) > 5);
		CU_ASSERT_EQUAL(query_texts[q].args, marks(query_texts[q].sql));
	}
}

static void no_query_is_two_statements(void)
{
	for (int q = Q_none + 1; q < Q_count; q++)
		CU_ASSERT_PTR_NULL(strchr(query_texts[q].sql, ';'));
}

static void only_reads_are_taken_for_reads(void)
{
	for (int q = Q_none + 1; q < Q_count; q++)
		if (query_texts[q].reads)
			CU_ASSERT_TRUE(strncmp(query_texts[q].sql, "SELECT", 6) == 0 ||
				strncmp(query_texts[q].sql, "WITH", 4) == 0);
}

/* Gives the generator a file and says whether it accepts it. */
static int accepted(const char *sql)
{
	char folder[] = "/tmp/kp-query-XXXXXX", command[200], path[60];
	FILE *file;
	int status;

	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/a.sql", folder);
	file = fopen(path, "w");
	fputs(sql, file);
	fclose(file);
	snprintf(command, sizeof(command), "tools/querygen %s %s >/dev/null 2>&1", folder, path);
	status = system(command);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	if (system(command) != 0)
		return -1;
	return status == 0;
}

static void the_generator_takes_what_the_guide_shows(void)
{
	CU_ASSERT_EQUAL(accepted("-- What this is for.\n\n-- a_b(x, y)\n-- Why.\nSELECT 1 -- no ?\nFROM t WHERE x = ? AND z = '?;'\n\tAND y = ?;\n"), 1);
	CU_ASSERT_EQUAL(accepted("-- a()\nSELECT 1;\n\n-- b()\nSELECT 2;\n"), 1);
	CU_ASSERT_EQUAL(accepted(""), 1);
}

static void the_generator_refuses_what_cannot_be_meant(void)
{
	CU_ASSERT_EQUAL(accepted("SELECT 1;\n"), 0);				/* no name */
	CU_ASSERT_EQUAL(accepted("-- a()\nSELECT 1;\n-- a()\nSELECT 2;\n"), 0);	/* twice */
	CU_ASSERT_EQUAL(accepted("-- a(x)\nSELECT 1;\n"), 0);			/* too few ? */
	CU_ASSERT_EQUAL(accepted("-- a(x)\nSELECT ?, ?;\n"), 0);		/* too many */
	CU_ASSERT_EQUAL(accepted("-- a(x)\nSELECT '?';\n"), 0);			/* a quoted ? is none */
	CU_ASSERT_EQUAL(accepted("-- a()\nSELECT 1\n"), 0);			/* no end */
	CU_ASSERT_EQUAL(accepted("-- a()\n-- b()\nSELECT 1;\n"), 0);		/* no statement */
	CU_ASSERT_EQUAL(accepted("-- A()\nSELECT 1;\n"), 0);
	CU_ASSERT_EQUAL(accepted("-- a(x,y)\nSELECT ?, ?;\n"), 0);
}

static void nothing_becomes_null(void)
{
	CU_ASSERT_EQUAL(text(NULL).kind, VALUE_NULL);
	CU_ASSERT_EQUAL(blob(NULL, 5).kind, VALUE_NULL);
	CU_ASSERT_EQUAL(id16(NULL).kind, VALUE_NULL);
	CU_ASSERT_EQUAL(text("").kind, VALUE_TEXT);
	CU_ASSERT_EQUAL(num(0).kind, VALUE_NUM);
}

static void a_program_without_a_database_is_refused_politely(void)
{
	struct arena *a = arena_new(1024);
	struct task t;

	task_begin(&t, a, NULL);
	CU_ASSERT_EQUAL(db_write(&t, Q_db_viewer_set, nothing()), FAULT);
	CU_ASSERT_PTR_NOT_NULL(strstr(t.why, "arguments"));
	task_end(&t);
	arena_drop(a);
}

const struct unit_test unit_tests[] = {
	{ "every query has a name, a text and its arguments", every_query_has_a_name_a_text_and_its_arguments },
	{ "no query is two statements", no_query_is_two_statements },
	{ "only reads are taken for reads", only_reads_are_taken_for_reads },
	{ "the generator takes what the guide shows", the_generator_takes_what_the_guide_shows },
	{ "the generator refuses what cannot be meant", the_generator_refuses_what_cannot_be_meant },
	{ "nothing becomes NULL", nothing_becomes_null },
	{ "a program without a database is refused politely", a_program_without_a_database_is_refused_politely },
	{ NULL, NULL }
};
