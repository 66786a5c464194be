/*
 * authd's secrets at rest: the second factor of each account, sealed under
 * authd's own key and bound to the account, so that none can be swapped.
 */
#ifndef ROOM_ACCOUNT_SEAL_H
#define ROOM_ACCOUNT_SEAL_H

#include "account_rule.h"

enum { TOTP_SEALED = 24 + TOTP_SECRET + 16 };

void totp_seal(const unsigned char key[32], const unsigned char account[16],
	const unsigned char secret[TOTP_SECRET], unsigned char out[TOTP_SEALED]);
/* 1 when it is what was sealed for this account. */
int totp_open(const unsigned char key[32], const unsigned char account[16],
	const unsigned char *sealed, size_t n, unsigned char out[TOTP_SECRET]);

#endif
