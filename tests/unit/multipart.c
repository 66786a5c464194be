/* Bodies in parts: whatever the cut, the same bytes; whatever no browser sends, refused (group M). */
#include "web/multipart.h"
#include "web/body.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static struct task t;

/* What came out: "name|file|type|" once per part, then its bytes. */
struct seen {
	char about[2048];
	unsigned char data[40000];
	size_t size;
	int begun, ended;
};
static struct seen seen;

static enum rc on_begin(void *arg, const struct part *part)
{
	struct seen *s = arg;
	size_t n = strlen(s->about);

	snprintf(s->about + n, sizeof s->about - n, "%s|%s|%s;", part->name, part->file ? part->file : "-", part->type);
	s->begun++;
	return OK;
}

static enum rc on_data(void *arg, struct bytes piece)
{
	struct seen *s = arg;

	if (s->size + piece.size > sizeof s->data)
		return TOO_LARGE;
	memcpy(s->data + s->size, piece.data, piece.size);
	s->size += piece.size;
	return OK;
}

static enum rc on_end(void *arg)
{
	((struct seen *)arg)->ended++;
	return OK;
}

/* Fed in pieces of `step` bytes; the first piece `first` bytes when that is not 0. */
static enum rc feed(const char *type, const char *body, size_t n, size_t step, size_t first)
{
	const struct part_sink sink = { on_begin, on_data, on_end, &seen };
	struct multipart *m;
	enum rc rc = OK;

	if (t.arena)
		task_end(&t);
	else
		t.arena = arena_new(64 * 1024);
	task_begin(&t, t.arena, NULL);
	memset(&seen, 0, sizeof seen);
	m = multipart_new(&t, type, &sink);
	if (!m)
		return MALFORMED;
	for (size_t at = 0, size = first ? first : step; rc == OK && at < n; at += size, size = step)
		rc = multipart_feed(m, body + at, n - at < size ? n - at : size);
	return rc == OK ? multipart_end(m) : rc;
}

#define TYPE "multipart/form-data; boundary=XYZ"
#define HEAD "--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"

static enum rc whole(const char *body)
{
	return feed(TYPE, body, strlen(body), strlen(body) + 1, 0);
}

static void fields_and_a_file_arrive(void)
{
	CU_ASSERT_EQUAL(whole("--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhallo\r\n"
		"--XYZ\r\ncontent-disposition: form-data; name=\"f\"; filename=\"b \xc3\xa9.png\"\r\n"
		"Content-Type: image/png\r\n\r\n\x89PNG\r\n--XYZ--\r\n"), OK);
	CU_ASSERT_STRING_EQUAL(seen.about, "a|-|;f|b é.png|image/png;");
	CU_ASSERT_EQUAL(seen.size, 9);
	CU_ASSERT_EQUAL(memcmp(seen.data, "hallo\x89PNG", 9), 0);
	CU_ASSERT_EQUAL(seen.ended, 2);
}

static void an_empty_file_has_a_name_that_is_empty(void)
{
	CU_ASSERT_EQUAL(whole("--XYZ\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n"
		"Content-Type: application/octet-stream\r\n\r\n\r\n--XYZ--\r\n"), OK);
	CU_ASSERT_STRING_EQUAL(seen.about, "f||application/octet-stream;");
	CU_ASSERT_EQUAL(seen.size, 0);
}

static void a_body_cut_at_any_byte_reads_the_same(void)
{
	static const char body[] = "before\r\n--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
		"\r\n--XY\r\n-\r\r\n--\r\n--XYA\r\n--XYZ\r\nContent-Disposition: form-data; name=b\r\n\r\n\r\n--XYZ--after";
	size_t n = sizeof body - 1;

	for (size_t cut = 1; cut < n; cut++) {
		CU_ASSERT_EQUAL(feed(TYPE, body, n, n, cut), OK);
		CU_ASSERT_STRING_EQUAL(seen.about, "a|-|;b|-|;");
		CU_ASSERT_EQUAL(seen.size, 21);
		CU_ASSERT_EQUAL(memcmp(seen.data, "\r\n--XY\r\n-\r\r\n--\r\n--XYA", seen.size), 0);
	}
	for (size_t step = 1; step < 9; step++) {
		CU_ASSERT_EQUAL(feed(TYPE, body, n, step, 0), OK);
		CU_ASSERT_EQUAL(seen.size, 21);
	}
}

/* A file of every size, its last bytes CR LF and dashes, in pieces of a usual buffer: no byte more or less. */
static void files_of_every_size_keep_their_bytes(void)
{
	static char body[24000], file[20001];
	int wrong = 0;

	for (size_t i = 0; i < sizeof file; i++)
		file[i] = "\r\n--XY\n\r-q\r\r\n"[(i * 7 + i / 13) % 13];
	for (size_t size = 1; size <= 20000; size += size < 300 || (size % 4096) > 4000 || (size % 4096) < 80 ? 1 : 61) {
		size_t n = (size_t)sprintf(body, HEAD);

		memcpy(body + n, file, size);
		n += size;
		n += (size_t)sprintf(body + n, "\r\n--XYZ--\r\n");
		wrong += feed(TYPE, body, n, 4096, 0) != OK || seen.size != size || memcmp(seen.data, file, size) != 0;
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void boundaries_of_1_to_70_characters_work(void)
{
	char type[200], body[400], boundary[80];

	for (int size = 1; size <= 70; size++) {
		memset(boundary, 'b', (size_t)size);
		boundary[size] = 0;
		snprintf(type, sizeof type, size % 2 ? "multipart/form-data; boundary=%s" : "Multipart/Form-Data; BOUNDARY=\"%s\"", boundary);
		snprintf(body, sizeof body, "--%s\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhallo\r\n--%s--\r\n", boundary, boundary);
		CU_ASSERT_EQUAL(feed(type, body, strlen(body), 7, 0), OK);
		CU_ASSERT_EQUAL(seen.size, 5);
	}
}

static void other_boundaries_are_refused(void)
{
	static const char *const bad[] = {
		"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
		"multipart/form-data; boundary=\"a b\"", "multipart/form-data; boundary=a b",
		"multipart/form-data; boundary=a; boundary=b", "multipart/form-data; boundary=\"a",
		"multipart/form-data; boundary=a\xc3\xa9", "multipart/form-data boundary=a",
		"multipart/mixed; boundary=a", "multipart/form-datax; boundary=a", "multipart/form-data; =a",
		"multipart/form-data; boundary=12345678901234567890123456789012345678901234567890123456789012345678901",
	};

	for (size_t i = 0; i < COUNT(bad); i++)
		CU_ASSERT_EQUAL(feed(bad[i], "--a--", 5, 5, 0), MALFORMED);
}

static void a_body_without_its_end_is_refused(void)
{
	static const char body[] = HEAD "hallo\r\n--XYZ--";

	for (size_t n = 0; n < sizeof body - 1; n++)
		CU_ASSERT_EQUAL(feed(TYPE, body, n, 1000, 0), MALFORMED);
	CU_ASSERT_EQUAL(feed(TYPE, body, sizeof body - 1, 1000, 0), OK);
}

static void long_text_around_the_parts_is_refused(void)
{
	char body[4000], pad[2000];

	memset(pad, 'p', sizeof pad);
	snprintf(body, sizeof body, "%.1020s\r\n" HEAD "x\r\n--XYZ--%.1024s", pad, pad);
	CU_ASSERT_EQUAL(whole(body), OK);
	snprintf(body, sizeof body, "%.1100s\r\n" HEAD "x\r\n--XYZ--", pad);
	CU_ASSERT_EQUAL(whole(body), MALFORMED);
	snprintf(body, sizeof body, HEAD "x\r\n--XYZ--%.1025s", pad);
	CU_ASSERT_EQUAL(whole(body), MALFORMED);
}

static void headers_of_a_part_are_few_and_short(void)
{
	static char body[20000];
	size_t n;

	n = (size_t)sprintf(body, "--XYZ\r\nX: ");
	memset(body + n, 'h', 5000);
	strcpy(body + n + 5000, "\r\n\r\nx\r\n--XYZ--");
	CU_ASSERT_EQUAL(whole(body), MALFORMED);
	n = (size_t)sprintf(body, "--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n");
	for (int i = 0; i < 100; i++)
		n += (size_t)sprintf(body + n, "X-%d: y\r\n", i);
	strcpy(body + n, "\r\nx\r\n--XYZ--");
	CU_ASSERT_EQUAL(whole(body), MALFORMED);
}

static void what_no_browser_sends_is_refused(void)
{
	static const char *const bad[] = {
		"--XYZ\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\"; filename*=utf-8''x\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\"; filename=\"\xff\"\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nno colon here\r\n\r\nx\r\n--XYZ--",
		"--XYZ\nContent-Disposition: form-data; name=\"a\"\n\nx\n--XYZ--",
		"--XYZ  \r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--XYZ--",
		HEAD "x\r\n--XYZ-\r\n",
		HEAD "x\r\n--XYZzz",
	};

	for (size_t i = 0; i < COUNT(bad); i++)
		CU_ASSERT_EQUAL(whole(bad[i]), MALFORMED);
}

static void more_than_two_hundred_parts_are_refused(void)
{
	static char body[30000];
	size_t n = 0;

	for (int i = 0; i < 201; i++)
		n += (size_t)sprintf(body + n, HEAD "x\r\n");
	strcpy(body + n, "--XYZ--");
	CU_ASSERT_EQUAL(whole(body), MALFORMED);
}

static enum rc fields(char *body, struct pairs *out)
{
	whole("");
	return body_fields(&t, TYPE, body, strlen(body), out);
}

static void text_parts_become_fields(void)
{
	struct pairs out;
	char body[] = HEAD "één\r\nregel\r\n" HEAD "\r\n--XYZ--";

	CU_ASSERT_EQUAL(fields(body, &out), OK);
	CU_ASSERT_EQUAL(out.count, 2);
	CU_ASSERT_STRING_EQUAL(out.list[0].value, "één\r\nregel");
	CU_ASSERT_STRING_EQUAL(out.list[1].value, "");
}

static void a_file_is_no_text_and_text_is_utf8(void)
{
	struct pairs out;
	char file[] = "--XYZ\r\nContent-Disposition: form-data; name=\"a\"; filename=\"x\"\r\n\r\nx\r\n--XYZ--";
	char bytes[] = HEAD "\xff\r\n--XYZ--";

	CU_ASSERT_EQUAL(fields(file, &out), MALFORMED);
	CU_ASSERT_EQUAL(fields(bytes, &out), MALFORMED);
}

const struct unit_test unit_tests[] = {
	{ "fields and a file arrive", fields_and_a_file_arrive },
	{ "an empty file has a name that is empty", an_empty_file_has_a_name_that_is_empty },
	{ "a body cut at any byte reads the same", a_body_cut_at_any_byte_reads_the_same },
	{ "files of every size keep their bytes", files_of_every_size_keep_their_bytes },
	{ "boundaries of 1 to 70 characters work", boundaries_of_1_to_70_characters_work },
	{ "other boundaries are refused", other_boundaries_are_refused },
	{ "a body without its end is refused", a_body_without_its_end_is_refused },
	{ "long text around the parts is refused", long_text_around_the_parts_is_refused },
	{ "headers of a part are few and short", headers_of_a_part_are_few_and_short },
	{ "what no browser sends is refused", what_no_browser_sends_is_refused },
	{ "more than two hundred parts are refused", more_than_two_hundred_parts_are_refused },
	{ "text parts become fields", text_parts_become_fields },
	{ "a file is no text, and text is UTF-8", a_file_is_no_text_and_text_is_utf8 },
	{ NULL, NULL }
};
