/* Names of downloads, and the header that carries them: whatever a stranger called a file. */
#include "attachment_download.h"
#include "base/text.h"
#include "web/disposition.h"

#include "unit.h"

#include <string.h>

static struct arena *arena;
static struct task t;

static void begin(void)
{
	if (!arena)
		arena = arena_new(1 << 16);
	task_begin(&t, arena, NULL);
}

static void called(const char *told, enum file_type type, const char *want)
{
	begin();
	CU_ASSERT_STRING_EQUAL(file_download_name(&t, "K7M2-R8R7B-1", told, type), want);
	task_end(&t);
}

static void a_name_keeps_what_people_read(void)
{
	called("factuur.pdf", FILE_PDF, "K7M2-R8R7B-1 factuur.pdf");
	called("Loonstrook maart 2026.PDF", FILE_PDF, "K7M2-R8R7B-1 Loonstrook maart 2026.pdf");
	called("IMG_0042.HEIC", FILE_JPEG, "K7M2-R8R7B-1 IMG_0042.jpg");
	called("\xd8\xb5\xd9\x88\xd8\xb1\xd8\xa9.png", FILE_PNG, "K7M2-R8R7B-1 \xd8\xb5\xd9\x88\xd8\xb1\xd8\xa9.png");
	called("v1.2 versie", FILE_PDF, "K7M2-R8R7B-1 v1.2 versie.pdf");
	called("archief.tar.gz", FILE_PDF, "K7M2-R8R7B-1 archief.tar.pdf");
}

static void a_name_cannot_act(void)
{
	called("../../etc/passwd", FILE_PDF, "K7M2-R8R7B-1 passwd.pdf");
	called("C:\\Users\\x\\brief.pdf", FILE_PDF, "K7M2-R8R7B-1 brief.pdf");
	called("a\r\nSet-Cookie: x=1.pdf", FILE_PDF, "K7M2-R8R7B-1 a__Set-Cookie_ x=1.pdf");
	called("say \"hi\" *?.pdf", FILE_PDF, "K7M2-R8R7B-1 say _hi.pdf");
	called("foto\xe2\x80\xae" "gpj.exe", FILE_JPEG, "K7M2-R8R7B-1 foto_gpj.jpg");
	called("CON.pdf", FILE_PDF, "K7M2-R8R7B-1 CON.pdf");
	called("", FILE_PDF, "K7M2-R8R7B-1.pdf");
	called("...", FILE_PDF, "K7M2-R8R7B-1.pdf");
	called(".htaccess", FILE_PDF, "K7M2-R8R7B-1 htaccess.pdf");
	called("brief.pdf.exe", FILE_PDF, "K7M2-R8R7B-1 brief.pdf.pdf");
}

static void a_long_name_is_cut_between_characters(void)
{
	char told[400], word[5] = "\xf0\x9f\x98\x80";

	told[0] = 0;
	for (int i = 0; i < 64; i++)
		strcat(told, word);
	strcat(told, ".pdf");
	for (size_t drop = 0; drop < 4; drop++) {
		const char *name;

		begin();
		name = file_download_name(&t, take_format(&t, "K7M2%.*s", (int)drop, "xxx"), told, FILE_PDF);
		CU_ASSERT_TRUE(strlen(name) <= DOWNLOAD_NAME);
		CU_ASSERT_TRUE(strlen(name) > DOWNLOAD_NAME - 4);
		CU_ASSERT_TRUE(text_valid(name, strlen(name)));
		CU_ASSERT_STRING_EQUAL(name + strlen(name) - 4, ".pdf");
		task_end(&t);
	}
	memset(told, 'a', 255);
	told[255] = 0;
	begin();
	CU_ASSERT_EQUAL(strlen(file_download_name(&t, "K7M2", told, FILE_PDF)), DOWNLOAD_NAME);
	task_end(&t);
}

static void the_header_is_one_line_of_ascii(void)
{
	char all[512];
	const char *value;
	size_t n = 0;

	for (int c = 1; c < 256; c++)
		all[n++] = (char)c;
	all[n] = 0;
	begin();
	value = disposition_attachment(&t, all, all);
	for (const char *c = value; *c; c++)
		CU_ASSERT_TRUE(*c >= 0x20 && *c < 0x7f);
	CU_ASSERT_EQUAL(strncmp(value, "attachment; filename=\"-.0123456789", 33), 0);
	CU_ASSERT_PTR_EQUAL(strchr(strchr(value, '"') + 1, '"'), strrchr(value, '"'));
	task_end(&t);
}

static void the_header_says_the_name_as_rfc_8187_does(void)
{
	begin();
	CU_ASSERT_STRING_EQUAL(disposition_attachment(&t, "K7M2-1.pdf", "K7M2-1 \xe2\x82\xac rates'%.pdf"),
		"attachment; filename=\"K7M2-1.pdf\"; filename*=UTF-8''K7M2-1%20%E2%82%AC%20rates%27%25.pdf");
	CU_ASSERT_STRING_EQUAL(disposition_attachment(&t, "a\"; x=\"b", "a"),
		"attachment; filename=\"axb\"; filename*=UTF-8''a");
	task_end(&t);
}

const struct unit_test unit_tests[] = {
	{ "a name keeps what people read", a_name_keeps_what_people_read },
	{ "a name cannot act", a_name_cannot_act },
	{ "a long name is cut between characters", a_long_name_is_cut_between_characters },
	{ "the header is one line of ASCII, whatever the name", the_header_is_one_line_of_ascii },
	{ "the header says the name as RFC 8187 does", the_header_says_the_name_as_rfc_8187_does },
	{ NULL, NULL }
};
