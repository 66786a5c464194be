/* Parts of a body. Oracle: one piece, single bytes and pieces by the input's own rule read the same. */
#include "web/multipart.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A running sum over everything a sink is told; the same story has the same sum. */
struct story {
	uint64_t sum;
	size_t bytes;
	int open;
};

static void tell(struct story *s, const void *data, size_t n)
{
	for (size_t i = 0; i < n; i++)
		s->sum = (s->sum ^ ((const uint8_t *)data)[i]) * UINT64_C(1099511628211);
}

static enum rc on_begin(void *arg, const struct part *part)
{
	struct story *s = arg;

	if (s->open++)
		abort();
	tell(s, part->name, strlen(part->name) + 1);
	tell(s, part->file ? part->file : "-", part->file ? strlen(part->file) + 1 : 1);
	tell(s, part->type, strlen(part->type) + 1);
	return OK;
}

static enum rc on_data(void *arg, struct bytes piece)
{
	struct story *s = arg;

	if (s->open != 1)
		abort();
	tell(s, piece.data, piece.size);
	s->bytes += piece.size;
	return OK;
}

static enum rc on_end(void *arg)
{
	struct story *s = arg;

	tell(s, "|", 1);
	if (--s->open)
		abort();
	return OK;
}

static enum rc read_in(const char *type, const uint8_t *body, size_t n, size_t step, struct story *s)
{
	static struct task t;
	const struct part_sink sink = { on_begin, on_data, on_end, s };
	struct multipart *m;
	enum rc rc = OK;

	if (!t.arena)
		t.arena = arena_new(16384);
	task_begin(&t, t.arena, NULL);
	memset(s, 0, sizeof *s);
	m = multipart_new(&t, type, &sink);
	for (size_t at = 0; m && rc == OK && at < n; at += step)
		rc = multipart_feed(m, body + at, n - at < step ? n - at : step);
	if (m && rc == OK)
		rc = multipart_end(m);
	if (m && rc == OK && (s->open || s->bytes > n))
		abort();
	task_end(&t);
	return m ? rc : MALFORMED;
}

/* The first line is the content type, or "" for a usual one; the next byte the size of the pieces. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *line = memchr(data, '\n', size < 200 ? size : 200);
	char type[256] = "multipart/form-data; boundary=XYZ";
	struct story whole, bytes, pieces;
	enum rc rc;

	if (!line || line + 2 > data + size)
		return 0;
	if (line > data) {
		memcpy(type, data, (size_t)(line - data));
		type[line - data] = 0;
	}
	size -= (size_t)(line + 2 - data);
	data = line + 2;
	rc = read_in(type, data, size, size + 1, &whole);
	if (read_in(type, data, size, 1, &bytes) != rc || read_in(type, data, size, line[1] % 32 + 1u, &pieces) != rc)
		abort();
	if (rc == OK && (whole.sum != bytes.sum || whole.sum != pieces.sum || whole.bytes != bytes.bytes))
		abort();
	return 0;
}
