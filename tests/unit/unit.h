/*
 * Unit tests: a file is a table of sentences, each with its test. main.c runs
 * the table under CUnit and ends with "N passed, N failed".
 */
#ifndef UNIT_H
#define UNIT_H

#include <CUnit/CUnit.h>

struct unit_test {
	const char *sentence;
	void (*test)(void);
};
extern const struct unit_test unit_tests[];	/* ended by { NULL, NULL } */

#endif
