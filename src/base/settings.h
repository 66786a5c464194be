/*
 * The one settings file: "key = value" lines, # comments. Every key, its
 * default and its meaning stand in the table of settings.c; an unknown key or
 * a value that does not fit stops the program at start. A key of an older version that nothing
 * reads any more does not: it is named on stderr.
 */
#ifndef BASE_SETTINGS_H
#define BASE_SETTINGS_H

#include <stddef.h>
#include <stdint.h>

struct settings;

/* Reads path (and fills defaults). Prints what is wrong on stderr and returns NULL. */
struct settings *settings_load(const char *path);
void settings_drop(struct settings *settings);

const char *setting(const struct settings *settings, const char *key);		/* never NULL for a known key */
int64_t setting_num(const struct settings *settings, const char *key);
/* Path below `var`: setting_path(s, "run/tip.sock", buffer, size). Returns buffer. */
const char *setting_path(const struct settings *settings, const char *below, char *buffer, size_t size);
/* "# meaning" and below it "key = default", for every key: `kp settings`, and docs/settings.conf. */
void settings_print(void);

#endif
