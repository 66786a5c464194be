/*
 * Pages of errors. They say what the visitor can do, never what went wrong
 * inside; when even the template fails, one plain page remains.
 */
#include "web/answer.h"
#include "web/page.h"
#include "web/status.h"

static const char plain[] =
	"<!DOCTYPE html>\n<html lang=\"nl\">\n<head><meta charset=\"utf-8\">"
	"<title>Dit lukt nu niet / This does not work now</title></head>\n"
	"<body><main><h1>Dit lukt nu niet</h1><p>Er is niets opgeslagen. Probeer het later opnieuw.</p>\n"
	"<h2 lang=\"en\">This does not work now</h2><p lang=\"en\">Nothing was stored. Please try again later.</p>"
	"</main></body>\n</html>\n";

enum rc show_status(struct web *w, int status)
{
	answer_status(w, status);
	if (status == 503 || status == 429)
		answer_header(w, "Retry-After", status == 503 ? "5" : "60");
	put_num(w, "Status", status);
	put_flag(w, take_format(w->t, "Error.%d", status), 1);
	if (!w->pages || show_page(w, "error.cs") != OK)
		return answer_text(w, "text/html; charset=utf-8", plain);
	return OK;
}

enum rc show_error(struct web *w, enum rc rc)
{
	put_flag(w, "Locked", rc == LOCKED);
	return show_status(w, status_of(rc));
}
