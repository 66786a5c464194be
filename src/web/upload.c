/*
 * Reading a body with a file as it comes. Memory is what the text fields may
 * have and two pieces, whatever the size of the file. Refuses a second file, a
 * file where a text belongs, and a text where the file belongs.
 */
#include "web/upload.h"

#include "base/settings.h"
#include "web/body.h"
#include "web/multipart.h"
#include "web/part_text.h"
#include "web/request.h"
#include "web/route.h"

#include <string.h>

enum { PIECE = 32 * 1024, MARK_ROOM = 128 };

struct upload {
	struct web *w;
	struct multipart *m;
	struct part_text text;
	size_t left;			/* of the body, not read yet */
	size_t before, fields;		/* fields before the file, and all so far: a small body comes in one piece */
	int in_file;			/* the part that is read is the file */
	int met;			/* the file has begun */
	char *piece;
	unsigned char *held;		/* its first bytes came with the fields before it */
	size_t held_size;
	int64_t limit;
	const struct upload_sink *sink;	/* NULL until a handler reads */
	struct upload_file file;
};

static const struct takes *takes_of(struct web *w)
{
	const char *allow;

	if (!w->program->takes || strcmp(w->method, "POST") != 0 || route_find(w, &allow) != ROUTE_FOUND)
		return NULL;
	for (const struct takes *row = w->program->takes; row->path; row++)
		if (strcmp(row->path, w->route->path) == 0)
			return row;
	return NULL;
}

int upload_is_for(struct web *w, const char *content_type)
{
	return takes_of(w) != NULL && body_is(content_type, "multipart/form-data");
}

static void give(struct upload *u, struct bytes piece)
{
	struct upload_file *file = &u->file;

	file->size += (int64_t)piece.size;
	if (file->rc == OK && file->size > u->limit)
		file->rc = TOO_LARGE;
	if (file->rc == OK)
		file->rc = u->sink->data(u->sink->arg, piece);
}

static enum rc on_begin(void *arg, const struct part *part)
{
	struct upload *u = arg;
	int is_field = strcmp(part->name, UPLOAD_FIELD) == 0;

	u->in_file = part->file != NULL;
	if (u->in_file != is_field)
		return fail(u->w->t, MALFORMED, "a file where a text belongs, or a text for a file");
	if (!u->in_file)
		return part_text_begin(&u->text, part);
	if (u->met++)
		return fail(u->w->t, MALFORMED, "a second file");
	u->before = u->w->form.count;
	u->file.name = take_text(u->w->t, part->file);
	u->file.type = take_text(u->w->t, part->type);
	return OK;
}

static enum rc on_data(void *arg, struct bytes piece)
{
	struct upload *u = arg;

	if (!u->in_file)
		return part_text_data(&u->text, piece);
	if (!*u->file.name)
		return piece.size ? fail(u->w->t, MALFORMED, "a file without a name") : OK;
	if (u->sink) {
		give(u, piece);
		return OK;
	}
	if (piece.size > PIECE + MARK_ROOM - u->held_size)
		return fail(u->w->t, FAULT, "more held than was read");
	memcpy(u->held + u->held_size, piece.data, piece.size);
	u->held_size += piece.size;
	return OK;
}

static enum rc on_end(void *arg)
{
	struct upload *u = arg;

	return u->in_file ? OK : part_text_end(&u->text);
}

void upload_new(struct web *w, const char *content_type)
{
	struct upload *u = take(w->t, sizeof *u);
	const struct part_sink sink = { on_begin, on_data, on_end, u };

	w->request->upload = u;
	u->w = w;
	u->limit = setting_num(w->t->settings, takes_of(w)->limit) << 20;
	u->file.name = u->file.type = "";
	u->piece = take(w->t, PIECE);
	u->held = take(w->t, PIECE + MARK_ROOM);
	part_text_new(w->t, &w->form, w->program->body_limit, &u->text);
	u->m = multipart_new(w->t, content_type, &sink);
}

/* The next piece of the body into the reader. */
static enum rc feed(struct upload *u)
{
	size_t n = u->left < PIECE ? u->left : PIECE;
	size_t got = (size_t)FCGX_GetStr(u->piece, (int)n, u->w->request->fcgi->in);

	u->left -= got;
	if (got != n)
		return req_drop(u->w, "body shorter than CONTENT_LENGTH");
	return multipart_feed(u->m, u->piece, n);
}

enum rc upload_fields(struct web *w)
{
	struct upload *u = w->request->upload;
	enum rc rc = req_length(w, &u->left);

	if (rc == OK && !u->m)
		rc = fail(w->t, MALFORMED, "no usable boundary");
	while (rc == OK && u->left > 0 && !u->met)
		rc = feed(u);
	u->fields = w->form.count;
	if (u->met)
		w->form.count = u->before;
	return rc;
}

static enum rc at_end(struct upload *u)
{
	FCGX_Stream *in = u->w->request->fcgi->in;

	if (FCGX_GetChar(in) != -1 || FCGX_GetError(in) != 0)
		return req_drop(u->w, "body and CONTENT_LENGTH differ");
	if (multipart_end(u->m) != OK)
		return MALFORMED;
	return req_query_repeats(u->w) ? fail(u->w->t, MALFORMED, "a query field came twice") : OK;
}

/* What is certainly too large is not even begun: fields after the file are no longer than text may be. */
static void begin(struct upload *u)
{
	u->file.most = (int64_t)(u->held_size + u->left);
	if (u->file.most > u->limit + (int64_t)u->w->program->body_limit)
		u->file.rc = TOO_LARGE;
	else
		u->file.rc = u->sink->begin(u->sink->arg, &u->file);
	give(u, (struct bytes){ u->held, u->held_size });
}

enum rc upload_read(struct web *w, const struct upload_sink *sink, struct upload_file *file)
{
	struct upload *u = w->request->upload;
	enum rc rc = OK;

	*file = (struct upload_file){ .name = "", .type = "" };
	if (!u)
		return OK;
	u->sink = sink;
	w->form.count = u->fields;
	if (*u->file.name)
		begin(u);
	while (rc == OK && u->left > 0)
		rc = feed(u);
	if (rc == OK)
		rc = at_end(u);
	*file = u->file;
	return rc;
}

void upload_drain(struct web *w)
{
	struct upload *u = w->request->upload;
	size_t got = PIECE, all = 0;

	while (u && !w->request->dropped && got == PIECE) {
		got = (size_t)FCGX_GetStr(u->piece, PIECE, w->request->fcgi->in);
		all += got;
	}
	if (u && !w->request->dropped && all != u->left)
		req_drop(w, "body and CONTENT_LENGTH differ");
}
