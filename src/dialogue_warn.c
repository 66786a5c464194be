/*
 * Warnings from one table of phrases. A text is read as words: lower case, marks
 * away, but a question mark is a word of its own. In a phrase "*" at the begin or
 * end of a word stands for any letters there.
 */
#include "dialogue_warn.h"

#include <ctype.h>
#include <string.h>

static const struct { unsigned warning; const char *phrase; } phrases[] = {
	/* Who and where the reporter is: Dutch */
	{ WARN_WHO, "uw naam" }, { WARN_WHO, "je naam" }, { WARN_WHO, "jouw naam" }, { WARN_WHO, "uw voornaam" },
	{ WARN_WHO, "uw achternaam" }, { WARN_WHO, "hoe heet u" }, { WARN_WHO, "hoe heet je" },
	{ WARN_WHO, "hoe u heet" }, { WARN_WHO, "wie bent u" }, { WARN_WHO, "wie ben je" }, { WARN_WHO, "wie u bent" },
	{ WARN_WHO, "uw adres" }, { WARN_WHO, "je adres" }, { WARN_WHO, "uw woonplaats" }, { WARN_WHO, "uw postcode" },
	{ WARN_WHO, "woont u" }, { WARN_WHO, "woon je" }, { WARN_WHO, "u woont" }, { WARN_WHO, "verblijft u" },
	{ WARN_WHO, "uw telefoon*" }, { WARN_WHO, "je telefoon*" }, { WARN_WHO, "uw nummer" }, { WARN_WHO, "je nummer" },
	{ WARN_WHO, "wij u bellen" }, { WARN_WHO, "we u bellen" }, { WARN_WHO, "u bereiken" },
	{ WARN_WHO, "u bereikbaar" }, { WARN_WHO, "uw e-mail*" }, { WARN_WHO, "je e-mail*" }, { WARN_WHO, "uw email*" },
	{ WARN_WHO, "uw mail*" },  { WARN_WHO, "uw geboorte*" }, { WARN_WHO, "je geboorte*" },
	{ WARN_WHO, "u geboren" }, { WARN_WHO, "hoe oud bent u" }, { WARN_WHO, "hoe oud ben je" }, { WARN_WHO, "uw leeftijd" },
	{ WARN_WHO, "bsn" }, { WARN_WHO, "burgerservicenummer" }, { WARN_WHO, "uw v-nummer" }, { WARN_WHO, "uw nationaliteit" },
	{ WARN_WHO, "werkt u" }, { WARN_WHO, "werk je" }, { WARN_WHO, "u werkt" }, { WARN_WHO, "uw werk*" },
	{ WARN_WHO, "uw baas" }, { WARN_WHO, "uw beroep" }, { WARN_WHO, "uw collega*" }, { WARN_WHO, "uw school" },
	{ WARN_WHO, "waar bent u" }, { WARN_WHO, "waar ben je" }, { WARN_WHO, "waar was u" }, { WARN_WHO, "waar u bent" },
	{ WARN_WHO, "uw relatie" }, { WARN_WHO, "uw familie" }, { WARN_WHO, "uw paspoort" }, { WARN_WHO, "bent u een" },
	{ WARN_WHO, "bent u de" }, { WARN_WHO, "bent u zijn" }, { WARN_WHO, "bent u haar" }, { WARN_WHO, "ben je zijn" },
	{ WARN_WHO, "ben je haar" }, { WARN_WHO, "uw gegevens" }, { WARN_WHO, "kom langs" }, { WARN_WHO, "bel ons" },
	/* English */
	{ WARN_WHO, "your name" }, { WARN_WHO, "your first name" }, { WARN_WHO, "your surname" }, { WARN_WHO, "who are you" },
	{ WARN_WHO, "who you are" }, { WARN_WHO, "your address" }, { WARN_WHO, "your home" }, { WARN_WHO, "do you live" },
	{ WARN_WHO, "you live" }, { WARN_WHO, "are you staying" }, { WARN_WHO, "your phone*" }, { WARN_WHO, "your telephone*" },
	{ WARN_WHO, "your mobile*" }, { WARN_WHO, "your number" }, { WARN_WHO, "call you" },
	{ WARN_WHO, "reach you" }, { WARN_WHO, "contact you" }, { WARN_WHO, "your e-mail*" }, { WARN_WHO, "your email*" },
	{ WARN_WHO, "your birth*" }, { WARN_WHO, "your date of birth" },
	{ WARN_WHO, "you born" }, { WARN_WHO, "how old are you" }, { WARN_WHO, "your age" }, { WARN_WHO, "your nationality" },
	{ WARN_WHO, "do you work" }, { WARN_WHO, "you work" }, { WARN_WHO, "your work*" }, { WARN_WHO, "your job" },
	{ WARN_WHO, "your employer" }, { WARN_WHO, "your boss" }, { WARN_WHO, "your colleague*" }, { WARN_WHO, "your school" },
	{ WARN_WHO, "where are you" }, { WARN_WHO, "where were you" }, { WARN_WHO, "where you are" }, { WARN_WHO, "your relation*" },
	{ WARN_WHO, "your family" }, { WARN_WHO, "your passport" }, { WARN_WHO, "are you the" }, { WARN_WHO, "are you a" },
	{ WARN_WHO, "are you his" }, { WARN_WHO, "are you her" },
	{ WARN_WHO, "your details" }, { WARN_WHO, "call us" },

	/* The answer stands in the question: Dutch */
	{ WARN_LEADS, "toch ?" }, { WARN_LEADS, "hè ?" }, { WARN_LEADS, "nietwaar" }, { WARN_LEADS, "niet waar ?" },
	{ WARN_LEADS, "of niet ?" }, { WARN_LEADS, "klopt het dat" }, { WARN_LEADS, "klopt dat ?" }, { WARN_LEADS, "is het niet zo" },
	{ WARN_LEADS, "is het zo dat" }, { WARN_LEADS, "is het waar dat" }, { WARN_LEADS, "bent u het eens" },
	{ WARN_LEADS, "ermee eens" }, { WARN_LEADS, "vindt u ook" }, { WARN_LEADS, "denkt u ook" }, { WARN_LEADS, "u bedoelt" },
	{ WARN_LEADS, "bedoelt u dat" }, { WARN_LEADS, "u weet toch" }, { WARN_LEADS, "zeker wel" }, { WARN_LEADS, "natuurlijk" },
	{ WARN_LEADS, "het is dus" }, { WARN_LEADS, "dus hij" }, { WARN_LEADS, "dus zij" }, { WARN_LEADS, "dus ze" },
	{ WARN_LEADS, "waarschijnlijk" }, { WARN_LEADS, "u zag dus" },
	/* English */
	{ WARN_LEADS, "right ?" }, { WARN_LEADS, "correct ?" }, { WARN_LEADS, "*n't he ?" }, { WARN_LEADS, "*n't she ?" },
	{ WARN_LEADS, "*n't it ?" }, { WARN_LEADS, "*n't they ?" }, { WARN_LEADS, "*n't you ?" }, { WARN_LEADS, "*n't there ?" },
	{ WARN_LEADS, "isn't it" }, { WARN_LEADS, "is it not" }, { WARN_LEADS, "is it true that" }, { WARN_LEADS, "is it correct that" },
	{ WARN_LEADS, "you agree" }, { WARN_LEADS, "wouldn't you say" }, { WARN_LEADS, "don't you think" }, { WARN_LEADS, "you mean" },
	{ WARN_LEADS, "surely" }, { WARN_LEADS, "obviously" }, { WARN_LEADS, "of course" }, { WARN_LEADS, "probably" },
	{ WARN_LEADS, "so he" }, { WARN_LEADS, "so she" }, { WARN_LEADS, "so they" }, { WARN_LEADS, "so you saw" },

	/* Two things at once; two question marks are counted beside the table */
	{ WARN_MANY, "en waar" }, { WARN_MANY, "en wie" }, { WARN_MANY, "en wanneer" }, { WARN_MANY, "en hoe" },
	{ WARN_MANY, "en waarom" }, { WARN_MANY, "en welke" }, { WARN_MANY, "en wat" }, { WARN_MANY, "en sinds wanneer" },
	{ WARN_MANY, "and where" }, { WARN_MANY, "and who" }, { WARN_MANY, "and when" }, { WARN_MANY, "and how" },
	{ WARN_MANY, "and why" }, { WARN_MANY, "and which" }, { WARN_MANY, "and what" }, { WARN_MANY, "and since when" },

	/* Threats and promises: Dutch, English */
	{ WARN_PRESSES, "als u niet" }, { WARN_PRESSES, "als je niet" }, { WARN_PRESSES, "als u geen" }, { WARN_PRESSES, "tenzij u" },
	{ WARN_PRESSES, "anders moeten" }, { WARN_PRESSES, "anders kunnen wij" }, { WARN_PRESSES, "anders sluiten" },
	{ WARN_PRESSES, "bent verplicht" }, { WARN_PRESSES, "u verplicht" }, { WARN_PRESSES, "u moet" }, { WARN_PRESSES, "moet u" },
	{ WARN_PRESSES, "u strafbaar" }, { WARN_PRESSES, "u een boete" }, { WARN_PRESSES, "wij beloven" }, { WARN_PRESSES, "we beloven" },
	{ WARN_PRESSES, "ik beloof" }, { WARN_PRESSES, "garander*" }, { WARN_PRESSES, "garantie" }, { WARN_PRESSES, "u krijgt" },
	{ WARN_PRESSES, "krijgt u" }, { WARN_PRESSES, "u een beloning" }, { WARN_PRESSES, "u een vergoeding" }, { WARN_PRESSES, "niemand komt" },
	{ WARN_PRESSES, "niemand zal" }, { WARN_PRESSES, "beschermen u" }, { WARN_PRESSES, "zo snel mogelijk" },
	{ WARN_PRESSES, "if you do not" }, { WARN_PRESSES, "if you don't" }, { WARN_PRESSES, "unless you" }, { WARN_PRESSES, "otherwise we" },
	{ WARN_PRESSES, "you must" }, { WARN_PRESSES, "you have to" }, { WARN_PRESSES, "you are obliged" }, { WARN_PRESSES, "punishable" },
	{ WARN_PRESSES, "we promise" }, { WARN_PRESSES, "i promise" }, { WARN_PRESSES, "guarantee*" },
	{ WARN_PRESSES, "you will get" }, { WARN_PRESSES, "you will receive" }, { WARN_PRESSES, "a reward" }, { WARN_PRESSES, "nobody will" },
	{ WARN_PRESSES, "no one will" }, { WARN_PRESSES, "protect you" }, { WARN_PRESSES, "as soon as possible" },
};

static const struct { unsigned bit; const char *code; } codes[] = {
	{ WARN_WHO, "who" }, { WARN_LEADS, "leads" }, { WARN_MANY, "many" }, { WARN_PRESSES, "presses" },
};

const char *dialogue_warn_code(unsigned bit)
{
	for (size_t i = 0; i < COUNT(codes); i++)
		if (codes[i].bit == bit)
			return codes[i].code;
	return NULL;
}

/* Bytes of a sign that is no ASCII and means the same as one that is: curly apostrophe, Arabic question mark, capital È. */
static const struct { const char *bytes, *as; } alike[] = {
	{ "\xe2\x80\x98", "'" }, { "\xe2\x80\x99", "'" }, { "\xd8\x9f", " ? " }, { "\xc3\x88", "\xc3\xa8" },
	{ "\xc2\xa0", " " }, { "\xe2\x80\x91", "-" }, { "\xe2\x80\x9c", " " }, { "\xe2\x80\x9d", " " },
};

static size_t put_alike(const char *at, char **to)
{
	for (size_t i = 0; i < COUNT(alike); i++) {
		size_t n = strlen(alike[i].bytes);

		if (strncmp(at, alike[i].bytes, n) == 0) {
			*to = stpcpy(*to, alike[i].as);
			return n;
		}
	}
	*(*to)++ = *at;
	return 1;
}

/* Words with one space between and around them; at most three bytes for one. */
static char *as_words(struct task *t, const char *text)
{
	char *out = take(t, 3 * strlen(text) + 3), *to = out;

	*to++ = ' ';
	for (const char *at = text; *at; ) {
		unsigned char c = (unsigned char)*at;

		if (c >= 0x80) {
			at += put_alike(at, &to);
			continue;
		}
		if (c == '?')
			to = stpcpy(to, " ? ");
		else
			*to++ = isalnum(c) || c == '\'' || c == '-' ? (char)tolower(c) : ' ';
		at++;
	}
	*to = ' ';	/* the rest is zero */
	return out;
}

/* One word against one of a phrase, where "*" stands for any letters at that end. */
static int same_word(const char *word, size_t n, const char *want, size_t m)
{
	if (m > 0 && want[0] == '*')
		return n >= m - 1 && memcmp(word + n - (m - 1), want + 1, m - 1) == 0;
	if (m > 0 && want[m - 1] == '*')
		return n >= m - 1 && memcmp(word, want, m - 1) == 0;
	return n == m && memcmp(word, want, n) == 0;
}

/* 1 when the phrase stands at the word that begins here. */
static int stands_here(const char *words, const char *phrase)
{
	while (*phrase) {
		size_t n = strcspn(words, " "), m = strcspn(phrase, " ");

		if (n == 0 || !same_word(words, n, phrase, m))
			return 0;
		words += n;
		words += strspn(words, " ");
		phrase += m;
		phrase += *phrase == ' ';
	}
	return 1;
}

/* "??" is one. */
static int questions(const char *words)
{
	int n = 0, last = 0;

	for (const char *at = words; *at; at++)
		if (*at != ' ') {
			n += *at == '?' && !last;
			last = *at == '?';
		}
	return n;
}

unsigned dialogue_warn(struct task *t, const char *text)
{
	const char *words = as_words(t, text);
	unsigned found = questions(words) > 1 ? WARN_MANY : 0;

	for (const char *at = words; *at; at++) {
		if (*at != ' ' || at[1] == ' ' || at[1] == '\0')
			continue;
		for (size_t i = 0; i < COUNT(phrases); i++)
			if (!(found & phrases[i].warning) && stands_here(at + 1, phrases[i].phrase))
				found |= phrases[i].warning;
	}
	return found;
}
