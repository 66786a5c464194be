/*
 * The recovery key in three shares, two of which bring it back (Shamir over
 * GF(2^8), libgfshare). One share tells nothing.
 */
#ifndef BASE_SHARE_H
#define BASE_SHARE_H

enum { SHARES = 3, SHARES_NEEDED = 2 };

struct share {
	int number;		/* 1 to SHARES */
	unsigned char data[32];
};

/* 0 when there is no memory. */
int share_split(const unsigned char secret[32], struct share out[SHARES]);
/* 0 when the numbers do not fit. What comes out is for the caller to verify. */
int share_join(const struct share *a, const struct share *b, unsigned char secret[32]);

#endif
