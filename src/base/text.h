/*
 * Text from outside: valid UTF-8 or refused, NFC, bounded in code points and
 * bytes. Also the small tools on trusted text.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/task.h"

/* RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF; and no NUL. */
int text_valid(const char *s, size_t n);
size_t text_points(const char *s, size_t n);		/* code points of valid UTF-8 */
/* NFC (Unicode TR15) of valid text; the argument itself when it already is. */
const char *text_nfc(struct task *t, const char *s, size_t n);
/* First `points` code points, whole characters only, "…" added when something was cut. */
const char *text_first(struct task *t, const char *s, size_t points);
/* Removes control characters except \n and \t, turns \r\n into \n, trims the ends. */
const char *text_tidy(struct task *t, const char *s);
/*
 * For whoever reads a stranger's words: what turns the direction of reading (U+202A-E, U+2066-9) can make them
 * look like others and is shown as U+FFFD. The argument itself when nothing in it does.
 */
const char *text_visible(struct task *t, const char *s);
/* The n-th word, from 0, of a list with single spaces; "" beyond its end. */
const char *text_nth(struct task *t, const char *list, int n);
char *text_hex(struct task *t, const unsigned char *data, size_t n);
int text_unhex(const char *hex, unsigned char *out, size_t n);	/* 1 when exactly 2n hex digits */
/* Whole decimal number without sign, spaces or other digits; 1 when it fits in [min, max]. */
int text_number(const char *s, int64_t min, int64_t max, int64_t *out);

/* "2,3 MB", "340 kB", rounded up to a whole kB: 1024 bytes each, as the limits count; the decimal mark is the language's. */
const char *text_size(struct task *t, const char *lang, int64_t bytes);

#endif
