/*
 * keyd's messages from a peer that lies: the first byte says which reader,
 * the rest is the message, short ones filled with zeros. What is accepted
 * writes back to the very same bytes.
 */
#include "keyd_message.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void as_request(const uint8_t *data, size_t size)
{
	unsigned char in[KEYD_REQUEST] = { 0 }, again[KEYD_REQUEST];
	struct keyd_request r;

	memcpy(in, data, size < sizeof in ? size : sizeof in);
	if (!keyd_request_read(in, &r))
		return;
	keyd_request_write(&r, again);
	if (memcmp(in, again, sizeof in) != 0)
		abort();
}

static void as_answer(enum keyd_op op, const uint8_t *data, size_t size)
{
	unsigned char in[KEYD_ANSWER] = { 0 }, again[KEYD_ANSWER];
	struct keyd_answer a;

	memcpy(in, data, size < sizeof in ? size : sizeof in);
	if (!keyd_answer_read(op, in, &a))
		return;
	keyd_answer_write(op, &a, again);
	if (memcmp(in, again, sizeof in) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	if (data[0] % 7 == 0)
		as_request(data + 1, size - 1);
	else
		as_answer(data[0] % 7, data + 1, size - 1);
	return 0;
}
