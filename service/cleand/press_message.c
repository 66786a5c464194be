/* Writing and reading what cleand and the press say to each other. */
#include "press.h"

void press_length_write(uint32_t n, unsigned char out[4])
{
	for (int i = 0; i < 4; i++)
		out[i] = (unsigned char)(n >> (24 - 8 * i));
}

uint32_t press_length_read(const unsigned char in[4])
{
	return (uint32_t)in[0] << 24 | (uint32_t)in[1] << 16 | (uint32_t)in[2] << 8 | in[3];
}

void press_head_write(const struct press_job *job, unsigned char out[PRESS_HEAD])
{
	press_length_write((uint32_t)PRESS_VERSION << 24 | (uint32_t)job->type << 16, out);
	press_length_write(job->seconds, out + 4);
	press_length_write(job->patience, out + 8);
	press_length_write(job->memory_mb, out + 12);
	press_length_write(job->megapixels, out + 16);
	press_length_write(job->pages, out + 20);
}

int press_head_read(const unsigned char in[PRESS_HEAD], struct press_job *out)
{
	if (in[0] != PRESS_VERSION || in[1] >= FILE_TYPES || in[2] || in[3])
		return 0;
	out->type = (enum file_type)in[1];
	out->seconds = press_length_read(in + 4);
	out->patience = press_length_read(in + 8);
	out->memory_mb = press_length_read(in + 12);
	out->megapixels = press_length_read(in + 16);
	out->pages = press_length_read(in + 20);
	return out->seconds && out->memory_mb && out->megapixels && out->pages;
}

void press_answer_write(enum press_end end, uint64_t size, unsigned char out[PRESS_ANSWER])
{
	out[0] = (unsigned char)end;
	press_length_write((uint32_t)(size >> 32), out + 1);
	press_length_write((uint32_t)size, out + 5);
}

int press_answer_read(const unsigned char in[PRESS_ANSWER], enum press_end *end, uint64_t *size)
{
	*end = (enum press_end)in[0];
	*size = (uint64_t)press_length_read(in + 1) << 32 | press_length_read(in + 5);
	if (in[0] != PRESS_MADE && (in[0] < PRESS_FORGOTTEN || in[0] > PRESS_TOO_SLOW))
		return 0;
	return *end == PRESS_MADE ? *size <= PRESS_MADE_MOST : *size == 0;
}
