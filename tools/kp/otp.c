/* kp otp NAME: a current code of a demo account, for tests and tours. A service has no such thing. */
#include <stdio.h>
#include <time.h>

#include <liboath/oath.h>

#include "account_key.h"
#include "account_seal.h"
#include "base/crypto.h"
#include "base/db.h"
#include "kp.h"

struct holder {
	unsigned char id[16];
	struct bytes totp;
	int64_t totp_step;
};

static int print_code(struct kp *kp, struct task *t, const char *name)
{
	static const struct column columns[] = {
		{ "id", COLUMN_ID, offsetof(struct holder, id) },
		{ "totp", COLUMN_BYTES, offsetof(struct holder, totp) },
		{ "totp_step", COLUMN_NUM, offsetof(struct holder, totp_step) },
	};
	static const struct shape shape = SHAPE(struct holder, columns);
	unsigned char key[32], secret[TOTP_SECRET];
	struct holder h;
	int64_t now = time(NULL);
	char code[7];

	if (db_row(t, Q_operator_account_find, &shape, &h, text(name)) != OK)
		return kp_refuse("%s: no such account", name);
	if (h.totp.size == 0)
		return kp_refuse("%s has no second factor", name);
	if (!own_key(kp->settings, "authd", key)
	|| !totp_open(key, h.id, h.totp.data, h.totp.size, secret))
		return kp_refuse("%s: cannot open the secret", name);
	/* A code works once: after a log-in in this half minute the next one is still accepted. */
	if (h.totp_step >= now / TOTP_SECONDS)
		now += TOTP_SECONDS;
	if (oath_init() != OATH_OK || !totp_code(secret, now, code))
		return kp_refuse("no code");
	puts(code);
	return 0;
}

int kp_otp(struct kp *kp, int argc, char **argv)
{
	struct arena *arena;
	struct task t;
	int status;

	if (argc != 2)
		return kp_usage(argv[0]);
	if (setting_num(kp->settings, "production") == 1)
		return kp_refuse("codes come from telephones");
	if (crypto_start() != 0)
		return kp_refuse("no random numbers");
	arena = arena_new(65536);
	task_begin(&t, arena, kp->settings);
	t.db = db_new(kp->settings, "owner");
	status = print_code(kp, &t, argv[1]);
	db_close(t.db);
	task_end(&t);
	arena_drop(arena);
	return status;
}
