/* Asking keyd and hearing it out; keyd_client.c says what is asked. For these two files only. */
#ifndef KEYD_CALL_H
#define KEYD_CALL_H

#include "keyd_message.h"
#include "vault.h"

/* The keys of all answers to one request, in the task's memory. */
struct gathered {
	struct data_key *keys;
	size_t count, room;
};

/*
 * Asks, and wipes the request; *last is the last answer, for the caller to wipe when it holds a secret. Returns
 * what keyd says, of which the caller tells the story; BUSY when it is away, FAULT in a program that has no keyd.
 */
enum rc keyd_call(struct task *t, struct keyd_request *r, struct keyd_answer *last, struct gathered *g);
/* The same with the proof of the service that keyd_new() named; BUSY while there is none. */
enum rc keyd_call_as_service(struct task *t, struct keyd_request *r, struct keyd_answer *last, struct gathered *g);

#endif
