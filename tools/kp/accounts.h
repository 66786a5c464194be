/* How the programs log in to the database: db/accounts.sql.in, filled in. */
#ifndef KP_ACCOUNTS_H
#define KP_ACCOUNTS_H

#include "kp.h"

/* The statements, in the arena: unix_socket in production, else a password per account, made once. */
char *accounts_text(const struct kp *kp, struct arena *arena);

#endif
