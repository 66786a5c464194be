/*
 * The reader of multipart bodies. A state machine over bytes: nothing depends
 * on where the pieces are cut. It refuses what no browser sends: encodings,
 * nested parts, folded headers, a long preamble or epilogue, a missing end.
 */
#include "web/multipart.h"

#include "web/body.h"
#include "web/part_header.h"

#include <stdio.h>
#include <string.h>

enum {
	MARK_MOST = 4 + BOUNDARY_MOST,	/* CR LF - - boundary */
	AROUND_MOST = 1024,		/* preamble and epilogue */
	LINE_MOST = 4096,		/* one header line of a part */
	LINES_MOST = 8,			/* header lines of a part */
};

enum state { PREAMBLE, AFTER_MARK, LAST_DASH, LINE_END, HEADER, HEADER_END, DATA, EPILOGUE };

struct multipart {
	struct task *t;
	struct part_sink sink;
	enum state state;
	char mark[MARK_MOST + 1];	/* "\r\n--boundary": has one CR, at its start */
	size_t mark_size;
	size_t matched;			/* bytes of the mark seen so far */
	size_t around;			/* bytes of preamble or epilogue */
	char line[LINE_MOST + 1];
	size_t line_size, lines, parts;
	struct part_header header;
};

static enum rc refuse(struct multipart *m, const char *why)
{
	return fail(m->t, MALFORMED, "multipart: %s", why);
}

struct multipart *multipart_new(struct task *t, const char *content_type, const struct part_sink *sink)
{
	struct multipart *m = take(t, sizeof *m);
	char boundary[BOUNDARY_MOST + 1];

	if (!part_boundary(content_type, boundary))
		return NULL;
	m->t = t;
	m->sink = *sink;
	m->mark_size = (size_t)snprintf(m->mark, sizeof m->mark, "\r\n--%s", boundary);
	m->matched = 2;		/* the first boundary may open the body without a line end */
	return m;
}

static enum rc give(struct multipart *m, const char *data, size_t n)
{
	if (n == 0)
		return OK;
	if (m->state == DATA)
		return m->sink.data(m->sink.arg, (struct bytes){ (const unsigned char *)data, n });
	m->around += n;
	return m->around > AROUND_MOST ? refuse(m, "long preamble") : OK;
}

static enum rc mark_complete(struct multipart *m)
{
	enum rc rc = m->state == DATA ? m->sink.end(m->sink.arg) : OK;

	m->matched = 0;
	m->state = AFTER_MARK;
	return rc;
}

/*
 * Data up to the next mark. Only its first byte is a CR, so a failed match
 * needs no going back further than the byte that failed.
 */
static enum rc read_data(struct multipart *m, const char **at, const char *end)
{
	const char *cr;
	size_t held = m->matched;
	enum rc rc;

	if (held == 0) {
		cr = memchr(*at, '\r', (size_t)(end - *at));
		cr = cr ? cr : end;
		rc = give(m, *at, (size_t)(cr - *at));
		*at = cr + (cr < end);
		m->matched = cr < end;
		return rc;
	}
	if (**at == m->mark[held]) {
		++*at;
		return ++m->matched == m->mark_size ? mark_complete(m) : OK;
	}
	m->matched = 0;
	return give(m, m->mark, held);
}

static enum rc part_begins(struct multipart *m)
{
	struct part part = { m->header.name, m->header.has_file ? m->header.file : NULL, m->header.type };

	if (!field_name_fits(part.name, strlen(part.name)))
		return refuse(m, "a part without a name of ours");
	if (++m->parts > FIELDS_MOST)
		return refuse(m, "too many parts");
	m->state = DATA;
	return m->sink.begin(m->sink.arg, &part);
}

/* A header line is complete, its line end taken off. */
static enum rc line_ends(struct multipart *m)
{
	const char *why;

	m->line[m->line_size] = 0;
	if (m->line_size == 0)
		return part_begins(m);
	if (++m->lines > LINES_MOST)
		return refuse(m, "many header lines");
	if (strlen(m->line) != m->line_size)
		return refuse(m, "NUL in a header");
	why = part_header_line(&m->header, m->line);
	m->line_size = 0;
	m->state = HEADER;
	return why ? refuse(m, why) : OK;
}

static enum rc headers_begin(struct multipart *m)
{
	memset(&m->header, 0, sizeof m->header);
	m->line_size = m->lines = 0;
	m->state = HEADER;
	return OK;
}

static enum rc header_byte(struct multipart *m, char c)
{
	if (c == '\r') {
		m->state = HEADER_END;
		return OK;
	}
	if (c == '\n' || m->line_size == LINE_MOST)
		return refuse(m, "a header line without its end");
	m->line[m->line_size++] = c;
	return OK;
}

static enum rc byte(struct multipart *m, char c)
{
	switch (m->state) {
	case AFTER_MARK:
		m->state = c == '-' ? LAST_DASH : LINE_END;
		return c == '-' || c == '\r' ? OK : refuse(m, "text after a boundary");
	case LAST_DASH:
		m->state = EPILOGUE;
		m->around = 0;
		return c == '-' ? OK : refuse(m, "text after a boundary");
	case LINE_END:
		return c == '\n' ? headers_begin(m) : refuse(m, "text after a boundary");
	case HEADER:
		return header_byte(m, c);
	case HEADER_END:
		return c == '\n' ? line_ends(m) : refuse(m, "a lone CR in a header");
	default:
		return ++m->around > AROUND_MOST ? refuse(m, "long epilogue") : OK;
	}
}

enum rc multipart_feed(struct multipart *m, const void *data, size_t n)
{
	const char *at = data, *end = at + n;
	enum rc rc = OK;

	while (rc == OK && at < end)
		if (m->state == PREAMBLE || m->state == DATA)
			rc = read_data(m, &at, end);
		else
			rc = byte(m, *at++);
	return rc;
}

enum rc multipart_end(struct multipart *m)
{
	return m->state == EPILOGUE ? OK : refuse(m, "no closing boundary");
}
