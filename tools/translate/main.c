/*
 * translate [-d] -o OUT TEMPLATES LANG...          builds OUT/LANG/<folder>/
 * translate --missing[=DOMAIN] TEMPLATES LANG      lists what has no entry in the .po, in .po form
 * -d, or TRANSLATE_DRAFT=1: complaints do not fail the build (work in progress only).
 */
#include "translate.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const programs[] = { "tip", "staff", NULL };

void complain(struct job *job, const char *format, ...)
{
	va_list list;

	job->wrong++;
	if (job->mode == LIST_MISSING)
		return;
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fputc('\n', stderr);
}

static void need(int ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "translate: %s: %s\n", what, strerror(errno));
	exit(1);
}

static char *read_all(const char *path)
{
	FILE *in = fopen(path, "r");
	char *text = NULL;
	size_t room = 0;

	need(in != NULL, path);
	if (getdelim(&text, &room, '\0', in) < 0)
		text = strdup("");
	fclose(in);
	return text;
}

static FILE *out_file(const char *folder, const char *file)
{
	char path[800];
	FILE *out;

	for (size_t i = 1; folder[i]; i++)
		if (folder[i] == '/') {
			snprintf(path, sizeof(path), "%.*s", (int)i, folder);
			mkdir(path, 0755);
		}
	mkdir(folder, 0755);
	snprintf(path, sizeof(path), "%s/%s", folder, file);
	out = fopen(path, "w");
	need(out != NULL, path);
	return out;
}

/* One page; its title goes to `titles`. */
static void do_page(struct page *p, FILE *titles)
{
	char path[800], folder[800];
	char *text;
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s/%s", p->job->source, p->folder, p->file);
	snprintf(folder, sizeof(folder), "%s/%s/%s", p->job->out, p->lang, p->folder);
	text = read_all(path);
	out = p->job->mode == BUILD ? out_file(folder, p->file) : fopen("/dev/null", "w");
	need(out != NULL, folder);
	page_translate(p, text, out);
	fclose(out);
	if (p->title)
		fprintf(titles, "Titles.%.*s = %s\n", (int)strlen(p->file) - 3, p->file, p->title);
	free(p->title);
	free(text);
}

static int is_page(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > 3 && strcmp(e->d_name + n - 3, ".cs") == 0;
}

static void do_folder(struct job *job, const char *lang, const char *folder, struct catalogue *own,
	struct catalogue *frame, FILE *titles)
{
	char path[700];
	struct dirent **list;
	int count;

	snprintf(path, sizeof(path), "%s/%s", job->source, folder);
	count = scandir(path, &list, is_page, alphasort);
	for (int i = 0; i < count; i++) {
		struct page p = { job, lang, folder, list[i]->d_name, own, frame, NULL, 0 };

		do_page(&p, titles);
		free(list[i]);
	}
	if (count >= 0)
		free(list);
}

static void do_program(struct job *job, const char *lang, const char *program,
	struct catalogue *frame, const char *frame_titles)
{
	struct catalogue own;
	char folder[800];
	FILE *words;

	need(catalogue_read(&own, job->source, program, lang), program);
	snprintf(folder, sizeof(folder), "%s/%s/%s", job->out, lang, program);
	words = job->mode == BUILD ? out_file(folder, "words.hdf") : fopen("/dev/null", "w");
	need(words != NULL, folder);
	words_write(job, words, program, frame, &own);
	fputs(frame_titles, words);
	do_folder(job, lang, program, &own, frame, words);
	fclose(words);
	if (job->mode == BUILD && strcmp(lang, "nl") != 0)
		catalogue_unused(&own);
}

static void do_language(struct job *job, const char *lang)
{
	struct catalogue frame;
	char *titles = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&titles, &size);

	need(catalogue_read(&frame, job->source, "frame", lang), "frame");
	do_folder(job, lang, "frame", &frame, &frame, out);
	fclose(out);
	for (size_t i = 0; programs[i]; i++)
		do_program(job, lang, programs[i], &frame, titles);
	if (job->mode == BUILD && strcmp(lang, "nl") != 0)
		catalogue_unused(&frame);
	free(titles);
}

/* A key that one language lacks would show on the page of the other as the bare key. */
static void compare_languages(struct job *job, const char *domain, const char *lang)
{
	struct catalogue dutch, other;

	need(catalogue_read(&dutch, job->source, domain, "nl"), domain);
	need(catalogue_read(&other, job->source, domain, lang), domain);
	words_compare(job, &dutch, &other);
	words_compare(job, &other, &dutch);
}

static int usage(void)
{
	fputs("translate [-d] -o OUT TEMPLATES LANG... | translate --missing[=DOMAIN] TEMPLATES LANG\n",
		stderr);
	return 2;
}

int main(int argc, char **argv)
{
	struct job job = { BUILD, NULL, NULL, NULL, getenv("TRANSLATE_DRAFT") != NULL, 0 };
	int i = 1;

	for (; i < argc && argv[i][0] == '-'; i++) {
		if (strcmp(argv[i], "-d") == 0)
			job.draft = 1;
		else if (strcmp(argv[i], "-o") == 0 && i + 1 < argc)
			job.out = argv[++i];
		else if (strncmp(argv[i], "--missing", 9) == 0) {
			job.mode = LIST_MISSING;
			job.only = argv[i][9] == '=' ? argv[i] + 10 : NULL;
		} else
			return usage();
	}
	if (argc - i < 2 || (job.mode == BUILD) != (job.out != NULL))
		return usage();
	job.source = argv[i++];
	for (; i < argc; i++) {
		do_language(&job, argv[i]);
		compare_languages(&job, "frame", argv[i]);
		for (size_t n = 0; programs[n]; n++)
			compare_languages(&job, programs[n], argv[i]);
	}
	if (job.wrong && job.mode == BUILD)
		fprintf(stderr, "translate: %zu complaints\n", job.wrong);
	return job.mode == BUILD && job.wrong && !job.draft;
}
