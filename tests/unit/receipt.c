/* Receipts and numbers: what people type wrong is seen, except where Luhn is blind. */
#include "base/receipt.h"

#include "base/crypto.h"
#include "unit.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void start(void)
{
	CU_ASSERT_EQUAL_FATAL(crypto_start(), 0);
}

static void a_receipt_reads_back(void)
{
	struct receipt r, again;
	char text[RECEIPT_TEXT];

	start();
	for (int i = 0; i < 1000; i++) {
		receipt_new(&r);
		receipt_text(&r, text);
		CU_ASSERT_EQUAL(strlen(text), 29);
		CU_ASSERT_EQUAL(strspn(text, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"), 29);
		CU_ASSERT_EQUAL(receipt_read(text, &again), OK);
		CU_ASSERT_EQUAL(memcmp(&r, &again, sizeof r), 0);
	}
}

static void forgiven_separators(void)
{
	static const char *const same[] = {
		"00000-00000-00000-00000-00000", "0000000000000000000000000", " 0 0\t000\n00000 00000.00000 00000 ",
		"ooooo ooooo OOOOO-OOOOO.00000",
		"00000\342\200\22300000\342\200\22400000\302\24000000-00000",	/* dashes and space of word processors */
	};
	static const struct receipt zero;
	struct receipt r;

	for (size_t i = 0; i < COUNT(same); i++) {
		CU_ASSERT_EQUAL(receipt_read(same[i], &r), OK);
		CU_ASSERT_EQUAL(memcmp(&r, &zero, sizeof r), 0);
	}
}

static void case_and_lookalikes_are_the_same(void)
{
	struct receipt r, again;
	char text[RECEIPT_TEXT], typed[RECEIPT_TEXT];

	start();
	for (int n = 0; n < 200; n++) {
		receipt_new(&r);
		receipt_text(&r, text);
		for (int i = 0; i < RECEIPT_TEXT; i++) {
			typed[i] = text[i] == '1' ? "ILil"[n % 4] : text[i] == '0' ? "Oo"[n % 2] : text[i];
			if (typed[i] >= 'A' && typed[i] <= 'Z' && n % 3)
				typed[i] = (char)(typed[i] + 'a' - 'A');
			if (typed[i] == '-')
				typed[i] = " -"[n % 2];
		}
		CU_ASSERT_EQUAL(receipt_read(typed, &again), OK);
		CU_ASSERT_EQUAL(memcmp(&r, &again, sizeof r), 0);
	}
}

static void every_single_typing_error_is_seen(void)
{
	struct receipt r, again;
	char text[RECEIPT_TEXT], typed[RECEIPT_TEXT];

	start();
	for (int n = 0; n < 50; n++) {
		receipt_new(&r);
		receipt_text(&r, text);
		for (int i = 0; i < 29; i++)
			for (int c = 0; text[i] != '-' && c < 32; c++) {
				if (alphabet[c] == text[i])
					continue;
				memcpy(typed, text, sizeof typed);
				typed[i] = alphabet[c];
				CU_ASSERT_EQUAL(receipt_read(typed, &again), INVALID);
			}
	}
}

/* Luhn mod 32 cannot see a neighbouring 0 and Z change places, and only that. */
static void swapped_neighbours_are_seen_but_for_0_and_z(void)
{
	struct receipt r, again;
	char text[RECEIPT_TEXT], plain[26], typed[26];
	int blind;

	start();
	for (int n = 0; n < 2000; n++) {
		receipt_new(&r);
		receipt_text(&r, text);
		for (int i = 0, at = 0; i <= 29; i++)
			if (text[i] != '-')
				plain[at++] = text[i];
		for (int i = 0; i < 24; i++) {
			if (plain[i] == plain[i + 1])
				continue;
			memcpy(typed, plain, sizeof typed);
			typed[i] = plain[i + 1];
			typed[i + 1] = plain[i];
			blind = (typed[i] == '0' && typed[i + 1] == 'Z') || (typed[i] == 'Z' && typed[i + 1] == '0');
			CU_ASSERT_EQUAL(receipt_read(typed, &again), blind ? OK : INVALID);
		}
	}
}

static void what_is_no_receipt_is_refused(void)
{
	static const char *const wrong[] = {
		"", " ", "-----", "00000-00000-00000-00000-0000", "00000-00000-00000-00000-000000",
		"U0000-00000-00000-00000-00000", "00000-00000-00000-00000-0000U", "0000!-00000-00000-00000-00000",
		"00000_00000_00000_00000_00000", "\xC2", "\xE2\x80", "0\3020", "\xEF\xBC\x90",
	};
	struct receipt r;

	for (size_t i = 0; i < COUNT(wrong); i++)
		CU_ASSERT_EQUAL(receipt_read(wrong[i], &r), INVALID);
}

static void keys_of_a_receipt_tell_nothing_of_each_other(void)
{
	struct receipt r = { { 0 } };
	struct receipt_keys a, b, c;
	unsigned char made[32], tag[TAG];

	start();
	receipt_derive(&r, &a);
	receipt_derive(&r, &b);
	CU_ASSERT_EQUAL(memcmp(&a, &b, sizeof a), 0);
	receipt_tag(&r, tag);
	CU_ASSERT_EQUAL(memcmp(a.tag, tag, TAG), 0);
	r.bits[14] = 1;
	receipt_derive(&r, &c);
	CU_ASSERT_NOT_EQUAL(memcmp(a.tag, c.tag, TAG), 0);
	CU_ASSERT_NOT_EQUAL(memcmp(a.digest_key, c.digest_key, 32), 0);
	CU_ASSERT_NOT_EQUAL(memcmp(a.secret_key, c.secret_key, 32), 0);
	CU_ASSERT_NOT_EQUAL(memcmp(a.tag, a.secret_key, TAG), 0);
	CU_ASSERT_NOT_EQUAL(memcmp(a.digest_key, a.secret_key, 32), 0);
	crypto_scalarmult_base(made, a.secret_key);
	CU_ASSERT_EQUAL(memcmp(made, a.public_key, 32), 0);
}

/* Written down once: receipts that people hold must keep working. */
static void derivation_stays_as_it_is(void)
{
	struct receipt r;
	struct receipt_keys k;
	char text[RECEIPT_TEXT], hex[33];

	start();
	for (int i = 0; i < RECEIPT_BITS; i++)
		r.bits[i] = (unsigned char)(i * 17);
	receipt_text(&r, text);
	receipt_derive(&r, &k);
	sodium_bin2hex(hex, sizeof hex, k.tag, TAG);
	CU_ASSERT_STRING_EQUAL(text, "008J4-CT4AN-K7F24-SNAXW-SQFE3");
	CU_ASSERT_STRING_EQUAL(hex, "17ff045b87bbee2ab5c640fbbb375917");
}

static void numbers_read_back_and_forgive(void)
{
	char text[NUMBER_TEXT], again[NUMBER_TEXT], typed[NUMBER_TEXT + 2];

	start();
	for (int i = 0; i < 500; i++) {
		number_new(text);
		CU_ASSERT_EQUAL(strlen(text), 10);
		CU_ASSERT_EQUAL(text[4], '-');
		CU_ASSERT_TRUE(number_read(text, again));
		CU_ASSERT_STRING_EQUAL(text, again);
		snprintf(typed, sizeof typed, " %.4s%s", text, text + 5);
		for (char *c = typed; *c; c++)
			if (*c >= 'A' && *c <= 'Z')
				*c = (char)(*c + 'a' - 'A');
		CU_ASSERT_TRUE(number_read(typed, again));
		CU_ASSERT_STRING_EQUAL(text, again);
	}
}

static void wrong_numbers_are_refused(void)
{
	char text[NUMBER_TEXT], out[NUMBER_TEXT];

	start();
	for (int n = 0; n < 100; n++) {
		for (int i = 0; i < 10; i++) {
			number_new(text);
			if (i == 4)
				continue;
			text[i] = text[i] == 'A' ? 'B' : 'A';
			CU_ASSERT_FALSE(number_read(text, out));
			CU_ASSERT_STRING_EQUAL(out, "");
		}
	}
	CU_ASSERT_FALSE(number_read("", out));
	CU_ASSERT_FALSE(number_read("0000-0000", out));
	CU_ASSERT_FALSE(number_read("0000-000000", out));
	CU_ASSERT_FALSE(number_read("1' OR 1=1", out));
}

const struct unit_test unit_tests[] = {
	{ "a receipt has five groups of five and reads back", a_receipt_reads_back },
	{ "spaces, dashes and dots of any kind are forgiven", forgiven_separators },
	{ "small letters, I, L and O are forgiven", case_and_lookalikes_are_the_same },
	{ "every single wrong character is seen", every_single_typing_error_is_seen },
	{ "two swapped neighbours are seen, but for 0 and Z", swapped_neighbours_are_seen_but_for_0_and_z },
	{ "what is no receipt is refused", what_is_no_receipt_is_refused },
	{ "the keys of a receipt tell nothing of each other", keys_of_a_receipt_tell_nothing_of_each_other },
	{ "what follows from a receipt stays as it is", derivation_stays_as_it_is },
	{ "numbers read back as people say them", numbers_read_back_and_forgive },
	{ "a number with a wrong character is none", wrong_numbers_are_refused },
	{ NULL, NULL }
};
