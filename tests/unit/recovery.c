/* Key files, shares and the form-state keys. */
#include "base/crypto.h"
#include "base/keyfile.h"
#include "base/share.h"
#include "base/state_key.h"
#include "unit.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void any_two_shares_bring_the_key_back(void)
{
	struct share s[SHARES];
	unsigned char secret[32], again[32];

	CU_ASSERT_EQUAL_FATAL(crypto_start(), 0);
	for (int n = 0; n < 20; n++) {
		random_bytes(secret, 32);
		CU_ASSERT_TRUE(share_split(secret, s));
		for (int i = 0; i < SHARES; i++)
			for (int j = 0; j < SHARES; j++) {
				if (i == j)
					continue;
				CU_ASSERT_TRUE(share_join(&s[i], &s[j], again));
				CU_ASSERT_EQUAL(memcmp(secret, again, 32), 0);
			}
	}
}

static void one_share_does_not(void)
{
	struct share s[SHARES], twice;
	unsigned char secret[32], again[32];

	crypto_start();
	random_bytes(secret, 32);
	share_split(secret, s);
	CU_ASSERT_FALSE(share_join(&s[0], &s[0], again));
	twice = s[0];
	twice.number = 2;
	CU_ASSERT_TRUE(share_join(&s[0], &twice, again));
	CU_ASSERT_NOT_EQUAL(memcmp(secret, again, 32), 0);
	for (int i = 0; i < SHARES; i++)
		CU_ASSERT_NOT_EQUAL(memcmp(secret, s[i].data, 32), 0);
	twice.number = 0;
	CU_ASSERT_FALSE(share_join(&s[0], &twice, again));
	twice.number = SHARES + 1;
	CU_ASSERT_FALSE(share_join(&s[0], &twice, again));
}

/* The bad random of the library's default would give the same shares each time. */
static void shares_are_random(void)
{
	struct share a[SHARES], b[SHARES];
	unsigned char secret[32] = { 0 };

	crypto_start();
	share_split(secret, a);
	share_split(secret, b);
	for (int i = 0; i < SHARES; i++)
		CU_ASSERT_NOT_EQUAL(memcmp(a[i].data, b[i].data, 32), 0);
}

static void a_damaged_share_is_named(void)
{
	unsigned char data[32] = { 5 };
	struct keyfile file;
	char text[400];
	size_t n = keyfile_print("share", "2 of 3 0123456789abcdef", data, 32, text, sizeof text);
	size_t hex = (size_t)(strchr(strchr(text, '\n') + 1, '\n') - text) + 1;

	CU_ASSERT_EQUAL(keyfile_parse(text, "share", &file), KEYFILE_GOOD);
	CU_ASSERT_EQUAL(file.size, 32);
	for (size_t i = hex; i < n - 1; i++) {
		char kept = text[i];

		if (kept == '\n')
			continue;
		text[i] = kept == '0' ? '1' : '0';
		CU_ASSERT_EQUAL(keyfile_parse(text, "share", &file), KEYFILE_DAMAGED);
		CU_ASSERT_STRING_EQUAL(file.label, "2 of 3 0123456789abcdef");
		text[i] = kept;
	}
	text[strlen("knooppunt share 1\n")] = '3';
	CU_ASSERT_EQUAL(keyfile_parse(text, "share", &file), KEYFILE_DAMAGED);
}

static void key_files_are_read_strictly(void)
{
	unsigned char data[32] = { 5 }, large[KEYFILE_DATA + 1] = { 0 };
	struct keyfile file;
	char text[400];

	keyfile_print("secret key", "hik", data, 32, text, sizeof text);
	CU_ASSERT_EQUAL(keyfile_parse(text, "secret key", &file), KEYFILE_GOOD);
	CU_ASSERT_EQUAL(keyfile_parse(text, "public key", &file), KEYFILE_OTHER);
	CU_ASSERT_EQUAL(keyfile_parse("", "secret key", &file), KEYFILE_DAMAGED);
	CU_ASSERT_EQUAL(keyfile_parse("knooppunt secret key 1\nhik\n", "secret key", &file), KEYFILE_DAMAGED);
	CU_ASSERT_EQUAL(keyfile_parse("knooppunt secret key 2\nhik\n00\n00\n", "secret key", &file), KEYFILE_OTHER);
	CU_ASSERT_EQUAL(keyfile_print("secret key", "hik", large, sizeof large, text, sizeof text), 0);
	CU_ASSERT_EQUAL(keyfile_print("secret key", "hik", data, 32, text, 50), 0);
	CU_ASSERT_EQUAL(keyfile_read("/nonexistent", "secret key", &file), KEYFILE_MISSING);
}

static void form_state_keys_live_two_turns(void)
{
	char folder[] = "/tmp/kp-state-XXXXXX", path[80];
	struct state_keys keys = { .stamp = 0 }, before;
	struct stat st;

	crypto_start();
	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	CU_ASSERT_FALSE(state_keys_load(folder, &keys));
	CU_ASSERT_EQUAL(state_keys_rotate(folder, 86400), 1);
	CU_ASSERT_TRUE(state_keys_load(folder, &keys));
	CU_ASSERT_FALSE(keys.has_previous);
	before = keys;
	CU_ASSERT_EQUAL(state_keys_rotate(folder, 86400), 0);	/* made just now */
	CU_ASSERT_EQUAL(state_keys_rotate(folder, 0), 1);
	CU_ASSERT_TRUE(state_keys_load(folder, &keys));
	CU_ASSERT_TRUE(keys.has_previous);
	CU_ASSERT_EQUAL(memcmp(keys.previous, before.current, 32), 0);
	CU_ASSERT_NOT_EQUAL(memcmp(keys.current, before.current, 32), 0);
	CU_ASSERT_EQUAL(state_keys_rotate(folder, 0), 1);
	CU_ASSERT_TRUE(state_keys_load(folder, &keys));
	CU_ASSERT_NOT_EQUAL(memcmp(keys.previous, before.current, 32), 0);
	snprintf(path, sizeof path, "%s/current", folder);
	CU_ASSERT_EQUAL(stat(path, &st), 0);
	CU_ASSERT_EQUAL(st.st_mode & 0777, 0400);
	unlink(path);
	CU_ASSERT_FALSE(state_keys_load(folder, &keys));
	snprintf(path, sizeof path, "%s/previous", folder);
	unlink(path);
	rmdir(folder);
	CU_ASSERT_EQUAL(state_keys_rotate(folder, 0), -1);
}

const struct unit_test unit_tests[] = {
	{ "any two of three shares bring the key back", any_two_shares_bring_the_key_back },
	{ "one share does not, not even twice", one_share_does_not },
	{ "shares are made with good random numbers", shares_are_random },
	{ "a damaged share is seen and named", a_damaged_share_is_named },
	{ "key files are read strictly", key_files_are_read_strictly },
	{ "form-state keys live two turns, then nobody has them", form_state_keys_live_two_turns },
	{ NULL, NULL }
};
