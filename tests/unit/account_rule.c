/* The rules of logging in: passwords, waiting, one-time codes. */
#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>

#include "account.h"
#include "account_rule.h"
#include "account_seal.h"
#include "base/task.h"
#include "unit.h"

static enum password_fault check(const char *password)
{
	return password_check(password, strlen(password), "mila");
}

static void four_words_make_a_good_password(void)
{
	CU_ASSERT_EQUAL(check("paard batterij nietje juist"), PASSWORD_GOOD);
	CU_ASSERT_EQUAL(check("pupa-rose-diva-veso-vesi"), PASSWORD_GOOD);
	CU_ASSERT_EQUAL(check("alleenkleineletters"), PASSWORD_GOOD);
}

static void a_password_may_be_long_and_hold_anything(void)
{
	char longest[PASSWORD_MOST + 2];

	for (size_t i = 0; i < sizeof longest; i++)
		longest[i] = "kpzwbtrxqm"[i % 10];
	CU_ASSERT_EQUAL(password_check(longest, 64, "mila"), PASSWORD_GOOD);
	CU_ASSERT_EQUAL(password_check(longest, PASSWORD_MOST, "mila"), PASSWORD_GOOD);
	CU_ASSERT_EQUAL(password_check(longest, PASSWORD_MOST + 1, "mila"), PASSWORD_LONG);
	CU_ASSERT_EQUAL(check(" \xC3\xA9 e\xCC\x81 leading space \xF0\x9F\x98\x80"), PASSWORD_GOOD);
}

static void a_short_password_is_refused(void)
{
	CU_ASSERT_EQUAL(check(""), PASSWORD_SHORT);
	CU_ASSERT_EQUAL(check("k"), PASSWORD_SHORT);
	CU_ASSERT_EQUAL(check("kpzwbtrxqmv"), PASSWORD_SHORT);
	/* Eleven characters in more than twelve bytes. */
	CU_ASSERT_EQUAL(check("\xC3\xA9\xC3\xA9kpzwbtrxq"), PASSWORD_SHORT);
}

static void what_everybody_chooses_is_refused(void)
{
	static const char *const common[] = {
		"wachtwoord123", "Wachtwoord2026!", "welkomwelkom", "Welkom01Welkom01", "qwertyuiop12",
		"123456789012", "aaaaaaaaaaaaaaa", "abcdefghijklmnop", "knooppunt2026", "administrator1",
		"handhaving!!!", "zomer2026zomer2026",
	};

	for (size_t i = 0; i < COUNT(common); i++)
		CU_ASSERT_EQUAL(check(common[i]), PASSWORD_COMMON);
}

static void ones_own_name_is_no_password(void)
{
	CU_ASSERT_EQUAL(check("milamilamila12"), PASSWORD_COMMON);
	CU_ASSERT_EQUAL(check("MilaMila-2026"), PASSWORD_COMMON);
	CU_ASSERT_EQUAL(password_check("hogelandsmatess", 15, "hogelandsma"), PASSWORD_COMMON);
}

static void two_mistakes_cost_no_waiting(void)
{
	CU_ASSERT_EQUAL(login_delay(0), 0);
	CU_ASSERT_EQUAL(login_delay(1), 0);
	CU_ASSERT_EQUAL(login_delay(2), 0);
}

static void waiting_doubles_and_ends_at_a_minute(void)
{
	int before = 1;

	for (unsigned n = 3; n < 8; n++) {
		CU_ASSERT_EQUAL(login_delay(n), before * 2);
		before = login_delay(n);
	}
	CU_ASSERT_EQUAL(login_delay(8), 60);
	CU_ASSERT_EQUAL(login_delay(1000), 60);
	CU_ASSERT_EQUAL(login_delay(~0u), 60);
}

static const unsigned char secret[TOTP_SECRET] = "12345678901234567890";

/* RFC 6238, appendix B, the last six of its eight digits. */
static void codes_are_those_of_the_standard(void)
{
	char code[7];

	oath_init();
	CU_ASSERT_TRUE(totp_code(secret, 59, code));
	CU_ASSERT_STRING_EQUAL(code, "287082");
	CU_ASSERT_TRUE(totp_code(secret, 1111111109, code));
	CU_ASSERT_STRING_EQUAL(code, "081804");
	CU_ASSERT_TRUE(totp_code(secret, 20000000000, code));
	CU_ASSERT_STRING_EQUAL(code, "353130");
}

static void a_clock_may_be_one_step_off_and_no_more(void)
{
	int64_t now = 1777000000, step = now / TOTP_SECONDS;
	char code[7];

	for (int off = -3; off <= 3; off++) {
		totp_code(secret, now + off * TOTP_SECONDS, code);
		CU_ASSERT_EQUAL(totp_match(secret, code, now, 0), off >= -1 && off <= 1 ? step + off : -1);
	}
}

static void a_code_works_once(void)
{
	int64_t now = 1777000000, step;
	char code[7];

	totp_code(secret, now, code);
	step = totp_match(secret, code, now, 0);
	CU_ASSERT_EQUAL(step, now / TOTP_SECONDS);
	CU_ASSERT_EQUAL(totp_match(secret, code, now, step), -1);
	CU_ASSERT_EQUAL(totp_match(secret, code, now + TOTP_SECONDS, step), -1);
	/* The clock went back: what was used stays used. */
	CU_ASSERT_EQUAL(totp_match(secret, code, now - 300, step), -1);
}

static void what_is_no_code_is_refused(void)
{
	static const char *const none[] = { "", "12345", "1234567", "12345a", " 123456", "-12345", "999999" };

	for (size_t i = 0; i < COUNT(none); i++)
		CU_ASSERT_EQUAL(totp_match(secret, none[i], 1777000000, 0), -1);
}

static void a_secret_is_written_as_telephones_read_it(void)
{
	char text[33];

	totp_base32(secret, text);
	CU_ASSERT_STRING_EQUAL(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

static void a_sealed_factor_opens_for_its_account(void)
{
	unsigned char key[32] = { 7 }, mila[16] = { 1 }, sealed[TOTP_SEALED], out[TOTP_SECRET];

	CU_ASSERT_TRUE(sodium_init() >= 0);
	totp_seal(key, mila, secret, sealed);
	CU_ASSERT_TRUE(totp_open(key, mila, sealed, sizeof sealed, out));
	CU_ASSERT_EQUAL(memcmp(out, secret, sizeof secret), 0);
}

static void a_factor_of_somebody_else_does_not_open(void)
{
	unsigned char key[32] = { 7 }, mila[16] = { 1 }, sem[16] = { 2 };
	unsigned char sealed[TOTP_SEALED], out[TOTP_SECRET];

	totp_seal(key, mila, secret, sealed);
	CU_ASSERT_FALSE(totp_open(key, sem, sealed, sizeof sealed, out));
	CU_ASSERT_FALSE(totp_open(key, mila, sealed, sizeof sealed - 1, out));
	sealed[30] ^= 1;
	CU_ASSERT_FALSE(totp_open(key, mila, sealed, sizeof sealed, out));
	sealed[30] ^= 1;
	key[0] = 8;
	CU_ASSERT_FALSE(totp_open(key, mila, sealed, sizeof sealed, out));
}

static void roles_have_names_and_nothing_else_does(void)
{
	enum role role;

	for (int i = 0; i < ROLE_COUNT; i++) {
		CU_ASSERT_TRUE(role_read(role_name((enum role)i), &role));
		CU_ASSERT_EQUAL((int)role, i);
	}
	CU_ASSERT_FALSE(role_read("", &role));
	CU_ASSERT_FALSE(role_read("admin", &role));
	CU_ASSERT_FALSE(role_read("Lead", &role));
	CU_ASSERT_STRING_EQUAL(role_name(ROLE_COUNT), "");
}

const struct unit_test unit_tests[] = {
	{ "four words make a good password", four_words_make_a_good_password },
	{ "a password may be long and hold anything", a_password_may_be_long_and_hold_anything },
	{ "a short password is refused", a_short_password_is_refused },
	{ "what everybody chooses is refused", what_everybody_chooses_is_refused },
	{ "one's own name is no password", ones_own_name_is_no_password },
	{ "two mistakes cost no waiting", two_mistakes_cost_no_waiting },
	{ "waiting doubles and ends at a minute", waiting_doubles_and_ends_at_a_minute },
	{ "codes are those of the standard (RFC 6238)", codes_are_those_of_the_standard },
	{ "a clock may be one step off and no more", a_clock_may_be_one_step_off_and_no_more },
	{ "a code works once", a_code_works_once },
	{ "what is no code is refused", what_is_no_code_is_refused },
	{ "a secret is written as telephones read it", a_secret_is_written_as_telephones_read_it },
	{ "a sealed second factor opens for its account", a_sealed_factor_opens_for_its_account },
	{ "a second factor of somebody else does not open", a_factor_of_somebody_else_does_not_open },
	{ "roles have names and nothing else does", roles_have_names_and_nothing_else_does },
	{ NULL, NULL },
};
