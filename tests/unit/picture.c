/* What a converter gives is looked through before it is a copy; a PDF of it is written here. */
#include "unit.h"

#include "../../service/cleand/pdf.h"
#include "base/task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOI "\xff\xd8"
#define JFIF "\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
#define DQT "\xff\xdb\0\5\0\1\2"
#define SOF(side, n) "\xff\xc0\0\x0b\x08" side side n "\1\x11\0"
#define SIDE "\0\x10"
#define SOS "\xff\xda\0\4\1\1"
#define PIXELS "\x12\xff\0\x34\xff\xd0\x56"
#define EOI "\xff\xd9"
#define JPEG SOI JFIF DQT SOF(SIDE, "\1") SOS PIXELS EOI

#define PNG "\x89PNG\r\n\x1a\n"
#define IHDR "\0\0\0\x0dIHDR\0\0\0\x10\0\0\0\x10\x08\2\0\0\0" "sum."
#define IDAT "\0\0\0\4IDATpixlsum."
#define IEND "\0\0\0\0IENDsum."

static int looks_in_pieces(enum file_type type, const char *bytes, size_t size, size_t each)
{
	struct picture p;

	picture_begin(&p, type);
	for (size_t at = 0; at < size; at += each) {
		size_t n = size - at < each ? size - at : each;

		if (!picture_bytes(&p, (struct bytes){ (const unsigned char *)bytes + at, n }))
			return 0;
	}
	return picture_end(&p);
}

/* However it is cut, the answer is one. */
static int looks(enum file_type type, const char *bytes, size_t size)
{
	int whole = looks_in_pieces(type, bytes, size, size ? size : 1);

	for (size_t each = 1; each < 20; each++)
		CU_ASSERT_EQUAL(looks_in_pieces(type, bytes, size, each), whole);
	return whole;
}
#define IS_JPEG(text) looks(FILE_JPEG, text, sizeof(text) - 1)
#define IS_PNG(text) looks(FILE_PNG, text, sizeof(text) - 1)

static void a_jpeg_is_its_pixels_and_what_they_need(void)
{
	CU_ASSERT_TRUE(IS_JPEG(JPEG));
	CU_ASSERT_TRUE(IS_JPEG(SOI DQT SOF(SIDE, "\1") SOS PIXELS EOI));
	CU_ASSERT_TRUE(IS_JPEG(SOI DQT SOF(SIDE, "\1") SOS PIXELS DQT SOS PIXELS EOI));
	for (size_t n = 0; n < sizeof JPEG - 1; n++)
		CU_ASSERT_FALSE(looks(FILE_JPEG, JPEG, n));
	CU_ASSERT_FALSE(looks(FILE_PNG, JPEG, sizeof JPEG - 1));
	CU_ASSERT_FALSE(looks(FILE_PDF, JPEG, sizeof JPEG - 1));
}

static void nothing_stands_before_between_or_behind_a_jpeg(void)
{
	CU_ASSERT_FALSE(IS_JPEG("\n" JPEG));
	CU_ASSERT_FALSE(IS_JPEG(JPEG "\n"));
	CU_ASSERT_FALSE(IS_JPEG(JPEG "<script>"));
	CU_ASSERT_FALSE(IS_JPEG(JPEG JPEG));
	CU_ASSERT_FALSE(IS_JPEG(SOI "<!--" DQT SOF(SIDE, "\1") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI "\xff\xe1\0\6Exif" DQT SOF(SIDE, "\1") SOS PIXELS EOI));	/* place, device */
	CU_ASSERT_FALSE(IS_JPEG(SOI "\xff\xe2\0\6ICC_" DQT SOF(SIDE, "\1") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI "\xff\xed\0\6Phot" DQT SOF(SIDE, "\1") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI "\xff\xfe\0\6word" DQT SOF(SIDE, "\1") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI DQT SOF(SIDE, "\1") SOS PIXELS "\xff\xfe\0\6word" EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI "\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\1\1" DQT SOF(SIDE, "\1") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI "\xff\xe0\0\x10<html>\1\1\0\0\1\0\1" DQT SOF(SIDE, "\1") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI "\xff\xe0\0\x12JFIF\0\1\1\0\0\1\0\1\0\0<>" DQT SOF(SIDE, "\1") SOS PIXELS EOI));
}

static void a_jpeg_says_once_how_large_it_is(void)
{
	CU_ASSERT_TRUE(IS_JPEG(SOI SOF("\x0f\xa0", "\1") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI SOF("\x0f\xa1", "\1") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI SOF("\0\0", "\1") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI SOF(SIDE, "\4") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI SOF(SIDE, "\3") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI SOF(SIDE, "\1") SOF(SIDE, "\1") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI SOS PIXELS SOF(SIDE, "\1") EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI SOF(SIDE, "\1") EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI "\xff\xdb\0\2" SOF(SIDE, "\1") SOS PIXELS EOI));
	CU_ASSERT_FALSE(IS_JPEG(SOI "\xff\xdb\0\0" SOF(SIDE, "\1") SOS PIXELS EOI));
}

static void a_png_is_its_pixels_and_what_they_need(void)
{
	CU_ASSERT_TRUE(IS_PNG(PNG IHDR IDAT IEND));
	CU_ASSERT_TRUE(IS_PNG(PNG IHDR "\0\0\0\x09pHYs123456789sum." IDAT IDAT IEND));
	for (size_t n = 0; n < sizeof(PNG IHDR IDAT IEND) - 1; n++)
		CU_ASSERT_FALSE(looks(FILE_PNG, PNG IHDR IDAT IEND, n));
	CU_ASSERT_FALSE(IS_PNG(PNG IHDR IEND));
	CU_ASSERT_FALSE(IS_PNG(PNG IDAT IEND));
	CU_ASSERT_FALSE(IS_PNG(PNG IHDR IHDR IDAT IEND));
	CU_ASSERT_FALSE(IS_PNG(PNG IHDR IDAT IEND "\n"));
	CU_ASSERT_FALSE(IS_PNG(PNG IHDR "\0\0\0\4tEXtwordsum." IDAT IEND));
	CU_ASSERT_FALSE(IS_PNG(PNG IHDR "\0\0\0\4iTXtwordsum." IDAT IEND));
	CU_ASSERT_FALSE(IS_PNG(PNG IHDR "\0\0\0\4eXIfwordsum." IDAT IEND));
	CU_ASSERT_FALSE(IS_PNG(PNG IHDR "\0\0\0\4iCCPwordsum." IDAT IEND));
	CU_ASSERT_FALSE(IS_PNG(PNG IHDR "\0\0\0\x0apHYs1234567890sum." IDAT IEND));
	CU_ASSERT_FALSE(IS_PNG(PNG IHDR IDAT "\0\0\0\4IENDwordsum."));
	CU_ASSERT_FALSE(IS_PNG(PNG "\0\0\0\x0dIHDR\0\0\x0f\xa1\0\0\0\x10\x08\2\0\0\0sum." IDAT IEND));
	CU_ASSERT_FALSE(IS_PNG(PNG "\0\0\0\x0dIHDR\0\0\0\0\0\0\0\x10\x08\2\0\0\0sum." IDAT IEND));
	CU_ASSERT_FALSE(IS_PNG(PNG IHDR "\xff\xff\xff\xffIDAT" IEND));
}

static char *more(char *at, const char *text)
{
	return mempcpy(at, text, strlen(text));
}

/* Each row of the table at its end leads to the object it names. */
static void a_pdf_holds_its_pages_and_its_table_leads_to_them(void)
{
	static const struct picture pages[] = { { .wide = 1240, .high = 1754, .channels = 3 }, { .wide = 1, .high = 1, .channels = 1 } };
	struct arena *arena = arena_new(65536);
	char *whole = calloc(1, 20000), *at = whole, *table;
	struct task t;
	struct pdf p;

	task_begin(&t, arena, NULL);
	at = more(at, pdf_begin(&t, &p, COUNT(pages)));
	for (size_t i = 0; i < COUNT(pages); i++) {
		at = more(at, pdf_page(&t, &p, &pages[i], 5));
		at = more(at, "=jpg=");
		at = more(at, pdf_page_end(&p));
	}
	table = at;
	more(at, pdf_end(&t, &p));
	CU_ASSERT_EQUAL(p.objects, 8);
	CU_ASSERT_EQUAL(p.at, (uint64_t)(table - whole));
	CU_ASSERT_EQUAL(strncmp(table, "xref\n0 9\n0000000000 65535 f \n", 29), 0);
	for (unsigned i = 1; i <= p.objects; i++) {
		char name[16];

		snprintf(name, sizeof name, "%u 0 obj\n", i);
		CU_ASSERT_EQUAL(strncmp(whole + strtoul(table + 9 + i * 20, NULL, 10), name, strlen(name)), 0);
	}
	CU_ASSERT_PTR_NOT_NULL(strstr(whole, "/Kids[3 0 R 6 0 R ]/Count 2>>"));
	CU_ASSERT_PTR_NOT_NULL(strstr(whole, "/Width 1240/Height 1754/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length 5>>stream\n=jpg=\nendstream"));
	CU_ASSERT_PTR_NOT_NULL(strstr(whole, "MediaBox[0 0 1 1]"));
	CU_ASSERT_EQUAL(strtoul(strstr(table, "startxref\n") + 10, NULL, 10), (unsigned long)(table - whole));
	task_end(&t);
	arena_drop(arena);
	free(whole);
}

const struct unit_test unit_tests[] = {
	{ "a JPEG is its pixels and what they need, however it is cut; a part of one is none", a_jpeg_is_its_pixels_and_what_they_need },
	{ "nothing stands before, between or behind a JPEG", nothing_stands_before_between_or_behind_a_jpeg },
	{ "a JPEG says once how large it is, and that is not too large", a_jpeg_says_once_how_large_it_is },
	{ "a PNG is its pixels and what they need, however it is cut", a_png_is_its_pixels_and_what_they_need },
	{ "a PDF holds its pages, and its table leads to them", a_pdf_holds_its_pages_and_its_table_leads_to_them },
	{ NULL, NULL }
};
