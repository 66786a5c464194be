/*
 * Loading secret keys and using them. Nothing here hands out a secret key;
 * a wrap of one key leaves as a wrap of another, never as a data key.
 */
#include "store.h"

#include "base/clock.h"
#include "base/keyfile.h"
#include "base/log.h"
#include "base/settings.h"

#include <glob.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LOOK_MS = 1000 };

const char *const service_names[SERVICES] = { "workd", "cleand" };

struct store *store_new(const struct settings *settings)
{
	struct store *s = sodium_malloc(sizeof *s);
	const char *credentials = getenv("CREDENTIALS_DIRECTORY");
	char below[60];

	if (!s)
		return NULL;
	memset(s, 0, sizeof *s);
	if (sodium_mlock(s, sizeof *s) != 0)	/* sodium_malloc tried, and does not tell */
		log_line(LOG_LINE_WARN, "keys could reach swap: raise the limit of locked memory");
	for (int c = 0; c < CLASS_COUNT; c++)
		s->newest[c] = -1;
	s->looked = -LOOK_MS;
	if (credentials && *credentials)
		snprintf(s->folder, sizeof s->folder, "%s", credentials);
	else
		setting_path(settings, "keys/secret", s->folder, sizeof s->folder);
	for (int i = 0; i < SERVICES; i++) {
		snprintf(below, sizeof below, "secret/%s.service", service_names[i]);
		setting_path(settings, below, s->proofs[i].path, sizeof s->proofs[i].path);
	}
	return s;
}

static void add_pair(struct store *s, enum class c, const unsigned char secret[32], int newest)
{
	struct secret_pair *pair = &s->pairs[s->count];
	char print[2 * KEY_ID + 1];

	if (s->count == STORE_PAIRS) {
		log_line(LOG_LINE_FAULT, "more than %d secret keys", STORE_PAIRS);
		return;
	}
	pair->class = c;
	memcpy(pair->secret_key, secret, 32);
	crypto_scalarmult_base(pair->public_key, secret);
	key_id(pair->public_key, pair->id);
	if (newest)
		s->newest[c] = (int)s->count;
	s->count++;
	sodium_bin2hex(print, sizeof print, pair->id, KEY_ID);
	log_line(LOG_LINE_INFO, "secret key of %s: %s%s", class_name(c), print, newest ? "" : " (older)");
}

static void load_pair(struct store *s, enum class c, const char *path, int newest)
{
	struct keyfile file;
	enum keyfile_state state = keyfile_read(path, "secret key", &file);

	if (state == KEYFILE_GOOD && file.size == 32 && strcmp(file.label, class_name(c)) == 0)
		add_pair(s, c, file.data, newest);
	else if (state != KEYFILE_MISSING)
		log_line(LOG_LINE_FAULT, "a secret key file of %s is damaged", class_name(c));
	sodium_memzero(&file, sizeof file);
}

static void load_class(struct store *s, enum class c)
{
	char path[440];
	glob_t older;

	snprintf(path, sizeof path, "%s/%s.key", s->folder, class_name(c));
	load_pair(s, c, path, 1);
	snprintf(path, sizeof path, "%s/%s.*.key", s->folder, class_name(c));
	if (glob(path, 0, NULL, &older) == 0)
		for (size_t i = 0; i < older.gl_pathc; i++)
			load_pair(s, c, older.gl_pathv[i], 0);
	globfree(&older);
}

static int load_symmetric(const char *path, unsigned char key[32])
{
	struct keyfile file;
	int good = keyfile_read(path, "symmetric key", &file) == KEYFILE_GOOD && file.size == 32;

	if (good)
		memcpy(key, file.data, 32);
	sodium_memzero(&file, sizeof file);
	return good;
}

static void load_proofs(struct store *s)
{
	unsigned char secret[32];

	for (int i = 0; i < SERVICES; i++) {
		s->proofs[i].there = load_symmetric(s->proofs[i].path, secret);
		if (s->proofs[i].there)
			hash32(secret, sizeof secret, s->proofs[i].hash);
	}
	sodium_memzero(secret, sizeof secret);
}

static void load(struct store *s)
{
	char path[440];

	s->count = 0;
	/* What was taken away since is here no more either. */
	sodium_memzero(s->pairs, sizeof s->pairs);
	sodium_memzero(s->token_key, sizeof s->token_key);
	for (int c = 0; c < CLASS_COUNT; c++) {
		s->newest[c] = -1;
		load_class(s, c);
	}
	snprintf(path, sizeof path, "%s/token.key", s->folder);
	s->has_token_key = load_symmetric(path, s->token_key);
	load_proofs(s);
	if (store_locked(s))
		log_line(LOG_LINE_WARN, "locked: not all keys are there");
}

void store_refresh(struct store *s)
{
	struct stat st;
	int64_t now = clock_steady_ms(), stamp;

	if (now - s->looked < LOOK_MS)
		return;
	s->looked = now;
	stamp = stat(s->folder, &st) == 0 ? st.st_mtim.tv_sec * 1000000000LL + st.st_mtim.tv_nsec : 1;
	if (stamp == s->stamp && !store_locked(s))
		return;
	s->stamp = stamp;
	load(s);
}

int store_locked(const struct store *s)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		if (s->newest[c] < 0)
			return 1;
	return !s->has_token_key;
}

const struct secret_pair *store_find(const struct store *s, const unsigned char id[KEY_ID])
{
	for (size_t i = 0; i < s->count; i++)
		if (memcmp(s->pairs[i].id, id, KEY_ID) == 0)
			return &s->pairs[i];
	return NULL;
}

int store_is_service(const struct store *s, enum service service, const unsigned char secret[32])
{
	unsigned char hash[32];

	hash32(secret, sizeof hash, hash);
	return s->proofs[service].there && sodium_memcmp(hash, s->proofs[service].hash, sizeof hash) == 0;
}

int store_unwrap(const struct secret_pair *pair, const unsigned char envelope[OBJECT_ID],
	const unsigned char wrap[WRAP], unsigned char data_key[DATA_KEY])
{
	unsigned char plain[OBJECT_ID + DATA_KEY];
	int good;

	good = crypto_box_seal_open(plain, wrap, WRAP, pair->public_key, pair->secret_key) == 0
		&& memcmp(plain, envelope, OBJECT_ID) == 0;
	if (good)
		memcpy(data_key, plain + OBJECT_ID, DATA_KEY);
	sodium_memzero(plain, sizeof plain);
	return good;
}

/* At registration, and when HIK hands over to USZ. Nothing else moves, and nothing moves back. */
static int may_rewrap(enum class from, enum class to)
{
	static const struct { enum class from, to; } ways[] = {
		{ CLASS_INTAKE, CLASS_HIK },
		{ CLASS_INTAKE, CLASS_USZ },
		{ CLASS_HIK,    CLASS_USZ },
	};

	for (size_t i = 0; i < COUNT(ways); i++)
		if (ways[i].from == from && ways[i].to == to)
			return 1;
	return 0;
}

enum rc store_rewrap(const struct store *s, const unsigned char envelope[OBJECT_ID],
	const unsigned char id[KEY_ID], const unsigned char wrap[WRAP], enum class to,
	unsigned char new_id[KEY_ID], unsigned char new_wrap[WRAP])
{
	const struct secret_pair *from = store_find(s, id), *pair;
	unsigned char plain[OBJECT_ID + DATA_KEY], again[DATA_KEY];
	enum rc rc = FAULT;

	if (!from || !may_rewrap(from->class, to) || s->newest[to] < 0)
		return INVALID;
	pair = &s->pairs[s->newest[to]];
	memcpy(plain, envelope, OBJECT_ID);
	if (!store_unwrap(from, envelope, wrap, plain + OBJECT_ID))
		return INVALID;
	if (crypto_box_seal(new_wrap, plain, sizeof plain, pair->public_key) == 0
	&& store_unwrap(pair, envelope, new_wrap, again)
	&& sodium_memcmp(again, plain + OBJECT_ID, DATA_KEY) == 0)
		rc = OK;
	memcpy(new_id, pair->id, KEY_ID);
	sodium_memzero(plain, sizeof plain);
	sodium_memzero(again, sizeof again);
	return rc;
}
