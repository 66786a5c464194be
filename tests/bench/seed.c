/*
 * Prints SQL that makes a full house: N signals (100,000), of which one in
 * seventeen is open and has sealed first words that keyd can open. All of it is
 * invented by counting; nothing resembles a report.
 *	build/bench/seed var/keys/public 100000 2026-04-24 | mariadb knooppunt
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/crypto.h"
#include "base/pack.h"
#include "base/receipt.h"
#include "base/text.h"

enum { OPEN_ONE_IN = 17, USZ_ONE_IN = 50, ROWS = 500 };

static const char *const subjects[] = {
	"sham_marriage", "documents", "identity", "income", "work_study", "residence", "sponsor",
	"labour_exploitation", "trafficking", "smuggling", "other", "unknown"
};
static const char *const provinces[] = { "", "groningen", "utrecht", "noord_holland", "limburg", "zeeland" };
static const char *const channels[] = { "web", "web", "web", "phone", "letter", "email", "partner" };

static unsigned dice(unsigned sides)
{
	uint32_t n;

	random_bytes(&n, sizeof(n));
	return n % sides;
}

static void print_hex(const void *data, size_t n)
{
	const unsigned char *at = data;

	printf("X'");
	for (size_t i = 0; i < n; i++)
		printf("%02x", at[i]);
	printf("'");
}

/* First words of a signal under a data key of its own; the envelope's row goes to `envelopes`. */
static struct bytes seal_summary(struct task *t, const unsigned char id[16], enum class class,
	struct envelope *e, FILE *envelopes)
{
	struct pairs pairs = { 0 };
	struct bytes sealed;

	pairs_add(t, &pairs, "first", take_format(t, "Verzonnen melding %u voor de meting: eerste woorden van een verhaal", dice(1000000)));
	pairs_add(t, &pairs, "place", "Voorbeeldstad");
	pairs_add(t, &pairs, "subjects", "1");
	if (envelope_new(t, class, e) != OK || record_seal(t, e, RECORD_SUMMARY, 0, pack(t, &pairs), &sealed) != OK)
		exit(1);
	fprintf(envelopes, "INSERT INTO envelope (id, object, class, key_id, wrap) VALUES (X'%s', X'%s', %d, X'%s', X'%s');\n",
		text_hex(t, e->id, 16), text_hex(t, id, 16), (int)class, text_hex(t, e->key_id, KEY_ID),
		text_hex(t, e->wrap, WRAP));
	return sealed;
}

static void print_signal(struct task *t, const char *today, FILE *envelopes)
{
	int open = dice(OPEN_ONE_IN) == 0, status = open ? (int)dice(5) : 6;
	enum class class = dice(USZ_ONE_IN) == 0 ? CLASS_USZ : CLASS_HIK;
	unsigned age = open ? dice(21) : 15 + dice(700);
	char number[NUMBER_TEXT];
	unsigned char id[16];
	struct envelope e;
	struct bytes sealed = { 0 };

	random_bytes(id, sizeof(id));
	number_new(number);
	if (open)
		sealed = seal_summary(t, id, class, &e, envelopes);
	printf("(");
	print_hex(id, sizeof(id));
	printf(",'%s',%d,'%s','%s','%s','nl',%d,%d,%u,%d,'%s' - INTERVAL %u DAY,'%s' - INTERVAL %u DAY + INTERVAL 7 DAY,%s,1,%d,%s,",
		number, (int)class, channels[dice(COUNT(channels))],
		class == CLASS_USZ ? "national_security" : subjects[dice(COUNT(subjects))],
		provinces[dice(COUNT(provinces))], dice(200) == 0, dice(300) == 0, dice(4), status, today, age,
		today, age, dice(20) ? "NULL" : "'2026-01-05'", class == CLASS_USZ,
		open ? "NULL" : "'2026-01-05'");
	if (open) {
		print_hex(e.id, 16);
		printf(",");
		print_hex(sealed.data, sealed.size);
		printf(")");
	} else {
		printf("NULL,NULL)");
	}
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new(1 << 20);
	struct keyring keys;
	struct task t = { 0 };
	FILE *envelopes = tmpfile();
	long many = argc > 2 ? atol(argv[2]) : 0;
	int c;

	if (argc != 4 || many < 1 || crypto_start() != 0 || !envelopes) {
		fprintf(stderr, "seed KEYS NUMBER DAY\n");
		return 2;
	}
	task_begin(&t, arena, NULL);
	if (keyring_load(argv[1], 1 << CLASS_HIK | 1 << CLASS_USZ, &keys) != OK)
		return 1;
	t.keys = &keys;
	printf("SET unique_checks = 0;\nSTART TRANSACTION;\n");
	for (long i = 0; i < many; i++) {
		if (i % ROWS == 0)
			printf("INSERT INTO fraud_signal (id, number, class, channel, subject, province, lang, danger,"
				" suspect, subjects, status, received, due, act_by, calendar_version, urgent, closed,"
				" summary_envelope, summary) VALUES\n");
		print_signal(&t, argv[3], envelopes);
		printf(i % ROWS == ROWS - 1 || i == many - 1 ? ";\n" : ",\n");
		arena_wipe(arena);
	}
	rewind(envelopes);
	while ((c = fgetc(envelopes)) != EOF)
		putchar(c);
	printf("COMMIT;\nANALYZE TABLE fraud_signal, envelope;\n");
	return 0;
}
