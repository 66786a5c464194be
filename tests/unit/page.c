/* Pages: what people wrote is shown and never obeyed; a template parsed once renders the same for ever (group I). */
#include "web/answer.h"
#include "web/form.h"
#include "web/page.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct task t;
static struct web w;
static char folder[64];

static void write_file(const char *name, const char *text)
{
	char path[200];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "w");
	fputs(text, file);
	fclose(file);
}

static void make_folder(const char *name)
{
	char path[200];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	mkdir(path, 0700);
}

static void make_language(const char *lang)
{
	static const char *const files[][2] = {
		{ "frame/macros.cs", "<?cs def:shown(x) ?>(<?cs var:x ?>)<?cs /def ?>\n\n" },
		{ "frame/top.cs", "<!DOCTYPE html><title><?cs var:Title ?></title><?cs var:Lang ?>|<?cs each:l = Langs ?>"
			"<?cs if:l.Current ?><?cs var:l.Name ?><?cs /if ?><?cs /each ?>|" },
		{ "frame/end.cs", "|end\n" },
		{ "frame/error.cs", "error <?cs var:Status ?><?cs if:Error.404 ?> gone<?cs /if ?><?cs if:Locked ?> locked<?cs /if ?>" },
		{ "tip/story.cs", "<p><?cs var:Form.story ?></p><input value=\"<?cs var:Form.name ?>\"><?cs call:shown(Form.name) ?>"
			"<?cs each:r = Rows ?>[<?cs var:r.N ?><?cs each:s = r.Sub ?>.<?cs var:s.N ?><?cs /each ?>]<?cs /each ?>"
			"<?cs each:e = Errors ?>{<?cs var:e.Field ?>: <?cs var:e.Text ?>}<?cs /each ?><?cs if:Form.colour.red ?>RED<?cs /if ?>" },
	};
	char name[100];

	make_folder(lang);
	snprintf(name, sizeof name, "%s/frame", lang);
	make_folder(name);
	snprintf(name, sizeof name, "%s/tip", lang);
	make_folder(name);
	for (size_t i = 0; i < COUNT(files); i++) {
		snprintf(name, sizeof name, "%s/%s", lang, files[i][0]);
		write_file(name, files[i][1]);
	}
	snprintf(name, sizeof name, "%s/tip/words.hdf", lang);
	write_file(name, strcmp(lang, "nl") == 0 ?
		"Titles.story = Uw verhaal\nTitles.error = Fout\nW.subject.identity = Identiteit\nW.error.short = Te kort & zo\n" :
		"Titles.story = Your story\nTitles.error = Error\nW.subject.identity = Identity\nW.error.short = Too short\n");
}

static const struct page_set *pages(void)
{
	static const struct page_set *loaded;

	if (loaded)
		return loaded;
	strcpy(folder, "/tmp/kp-page-XXXXXX");
	if (!mkdtemp(folder))
		return NULL;
	make_language("nl");
	make_language("en");
	loaded = page_load(folder, "tip", NULL);
	return loaded;
}

static void begin(const char *lang)
{
	static const struct program program = { .name = "tip" };
	static const struct route route = { "GET", "/nl/story", "story.cs", ANYBODY, NULL };

	if (t.arena) {
		page_end(&w);
		task_end(&t);
	} else {
		t.arena = arena_new(64 * 1024);
	}
	task_begin(&t, t.arena, NULL);
	w = (struct web){ .t = &t, .program = &program, .route = &route, .method = "GET", .path = "/nl/story",
		.lang = lang, .pages = pages() };
	answer_new(&w);
}

static const char *body(void)
{
	return take_textn(&t, (const char *)w.answer->body.data, w.answer->body.size);
}

static int has(const char *text)
{
	return strstr(body(), text) != NULL;
}

static void a_page_has_its_frame_title_and_language(void)
{
	begin("nl");
	CU_ASSERT_EQUAL(show(&w), OK);
	CU_ASSERT_EQUAL(strncmp(body(), "<!DOCTYPE html><title>Uw verhaal</title>nl|Nederlands|", 53), 0);
	CU_ASSERT(has("|end\n"));
	begin("en");
	CU_ASSERT_EQUAL(show(&w), OK);
	CU_ASSERT(has("<title>Your story</title>en|English|"));
}

static void what_was_typed_is_text_and_not_markup(void)
{
	begin("nl");
	put(&w, "Form.story", "<script>alert(1)</script> & 'x'");
	put(&w, "Form.name", "\"><img src=x onerror=alert(1)>");
	CU_ASSERT_EQUAL(show(&w), OK);
	CU_ASSERT_FALSE(has("<script"));
	CU_ASSERT_FALSE(has("<img"));
	CU_ASSERT(has("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;x&#39;"));
	CU_ASSERT(has("value=\"&quot;&gt;&lt;img"));
	CU_ASSERT(has("(&quot;&gt;&lt;img"));
}

static void template_commands_in_a_text_stay_text(void)
{
	begin("nl");
	put(&w, "Form.story", "<?cs include:\"/etc/passwd\" ?><?cs var:Title ?> %n%s%x");
	CU_ASSERT_EQUAL(show(&w), OK);
	CU_ASSERT_FALSE(has("root:"));
	CU_ASSERT(has("&lt;?cs include:&quot;/etc/passwd&quot; ?&gt;&lt;?cs var:Title ?&gt; %n%s%x"));
}

static void any_script_of_the_world_passes_unchanged(void)
{
	begin("nl");
	put(&w, "Form.story", "é € 😀 نص\xe2\x80\xae");
	show(&w);
	CU_ASSERT(has("<p>é € 😀 نص\xe2\x80\xae</p>"));
}

static void nothing_of_one_visitor_is_left_for_the_next(void)
{
	begin("nl");
	put(&w, "Form.story", "of the first");
	put(&w, "Title", "own title");
	show(&w);
	CU_ASSERT(has("of the first"));
	CU_ASSERT(has("own title"));
	begin("nl");
	show(&w);
	CU_ASSERT_FALSE(has("of the first"));
	CU_ASSERT_FALSE(has("own title"));
}

static void lists_are_numbered_and_nest(void)
{
	begin("nl");
	for (size_t i = 0; i < 12; i++) {
		struct node *row = put_row(&w, "Rows", i);

		node_num(row, "N", (int64_t)i);
		node_put(node_row(row, "Sub", 0), "N", "x");
	}
	show(&w);
	CU_ASSERT(has("[0.x][1.x]"));
	CU_ASSERT(has("[10.x][11.x]"));
}

static void words_are_chosen_by_key_in_the_language_of_the_page(void)
{
	begin("nl");
	CU_ASSERT_STRING_EQUAL(word(&w, "subject.%s", "identity"), "Identiteit");
	begin("en");
	CU_ASSERT_STRING_EQUAL(word(&w, "subject.%s", "identity"), "Identity");
	CU_ASSERT_STRING_EQUAL(word(&w, "subject.%s", "none"), "subject.none");
}

static void a_page_may_show_words_of_another_language(void)
{
	begin("nl");
	CU_ASSERT_STRING_EQUAL(word_of(&w, "en", "subject.%s", "identity"), "Identity");
	CU_ASSERT_STRING_EQUAL(word_of(&w, "nl", "subject.identity"), "Identiteit");
	CU_ASSERT_STRING_EQUAL(word(&w, "subject.identity"), "Identiteit");
	CU_ASSERT_STRING_EQUAL(word_of(&w, "xx", "subject.identity"), "Identiteit");
	CU_ASSERT_STRING_EQUAL(word_of(&w, "en", "nothing.here"), "nothing.here");
}

static void an_unknown_language_gets_dutch(void)
{
	begin("xx");
	CU_ASSERT_EQUAL(show(&w), OK);
	CU_ASSERT(has("Uw verhaal"));
}

static void mistakes_in_a_form_are_named_on_the_page(void)
{
	static const char *const colours[] = { "red", "blue", NULL };
	static const struct field fields[] = {
		{ "story",  PROSE,  5, 100, "short", NULL },
		{ "colour", CHOICE, 0, 0,   "x",     colours },
		{ "word",   SECRET, 0, 20,  "x",     NULL },
	};
	struct form f;

	begin("nl");
	w.method = "POST";
	pairs_add(&t, &w.form, "story", "<b>");
	pairs_add(&t, &w.form, "colour", "red");
	pairs_add(&t, &w.form, "word", "geheim");
	CU_ASSERT_EQUAL(form_read(&w, &f, fields, COUNT(fields)), INVALID);
	form_put(&w, &f);
	show(&w);
	CU_ASSERT(has("{story: Te kort &amp; zo}"));
	CU_ASSERT(has("<p>&lt;b&gt;</p>"));
	CU_ASSERT(has("RED"));
	CU_ASSERT_FALSE(has("geheim"));
}

static void an_error_has_its_page_and_status(void)
{
	begin("nl");
	CU_ASSERT_EQUAL(show_error(&w, NOT_FOUND), OK);
	CU_ASSERT(has("error 404 gone"));
	CU_ASSERT_EQUAL(w.answer->status, 404);
	begin("nl");
	show_error(&w, LOCKED);
	CU_ASSERT(has("error 503 locked"));
}

static void without_templates_one_plain_page_remains(void)
{
	begin("nl");
	w.pages = NULL;
	CU_ASSERT_EQUAL(show_error(&w, FAULT), OK);
	CU_ASSERT(has("Dit lukt nu niet"));
	CU_ASSERT_EQUAL(w.answer->status, 500);
}

static void a_page_that_is_not_there_is_a_fault(void)
{
	begin("nl");
	CU_ASSERT_EQUAL(show_page(&w, "nowhere.cs"), FAULT);
	CU_ASSERT_EQUAL(show_page(&w, "../tip/story.cs"), FAULT);
	CU_ASSERT_FALSE(w.answer->has_body);
}

/* Speaks on stderr, as it should: a program with such a template does not start. */
static void a_template_with_a_mistake_stops_the_start(void)
{
	char path[100];

	begin("nl");
	snprintf(path, sizeof path, "%s/en/tip/bad.cs", folder);
	write_file("en/tip/bad.cs", "<?cs if:x ?>never closed");
	CU_ASSERT_PTR_NULL(page_load(folder, "tip", NULL));
	unlink(path);
	write_file("en/tip/bad.cs", "<?cs include!\"nowhere.cs\" ?>");
	CU_ASSERT_PTR_NULL(page_load(folder, "tip", NULL));
	unlink(path);
	CU_ASSERT_PTR_NULL(page_load("/nowhere", "tip", NULL));
}

static void a_page_of_a_megabyte_is_whole(void)
{
	char *big = malloc(1 << 20);

	begin("nl");
	memset(big, 'b', (1 << 20) - 1);
	big[(1 << 20) - 1] = 0;
	put(&w, "Form.story", big);
	CU_ASSERT_EQUAL(show(&w), OK);
	CU_ASSERT(w.answer->body.size > (1 << 20));
	CU_ASSERT(has("|end\n"));
	free(big);
	page_end(&w);
	if (system(take_format(&t, "rm -r %s", folder)) != 0)
		CU_FAIL("folder stays behind");
}

const struct unit_test unit_tests[] = {
	{ "a page has its frame, title and language", a_page_has_its_frame_title_and_language },
	{ "what was typed is text and not markup", what_was_typed_is_text_and_not_markup },
	{ "template commands in a text stay text", template_commands_in_a_text_stay_text },
	{ "any script of the world passes unchanged", any_script_of_the_world_passes_unchanged },
	{ "nothing of one visitor is left for the next", nothing_of_one_visitor_is_left_for_the_next },
	{ "lists are numbered and nest", lists_are_numbered_and_nest },
	{ "words are chosen by key in the language of the page", words_are_chosen_by_key_in_the_language_of_the_page },
	{ "a page may show words of another language than its own", a_page_may_show_words_of_another_language },
	{ "an unknown language gets Dutch", an_unknown_language_gets_dutch },
	{ "mistakes in a form are named on the page", mistakes_in_a_form_are_named_on_the_page },
	{ "an error has its page and status", an_error_has_its_page_and_status },
	{ "without templates one plain page remains", without_templates_one_plain_page_remains },
	{ "a page that is not there is a fault", a_page_that_is_not_there_is_a_fault },
	{ "a template with a mistake stops the start", a_template_with_a_mistake_stops_the_start },
	{ "a page of a megabyte is whole", a_page_of_a_megabyte_is_whole },
	{ NULL, NULL }
};
