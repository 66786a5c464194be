/*
 * A form with a file, read as it comes: the first byte says how large the
 * pieces are that nginx hands over, the rest is the body. Oracles: pieces of any
 * length tell the same story; a file that is whole was told whole, in chunks that
 * open to its bytes; what breaks off is not answered and not whole.
 */
#include "attachment_store.h"
#include "base/settings.h"
#include "web/answer.h"
#include "web/serve.h"
#include "web/upload.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

enum { OUT_MOST = 65536 };

/* What one reading told. */
struct story {
	uint64_t sum;
	enum rc rc, refused;
	int status, begun, whole, dropped;
	int64_t size, opened;
};
static struct world {
	struct server server;
	struct story now;
	struct attachment_store store;
	unsigned char key[DATA_KEY], plain[1 << 20];
	size_t seen;
	const uint8_t *at, *end;
	size_t step;
	int storing;		/* seals and opens, too: once per input, for it takes the most time */
	char out[OUT_MOST];
} world;

static void tell(const void *data, size_t n)
{
	for (size_t i = 0; i < n; i++)
		world.now.sum = (world.now.sum ^ ((const uint8_t *)data)[i]) * UINT64_C(1099511628211);
}

/* --- Where chunks go: opened at once -------------------------------------------- */

static enum rc way_begin(struct attachment_store *s)
{
	world.now.begun++;
	memcpy(s->envelope.id, s->id, OBJECT_ID);
	memset(s->envelope.data_key, 7, DATA_KEY);
	memcpy(world.key, s->envelope.data_key, DATA_KEY);
	return OK;
}

static enum rc way_chunk(struct attachment_store *s, struct bytes sealed)
{
	struct bytes plain;

	if (record_open(s->t, s->envelope.id, world.key, RECORD_FILE, file_chunk_number(0, s->chunks), sealed, &plain) != OK)
		abort();
	if (memcmp(plain.data, world.plain + world.now.opened, plain.size) != 0)
		abort();
	world.now.opened += (int64_t)plain.size;
	return OK;
}

static enum rc way_end(struct attachment_store *s)
{
	if (world.now.opened != s->size)
		abort();
	world.now.whole++;
	return OK;
}

static void way_drop(struct attachment_store *s)
{
	(void)s;
	world.now.dropped++;
}

static const struct attachment_way way = { way_begin, way_chunk, way_end, way_drop };

/* --- The handler ------------------------------------------------------------------- */

static enum rc on_begin(void *arg, const struct upload_file *file)
{
	struct web *w = arg;
	static const unsigned char id[OBJECT_ID];

	if (world.storing)
		attachment_store_open(w->t, &world.store, &way, NULL, id, file->name, file->type);
	return OK;
}

static enum rc on_data(void *arg, struct bytes piece)
{
	(void)arg;
	tell(piece.data, piece.size);
	if (!world.storing)
		return OK;
	memcpy(world.plain + world.seen, piece.data, piece.size);
	world.seen += piece.size;
	world.now.refused = attachment_store_data(&world.store, piece);
	return OK;
}

static enum rc take_file(struct web *w)
{
	const struct upload_sink sink = { on_begin, on_data, w };
	struct upload_file file;
	struct story *s = &world.now;

	memset(&world.store, 0, sizeof world.store);
	s->rc = upload_read(w, &sink, &file);
	s->size = file.size;
	if (world.storing && s->rc == OK && s->refused == OK && *file.name)
		s->refused = attachment_store_end(&world.store);
	if (world.storing && (s->rc != OK || s->refused != OK))
		attachment_store_drop(&world.store);
	for (size_t i = 0; s->rc == OK && i < w->form.count; i++) {
		tell(w->form.list[i].name, strlen(w->form.list[i].name) + 1);
		tell(w->form.list[i].value, w->form.list[i].size + 1);
	}
	tell(file.name, strlen(file.name) + 1);
	if (*file.name)
		tell(file_name_tidy(w->t, file.name), 1);
	return s->rc == OK ? answer_text(w, "text/html; charset=utf-8", "taken") : s->rc;
}

static const struct route routes[] = { { "POST", "/nl/file", "", ANYBODY, take_file } };
static const struct takes takes[] = { { "/nl/file", "file_mb" }, { NULL, NULL } };
static const struct program program = {
	.name = "tip", .routes = routes, .route_count = COUNT(routes), .takes = takes, .body_limit = 4096,
};

/* --- libfcgi without a socket -------------------------------------------------------- */

static void more(FCGX_Stream *in)
{
	size_t n = (size_t)(world.end - world.at);

	if (n == 0) {
		in->isClosed = 1;
		return;
	}
	n = n < world.step ? n : world.step;
	in->rdNext = in->stopUnget = (unsigned char *)(uintptr_t)world.at;
	in->stop = in->wrNext = in->rdNext + n;
	world.at += n;
}

static void keep(FCGX_Stream *out, int closing)
{
	(void)out;
	(void)closing;
}

static struct story read_in(const uint8_t *data, size_t n, size_t length, size_t step, int storing)
{
	char size[60];
	char *envp[] = { (char[]){ "REQUEST_METHOD=POST" }, (char[]){ "DOCUMENT_URI=/nl/file" }, size,
		(char[]){ "CONTENT_TYPE=multipart/form-data; boundary=XYZ" }, NULL };
	FCGX_Stream in = { .isReader = 1, .fillBuffProc = more }, out = { .emptyBuffProc = keep };
	FCGX_Request fcgi = { .in = &in, .out = &out, .err = &out, .envp = envp, .ipcFd = -1 };

	snprintf(size, sizeof size, "CONTENT_LENGTH=%zu", length);
	world.at = data;
	world.end = data + n;
	world.step = step;
	world.storing = storing;
	world.seen = 0;
	world.now = (struct story){ .rc = FAULT };
	out.wrNext = (unsigned char *)world.out;
	out.stop = out.rdNext = out.wrNext + OUT_MOST - 1;
	*world.out = 0;
	serve(&world.server, &fcgi);
	*out.wrNext = 0;
	if (sscanf(world.out, "Status: %d", &world.now.status) != 1)
		world.now.status = 0;
	return world.now;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	char path[] = "/tmp/kp-fuzz-XXXXXX";
	int fd = mkstemp(path);

	(void)argc;
	(void)argv;
	if (fd < 0 || crypto_start() != 0)
		abort();
	close(fd);
	world.server.settings = settings_load(path);
	unlink(path);
	world.server.program = &program;
	world.server.arena = arena_new(16384);
	return 0;
}

static void check(const struct story *s, size_t n)
{
	if (s->whole != (s->rc == OK && s->refused == OK && s->begun) || s->whole > 1 || (s->whole && s->dropped))
		abort();
	if (s->rc == OK && (s->status != 200 || s->size > (int64_t)n))
		abort();
	if (s->whole && s->opened != s->size)
		abort();
}

static int same(const struct story *a, const struct story *b)
{
	return a->sum == b->sum && a->rc == b->rc && a->status == b->status && a->size == b->size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct story whole, bytes, pieces, cut;

	if (size < 2 || size > 1 << 19)
		return 0;
	whole = read_in(data + 1, size - 1, size - 1, size, 1);
	bytes = read_in(data + 1, size - 1, size - 1, 1, 0);
	pieces = read_in(data + 1, size - 1, size - 1, data[0] % 64 + 1u, 0);
	check(&whole, size);
	if (!same(&whole, &bytes) || !same(&whole, &pieces))
		abort();
	cut = read_in(data + 1, size - 2, size - 1, 8192, 0);
	if (cut.rc == OK || cut.status)
		abort();
	return 0;
}
