/* The library of questions: those that are answered with a tap, so without an interpreter, come first. */
#include "dialogue.h"

#include <string.h>

enum { TAPS = 10 };

const char *const dialogue_library[] = {
	"ongoing", "seen", "others_know", "danger", "free", "more_victims", "minors", "papers_held", "proof",
	"police",
	"where", "when", "who", "how_known", "company", "vehicle", "changed", NULL
};

const char *const dialogue_tap_codes[] = { "yes", "no", "unknown", NULL };

int dialogue_known(const char *code)
{
	for (size_t i = 0; dialogue_library[i]; i++)
		if (strcmp(dialogue_library[i], code) == 0)
			return 1;
	return 0;
}

int dialogue_taps(const char *code)
{
	for (size_t i = 0; i < TAPS; i++)
		if (strcmp(dialogue_library[i], code) == 0)
			return 1;
	return 0;
}
