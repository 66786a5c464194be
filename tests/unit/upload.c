/* A form with a file, read as it comes: the same bytes whatever their number, and nothing that no browser sends (group M). */
#include "base/settings.h"
#include "web/answer.h"
#include "web/form.h"
#include "web/serve.h"
#include "web/upload.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OUT_MOST = 65536, BODY_MOST = 3 << 20, TEXT_MOST = 4000 };

/* What the handler saw of the last request. */
static struct {
	int entered, handled, reads, begun;
	char before[64], after[64];		/* the field "a" as it was before and after reading the file */
	enum rc rc, sink, at_begin;		/* what upload_read and the sink said; what begin is to say */
	struct upload_file file;
	char name[64], type[64];
	unsigned char *data;
	size_t size;
	char out[OUT_MOST];
} seen;
static char *body;
static size_t step;			/* how many bytes nginx hands over at a time */

static enum rc on_begin(void *arg, const struct upload_file *file)
{
	(void)arg;
	(void)file;
	seen.begun++;
	return seen.at_begin;
}

static enum rc on_data(void *arg, struct bytes piece)
{
	(void)arg;
	if (seen.size + piece.size > BODY_MOST)
		return FAULT;
	memcpy(seen.data + seen.size, piece.data, piece.size);
	seen.size += piece.size;
	return seen.sink;
}

static enum rc enter(struct web *w)
{
	seen.entered++;
	snprintf(seen.before, sizeof seen.before, "%s", pairs_find(&w->form, "a") ? pairs_find(&w->form, "a") : "-");
	return OK;
}

static enum rc take_file(struct web *w)
{
	const struct upload_sink sink = { on_begin, on_data, NULL };

	seen.handled++;
	seen.rc = upload_read(w, &sink, &seen.file);
	snprintf(seen.after, sizeof seen.after, "%s", pairs_find(&w->form, "b") ? pairs_find(&w->form, "b") : "-");
	snprintf(seen.name, sizeof seen.name, "%s", seen.file.name);
	snprintf(seen.type, sizeof seen.type, "%s", seen.file.type);
	return seen.rc == OK ? answer_text(w, "text/html; charset=utf-8", "taken") : seen.rc;
}

static enum rc take_none(struct web *w)
{
	seen.handled++;
	return answer_text(w, "text/html; charset=utf-8", "not read");
}

static const struct route routes[] = {
	{ "POST", "/nl/file",  "", ANYBODY, take_file },
	{ "POST", "/nl/lazy",  "", ANYBODY, take_none },
	{ "POST", "/nl/plain", "", ANYBODY, take_none },
	{ "POST", "/nl/staff", "", 1,       take_file },
};
static const struct takes takes[] = { { "/nl/file", "file_mb" }, { "/nl/lazy", "file_mb" }, { "/nl/staff", "file_mb" }, { NULL, NULL } };
static const struct program program = {
	.name = "tip", .routes = routes, .route_count = COUNT(routes), .takes = takes, .body_limit = TEXT_MOST, .enter = enter,
};

/* --- nginx, in pieces ------------------------------------------------------------ */

static struct { char *at, *end; } wire;

static void more(FCGX_Stream *in)
{
	size_t n = (size_t)(wire.end - wire.at);

	if (n == 0) {
		in->isClosed = 1;
		return;
	}
	n = n < step ? n : step;
	in->rdNext = in->stopUnget = (unsigned char *)wire.at;
	in->stop = in->wrNext = in->rdNext + n;
	wire.at += n;
}

static void keep(FCGX_Stream *out, int closing)
{
	(void)out;
	(void)closing;
}

static struct server *server(void)
{
	static struct server s = { .program = &program };
	char path[] = "/tmp/kp-upload-XXXXXX";
	int fd;

	if (s.arena)
		return &s;
	fd = mkstemp(path);
	CU_ASSERT_FATAL(fd >= 0 && write(fd, "file_mb = 1\n", 12) == 12);
	close(fd);
	s.settings = settings_load(path);
	unlink(path);
	s.arena = arena_new(16384);
	body = calloc(1, BODY_MOST + 4096);
	seen.data = calloc(1, BODY_MOST);
	return &s;
}

static const char *send_to(const char *path, const char *type, size_t n, size_t length)
{
	struct server *s = server();
	char where[100], size[60], kind[200];
	char *envp[] = { (char[]){ "REQUEST_METHOD=POST" }, where, size, kind, NULL };
	FCGX_Stream in = { .isReader = 1, .fillBuffProc = more }, out = { .emptyBuffProc = keep };
	FCGX_Request fcgi = { .in = &in, .out = &out, .err = &out, .envp = envp, .ipcFd = -1 };

	snprintf(where, sizeof where, "DOCUMENT_URI=%s", path);
	snprintf(size, sizeof size, "CONTENT_LENGTH=%zu", length);
	snprintf(kind, sizeof kind, "CONTENT_TYPE=%s", type);
	wire.at = body;
	wire.end = body + n;
	out.wrNext = (unsigned char *)seen.out;
	out.stop = out.rdNext = out.wrNext + OUT_MOST - 1;
	seen.entered = seen.handled = seen.begun = 0;
	seen.size = 0;
	seen.rc = FAULT;
	seen.file = (struct upload_file){ .name = "" };
	serve(s, &fcgi);
	*out.wrNext = 0;
	return seen.out;
}

static int status(const char *answer)
{
	int number = 0;

	return sscanf(answer, "Status: %d", &number) == 1 ? number : 0;
}

static void plan(size_t pieces, enum rc at_begin, enum rc sink)
{
	server();
	step = pieces;
	seen.at_begin = at_begin;
	seen.sink = sink;
}

#define TYPE "multipart/form-data; boundary=XYZ"
#define TEXT(name, value) "--XYZ\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_HEAD(name) "--XYZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" name "\"\r\nContent-Type: image/png\r\n\r\n"

static size_t put(size_t at, const void *data, size_t n)
{
	memcpy(body + at, data, n);
	return at + n;
}

static size_t put_text(size_t at, const char *text)
{
	return put(at, text, strlen(text));
}

static int text_status(const char *text)
{
	size_t n = put_text(0, text);

	return status(send_to("/nl/file", TYPE, n, n));
}

/* `pad` bytes of text before the file, so that its ends meet every place of a buffer. */
static int file_of(const unsigned char *file, size_t size, size_t pad)
{
	static char padding[TEXT_MOST];
	size_t n = put_text(0, "--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n");

	memset(padding, 'p', sizeof padding);
	n = put(n, padding, pad);
	n = put_text(n, "\r\n" FILE_HEAD("x.png"));
	n = put(n, file, size);
	n = put_text(n, "\r\n" TEXT("b", "next") "--XYZ--\r\n");
	return status(send_to("/nl/file", TYPE, n, n)) == 200 && seen.rc == OK && seen.file.rc == OK
		&& (size_t)seen.file.size == size && seen.size == size && memcmp(seen.data, file, size) == 0
		&& strcmp(seen.after, "next") == 0;
}

static const unsigned char *worst(size_t size)
{
	static unsigned char file[70000];

	for (size_t i = 0; i < size && i < sizeof file; i++)
		file[i] = (unsigned char)"\r\n--XY\n\r-q\r\r\n"[(i * 7 + i / 13) % 13];
	return file;
}

/* --- What comes through ------------------------------------------------------------ */

static void a_file_of_every_size_from_1_to_20000_keeps_its_bytes(void)
{
	const unsigned char *file;
	int wrong = 0;

	plan(8192, OK, OK);
	file = worst(20000);
	for (size_t size = 1; size <= 20000; size++)
		wrong += !file_of(file, size, size % 97);
	CU_ASSERT_EQUAL(wrong, 0);
}

static void its_end_may_fall_on_every_edge_of_every_buffer(void)
{
	const unsigned char *file;
	int wrong = 0;

	server();
	file = worst(70000);
	for (size_t edge = 32768; edge <= 65536; edge += 32768)
		for (size_t size = edge - 400; size <= edge + 8; size++) {
			plan(size % 3 ? 8192 : 65535, OK, OK);
			wrong += !file_of(file, size, 40);
		}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void pieces_of_every_length_read_the_same(void)
{
	const unsigned char *file = worst(900);
	int wrong = 0;

	for (size_t pieces = 1; pieces <= 1400; pieces++) {
		plan(pieces, OK, OK);
		wrong += !file_of(file, 900, 3);
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void boundaries_of_1_to_70_characters_work(void)
{
	char type[200], mark[80];
	int wrong = 0;

	plan(8192, OK, OK);
	for (int size = 1; size <= 70; size++) {
		size_t n;

		memset(mark, 'b', (size_t)size);
		mark[size] = 0;
		snprintf(type, sizeof type, "multipart/form-data; boundary=%s", mark);
		n = (size_t)sprintf(body, "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nbytes\r\n--%s--", mark, mark);
		wrong += status(send_to("/nl/file", type, n, n)) != 200 || seen.size != 5;
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void fields_before_the_file_are_known_before_who_it_is(void)
{
	plan(8192, OK, OK);
	CU_ASSERT_EQUAL(text_status(TEXT("a", "sealed") FILE_HEAD("x.png") "bytes\r\n" TEXT("b", "next") "--XYZ--"), 200);
	CU_ASSERT_STRING_EQUAL(seen.before, "sealed");
	CU_ASSERT_STRING_EQUAL(seen.after, "next");
	CU_ASSERT_STRING_EQUAL(seen.name, "x.png");
	CU_ASSERT_STRING_EQUAL(seen.type, "image/png");
	CU_ASSERT_EQUAL(seen.begun, 1);
}

static void no_file_chosen_is_no_file(void)
{
	plan(8192, OK, OK);
	CU_ASSERT_EQUAL(text_status(TEXT("a", "1") FILE_HEAD("") "\r\n" TEXT("b", "next") "--XYZ--"), 200);
	CU_ASSERT_STRING_EQUAL(seen.name, "");
	CU_ASSERT_EQUAL(seen.begun, 0);
	CU_ASSERT_STRING_EQUAL(seen.after, "next");
	CU_ASSERT_EQUAL(text_status(TEXT("a", "1") TEXT("b", "next") "--XYZ--"), 200);
	CU_ASSERT_EQUAL(seen.begun, 0);
}

static void an_empty_file_has_a_name_and_no_bytes(void)
{
	plan(8192, OK, OK);
	CU_ASSERT_EQUAL(text_status(FILE_HEAD("x.png") "\r\n--XYZ--"), 200);
	CU_ASSERT_STRING_EQUAL(seen.name, "x.png");
	CU_ASSERT_EQUAL(seen.file.size, 0);
	CU_ASSERT_EQUAL(seen.file.rc, OK);
}

static void a_form_without_a_file_may_come_in_the_other_encoding(void)
{
	size_t n = put_text((plan(8192, OK, OK), 0), "a=1&b=next");

	CU_ASSERT_EQUAL(status(send_to("/nl/file", "application/x-www-form-urlencoded", n, n)), 200);
	CU_ASSERT_STRING_EQUAL(seen.after, "next");
}

/* --- What does not ------------------------------------------------------------------ */

static void a_file_over_the_limit_is_counted_and_not_kept(void)
{
	size_t limit = 1 << 20, n;

	plan(65535, OK, OK);
	for (int over = 0; over < 3; over++) {
		size_t size = over == 2 ? 2 * limit : limit + (size_t)over;

		n = put_text(0, TEXT("a", "1") FILE_HEAD("x.png"));
		memset(body + n, 'x', size);
		n = put_text(n + size, "\r\n" TEXT("b", "next") "--XYZ--");
		CU_ASSERT_EQUAL(status(send_to("/nl/file", TYPE, n, n)), 200);
		CU_ASSERT_EQUAL(seen.file.rc, over ? TOO_LARGE : OK);
		CU_ASSERT_EQUAL(seen.file.size, (int64_t)size);
		CU_ASSERT_STRING_EQUAL(seen.after, "next");
		CU_ASSERT_EQUAL(seen.begun, over < 2);		/* certainly too large: not even begun */
	}
}

static void what_the_sink_refuses_is_read_to_its_end(void)
{
	plan(8192, LIMITED, OK);
	CU_ASSERT(!file_of(worst(9000), 9000, 0));
	CU_ASSERT_EQUAL(seen.file.rc, LIMITED);
	CU_ASSERT_EQUAL(seen.file.size, 9000);
	CU_ASSERT_EQUAL(seen.size, 0);
	CU_ASSERT_STRING_EQUAL(seen.after, "next");
	plan(8192, OK, INVALID);
	CU_ASSERT(!file_of(worst(60000), 60000, 0));
	CU_ASSERT_EQUAL(seen.file.rc, INVALID);
	CU_ASSERT(seen.size < 60000);
	CU_ASSERT_EQUAL(seen.file.size, 60000);
}

static void what_no_form_of_ours_sends_is_refused(void)
{
	static const char *const bad[] = {
		FILE_HEAD("x.png") "x\r\n" FILE_HEAD("y.png") "y\r\n--XYZ--",
		TEXT("file", "text") "--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\"; filename=\"x\"\r\n\r\nx\r\n--XYZ--",
		FILE_HEAD("") "bytes without a name\r\n--XYZ--",
		FILE_HEAD("x.png") "no end",
		FILE_HEAD("x.png") "x\r\n--XYZ\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nno end",
		TEXT("a", "\xff") FILE_HEAD("x.png") "x\r\n--XYZ--",
		FILE_HEAD("x.png") "x\r\n" TEXT("b", "\xff") "--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n--XYZ--",
	};

	plan(8192, OK, OK);
	for (size_t i = 0; i < COUNT(bad); i++)
		CU_ASSERT_EQUAL(text_status(bad[i]), 400);
}

static void a_name_with_nul_is_refused(void)
{
	size_t n;

	plan(8192, OK, OK);
	n = put_text(0, "--XYZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x");
	n = put(n, "\0.png", 5);
	n = put_text(n, "\"\r\n\r\nx\r\n--XYZ--");
	CU_ASSERT_EQUAL(status(send_to("/nl/file", TYPE, n, n)), 400);
	CU_ASSERT_EQUAL(seen.handled, 0);
}

static void text_has_its_own_limit(void)
{
	size_t n;

	plan(8192, OK, OK);
	n = put_text(0, "--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n");
	memset(body + n, 'x', TEXT_MOST + 1);
	n = put_text(n + TEXT_MOST + 1, "\r\n" FILE_HEAD("x.png") "x\r\n--XYZ--");
	CU_ASSERT_EQUAL(status(send_to("/nl/file", TYPE, n, n)), 413);
	CU_ASSERT_EQUAL(seen.handled, 0);
	n = put_text(0, FILE_HEAD("x.png") "x\r\n--XYZ\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n");
	memset(body + n, 'x', TEXT_MOST + 1);
	n = put_text(n + TEXT_MOST + 1, "\r\n--XYZ--");
	CU_ASSERT_EQUAL(status(send_to("/nl/file", TYPE, n, n)), 413);
}

/* Wherever it breaks off, nobody is answered; before the file has begun nobody is even asked. */
static void a_body_that_was_cut_off_is_dropped_at_every_byte(void)
{
	size_t whole = put_text((plan(8192, OK, OK), 0), TEXT("a", "1") FILE_HEAD("x.png") "some bytes\r\n" TEXT("b", "next") "--XYZ--");

	for (size_t n = 0; n < whole; n++) {
		CU_ASSERT_STRING_EQUAL(send_to("/nl/file", TYPE, n, whole), "");
		CU_ASSERT_NOT_EQUAL(seen.handled ? seen.rc : FAULT, OK);
	}
	CU_ASSERT_STRING_EQUAL(send_to("/nl/file", TYPE, whole, whole - 1), "");
	CU_ASSERT_EQUAL(status(send_to("/nl/file", TYPE, whole, whole)), 200);
}

static void who_may_not_has_the_body_read_and_nothing_kept(void)
{
	size_t n;

	plan(8192, OK, OK);
	n = put_text(0, FILE_HEAD("x.png"));
	memset(body + n, 'x', 100000);
	n = put_text(n + 100000, "\r\n--XYZ--");
	CU_ASSERT_EQUAL(status(send_to("/nl/staff", TYPE, n, n)), 401);
	CU_ASSERT_EQUAL(seen.handled + seen.begun, 0);
	CU_ASSERT_PTR_EQUAL(wire.at, wire.end);
	CU_ASSERT_EQUAL(status(send_to("/nl/lazy", TYPE, n, n)), 200);
	CU_ASSERT_PTR_EQUAL(wire.at, wire.end);
	CU_ASSERT_STRING_EQUAL(send_to("/nl/lazy", TYPE, n - 1, n), "");
}

static void a_row_that_takes_none_gets_none(void)
{
	size_t n;

	plan(8192, OK, OK);
	n = put_text(0, FILE_HEAD("x.png") "x\r\n--XYZ--");
	CU_ASSERT_EQUAL(status(send_to("/nl/plain", TYPE, n, n)), 400);
	CU_ASSERT_EQUAL(status(send_to("/nl/nowhere", TYPE, n, n)), 404);
	CU_ASSERT_EQUAL(seen.handled, 0);
}

const struct unit_test unit_tests[] = {
	{ "a file of every size from 1 to 20,000 keeps its bytes", a_file_of_every_size_from_1_to_20000_keeps_its_bytes },
	{ "its end may fall on every edge of every buffer", its_end_may_fall_on_every_edge_of_every_buffer },
	{ "pieces of every length read the same", pieces_of_every_length_read_the_same },
	{ "boundaries of 1 to 70 characters work", boundaries_of_1_to_70_characters_work },
	{ "fields before the file are known before who it is", fields_before_the_file_are_known_before_who_it_is },
	{ "no file chosen is no file", no_file_chosen_is_no_file },
	{ "an empty file has a name and no bytes", an_empty_file_has_a_name_and_no_bytes },
	{ "a form without a file may come in the other encoding", a_form_without_a_file_may_come_in_the_other_encoding },
	{ "a file over the limit is counted and not kept", a_file_over_the_limit_is_counted_and_not_kept },
	{ "what the sink refuses is read to its end", what_the_sink_refuses_is_read_to_its_end },
	{ "what no form of ours sends is refused", what_no_form_of_ours_sends_is_refused },
	{ "a name with NUL is refused", a_name_with_nul_is_refused },
	{ "text has its own limit", text_has_its_own_limit },
	{ "a body that was cut off is dropped, at every byte", a_body_that_was_cut_off_is_dropped_at_every_byte },
	{ "who may not has the body read and nothing kept", who_may_not_has_the_body_read_and_nothing_kept },
	{ "a row that takes none gets none", a_row_that_takes_none_gets_none },
	{ NULL, NULL }
};
