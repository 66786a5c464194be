/* keyd's keys: loading, rotation, the locked state, rewrapping. */
#include "../../service/keyd/store.h"

#include "base/keyfile.h"
#include "base/log.h"
#include "base/settings.h"
#include "unit.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct bench {
	char var[40];
	struct settings *settings;
	struct store *store;
	struct task t;
	struct keyring ring;
	struct envelope e;
};

static void path_of(const struct bench *b, const char *below, char out[200])
{
	snprintf(out, 200, "%s/%s", b->var, below);
}

static void make_class(struct bench *b, enum class c)
{
	unsigned char secret[32];
	char below[80], path[200];

	crypto_box_keypair(b->ring.of[c].key, secret);
	key_id(b->ring.of[c].key, b->ring.of[c].id);
	b->ring.has[c] = 1;
	snprintf(below, sizeof below, "keys/secret/%s.key", class_name(c));
	path_of(b, below, path);
	CU_ASSERT_TRUE(keyfile_write(path, "secret key", class_name(c), secret, 32, 0400));
}

static void set_up(struct bench *b)
{
	static const char *const folders[] = { "keys", "keys/secret", "secret" };
	unsigned char token[32] = { 1 };
	char path[200];
	FILE *f;

	memset(b, 0, sizeof *b);
	strcpy(b->var, "/tmp/kp-store-XXXXXX");
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(b->var));
	CU_ASSERT_EQUAL_FATAL(crypto_start(), 0);
	log_open("unit", "/dev/null", 0);
	unsetenv("CREDENTIALS_DIRECTORY");
	for (size_t i = 0; i < COUNT(folders); i++) {
		path_of(b, folders[i], path);
		mkdir(path, 0700);
	}
	path_of(b, "knooppunt.conf", path);
	f = fopen(path, "w");
	fputs("production = 0\n", f);
	fclose(f);
	b->settings = settings_load(path);
	CU_ASSERT_PTR_NOT_NULL_FATAL(b->settings);
	for (int c = 0; c < CLASS_COUNT; c++)
		make_class(b, c);
	path_of(b, "keys/secret/token.key", path);
	keyfile_write(path, "symmetric key", "token", token, 32, 0400);
	task_begin(&b->t, arena_new(4096), b->settings);
	b->t.keys = &b->ring;
	CU_ASSERT_EQUAL(envelope_new(&b->t, CLASS_INTAKE, &b->e), OK);
	b->store = store_new(b->settings);
	CU_ASSERT_PTR_NOT_NULL_FATAL(b->store);
}

static void tear_down(struct bench *b)
{
	char command[80];
	struct arena *arena = b->t.arena;

	task_end(&b->t);
	arena_drop(arena);
	sodium_free(b->store);
	settings_drop(b->settings);
	snprintf(command, sizeof command, "rm -rf %s", b->var);
	CU_ASSERT_EQUAL(system(command), 0);
}

static void look_again(struct bench *b)
{
	b->store->looked = -100000;
	store_refresh(b->store);
}

static void missing_keys_mean_locked(void)
{
	struct bench b;
	char path[200], aside[200];

	set_up(&b);
	look_again(&b);
	CU_ASSERT_FALSE(store_locked(b.store));
	for (int c = 0; c < CLASS_COUNT; c++) {
		snprintf(path, sizeof path, "%s/keys/secret/%s.key", b.var, class_name(c));
		snprintf(aside, sizeof aside, "%s/aside", b.var);
		CU_ASSERT_EQUAL(rename(path, aside), 0);
		b.store->stamp = 0;
		look_again(&b);
		CU_ASSERT_TRUE(store_locked(b.store));
		CU_ASSERT_EQUAL(rename(aside, path), 0);
		look_again(&b);
		CU_ASSERT_FALSE(store_locked(b.store));
	}
	path_of(&b, "keys/secret/token.key", path);
	unlink(path);
	b.store->stamp = 0;
	look_again(&b);
	CU_ASSERT_TRUE(store_locked(b.store));
	tear_down(&b);
}

static void a_damaged_key_means_locked(void)
{
	struct bench b;
	char path[200];
	FILE *f;

	set_up(&b);
	path_of(&b, "keys/secret/hik.key", path);
	chmod(path, 0600);
	f = fopen(path, "r+");
	fseek(f, 40, SEEK_SET);
	fputc('x', f);
	fclose(f);
	look_again(&b);
	CU_ASSERT_TRUE(store_locked(b.store));
	tear_down(&b);
}

static enum rc rewrap(struct bench *b, enum class to, unsigned char id[KEY_ID], unsigned char wrap[WRAP])
{
	return store_rewrap(b->store, b->e.id, b->e.key_id, b->e.wrap, to, id, wrap);
}

static void rewrapping_keeps_the_data_key(void)
{
	struct bench b;
	unsigned char id[KEY_ID], wrap[WRAP], key[DATA_KEY];

	set_up(&b);
	look_again(&b);
	for (int to = CLASS_HIK; to <= CLASS_USZ; to++) {
		CU_ASSERT_EQUAL(rewrap(&b, to, id, wrap), OK);
		CU_ASSERT_EQUAL(memcmp(id, b.ring.of[to].id, KEY_ID), 0);
		CU_ASSERT_TRUE(store_unwrap(store_find(b.store, id), b.e.id, wrap, key));
		CU_ASSERT_EQUAL(memcmp(key, b.e.data_key, DATA_KEY), 0);
	}
	tear_down(&b);
}

static void what_hik_hands_over_opens_for_usz(void)
{
	struct bench b;
	struct envelope hik = { .id = { 0 } };
	unsigned char id[KEY_ID], wrap[WRAP], key[DATA_KEY];

	set_up(&b);
	look_again(&b);
	CU_ASSERT_EQUAL(envelope_new(&b.t, CLASS_HIK, &hik), OK);
	CU_ASSERT_EQUAL(store_rewrap(b.store, hik.id, hik.key_id, hik.wrap, CLASS_USZ, id, wrap), OK);
	CU_ASSERT_EQUAL(memcmp(id, b.ring.of[CLASS_USZ].id, KEY_ID), 0);
	CU_ASSERT_TRUE(store_unwrap(store_find(b.store, id), hik.id, wrap, key));
	CU_ASSERT_EQUAL(memcmp(key, hik.data_key, DATA_KEY), 0);
	CU_ASSERT_FALSE(store_unwrap(store_find(b.store, hik.key_id), hik.id, wrap, key));
	tear_down(&b);
}

static void nothing_is_rewrapped_another_way(void)
{
	static const struct { enum class from, to; } ways[] = {
		{ CLASS_INTAKE, CLASS_INTAKE }, { CLASS_HIK, CLASS_INTAKE }, { CLASS_HIK, CLASS_HIK },
		{ CLASS_USZ, CLASS_INTAKE }, { CLASS_USZ, CLASS_HIK }, { CLASS_USZ, CLASS_USZ },
	};
	struct bench b;
	struct envelope e = { .id = { 0 } };
	unsigned char id[KEY_ID], wrap[WRAP];

	set_up(&b);
	look_again(&b);
	for (size_t i = 0; i < COUNT(ways); i++) {
		CU_ASSERT_EQUAL(envelope_new(&b.t, ways[i].from, &e), OK);
		CU_ASSERT_EQUAL(store_rewrap(b.store, e.id, e.key_id, e.wrap, ways[i].to, id, wrap), INVALID);
	}
	tear_down(&b);
}

static void only_whole_wraps_are_rewrapped(void)
{
	struct bench b;
	unsigned char id[KEY_ID], wrap[WRAP];

	set_up(&b);
	look_again(&b);
	CU_ASSERT_EQUAL(rewrap(&b, CLASS_INTAKE, id, wrap), INVALID);
	CU_ASSERT_EQUAL(rewrap(&b, CLASS_COUNT, id, wrap), INVALID);
	b.e.wrap[50] ^= 1;
	CU_ASSERT_EQUAL(rewrap(&b, CLASS_HIK, id, wrap), INVALID);
	b.e.wrap[50] ^= 1;
	b.e.id[0] ^= 1;				/* the wrap of another envelope */
	CU_ASSERT_EQUAL(rewrap(&b, CLASS_HIK, id, wrap), INVALID);
	b.e.id[0] ^= 1;
	b.e.key_id[0] ^= 1;			/* a key nobody has */
	CU_ASSERT_EQUAL(rewrap(&b, CLASS_HIK, id, wrap), INVALID);
	tear_down(&b);
}

static void after_a_rotation_the_old_key_still_opens(void)
{
	struct bench b;
	struct envelope old = { .id = { 0 } };
	unsigned char key[DATA_KEY], id[KEY_ID], wrap[WRAP];
	char path[200], aside[200], hex[17];

	set_up(&b);
	CU_ASSERT_EQUAL(envelope_new(&b.t, CLASS_HIK, &old), OK);
	sodium_bin2hex(hex, sizeof hex, old.key_id, KEY_ID);
	path_of(&b, "keys/secret/hik.key", path);
	snprintf(aside, sizeof aside, "%s/keys/secret/hik.%s.key", b.var, hex);
	CU_ASSERT_EQUAL(rename(path, aside), 0);
	make_class(&b, CLASS_HIK);
	look_again(&b);
	CU_ASSERT_EQUAL(b.store->count, 4);
	CU_ASSERT_TRUE(store_unwrap(store_find(b.store, old.key_id), old.id, old.wrap, key));
	CU_ASSERT_EQUAL(rewrap(&b, CLASS_HIK, id, wrap), OK);
	CU_ASSERT_EQUAL(memcmp(id, b.ring.of[CLASS_HIK].id, KEY_ID), 0);
	CU_ASSERT_NOT_EQUAL(memcmp(id, old.key_id, KEY_ID), 0);
	tear_down(&b);
}

const struct unit_test unit_tests[] = {
	{ "keyd is locked while a key file is missing, and no longer", missing_keys_mean_locked },
	{ "keyd is locked while a key file is damaged", a_damaged_key_means_locked },
	{ "a rewrapped envelope keeps its data key", rewrapping_keeps_the_data_key },
	{ "only whole wraps are rewrapped", only_whole_wraps_are_rewrapped },
	{ "what HIK hands over opens for USZ and no longer for HIK", what_hik_hands_over_opens_for_usz },
	{ "nothing is rewrapped another way", nothing_is_rewrapped_another_way },
	{ "after a rotation the old key still opens and the new one seals", after_a_rotation_the_old_key_still_opens },
	{ NULL, NULL }
};
