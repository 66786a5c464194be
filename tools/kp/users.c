/*
 * kp users: the first two administrators of an installation, and the demo's
 * people. Refuses everybody else: the administrators add them on the intranet,
 * two of them where it matters.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "account.h"
#include "account_key.h"
#include "account_seal.h"
#include "base/crypto.h"
#include "base/db.h"
#include "base/receipt.h"
#include "kp.h"

enum { ARGON_MEMORY = 64 << 20, ARGON_PASSES = 2, READABLE = 25 };

/* Invented; one of every role, two where two people are needed. The legal owner shows the second factor. */
static const struct { enum role role; const char *name, *display; int factor; } demo[] = {
	{ ROLE_CASEWORKER,       "mila",  "Mila de Bruin",      0 },
	{ ROLE_CASEWORKER,       "sem",   "Sem Kuipershof",     0 },
	{ ROLE_LEAD,             "noor",  "Noor Verhagelen",    0 },
	{ ROLE_ANALYST,          "daan",  "Daan Oosterloo",     0 },
	{ ROLE_SECURITY_ADVISER, "iris",  "Iris Molenkampen",   0 },
	{ ROLE_SECURITY_ADVISER, "joris", "Joris Terwispel",    0 },
	{ ROLE_COLLEAGUE,        "tess",  "Tess Hogelandsma",   0 },
	{ ROLE_AUDITOR,          "ruben", "Ruben Zandwijker",   0 },
	{ ROLE_PRIVACY_OFFICER,  "fleur", "Fleur Akkerbloem",   0 },
	{ ROLE_LEGAL_OWNER,      "bram",  "Bram Duinhovener",   1 },
	{ ROLE_ADMINISTRATOR,    "lotte", "Lotte Waterinkhof",  0 },
	{ ROLE_ADMINISTRATOR,    "thijs", "Thijs Elsmanning",   0 },
};

struct newcomer {
	enum role role;
	const char *name, *display;
	unsigned char id[16];
	const char *state;
	const char *password;			/* Argon2id, or NULL */
	const unsigned char *totp;		/* sealed, or NULL */
	const unsigned char *code_hash;		/* of the one-time code, or NULL */
};

static enum rc add_work(struct task *t, void *arg)
{
	struct newcomer *n = arg;
	char detail[20];
	enum rc rc;

	snprintf(detail, sizeof detail, "role=%d", (int)n->role);
	rc = db_write(t, Q_operator_account_add, id16(n->id), text(n->name), text(n->display), text("nl"),
		text(n->state), text(n->password), blob(n->totp, TOTP_SEALED), blob(n->code_hash, 32),
		num(n->code_hash == NULL));
	if (rc == OK)
		rc = db_write(t, Q_operator_role_add, id16(n->id), num(n->role));
	if (rc == OK)
		rc = db_write(t, Q_audit_add, text("kp"), text("account_add"), id16(n->id), num(0), nothing(),
			text(detail));
	return rc;
}

/* Consonant and vowel by turns, "ramo-kibe-tulo-sade-niko": 66 bits that can be read out. */
static void readable_password(char out[READABLE])
{
	static const char consonants[] = "bdfghjklmnprstvwz", vowels[] = "aeiou";
	char *at = out;

	for (int i = 0; i < 20; i++) {
		if (i && i % 4 == 0)
			*at++ = '-';
		*at++ = i % 2 == 0 ? consonants[randombytes_uniform(sizeof consonants - 1)]
			: vowels[randombytes_uniform(sizeof vowels - 1)];
	}
	*at = '\0';
}

/* One demo account: into the database, then its line into the file. */
static enum rc demo_add(struct task *t, size_t i, const unsigned char key[32], FILE *file)
{
	char hash[crypto_pwhash_STRBYTES], password[READABLE], secret_text[33] = "-";
	unsigned char secret[TOTP_SECRET], sealed[TOTP_SEALED];
	struct newcomer n = { .role = demo[i].role, .name = demo[i].name, .display = demo[i].display,
		.state = "active", .password = hash };
	enum rc rc;

	readable_password(password);
	random_bytes(n.id, sizeof n.id);
	if (crypto_pwhash_str(hash, password, strlen(password), ARGON_PASSES, ARGON_MEMORY) != 0)
		return fail(t, FAULT, "no memory for Argon2id");
	if (demo[i].factor) {
		random_bytes(secret, sizeof secret);
		totp_seal(key, n.id, secret, sealed);
		totp_base32(secret, secret_text);
		n.totp = sealed;
	}
	rc = db_transaction(t, add_work, &n);
	if (rc == OK)
		fprintf(file, "%s\t%s\t%s\t%s\n", role_name(n.role), n.name, password, secret_text);
	return rc;
}

static int users_demo(struct kp *kp, struct task *t)
{
	unsigned char key[32];
	char path[300];
	FILE *file;
	enum rc rc = OK;

	if (setting_num(kp->settings, "production") == 1)
		return kp_refuse("demo accounts are not for a service");
	if (!own_key(kp->settings, "authd", key))
		return 1;
	setting_path(kp->settings, "accounts.txt", path, sizeof path);
	umask(0077);
	file = fopen(path, "wxe");
	if (file == NULL)
		return kp_refuse("%s: there already, or cannot be written", path);
	for (size_t i = 0; rc == OK && i < COUNT(demo); i++)
		rc = demo_add(t, i, key, file);
	if (fclose(file) != 0 || rc != OK) {
		unlink(path);
		return rc == CONFLICT ? kp_refuse("the accounts are there already") : kp_failed(t);
	}
	return 0;
}

/* Reading reports takes two people; two administrators are the first who can be two. */
static int may_add(struct task *t, const char *role)
{
	int64_t there = 0;

	if (strcmp(role, "administrator") != 0)
		return kp_refuse("only administrators are made here; they add everybody else on the intranet") == 0;
	if (db_number(t, Q_operator_administrators, &there) != OK)
		return kp_failed(t) == 0;
	if (there >= 2)
		return kp_refuse("there are two administrators: they add the next one on the intranet") == 0;
	return 1;
}

/* Prints a code that works once, for three days; only its hash is kept. */
static int users_add(struct task *t, int argc, char **argv)
{
	unsigned char code_hash[32];
	char words[RECEIPT_TEXT];
	struct receipt code;
	struct newcomer n = { .role = ROLE_ADMINISTRATOR, .state = "new", .code_hash = code_hash };
	enum rc rc;

	n.name = argv[2];
	n.display = argc > 4 ? argv[4] : argv[2];
	if (!may_add(t, argv[3]))
		return 1;
	receipt_new(&code);
	receipt_text(&code, words);
	hash32(code.bits, sizeof code.bits, code_hash);
	random_bytes(n.id, sizeof n.id);
	rc = db_transaction(t, add_work, &n);
	if (rc != OK)
		return kp_refuse(rc == CONFLICT ? "%s: that name is taken" : "%s: not added", n.name);
	printf("%s\n", words);
	sodium_memzero(&code, sizeof code);
	return 0;
}

static int users_list(struct task *t)
{
	struct user { const char *name, *display, *state; int64_t roles, second_factor; } *rows;
	static const struct column columns[] = {
		{ "name", COLUMN_TEXT, offsetof(struct user, name) },
		{ "display", COLUMN_TEXT, offsetof(struct user, display) },
		{ "state", COLUMN_TEXT, offsetof(struct user, state) },
		{ "roles", COLUMN_NUM, offsetof(struct user, roles) },
		{ "second_factor", COLUMN_NUM, offsetof(struct user, second_factor) },
	};
	static const struct shape shape = SHAPE(struct user, columns);
	size_t n;
	enum rc rc = db_rows(t, Q_operator_users, &shape, &rows, &n);

	for (size_t i = 0; rc == OK && i < n; i++) {
		printf("%s\t%s\t%s\t%s\t", rows[i].name, rows[i].display, rows[i].state,
			rows[i].second_factor ? "factor" : "-");
		for (unsigned r = 0; r < ROLE_COUNT; r++)
			if (rows[i].roles & 1 << r)
				printf("%s ", role_name((enum role)r));
		putchar('\n');
	}
	return rc == OK ? 0 : kp_failed(t);
}

int kp_users(struct kp *kp, int argc, char **argv)
{
	struct arena *arena = arena_new(65536);
	struct task t;
	int status;

	if (crypto_start() != 0)
		return kp_refuse("no random numbers");
	task_begin(&t, arena, kp->settings);
	t.db = db_new(kp->settings, "owner");
	if (argc == 2 && strcmp(argv[1], "demo") == 0)
		status = users_demo(kp, &t);
	else if ((argc == 4 || argc == 5) && strcmp(argv[1], "add") == 0)
		status = users_add(&t, argc, argv);
	else if (argc == 1)
		status = users_list(&t);
	else
		status = kp_usage(argv[0]);
	db_close(t.db);
	task_end(&t);
	arena_drop(arena);
	return status;
}
