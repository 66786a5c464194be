/*
 * Pure rules of logging in. Refuses to know anything but its arguments.
 */
#include "account_rule.h"

#include <ctype.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/task.h"

/* The cores of the passwords people choose first, in the languages of this office, and our own words. */
static const char *const known_words[] = {
	"wachtwoord", "password", "passwort", "welkom", "welcome", "geheim", "secret", "inloggen",
	"login", "qwerty", "qwertz", "azerty", "uiop", "asdfgh", "zxcvbn", "letmein", "iloveyou",
	"monkey", "dragon", "football", "voetbal", "feyenoord", "ajax", "sunshine", "princess",
	"master", "admin", "beheer", "beheerder", "administrator", "test", "demo", "zomer", "winter",
	"lente", "herfst", "summer", "spring", "autumn", "maandag", "januari", "nederland", "holland",
	"knooppunt", "handhaving", "informatie", "informatieknooppunt", "melding", "signaal", "hik",
	"ind", "immigratie", "naturalisatie", "dienst", "staatsgeheim", "changeme", "veranderen",
	"trustno", "starwars", "superman", "batman", "pokemon", "computer", "internet",
};

static size_t starts_with_known(const char *at, const char *name)
{
	size_t longest = 0;

	for (size_t i = 0; i < COUNT(known_words); i++) {
		size_t n = strlen(known_words[i]);

		if (n > longest && strncasecmp(at, known_words[i], n) == 0)
			longest = n;
	}
	if (strlen(name) >= 3 && strncasecmp(at, name, strlen(name)) == 0 && strlen(name) > longest)
		longest = strlen(name);
	return longest;
}

/*
 * Code points that are no part of a known word, do not merely go on from their
 * neighbour, and do not repeat a pair that was there before.
 */
static size_t fresh_points(const char *password, size_t n, const char *name)
{
	unsigned char seen[256][32] = { { 0 } };
	size_t fresh = 0;
	int before = 0;

	for (size_t i = 0; i < n; i++) {
		size_t known = starts_with_known(password + i, name);
		int c = tolower((unsigned char)password[i]);

		if (known) {
			i += known - 1;
			before = 0;
			continue;
		}
		if ((c & 0xC0) != 0x80 && abs(c - before) > 1 && !(seen[before][c / 8] & 1 << c % 8))
			fresh++;
		seen[before][c / 8] |= (unsigned char)(1 << c % 8);
		before = c;
	}
	return fresh;
}

enum password_fault password_check(const char *password, size_t n, const char *name)
{
	size_t points = 0;

	if (n > PASSWORD_MOST)
		return PASSWORD_LONG;
	for (size_t i = 0; i < n; i++)
		points += ((unsigned char)password[i] & 0xC0) != 0x80;
	if (points < PASSWORD_LEAST)
		return PASSWORD_SHORT;
	return fresh_points(password, n, name) < 7 ? PASSWORD_COMMON : PASSWORD_GOOD;
}

int login_delay(unsigned failures)
{
	if (failures < 3)
		return 0;
	return failures < 8 ? 1 << (failures - 2) : 60;
}

static int step_code(const unsigned char *secret, int64_t step, char out[7])
{
	return step >= 0 && oath_hotp_generate((const char *)secret, TOTP_SECRET, (uint64_t)step, 6, 0,
		OATH_HOTP_DYNAMIC_TRUNCATION, out) == OATH_OK;
}

int64_t totp_match(const unsigned char secret[TOTP_SECRET], const char *code, int64_t now,
	int64_t last)
{
	static const int order[] = { 0, -1, 1 };
	int64_t found = -1;
	char wanted[7];

	if (strlen(code) != 6 || strspn(code, "0123456789") != 6)
		return -1;
	for (size_t i = 0; i < COUNT(order); i++) {
		int64_t step = now / TOTP_SECONDS + order[i];

		if (step_code(secret, step, wanted) && sodium_memcmp(wanted, code, 6) == 0
		&& step > last && found < 0)
			found = step;
	}
	return found;
}

int totp_code(const unsigned char secret[TOTP_SECRET], int64_t now, char out[7])
{
	return step_code(secret, now / TOTP_SECONDS, out);
}

void totp_base32(const unsigned char secret[TOTP_SECRET], char out[33])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned bits = 0, have = 0, at = 0;

	for (size_t i = 0; i < TOTP_SECRET; i++) {
		bits = (bits << 8 | secret[i]) & 0xFFFF;
		for (have += 8; have >= 5; have -= 5)
			out[at++] = letters[bits >> (have - 5) & 31];
	}
	out[at] = '\0';
}
