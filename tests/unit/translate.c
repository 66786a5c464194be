/* The template translator: what it makes of a page, and what it refuses. */
#include "unit.h"

#include "../../tools/translate/compare.c"
#include "../../tools/translate/page.c"

static const char *const known[][2] = {
	{ "Dag", "Day" },
	{ "Bel <b>nu</b>", "Call <b>now</b>" },
	{ "Stap <?cs var:N ?>", "Step <?cs var:N ?>" },
	{ "Let op", "Mind <script>" },
	{ "Leeg", "" },
	{ "Wachtwoord", "\"Password\"" },
	{ "Twee woorden", "Two words" },
};

/* A catalogue of one message at a time stands in for the .po files. */
struct message *catalogue_find(struct catalogue *c, const char *id, int is_word)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (!is_word && strcmp(known[i][0], id) == 0) {
			c->list[0] = (struct message){ (char *)known[i][0], (char *)known[i][1], 0, 0, 0 };
			return &c->list[0];
		}
	return NULL;
}

void catalogue_note(struct catalogue *c, const char *id)
{
	(void)c;
	(void)id;
}

void complain(struct job *job, const char *format, ...)
{
	(void)format;
	job->wrong++;
}

/* 1 when the page becomes `wanted` in English (NULL: any) with so many complaints. */
static int becomes(const char *text, const char *wanted, size_t complaints)
{
	struct message one;
	struct catalogue c = { "", &one, 1 };
	struct job job = { BUILD, "", "", NULL, 0, 0 };
	struct page p = { &job, "en", "tip", "x.cs", &c, &c, NULL, 0 };
	char *made = NULL;
	size_t size;
	FILE *out = open_memstream(&made, &size);
	int ok;

	page_translate(&p, text, out);
	fclose(out);
	ok = job.wrong == complaints && (!wanted || strcmp(made, wanted) == 0);
	if (!ok)
		printf("%zu complaints: %s\n", job.wrong, made);
	free(made);
	free(p.title);
	return ok;
}

static void texts_are_replaced(void)
{
	CU_ASSERT_TRUE(becomes("<p>[[Dag]]</p>", "<p>Day</p>", 0));
	CU_ASSERT_TRUE(becomes("[[Bel <b>nu</b>]]!", "Call <b>now</b>!", 0));
	CU_ASSERT_TRUE(becomes("[[Stap <?cs var:N ?>]]", "Step <?cs var:N ?>", 0));
	CU_ASSERT_TRUE(becomes("<?cs call:f(\"[[Dag]]\",1) ?>", "<?cs call:f(\"Day\",1) ?>", 0));
	CU_ASSERT_TRUE(becomes("[[Twee\n\t woorden]]", "Two words", 0));
}

static void comments_print_nothing(void)
{
	CU_ASSERT_TRUE(becomes("<?cs # why ?>\n\n<p>", "<p>", 0));
	CU_ASSERT_TRUE(becomes("<?cs # title: [[Dag]] ?>\n<p>", "<p>", 0));
	CU_ASSERT_TRUE(becomes("<?cs def:a() ?>x<?cs /def ?>\n\n<p>",
		"<?cs def:a() ?>x<?cs /def ?><p>", 0));
}

static void a_missing_or_empty_translation_is_refused(void)
{
	CU_ASSERT_TRUE(becomes("[[Onbekend]]", "Onbekend", 1));
	CU_ASSERT_TRUE(becomes("[[Leeg]]", "Leeg", 1));
}

static void a_translation_cannot_add_markup(void)
{
	CU_ASSERT_TRUE(becomes("[[Let op]]", "Let op", 1));
	CU_ASSERT_FALSE(same_tags("<b>x</b>", "x"));
	CU_ASSERT_FALSE(same_tags("<a href=\"/a\">x</a>", "<a href=\"/b\">x</a>"));
	CU_ASSERT_FALSE(same_tags("<?cs var:A ?>", "<?cs uvar:A ?>"));
	CU_ASSERT_TRUE(same_tags("<b>a</b> <?cs var:N ?>", "<?cs var:N ?> <b>c</b>"));
}

static void quotes_that_would_end_an_attribute_are_refused(void)
{
	CU_ASSERT_TRUE(becomes("<i title=\"[[Wachtwoord]]\">", NULL, 1));
	CU_ASSERT_TRUE(becomes("<i title=\"<?cs var:x ?> [[Wachtwoord]]\">", NULL, 1));
	CU_ASSERT_TRUE(becomes("<?cs call:f(\"[[Wachtwoord]]\") ?>", NULL, 1));
	CU_ASSERT_TRUE(becomes("<p>[[Wachtwoord]]</p>", "<p>\"Password\"</p>", 0));
	CU_ASSERT_PTR_NOT_NULL(text_fault("say \"x\"", IN_ATTRIBUTE));
	CU_ASSERT_PTR_NULL(text_fault("<a href=\"/x\">x</a>", IN_TEXT));
	CU_ASSERT_PTR_NOT_NULL(text_fault("<b>x</b>", IN_COMMAND));
	CU_ASSERT_PTR_NOT_NULL(text_fault("<?cs evar:x ?>", IN_TEXT));
	CU_ASSERT_PTR_NOT_NULL(text_fault("a < b", IN_TEXT));
}

static void broken_marks_are_refused(void)
{
	CU_ASSERT_TRUE(becomes("[[Dag", NULL, 1));
	CU_ASSERT_TRUE(becomes("<?cs var:x ", NULL, 1));
	CU_ASSERT_TRUE(becomes("<?cs # title: Dag ?>", NULL, 1));
}

static void placeholders_of_words_keep_their_order(void)
{
	CU_ASSERT_TRUE(same_percents("%s van %d", "%s of %d"));
	CU_ASSERT_FALSE(same_percents("%s van %d", "%d of %s"));
	CU_ASSERT_FALSE(same_percents("%s", "none"));
	CU_ASSERT_TRUE(same_percents("100 %% %s", "100 %% %s"));
}

const struct unit_test unit_tests[] = {
	{ "every text of a page is replaced by its translation", texts_are_replaced },
	{ "comments and macros print nothing", comments_print_nothing },
	{ "a missing or empty translation is refused", a_missing_or_empty_translation_is_refused },
	{ "a translation cannot add mark-up", a_translation_cannot_add_markup },
	{ "a translation cannot end an attribute", quotes_that_would_end_an_attribute_are_refused },
	{ "a text or command that does not end is refused", broken_marks_are_refused },
	{ "placeholders of a word keep their order", placeholders_of_words_keep_their_order },
	{ NULL, NULL }
};
