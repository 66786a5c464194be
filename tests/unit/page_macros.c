/* Which of the shared macros a page gets: those it calls, and those these call. */
#include "web/page_macros.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#define A "<?cs def:a(x) ?>[<?cs call:b(x) ?>]<?cs /def ?>"
#define B "<?cs def:b(x) ?>(<?cs var:x ?>)<?cs /def ?>"
#define AB "<?cs def:ab() ?>-<?cs /def ?>"
#define C "<?cs def:c(x) ?><?cs call:a(x) ?><?cs /def ?>"
static const char all[] = "<?cs # comment ?>\n" B "\n" A "\n" AB "\n\n" C "\n";

static int gives(const char *text, const char *other, const char *wanted)
{
	const char *const texts[] = { text, other };
	char *got = page_macros(all, texts, 2);
	int same = got && strcmp(got, wanted) == 0;

	free(got);
	return same;
}

static void what_is_called_is_there_in_the_order_it_was_written(void)
{
	CU_ASSERT_TRUE(gives("<?cs call:b(\"1\") ?>", "", B));
	CU_ASSERT_TRUE(gives("<?cs call:ab() ?>", "<?cs call:b(y) ?>", B AB));
}

static void what_those_call_is_there_too(void)
{
	CU_ASSERT_TRUE(gives("<?cs call:a(y) ?>", "", B A));
	CU_ASSERT_TRUE(gives("<?cs call:c(y) ?>", "", B A C));
}

static void what_nobody_calls_is_not(void)
{
	CU_ASSERT_TRUE(gives("", "no call: here", ""));
	CU_ASSERT_TRUE(gives("<?cs call:abc(y) ?>", "<?cs call:unknown(y) ?>", ""));
}

static void a_macro_that_does_not_end_is_refused(void)
{
	const char *const texts[] = { "" };

	CU_ASSERT_PTR_NULL(page_macros("<?cs def:a(x) ?>", texts, 1));
	CU_ASSERT_PTR_NULL(page_macros(B "<?cs def:a(x) ?><?cs /if ?>", texts, 1));
}

const struct unit_test unit_tests[] = {
	{ "what is called is there in the order it was written", what_is_called_is_there_in_the_order_it_was_written },
	{ "what those call is there too", what_those_call_is_there_too },
	{ "what nobody calls is not", what_nobody_calls_is_not },
	{ "a macro that does not end is refused", a_macro_that_does_not_end_is_refused },
	{ NULL, NULL }
};
