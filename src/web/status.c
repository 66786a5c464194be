/* rc -> HTTP. Who adds an rc adds a row. */
#include "web/status.h"

static const int status[] = {
	[OK]        = 200,
	[MALFORMED] = 400,
	[LOGIN]     = 401,
	[DENIED]    = 403,
	[NOT_FOUND] = 404,
	[CONFLICT]  = 409,
	[TOO_LARGE] = 413,
	[INVALID]   = 422,
	[LIMITED]   = 429,
	[FAULT]     = 500,
	[BUSY]      = 503,
	[LOCKED]    = 503,
};

static const struct { int status; const char *words; } texts[] = {
	{ 200, "200 OK" },
	{ 303, "303 See Other" },
	{ 400, "400 Bad Request" },
	{ 401, "401 Unauthorized" },
	{ 403, "403 Forbidden" },
	{ 404, "404 Not Found" },
	{ 405, "405 Method Not Allowed" },
	{ 409, "409 Conflict" },
	{ 413, "413 Content Too Large" },
	{ 422, "422 Unprocessable Content" },
	{ 429, "429 Too Many Requests" },
	{ 500, "500 Internal Server Error" },
	{ 503, "503 Service Unavailable" },
};

int status_of(enum rc rc)
{
	return (size_t)rc < COUNT(status) ? status[rc] : 500;
}

const char *status_words(int wanted)
{
	for (size_t i = 0; i < COUNT(texts); i++)
		if (texts[i].status == wanted)
			return texts[i].words;
	return "500 Internal Server Error";
}
