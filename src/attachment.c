/*
 * What kinds of files are taken, and how a chunk is numbered. Sealing, storing
 * and reading them stand beside this in attachment_*.c.
 */
#include "attachment.h"

#include <string.h>
#include <strings.h>

static const struct {
	const char *code, *media, *extensions;	/* extensions: words and single spaces */
	size_t at;				/* where the first bytes stand */
	const char *bytes;
	size_t n;
} types[FILE_TYPES] = {
	[FILE_NONE] = { "", "", "", 0, "", 0 },
	[FILE_JPEG] = { "jpeg", "image/jpeg", "jpg jpeg jpe jfif", 0, "\xff\xd8\xff", 3 },
	[FILE_PNG]  = { "png", "image/png", "png", 0, "\x89PNG\r\n\x1a\n", 8 },
	[FILE_PDF]  = { "pdf", "application/pdf", "pdf", 0, "%PDF-", 5 },
	[FILE_HEIC] = { "heic", "image/heic", "heic heif", 4, "ftyp", 4 },
	[FILE_WEBP] = { "webp", "image/webp", "webp", 8, "WEBP", 4 },
};

/* Other names a browser may use for the same thing. */
static const struct { const char *claim; enum file_type type; } other_claims[] = {
	{ "image/jpg", FILE_JPEG }, { "image/pjpeg", FILE_JPEG }, { "image/heif", FILE_HEIC },
};
static const char *const heic_brands[] = { "heic", "heix", "mif1", "heim", "heis", "msf1" };

const char *file_type_media(enum file_type type)
{
	return types[type].media;
}

const char *file_type_code(enum file_type type)
{
	return types[type].code;
}

enum file_type file_type_by_code(const char *code)
{
	for (int i = FILE_NONE + 1; i < FILE_TYPES; i++)
		if (strcmp(types[i].code, code) == 0)
			return (enum file_type)i;
	return FILE_NONE;
}

static int has_extension(const char *list, const char *extension)
{
	size_t n = strlen(extension);

	for (const char *at = list; *at; at += strcspn(at, " "), at += *at == ' ')
		if (strcspn(at, " ") == n && strncasecmp(at, extension, n) == 0)
			return 1;
	return 0;
}

static int claims(enum file_type type, const char *claim)
{
	if (!*claim || strcasecmp(claim, "application/octet-stream") == 0
	|| strcasecmp(claim, types[type].media) == 0)
		return 1;
	for (size_t i = 0; i < COUNT(other_claims); i++)
		if (other_claims[i].type == type && strcasecmp(other_claims[i].claim, claim) == 0)
			return 1;
	return 0;
}

static int begins(enum file_type type, const unsigned char *head, size_t n)
{
	if (n < types[type].at + types[type].n
	|| memcmp(head + types[type].at, types[type].bytes, types[type].n) != 0)
		return 0;
	if (type == FILE_WEBP)
		return memcmp(head, "RIFF", 4) == 0;
	if (type != FILE_HEIC)
		return 1;
	for (size_t i = 0; n >= 12 && i < COUNT(heic_brands); i++)
		if (memcmp(head + 8, heic_brands[i], 4) == 0)
			return 1;
	return 0;
}

enum file_type file_type_of(const char *name, const char *claim, const unsigned char *head, size_t n)
{
	const char *dot = strrchr(name, '.');

	for (int i = FILE_NONE + 1; dot && dot[1] && i < FILE_TYPES; i++)
		if (has_extension(types[i].extensions, dot + 1))
			return claims((enum file_type)i, claim) && begins((enum file_type)i, head, n)
				? (enum file_type)i : FILE_NONE;
	return FILE_NONE;
}

enum file_type file_type_by_head(const unsigned char *head, size_t n)
{
	for (int i = FILE_NONE + 1; i < FILE_TYPES; i++)
		if (begins((enum file_type)i, head, n))
			return (enum file_type)i;
	return FILE_NONE;
}

uint32_t file_chunk_number(unsigned part, unsigned seq)
{
	return (uint32_t)part << 16 | (seq & 0xffff);
}
