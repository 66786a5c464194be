/* What cleand hears from others: the scanner's answers, and what a converter says it made. */
#include "unit.h"

#include "../../service/cleand/clamd.h"
#include "../../service/cleand/copy.h"
#include "../../service/cleand/made.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static enum clamd_said meaning(const char *answer)
{
	return clamd_meaning(answer, strlen(answer));
}

static void only_ok_is_ok(void)
{
	static const char *const others[] = { "", "OK", "stream: ok", "stream: OK ", " stream: OK", "stream: OKAY",
		"stream: NOT OK", "ERROR", "stream: Can't allocate memory ERROR", "UNKNOWN COMMAND", "COMMAND READ TIMED OUT",
		"stream: FOUND", "FOUND", "file: X FOUND", "stream: X found", "stream: X FOUND ERROR" };

	CU_ASSERT_EQUAL(meaning("stream: OK"), CLAMD_CLEAN);
	for (size_t i = 0; i < COUNT(others); i++)
		CU_ASSERT_EQUAL(meaning(others[i]), CLAMD_AWAY);
	CU_ASSERT_EQUAL(clamd_meaning("stream: OK\0", 11), CLAMD_AWAY);
}

static void what_is_found_is_found_whatever_its_name(void)
{
	CU_ASSERT_EQUAL(meaning("stream: Eicar-Test.UNOFFICIAL FOUND"), CLAMD_FOUND);
	CU_ASSERT_EQUAL(meaning("stream: OK FOUND"), CLAMD_FOUND);
	CU_ASSERT_EQUAL(meaning("stream: stream: OK FOUND"), CLAMD_FOUND);
	CU_ASSERT_EQUAL(meaning("INSTREAM size limit exceeded. ERROR"), CLAMD_TOO_LARGE);
	CU_ASSERT_EQUAL(meaning("stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND"), CLAMD_TOO_LARGE);
	CU_ASSERT_EQUAL(meaning("stream: Heuristics.Limits FOUND"), CLAMD_FOUND);
}

static int never(void)
{
	return 0;
}

/* A scanner that answers before it heard everything has not looked at everything. */
static void half_a_file_is_not_clean(void)
{
	struct clamd c = { .fd = -1 };
	int ends[2];

	CU_ASSERT_EQUAL(clamd_end(&c, never), CLAMD_AWAY);
	CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	c = (struct clamd){ .fd = ends[0] };
	CU_ASSERT_EQUAL(write(ends[1], "stream: OK", 11), 11);
	shutdown(ends[1], SHUT_RD);
	clamd_piece(&c, (struct bytes){ (const unsigned char *)"half", 4 });
	CU_ASSERT_TRUE(c.deaf);
	CU_ASSERT_EQUAL(clamd_end(&c, never), CLAMD_AWAY);
	CU_ASSERT_EQUAL(c.fd, -1);
	close(ends[1]);
}

static void a_head_is_a_type_and_its_pages(void)
{
	static const char *const wrong[] = { "", " ", "jpeg", "jpeg ", "jpeg 0", "jpeg 01", "jpeg -1", "jpeg 1 ", "jpeg 2001",
		"jpeg 99999999999", "gif 1", "webp 1", "heic 1", "none 1", " 1", "jpeg  1", "jpegjpegjpeg 1", "JPEG 1", "jpeg 0x1" };
	enum file_type type;
	unsigned pages;

	CU_ASSERT_TRUE(made_head("jpeg 1", &type, &pages));
	CU_ASSERT_EQUAL(type, FILE_JPEG);
	CU_ASSERT_TRUE(made_head("pdf 2000", &type, &pages));
	CU_ASSERT_EQUAL(pages, 2000);
	for (size_t i = 0; i < COUNT(wrong); i++)
		CU_ASSERT_FALSE(made_head(wrong[i], &type, &pages));
}

static void a_part_has_a_number_and_a_size(void)
{
	static const char *const wrong[] = { "", "0", "0 ", " 5", "0 0", "2001 5", "0 05", "0 -5", "0 5x", "x 5", "0 99999999999" };
	unsigned part;
	uint64_t size;

	CU_ASSERT_TRUE(made_part("0 5", &part, &size));
	CU_ASSERT_TRUE(made_part("2000 9999999999", &part, &size));
	CU_ASSERT_EQUAL(size, 9999999999);
	for (size_t i = 0; i < COUNT(wrong); i++)
		CU_ASSERT_FALSE(made_part(wrong[i], &part, &size));
}

/* As copy_store reads it: 1 when all of it makes sense. */
static int reads(const char *text, size_t n)
{
	unsigned char bytes[64];
	struct made m;
	uint64_t size;
	int ends[2], good;

	CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	CU_ASSERT_EQUAL(write(ends[1], text, n), (ssize_t)n);
	close(ends[1]);
	good = made_begin(&m, ends[0], n);
	for (unsigned part = m.type == FILE_PDF; good && part <= m.pages; part++)
		good = made_next(&m, part, &size) && size <= sizeof bytes && made_bytes(&m, bytes, (size_t)size);
	good = good && made_text(&m, &size);
	if (good && size)
		good = size <= sizeof bytes && made_bytes(&m, bytes, (size_t)size)
			&& made_is_text((struct bytes){ bytes, (size_t)size }) && made_end(&m);
	CU_ASSERT_TRUE(made_drain(&m));
	close(ends[0]);
	return good;
}
#define READS(text) reads(text, sizeof(text) - 1)

static void what_was_made_is_read_to_its_end(void)
{
	CU_ASSERT_TRUE(READS("jpeg 1\n0 5\n\xff\xd8\xff..1 4\n\xff\xd8\xff.end\n"));
	CU_ASSERT_TRUE(READS("pdf 2\n1 3\n\xff\xd8\xff" "2 3\n\xff\xd8\xff" "end\n"));
	CU_ASSERT_FALSE(READS("jpeg 1\n0 5\n\xff\xd8\xff..1 4\n\xff\xd8\xff.end\nmore"));
	CU_ASSERT_FALSE(READS("jpeg 1\n0 5\n\xff\xd8\xff..1 4\n\xff\xd8\xff.end"));
	CU_ASSERT_FALSE(READS("jpeg 1\n0 5\n\xff\xd8\xff..end\n"));
	CU_ASSERT_FALSE(READS("jpeg 1\n1 5\n\xff\xd8\xff..0 4\n\xff\xd8\xff.end\n"));
	CU_ASSERT_FALSE(READS("jpeg 1\n0 50\n\xff\xd8\xff..1 4\n\xff\xd8\xff.end\n"));
	CU_ASSERT_FALSE(READS("jpeg 1\n0 9999999999\n"));
	CU_ASSERT_FALSE(READS("0123456789012345678901234567890123456789\n"));
	CU_ASSERT_FALSE(READS("jpeg 1\0\n"));
	CU_ASSERT_FALSE(READS("pdf 1\n0 6\n%PDF-.1 3\n\xff\xd8\xff" "end\n"));
	CU_ASSERT_FALSE(READS(""));
}

#define PAGE "pdf 1\n1 3\n\xff\xd8\xff"
static void words_come_behind_the_pages_once_and_whole(void)
{
	CU_ASSERT_TRUE(READS(PAGE "60000 5\nabc\xc3\xab" "end\n"));
	CU_ASSERT_FALSE(READS(PAGE "60000 4\nabc\xc3" "end\n"));
	CU_ASSERT_FALSE(READS(PAGE "60000 3\na\0c" "end\n"));
	CU_ASSERT_FALSE(READS(PAGE "60000 3\nabc60000 3\nabcend\n"));
	CU_ASSERT_FALSE(READS(PAGE "60000 3\nabc2 3\nabcend\n"));
	CU_ASSERT_FALSE(READS(PAGE "60001 3\nabcend\n"));
	CU_ASSERT_FALSE(READS(PAGE "2 3\nabcend\n"));
	CU_ASSERT_FALSE(READS(PAGE "60000 0\nend\n"));
	CU_ASSERT_FALSE(READS(PAGE "60000 524288\nabc"));
	CU_ASSERT_FALSE(READS("pdf 1\n60000 3\nabcend\n"));
}

/* As far as the database: what is refused does not get there. */
static int refused(const char *text, size_t n)
{
	struct arena *arena = arena_new(65536), *room = arena_new(65536);
	struct scan scan = { .socket = "", .clamd = { .fd = -1 } };
	struct copy copy = { .file = (const unsigned char *)"0123456789abcdef", .room = room, .scan = &scan };
	struct task t;
	int ends[2], good;

	task_begin(&t, arena, NULL);
	CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	CU_ASSERT_EQUAL(write(ends[1], text, n), (ssize_t)n);
	close(ends[1]);
	good = copy_store(&t, &copy, ends[0], n) == FAULT && strstr(t.why, "something else as part") != NULL;
	close(ends[0]);
	task_end(&t);
	arena_drop(arena);
	arena_drop(room);
	return good;
}
#define REFUSED(text) refused(text, sizeof(text) - 1)

static void what_is_no_picture_is_no_part_of_a_copy(void)
{
	CU_ASSERT_TRUE(REFUSED("jpeg 1\n0 6\n<html>1 4\n....end\n"));
	CU_ASSERT_TRUE(REFUSED("jpeg 1\n0 6\n\xff\xd8\xff<a>1 4\n....end\n"));
	CU_ASSERT_TRUE(REFUSED("jpeg 1\n0 10\n\xff\xd8\xff\xfe\0\6words1 4\n....end\n"));
	CU_ASSERT_TRUE(REFUSED("png 1\n0 10\n\xff\xd8\xff\xdb\0\6words1 4\n....end\n"));
	CU_ASSERT_TRUE(REFUSED("png 1\n0 8\n\x89PNG\r\n\x1a\n1 4\n....end\n"));
	CU_ASSERT_TRUE(REFUSED("pdf 1\n1 8\n%PDF-1.4end\n"));
}

const struct unit_test unit_tests[] = {
	{ "what is no picture is no part of a copy, nor a page of a PDF", what_is_no_picture_is_no_part_of_a_copy },
	{ "words come behind the pages, once and whole", words_come_behind_the_pages_once_and_whole },
	{ "of the scanner's answers only OK is OK", only_ok_is_ok },
	{ "what is found is found, whatever it is called; a file too large is not scanned", what_is_found_is_found_whatever_its_name },
	{ "a scanner that heard half a file has not found it clean", half_a_file_is_not_clean },
	{ "what was made begins with a type and its pages", a_head_is_a_type_and_its_pages },
	{ "a part has a number and a size", a_part_has_a_number_and_a_size },
	{ "what was made is read to its end, in its order; of a PDF its pages only", what_was_made_is_read_to_its_end },
	{ NULL, NULL }
};
