/* Files: what is taken and what not, how chunks are sealed, and names that try something (groups F, M, T). */
#include "attachment_register.h"
#include "attachment_store.h"
#include "attachment_upload.h"
#include "unit.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNKS_MOST = 12 };
static struct task t;

/* A way that keeps what it is given. */
static struct kept {
	int begun, ended, dropped;
	enum rc at_begin, at_chunk, at_end;
	size_t chunks, size[CHUNKS_MOST];
	unsigned char *sealed[CHUNKS_MOST];
	unsigned char data_key[DATA_KEY], id[OBJECT_ID];
} kept;

static enum rc keep_begin(struct attachment_store *s)
{
	kept.begun++;
	if (kept.at_begin != OK)
		return kept.at_begin;
	memcpy(s->envelope.id, s->id, OBJECT_ID);
	random_bytes(s->envelope.data_key, DATA_KEY);
	memcpy(kept.data_key, s->envelope.data_key, DATA_KEY);
	memcpy(kept.id, s->id, OBJECT_ID);
	return OK;
}

static enum rc keep_chunk(struct attachment_store *s, struct bytes sealed)
{
	CU_ASSERT_EQUAL(s->chunks, kept.chunks);
	kept.sealed[kept.chunks] = realloc(kept.sealed[kept.chunks], sealed.size);
	memcpy(kept.sealed[kept.chunks], sealed.data, sealed.size);
	kept.size[kept.chunks++] = sealed.size;
	return kept.at_chunk;
}

static enum rc keep_end(struct attachment_store *s)
{
	(void)s;
	kept.ended++;
	return kept.at_end;
}

static void keep_drop(struct attachment_store *s)
{
	(void)s;
	kept.dropped++;
}

static const struct attachment_way way = { keep_begin, keep_chunk, keep_end, keep_drop };

static void begin(void)
{
	if (t.arena)
		task_end(&t);
	else
		t.arena = arena_new(1 << 20);
	task_begin(&t, t.arena, NULL);
	CU_ASSERT_FATAL(crypto_start() == 0);
	kept.begun = kept.ended = kept.dropped = 0;
	kept.chunks = 0;
	kept.at_begin = kept.at_chunk = kept.at_end = OK;
}

static unsigned char *png(size_t n)
{
	static unsigned char file[4 * FILE_CHUNK + 10];

	for (size_t i = 0; i < n; i++)
		file[i] = (unsigned char)(i * 31 + i / 251);
	if (n >= 8)
		memcpy(file, "\x89PNG\r\n\x1a\n", 8);
	return file;
}

/* In pieces of that many bytes. */
static enum rc stored(struct attachment_store *s, size_t n, size_t piece)
{
	static const unsigned char id[OBJECT_ID] = "0123456789abcde";
	unsigned char *file = png(n);
	enum rc rc = OK;

	attachment_store_open(&t, s, &way, NULL, id, "x.png", "image/png");
	for (size_t at = 0; rc == OK && at < n; at += piece)
		rc = attachment_store_data(s, (struct bytes){ file + at, n - at < piece ? n - at : piece });
	return rc == OK ? attachment_store_end(s) : rc;
}

/* What the chunks hold, opened one by one: the very bytes, the last chunk shorter than the others. */
static int opens_to(size_t n)
{
	unsigned char *file = png(n);
	size_t at = 0;

	for (size_t i = 0; i < kept.chunks; i++) {
		struct bytes plain;

		if (record_open(&t, kept.id, kept.data_key, RECORD_FILE, file_chunk_number(0, (unsigned)i),
			(struct bytes){ kept.sealed[i], kept.size[i] }, &plain) != OK)
			return 0;
		if ((i + 1 < kept.chunks) != (plain.size == FILE_CHUNK) || at + plain.size > n)
			return 0;
		if (memcmp(file + at, plain.data, plain.size) != 0)
			return 0;
		at += plain.size;
	}
	return at == n;
}

static void a_file_opens_to_its_very_bytes_at_every_edge_of_a_chunk(void)
{
	static const size_t edges[] = { 8, 252, 508, FILE_CHUNK / 2, FILE_CHUNK, 2 * FILE_CHUNK, 3 * FILE_CHUNK };
	struct attachment_store s;

	for (size_t e = 0; e < COUNT(edges); e++)
		for (size_t n = edges[e] - (edges[e] > 8 ? 3 : 0); n <= edges[e] + 3; n++) {
			begin();
			CU_ASSERT_EQUAL(stored(&s, n, n % 2 ? 32768 : 1000003), OK);
			CU_ASSERT_EQUAL(kept.chunks, n / FILE_CHUNK + 1);
			CU_ASSERT_EQUAL(s.chunks, kept.chunks);
			CU_ASSERT_EQUAL(s.size, (int64_t)n);
			CU_ASSERT(opens_to(n));
		}
}

static void a_full_chunk_is_exactly_a_bucket(void)
{
	CU_ASSERT_EQUAL(record_room(FILE_CHUNK), 512 * 1024);
	CU_ASSERT(record_sealed_size(FILE_CHUNK) < 513 * 1024);
	CU_ASSERT(record_room(FILE_CHUNK + 1) > 512 * 1024);
}

static void pieces_of_any_length_make_the_same_chunks(void)
{
	static const size_t pieces[] = { 1, 7, 15, 16, 17, 4095, 4096 };
	struct attachment_store s;

	for (size_t i = 0; i < COUNT(pieces); i++) {
		begin();
		CU_ASSERT_EQUAL(stored(&s, 70000, pieces[i]), OK);
		CU_ASSERT(opens_to(70000));
	}
}

static void chunks_are_bound_to_their_place(void)
{
	struct attachment_store s;
	struct bytes plain;

	begin();
	CU_ASSERT_EQUAL(stored(&s, 2 * FILE_CHUNK, 40000), OK);
	CU_ASSERT_EQUAL(record_open(&t, kept.id, kept.data_key, RECORD_FILE, file_chunk_number(0, 1),
		(struct bytes){ kept.sealed[0], kept.size[0] }, &plain), INVALID);
	CU_ASSERT_EQUAL(record_open(&t, kept.id, kept.data_key, RECORD_FILE, file_chunk_number(1, 0),
		(struct bytes){ kept.sealed[0], kept.size[0] }, &plain), INVALID);
	CU_ASSERT_EQUAL(file_chunk_number(0, 0), 0);
	CU_ASSERT_EQUAL(file_chunk_number(1, 0), 65536);
	CU_ASSERT_EQUAL(file_chunk_number(60000, 65535), 60000u << 16 | 65535);
}

static void no_key_and_no_byte_of_a_file_stays_in_memory(void)
{
	struct attachment_store s;

	begin();
	CU_ASSERT_EQUAL(stored(&s, 5000, 5000), OK);
	CU_ASSERT(sodium_is_zero(s.envelope.data_key, DATA_KEY));
	CU_ASSERT(sodium_is_zero(s.room, record_room(FILE_CHUNK)));
	begin();
	kept.at_end = BUSY;
	CU_ASSERT_EQUAL(stored(&s, 5000, 5000), BUSY);
	attachment_store_drop(&s);
	CU_ASSERT(sodium_is_zero(s.envelope.data_key, DATA_KEY));
	CU_ASSERT(sodium_is_zero(s.room, record_room(FILE_CHUNK)));
}

/* --- Refusals ------------------------------------------------------------------------ */

static void an_empty_file_is_refused_and_nothing_begun(void)
{
	struct attachment_store s;

	begin();
	CU_ASSERT_EQUAL(stored(&s, 0, 1), INVALID);
	attachment_store_drop(&s);
	CU_ASSERT_EQUAL(kept.begun + kept.dropped, 0);
}

static void the_wrong_type_is_seen_before_anything_is_stored(void)
{
	static const unsigned char id[OBJECT_ID];
	struct attachment_store s;

	begin();
	attachment_store_open(&t, &s, &way, NULL, id, "x.png", "image/png");
	CU_ASSERT_EQUAL(attachment_store_data(&s, (struct bytes){ (const unsigned char *)"MZ..............", 15 }), OK);
	CU_ASSERT_EQUAL(attachment_store_data(&s, (struct bytes){ (const unsigned char *)"..", 2 }), INVALID);
	attachment_store_drop(&s);
	begin();
	attachment_store_open(&t, &s, &way, NULL, id, "x.png", "image/png");
	CU_ASSERT_EQUAL(attachment_store_data(&s, (struct bytes){ (const unsigned char *)"\x89PN", 3 }), OK);
	CU_ASSERT_EQUAL(attachment_store_end(&s), INVALID);
	CU_ASSERT_EQUAL(s.type, FILE_NONE);
	CU_ASSERT_EQUAL(kept.begun + kept.dropped, 0);
}

static void what_the_way_refuses_is_given_up(void)
{
	struct attachment_store s;

	begin();
	kept.at_begin = LIMITED;
	CU_ASSERT_EQUAL(stored(&s, 5000, 100), LIMITED);
	attachment_store_drop(&s);
	CU_ASSERT_EQUAL(kept.dropped, 0);
	begin();
	kept.at_chunk = CONFLICT;
	CU_ASSERT_EQUAL(stored(&s, 3 * FILE_CHUNK, 40000), CONFLICT);
	attachment_store_drop(&s);
	attachment_store_drop(&s);
	CU_ASSERT_EQUAL(kept.dropped, 1);
	CU_ASSERT_EQUAL(kept.chunks, 1);
	CU_ASSERT_EQUAL(kept.ended, 0);
}

static enum file_type type(const char *name, const char *claim, const char *head, size_t n)
{
	return file_type_of(name, claim, (const unsigned char *)head, n);
}

static void name_claim_and_first_bytes_agree(void)
{
	static const char jpeg[] = "\xff\xd8\xff\xe0..............", png_[] = "\x89PNG\r\n\x1a\n............";
	static const char heic[] = "\0\0\0\x18" "ftypheic........", webp[] = "RIFF....WEBPVP8 ", mp4[] = "\0\0\0\x18" "ftypisom........";

	CU_ASSERT_EQUAL(type("a.jpg", "image/jpeg", jpeg, 16), FILE_JPEG);
	CU_ASSERT_EQUAL(type("a.JPEG", "", jpeg, 16), FILE_JPEG);
	CU_ASSERT_EQUAL(type("a.jfif", "image/pjpeg", jpeg, 16), FILE_JPEG);
	CU_ASSERT_EQUAL(type("b.c.png", "application/octet-stream", png_, 16), FILE_PNG);
	CU_ASSERT_EQUAL(type("d.pdf", "application/pdf", "%PDF-1.7........", 16), FILE_PDF);
	CU_ASSERT_EQUAL(type("d.pdf", "application/pdf", "%PDF-", 5), FILE_PDF);
	CU_ASSERT_EQUAL(type("e.heic", "image/heif", heic, 16), FILE_HEIC);
	CU_ASSERT_EQUAL(type("f.webp", "image/webp", webp, 16), FILE_WEBP);
	CU_ASSERT_EQUAL(type("e.heic", "image/heic", mp4, 16), FILE_NONE);
	CU_ASSERT_EQUAL(type("a.jpg", "image/png", jpeg, 16), FILE_NONE);
	CU_ASSERT_EQUAL(type("a.png", "image/png", jpeg, 16), FILE_NONE);
	CU_ASSERT_EQUAL(type("a.png", "image/png", "MZ..............", 16), FILE_NONE);
	CU_ASSERT_EQUAL(type("a.svg", "image/svg+xml", "<svg............", 16), FILE_NONE);
	CU_ASSERT_EQUAL(type("a.html", "image/jpeg", jpeg, 16), FILE_NONE);
	CU_ASSERT_EQUAL(type("a.jpg.exe", "image/jpeg", jpeg, 16), FILE_NONE);
	CU_ASSERT_EQUAL(type("jpg", "image/jpeg", jpeg, 16), FILE_NONE);
	CU_ASSERT_EQUAL(type("a.", "image/jpeg", jpeg, 16), FILE_NONE);
	CU_ASSERT_EQUAL(type("a.gif", "image/gif", "GIF89a..........", 16), FILE_NONE);
	CU_ASSERT_EQUAL(type("a.zip", "application/zip", "PK\3\4............", 16), FILE_NONE);
	CU_ASSERT_EQUAL(type("a.jpg", "image/jpeg", jpeg, 2), FILE_NONE);
}

static void codes_go_both_ways(void)
{
	for (int i = FILE_NONE + 1; i < FILE_TYPES; i++)
		CU_ASSERT_EQUAL(file_type_by_code(file_type_code((enum file_type)i)), (enum file_type)i);
	CU_ASSERT_EQUAL(file_type_by_code("exe"), FILE_NONE);
	CU_ASSERT_EQUAL(file_type_by_code(""), FILE_NONE);
}

static void a_name_can_do_nothing(void)
{
	static const struct { const char *given, *kept; } names[] = {
		{ "foto.jpg", "foto.jpg" },
		{ "../../etc/passwd.jpg", "passwd.jpg" },
		{ "C:\\Users\\naam\\foto.jpg", "foto.jpg" },
		{ "map/", "" },
		{ "foto \xe2\x80\xaegpj.exe", "foto \xef\xbf\xbdgpj.exe" },		/* right-to-left override */
		{ "a\xe2\x81\xa6" "b\xe2\x80\x8f" "c.png", "a\xef\xbf\xbd" "b\xef\xbf\xbd" "c.png" },
		{ "a\x01\x7f.png", "a\xef\xbf\xbd\xef\xbf\xbd.png" },
		{ "a\xc2\x85.png", "a\xef\xbf\xbd.png" },
		{ "%22x%22 %41.png", "\"x\" %41.png" },
		{ "\xd9\x85\xd8\xad\xd8\xb6\xd8\xb1.pdf", "\xd9\x85\xd8\xad\xd8\xb6\xd8\xb1.pdf" },
		{ "e\xcc\x81.png", "\xc3\xa9.png" },						/* NFC */
		{ "<?cs include:\"x\" ?>.png", "<?cs include:\"x\" ?>.png" },
	};

	begin();
	for (size_t i = 0; i < COUNT(names); i++)
		CU_ASSERT_STRING_EQUAL(file_name_tidy(&t, names[i].given), names[i].kept);
}

static void a_long_name_keeps_its_end(void)
{
	char name[1300];
	const char *kept_name;

	begin();
	for (int i = 0; i < 300; i++)
		memcpy(name + 2 * i, "\xc3\xa9", 2);
	strcpy(name + 600, ".jpeg");
	kept_name = file_name_tidy(&t, name);
	CU_ASSERT(strlen(kept_name) <= 2 * FILE_NAME_POINTS + 5);
	CU_ASSERT_STRING_EQUAL(kept_name + strlen(kept_name) - 5, ".jpeg");
	memset(name, '.', 300);
	name[300] = 0;
	CU_ASSERT(strlen(file_name_tidy(&t, name)) <= FILE_NAME_POINTS + 3);
}

static void add(struct pairs *p, char letter)
{
	struct attachment_store s = { .name = "x.png", .type = FILE_PNG, .size = letter };

	memset(s.id, letter, OBJECT_ID);
	file_add(&t, p, &s);
}

static void files_are_numbered_from_one_without_holes(void)
{
	struct pairs p = { 0 }, copy = { 0 };
	struct bytes ids;

	begin();
	CU_ASSERT_PTR_NULL(file_ids(&t, &p).data);
	for (char c = 'a'; c <= 'd'; c++)
		add(&p, c);
	file_remove(&t, &p, 2);
	CU_ASSERT_EQUAL(file_count(&p), 3);
	CU_ASSERT_STRING_EQUAL(file_value(&p, 2, "size"), "99");
	CU_ASSERT_STRING_EQUAL(file_value(&p, 4, "id"), "");
	file_remove(&t, &p, 9);
	file_remove(&t, &p, 0);
	CU_ASSERT_EQUAL(file_count(&p), 3);
	file_copy(&t, &p, &copy);
	ids = file_ids(&t, &copy);
	CU_ASSERT_EQUAL(ids.size, 3 * OBJECT_ID);
	CU_ASSERT_EQUAL(ids.data[0], 'a');
	CU_ASSERT_EQUAL(ids.data[16], 'c');
	CU_ASSERT_EQUAL(ids.data[32], 'd');
	CU_ASSERT_EQUAL(p.count, copy.count);
}

static void a_short_disk_takes_no_files(void)
{
	const uint64_t gb = UINT64_C(1) << 30;

	CU_ASSERT_FALSE(attachment_room_short(3 * gb, 0, 20 * gb));
	CU_ASSERT(attachment_room_short(gb, 0, 20 * gb));
	CU_ASSERT(attachment_room_short(4 * gb, 0, 100 * gb));
	CU_ASSERT_FALSE(attachment_room_short(6 * gb, 0, 100 * gb));
	CU_ASSERT(attachment_room_short(0, 0, 0));
}

/* What was swept is room for the next files; what is left for text is not given to them. */
static void what_files_gave_back_is_room_for_files(void)
{
	const uint64_t gb = UINT64_C(1) << 30;

	CU_ASSERT_FALSE(attachment_room_short(4 * gb, gb, 100 * gb));
	CU_ASSERT(attachment_room_short(4 * gb, gb - 1, 100 * gb));
	CU_ASSERT_FALSE(attachment_room_short(gb, gb, 20 * gb));
	CU_ASSERT_FALSE(attachment_room_short(5 * gb / 2, 50 * gb, 100 * gb));
	CU_ASSERT(attachment_room_short(5 * gb / 2 - 1, 50 * gb, 100 * gb));
	CU_ASSERT(attachment_room_short(gb - 1, 50 * gb, 20 * gb));
}

const struct unit_test unit_tests[] = {
	{ "a file opens to its very bytes at every edge of a chunk", a_file_opens_to_its_very_bytes_at_every_edge_of_a_chunk },
	{ "a full chunk is exactly a bucket", a_full_chunk_is_exactly_a_bucket },
	{ "pieces of any length make the same chunks", pieces_of_any_length_make_the_same_chunks },
	{ "chunks are bound to their place", chunks_are_bound_to_their_place },
	{ "no key and no byte of a file stays in memory", no_key_and_no_byte_of_a_file_stays_in_memory },
	{ "an empty file is refused, and nothing begun", an_empty_file_is_refused_and_nothing_begun },
	{ "the wrong type is seen before anything is stored", the_wrong_type_is_seen_before_anything_is_stored },
	{ "what the way refuses is given up", what_the_way_refuses_is_given_up },
	{ "name, claim and first bytes agree", name_claim_and_first_bytes_agree },
	{ "codes go both ways", codes_go_both_ways },
	{ "a name can do nothing", a_name_can_do_nothing },
	{ "a long name keeps its end", a_long_name_keeps_its_end },
	{ "files are numbered from one without holes", files_are_numbered_from_one_without_holes },
	{ "a short disk takes no files", a_short_disk_takes_no_files },
	{ "what files gave back is room for files", what_files_gave_back_is_room_for_files },
	{ NULL, NULL }
};
