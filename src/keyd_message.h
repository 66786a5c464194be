/*
 * What passes on run/keyd.sock: one request of fixed size, then one or more
 * answers of fixed size (all but the last say `more`). Big-endian, no text.
 * Reading is strict: unused bytes are zero, counts and codes within range.
 */
#ifndef KEYD_MESSAGE_H
#define KEYD_MESSAGE_H

#include "base/crypto.h"

enum {
	KEYD_VERSION = 1,
	KEYD_OBJECTS = 100,
	KEYD_KEYS = 40,				/* data keys in one answer */
	KEYD_KIND = 16, KEYD_VALUE = 256,	/* of an identifier to be tokenised */
	KEYD_BODY = KEYD_OBJECTS * OBJECT_ID,
	KEYD_REQUEST = 8 + 32 + OBJECT_ID + KEYD_BODY,
	KEYD_ENTRY = OBJECT_ID + DATA_KEY,
	KEYD_ANSWER = 8 + KEYD_KEYS * KEYD_ENTRY,
};

/* KEYD_OPEN of one object is a signal; of two, a signal and one of its files. */
enum keyd_op { KEYD_STATUS = 1, KEYD_OPEN, KEYD_OPEN_LIST, KEYD_REWRAP, KEYD_TOKEN, KEYD_CLEAN };

struct keyd_request {
	enum keyd_op op;
	int purpose;			/* enum purpose; 0 where none */
	enum class to;			/* rewrap */
	unsigned char token[32];	/* session token, or the service's secret */
	unsigned char reason[OBJECT_ID];
	size_t count;			/* objects; bytes of value for a token; 1 file to clean */
	unsigned part;			/* of the file that is opened: what the audit says */
	union {
		unsigned char objects[KEYD_OBJECTS][OBJECT_ID];
		struct { unsigned char envelope[OBJECT_ID], key_id[KEY_ID], wrap[WRAP]; } old;
		struct { char kind[KEYD_KIND], value[KEYD_VALUE]; } name;
	};
};

struct keyd_answer {
	enum rc rc;
	int more, warn;
	size_t count;			/* keys */
	union {
		struct { unsigned char envelope[OBJECT_ID], key[DATA_KEY]; } keys[KEYD_KEYS];
		struct { unsigned char key_id[KEY_ID], wrap[WRAP]; } wrapped;
		unsigned char token[16];
	};
};

/* Reading gives 1, or 0 for anything that writing cannot have made. */
void keyd_request_write(const struct keyd_request *r, unsigned char out[KEYD_REQUEST]);
int keyd_request_read(const unsigned char in[KEYD_REQUEST], struct keyd_request *out);
void keyd_answer_write(enum keyd_op op, const struct keyd_answer *a, unsigned char out[KEYD_ANSWER]);
int keyd_answer_read(enum keyd_op op, const unsigned char in[KEYD_ANSWER], struct keyd_answer *out);

#endif
