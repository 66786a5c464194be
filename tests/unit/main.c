/* Runs the tests of the file it is linked with; quiet unless something fails. */
#include "unit.h"

#include <CUnit/Basic.h>
#include <stdio.h>

static void show_failures(const CU_pTest test, const CU_pSuite suite, const CU_pFailureRecord first)
{
	const struct CU_FailureRecord *f;

	(void)suite;
	for (f = first; f; f = f->pNext)
		printf("FAILED %s\n  %s:%u: %s\n", test->pName, f->strFileName, f->uiLineNumber,
			f->strCondition);
}

int main(void)
{
	CU_pSuite suite;
	const struct unit_test *u;
	unsigned failed;

	if (CU_initialize_registry() != CUE_SUCCESS)
		return 2;
	suite = CU_add_suite("unit", NULL, NULL);
	for (u = unit_tests; u->sentence; u++)
		if (!CU_add_test(suite, u->sentence, u->test))
			return 2;
	CU_set_test_complete_handler(show_failures);
	if (CU_run_all_tests() != CUE_SUCCESS)
		return 2;
	failed = CU_get_number_of_tests_failed();
	printf("%u passed, %u failed\n", CU_get_number_of_tests_run() - failed, failed);
	CU_cleanup_registry();
	return failed != 0;
}
