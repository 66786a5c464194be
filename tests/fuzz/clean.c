/*
 * What cleand and the press read from others: the first byte says which
 * reader. Heads and answers that are accepted write back to the same bytes.
 */
#include "../../service/cleand/clamd.h"
#include "../../service/cleand/made.h"
#include "../../service/cleand/picture.h"
#include "../../service/cleand/press.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void as_line(const char *line)
{
	enum file_type type;
	uint64_t bytes;
	unsigned n;

	if (made_head(line, &type, &n) && (n < 1 || n > MADE_PAGES || !file_type_code(type)))
		abort();
	if (made_part(line, &n, &bytes) && ((n > MADE_PAGES && n != FILE_PART_TEXT) || bytes < 1))
		abort();
}

static void as_head(const unsigned char in[PRESS_HEAD])
{
	unsigned char again[PRESS_HEAD];
	struct press_job job;

	if (!press_head_read(in, &job))
		return;
	press_head_write(&job, again);
	if (memcmp(in, again, sizeof again) != 0)
		abort();
}

static void as_answer(const unsigned char in[PRESS_ANSWER])
{
	unsigned char again[PRESS_ANSWER];
	enum press_end end;
	uint64_t size;

	if (!press_answer_read(in, &end, &size))
		return;
	press_answer_write(end, size, again);
	if (memcmp(in, again, sizeof again) != 0 || size > PRESS_MADE_MOST)
		abort();
}

/* Cut or whole the answer is one. */
static void as_picture(enum file_type type, const uint8_t *data, size_t size)
{
	struct picture whole, cut;
	int good = 1;

	picture_begin(&whole, type);
	picture_begin(&cut, type);
	for (size_t at = 0; good && at < size; at++)
		good = picture_bytes(&cut, (struct bytes){ data + at, 1 });
	if (picture_bytes(&whole, (struct bytes){ data, size }) != good || (good && picture_end(&whole) != picture_end(&cut)))
		abort();
	if (good && picture_end(&whole) && (whole.wide < 1 || whole.wide > PICTURE_SIDE || whole.high < 1))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned char raw[PRESS_HEAD] = { 0 };
	char line[MADE_LINE] = { 0 };

	if (size == 0)
		return 0;
	memcpy(raw, data + 1, size - 1 < sizeof raw ? size - 1 : sizeof raw);
	memcpy(line, data + 1, size - 1 < sizeof line - 1 ? size - 1 : sizeof line - 1);
	switch (data[0] % 6) {
	case 0:
		as_line(line);
		break;
	case 1:
		as_head(raw);
		break;
	case 2:
		as_answer(raw);
		break;
	case 3:
		if (clamd_meaning((const char *)data + 1, size - 1) == CLAMD_CLEAN
		&& (size != 11 || memcmp(data + 1, "stream: OK", 10) != 0))
			abort();
		break;
	case 4:
		as_picture(FILE_JPEG, data + 1, size - 1);
		break;
	default:
		as_picture(FILE_PNG, data + 1, size - 1);
	}
	return 0;
}
