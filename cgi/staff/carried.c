/*
 * The pages between an ended session and the next, while a text waits in the
 * browser (carry.c): each of their buttons keeps it, that of a language too.
 */
#include "staff.h"

#include <string.h>

#include "base/text.h"

void put_carry(struct web *w, const char *form, const char *carry)
{
	put(w, "Carry", carry);
	if (*carry)
		put(w, "LangForm", form);
}

int turned(struct web *w, struct form *f, const char **to)
{
	const char *lang = form_value(f, "lang");

	if (!*lang || web_speak(w, lang) != OK)
		return 0;
	put_languages(w);
	if (staff_path_ours(*to))
		*to = take_format(w->t, "/%s%s", lang, *to + strlen("/nl"));
	f->wrong_count = 0;	/* another language was asked for, and nothing else */
	return 1;
}
