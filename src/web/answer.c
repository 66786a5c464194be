/*
 * Answers. The headers that protect a page stand in one text and are on every
 * answer, whatever its status; a handler can add headers but not remove these.
 */
#include "web/answer.h"

#include "web/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ASVS 5.0 3.4, 14.3; same-origin referrer because "no-referrer" makes each POST say Origin: null. */
static const char policy[] = "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; "
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'\r\n";
/* Nothing but the picture itself, in an origin of its own. */
static const char policy_boxed[] = "Content-Security-Policy: sandbox; default-src 'none'; base-uri 'none'; "
	"form-action 'none'; frame-ancestors 'none'\r\n";
static const char always[] =
	"X-Content-Type-Options: nosniff\r\n"
	"X-Frame-Options: DENY\r\n"
	"Referrer-Policy: same-origin\r\n"
	"Permissions-Policy: camera=(), microphone=(), geolocation=(), usb=(), payment=()\r\n"
	"Cross-Origin-Opener-Policy: same-origin\r\n"
	"Cross-Origin-Resource-Policy: same-origin\r\n";

/* X-Accel-Expires comes first: nginx 1.22 lets "private" win from a later one. */
static const char *const keeping[] = {
	[KEEP_NOTHING]      = "Cache-Control: no-store\r\n",
	[KEEP_BY_BROWSER]   = "Cache-Control: private, no-cache\r\n",
	[KEEP_FOR_EVERYONE] = "X-Accel-Expires: 1\r\nCache-Control: private, no-cache\r\n",
};

void answer_new(struct web *w)
{
	w->answer = take(w->t, sizeof *w->answer);
	answer_restart(w, 200);
}

void answer_restart(struct web *w, int status)
{
	answer_stream_close(w);
	*w->answer = (struct answer){ .status = status, .type = "text/html; charset=utf-8", .pad = w->answer->pad };
}

void answer_padded(struct web *w, size_t multiple)
{
	w->answer->pad = multiple;
}

void answer_status(struct web *w, int status)
{
	w->answer->status = status;
}

void answer_header(struct web *w, const char *name, const char *value)
{
	struct answer *a = w->answer;
	size_t at;

	for (const char *c = value; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f) {
			fail(w->t, FAULT, "control character in header %s", name);
			return;
		}
	for (at = 0; at < a->count; at++)
		if (strcmp(a->header[at].name, name) == 0 && strcmp(name, "Set-Cookie") != 0)
			break;
	if (at == COUNT(a->header)) {
		fail(w->t, FAULT, "too many headers");
		return;
	}
	a->header[at].name = name;
	a->header[at].value = take_text(w->t, value);
	a->count += at == a->count;
}

void answer_forget(struct web *w)
{
	answer_header(w, "Clear-Site-Data", "\"cache\", \"storage\"");
}

void answer_body(struct web *w, const char *type, struct bytes body)
{
	w->answer->type = type;
	w->answer->body = body;
	w->answer->has_body = 1;
}

void answer_stream(struct web *w, const char *type, const struct answer_stream *stream)
{
	w->answer->type = type;
	w->answer->stream = *stream;
	w->answer->has_body = w->answer->boxed = 1;
}

void answer_stream_close(struct web *w)
{
	struct answer_stream *s = &w->answer->stream;

	if (s->next && s->close)
		s->close(s->arg);
	s->next = NULL;
}

enum rc answer_text(struct web *w, const char *type, const char *body)
{
	answer_body(w, type, take_bytes(w->t, body, strlen(body)));
	return OK;
}

void answer_may_be_kept(struct web *w)
{
	w->answer->keeping = KEEP_BY_BROWSER;
}

void answer_same_for_everyone(struct web *w)
{
	w->answer->keeping = KEEP_FOR_EVERYONE;
}

/* RFC 3986: what may not stand in a path or query is percent-encoded; "%" itself is ours. */
static char *encoded(struct task *t, const char *path)
{
	static const char digits[] = "0123456789ABCDEF";
	char *out = take(t, strlen(path) * 3 + 1), *at = out;

	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (c > 0x20 && c < 0x7f && !strchr("\"<>\\^`{|}", c)) {
			*at++ = (char)c;
		} else {
			*at++ = '%';
			*at++ = digits[c >> 4];
			*at++ = digits[c & 15];
		}
	}
	return out;
}

enum rc see(struct web *w, const char *format, ...)
{
	char path[1024];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(path, sizeof path, format, args);
	va_end(args);
	if (n < 0 || (size_t)n >= sizeof path || path[0] != '/' || path[1] == '/' || path[1] == '\\')
		return fail(w->t, FAULT, "a redirect that is not to our own path");
	answer_status(w, 303);
	answer_header(w, "Location", encoded(w->t, path));
	answer_body(w, "text/html; charset=utf-8", (struct bytes){ NULL, 0 });
	return OK;
}

static size_t add(char *out, size_t at, const char *text)
{
	return (size_t)((char *)mempcpy(out + at, text, strlen(text)) - out);
}

static size_t add_line(char *out, size_t at, const char *name, const char *value)
{
	at = add(out, at, name);
	at = add(out, at, ": ");
	at = add(out, at, value);
	return add(out, at, "\r\n");
}

static size_t own_headers(const struct answer *a)
{
	size_t size = 1024 + strlen(a->type);	/* the fixed texts above take some 700 */

	for (size_t i = 0; i < a->count; i++)
		size += strlen(a->header[i].name) + strlen(a->header[i].value) + 4;
	return size;
}

static size_t padded_size(const struct answer *a)
{
	return a->pad && a->has_body ? (a->body.size / a->pad + 1) * a->pad : a->body.size;
}

struct bytes answer_bytes(struct web *w)
{
	const struct answer *a = w->answer;
	size_t at = 0, size = a->stream.next ? (size_t)a->stream.size : padded_size(a);
	size_t length = strcmp(w->method, "HEAD") == 0 || a->stream.next ? 0 : size;
	char *out = take(w->t, own_headers(a) + length), number[24];

	snprintf(number, sizeof number, "%zu", size);
	at = add_line(out, at, "Status", status_words(a->status));
	at = add_line(out, at, "Content-Type", a->type);
	at = add_line(out, at, "Content-Length", number);
	at = add(out, at, a->boxed ? policy_boxed : policy);
	at = add(out, at, always);
	at = add(out, at, keeping[a->status == 200 ? a->keeping : KEEP_NOTHING]);
	for (size_t i = 0; i < a->count; i++)
		at = add_line(out, at, a->header[i].name, a->header[i].value);
	at = add(out, at, "\r\n");
	if (length) {
		memcpy(out + at, a->body.data, a->body.size);
		memset(out + at + a->body.size, ' ', length - a->body.size);
	}
	return (struct bytes){ (unsigned char *)out, at + length };
}
