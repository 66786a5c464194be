/* Receipts and numbers as typed: what is accepted has one spelling. */
#include "base/receipt.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void as_receipt(const char *text)
{
	struct receipt r, again;
	char spelt[RECEIPT_TEXT];

	if (receipt_read(text, &r) != OK)
		return;
	receipt_text(&r, spelt);
	if (receipt_read(spelt, &again) != OK || memcmp(&r, &again, sizeof r) != 0)
		abort();
}

static void as_number(const char *text)
{
	char spelt[NUMBER_TEXT], again[NUMBER_TEXT];

	if (!number_read(text, spelt))
		return;
	if (!number_read(spelt, again) || strcmp(spelt, again) != 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	memcpy(text, data, size);
	text[size] = '\0';
	as_receipt(text);
	as_number(text);
	free(text);
	return 0;
}
