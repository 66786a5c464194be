/*
 * The press: a child of cleand that holds no key, no database and no file of
 * the hub. It is given a file, has it made anew inside bubblewrap and gives
 * back what came out. It is forked before cleand locks itself in, for cleand
 * itself may start no program.
 *
 * On the socket between the two, big-endian: cleand says a head of PRESS_HEAD
 * bytes (version, type, 0, 0, seconds, patience, memory, megapixels, pages), then pieces
 * (length, bytes), at the end a length of 0 (go on) or PRESS_DROP (forget it);
 * the press answers a byte (enum press_end) and eight bytes of size, then the
 * bytes (made.h) when it is PRESS_MADE.
 */
#ifndef CLEAND_PRESS_H
#define CLEAND_PRESS_H

#include "attachment.h"
#include "base/task.h"

enum { PRESS_VERSION = 2, PRESS_HEAD = 24, PRESS_ANSWER = 9 };
#define PRESS_DROP 0xffffffffu
#define PRESS_MADE_MOST (640ull << 20)		/* bytes of what is made */

/* What happened; from PASSWORD on as service/cleand/remake ends. */
enum press_end {
	PRESS_MADE,
	PRESS_FORGOTTEN = 9,
	PRESS_FAILED,		/* the press, or bubblewrap: not the file */
	PRESS_PASSWORD,
	PRESS_BROKEN,
	PRESS_OTHER_TYPE,
	PRESS_TOO_MUCH,
	PRESS_TOO_SLOW,		/* for this patience; no word about the file. No script ends so */
};

struct press_job {
	enum file_type type;	/* FILE_NONE: only try whether everything is there */
	uint32_t seconds, patience, memory_mb, megapixels, pages;	/* patience: seconds too, 0 for no less than those */
};

extern const char remake_text[];	/* service/cleand/remake */

/* The messages; reading gives 0 for what writing cannot have made. */
void press_head_write(const struct press_job *job, unsigned char out[PRESS_HEAD]);
int press_head_read(const unsigned char in[PRESS_HEAD], struct press_job *out);
void press_answer_write(enum press_end end, uint64_t size, unsigned char out[PRESS_ANSWER]);
int press_answer_read(const unsigned char in[PRESS_ANSWER], enum press_end *end, uint64_t *size);
void press_length_write(uint32_t n, unsigned char out[4]);
uint32_t press_length_read(const unsigned char in[4]);

/* cleand's side. The socket to a new press, or -1; 0 everywhere else when the press has gone. */
int press_start(void);
int press_begin(int press, const struct press_job *job);
int press_piece(int press, struct bytes piece);
int press_drop(int press);
/* Is bubblewrap there and allowed, and are the converters? */
int press_works(int press, uint32_t memory_mb, int (*stopping)(void));
/* Waits until it is made; `stopping` ends that early, as if the press had gone. */
int press_end(int press, const struct press_job *job, int (*stopping)(void), enum press_end *end,
	uint64_t *size);

/* The child's whole life: ends when the other side of the socket does. */
void press_serve(int peer);
/*
 * Runs `script` inside bubblewrap with the limits of the job, from `in` to
 * `out`. It is told all the seconds, so that with less patience it makes the
 * same or nothing. Ends early when `peer` hangs up. Its complaints are heard when `loud`.
 */
enum press_end press_run(const char *script, const struct press_job *job, int in, int out, int peer,
	int loud);

#endif
