/*
 * Golden pages: each template with its sample values (templates/<program>/<page>.hdf,
 * the page's data contract) renders as tests/golden/<lang>/<program>/<page>.html says.
 * `make golden` writes those files anew (GOLDEN=write): look at the difference before
 * it is committed. templates/frame/sample.hdf, when there, holds what all pages share.
 */
#include "web/answer.h"
#include "web/page.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const langs[] = { "nl", "en" };
static struct arena *arena;

static int writing(void)
{
	const char *mode = getenv("GOLDEN");

	return mode && strcmp(mode, "write") == 0;
}

static const struct page_set *pages(const char *program)
{
	char folder[200];

	snprintf(folder, sizeof folder, "%s/templates", getenv("B") ? getenv("B") : "build");
	return page_load(folder, program, NULL);
}

static void make_folders(const char *path)
{
	char part[300];

	for (const char *c = strchr(path, '/'); c; c = strchr(c + 1, '/')) {
		snprintf(part, sizeof part, "%.*s", (int)(c - path), path);
		mkdir(part, 0755);
	}
}

static void store(const char *path, struct bytes page)
{
	FILE *file;

	make_folders(path);
	file = fopen(path, "w");
	if (!file || fwrite(page.data, 1, page.size, file) != page.size)
		CU_FAIL("cannot write a golden page");
	if (file)
		fclose(file);
}

/* The first line that differs, or 0 when none does. */
static int first_difference(const char *path, struct bytes page)
{
	FILE *file = fopen(path, "r");
	int line = 1, c;

	if (!file)
		return -1;
	for (size_t i = 0; i < page.size; i++) {
		c = getc(file);
		if (c != page.data[i])
			break;
		if (c == '\n')
			line++;
		if (i + 1 == page.size && getc(file) == EOF)
			line = 0;
	}
	fclose(file);
	return line;
}

static void compare(const char *path, struct bytes page)
{
	int line = first_difference(path, page);

	if (line == 0)
		return;
	if (line < 0)
		printf("%s: not there yet: run `make golden` and look at it\n", path);
	else
		printf("%s:%d: the page has changed\n", path, line);
	CU_FAIL("a golden page differs");
}

/* 1 when the page has a sample and was looked at. */
static int one_page(const struct page_set *set, const char *program, const char *name, const char *lang)
{
	static const struct program any = { .name = "any" };
	struct task t;
	struct web w = { .t = &t, .program = &any, .method = "GET", .path = "", .lang = lang, .pages = set };
	char sample[200], shared[] = "templates/frame/sample.hdf", golden[200];
	int n = (int)strlen(name) - 3;

	snprintf(sample, sizeof sample, "templates/%s/%.*s.hdf",
		strcmp(name, "error.cs") == 0 ? "frame" : program, n, name);
	snprintf(golden, sizeof golden, "tests/golden/%s/%s/%.*s.html", lang, program, n, name);
	if (access(sample, R_OK) != 0)
		return 0;
	task_begin(&t, arena, NULL);
	answer_new(&w);
	if (access(shared, R_OK) == 0)
		CU_ASSERT(page_sample(&w, shared));
	CU_ASSERT(page_sample(&w, sample));
	CU_ASSERT_EQUAL(show_page(&w, name), OK);
	if (writing())
		store(golden, w.answer->body);
	else
		compare(golden, w.answer->body);
	page_end(&w);
	task_end(&t);
	return 1;
}

static void program_pages(const char *program)
{
	const struct page_set *set = pages(program);
	const char *name;

	CU_ASSERT_PTR_NOT_NULL_FATAL(set);
	if (!arena)
		arena = arena_new(256 * 1024);
	for (size_t i = 0; (name = page_name(set, i)) != NULL; i++)
		for (size_t l = 0; l < COUNT(langs); l++)
			if (!one_page(set, program, name, langs[l])) {
				printf("%s/%s has no sample .hdf\n", program, name);
				CU_FAIL("a page without a sample");
				break;
			}
}

static void pages_of_the_public_form_look_as_agreed(void)
{
	program_pages("tip");
}

static void pages_of_the_intranet_look_as_agreed(void)
{
	program_pages("staff");
}

const struct unit_test unit_tests[] = {
	{ "pages of the public form look as agreed", pages_of_the_public_form_look_as_agreed },
	{ "pages of the intranet look as agreed", pages_of_the_intranet_look_as_agreed },
	{ NULL, NULL }
};
