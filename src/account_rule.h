/* Pure rules of logging in: no database, no clock. */
#ifndef ROOM_ACCOUNT_RULE_H
#define ROOM_ACCOUNT_RULE_H

#include <stddef.h>
#include <stdint.h>

enum {
	PASSWORD_LEAST = 12,		/* code points; 15 and more is advised on the page */
	PASSWORD_MOST = 1024,		/* bytes, exactly as typed, never cut */
	TOTP_SECRET = 20,		/* bytes, RFC 4226 section 4 R6 */
	TOTP_SECONDS = 30,
	SESSIONS_MOST = 5,		/* a person; the oldest ends */
	CODES_A_MINUTE = 5,
};

enum password_fault { PASSWORD_GOOD, PASSWORD_SHORT, PASSWORD_LONG, PASSWORD_COMMON };

/*
 * No rule of composition (NIST SP 800-63B, ASVS 6.2.5): long enough, and what
 * remains after well-known words, the person's own name and runs like
 * "aaaa" or "1234" are taken out must still be something.
 */
enum password_fault password_check(const char *password, size_t n, const char *name);

/*
 * Seconds to wait after so many failures in a row: none after the first two,
 * then 2 4 8 ... and never more than a minute, so that nobody can shut a
 * colleague out for long.
 */
int login_delay(unsigned failures);

/*
 * The time step whose code this is: now, the one before or the one after
 * (RFC 6238 section 5.2), and later than `last`; -1 when none. oath_init() first.
 */
int64_t totp_match(const unsigned char secret[TOTP_SECRET], const char *code, int64_t now,
	int64_t last);
/* The code of now; out needs 7 bytes. */
int totp_code(const unsigned char secret[TOTP_SECRET], int64_t now, char out[7]);
/* base32 for an authenticator app (RFC 4648); out needs 33 bytes. */
void totp_base32(const unsigned char secret[TOTP_SECRET], char out[33]);

#endif
