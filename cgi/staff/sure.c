/*
 * What one press would change for others at once is asked about first: the same POST, said yes to on a page of
 * its own. Whether it may be done is asked of neither press: the procedures refuse.
 */
#include "desk.h"

#include <string.h>

enum rc ask_sure(struct web *w, const struct form *f, const char *what, const char *about, const char *back)
{
	size_t at = 0;

	put_word(w, "Title", "sure.%s", what);
	put(w, "Text", filled(w, word(w, "sure.%s.text", what), about));
	put_word(w, "Button", "sure.%s.button", what);
	put(w, "Action", w->path);
	put(w, "Back", back);
	for (size_t i = 0; i < f->values.count; i++) {
		const struct pair *pair = &f->values.list[i];
		struct node *row;

		if (strchr(pair->name, '.') || strcmp(pair->name, "sure") == 0)	/* a day goes as one */
			continue;
		row = put_row(w, "Fields", at++);
		node_put(row, "Name", pair->name);
		node_put(row, "Value", pair->value);
	}
	return show_page(w, "sure.cs");
}

/* What shuts somebody out at once, or takes what he works with, is not done by one press. */
int is_asked_first(const struct form *f)
{
	const char *what = form_value(f, "do");

	return !*form_value(f, "sure") && (strcmp(what, "disable") == 0
		|| (strcmp(what, "revoke") == 0 && *form_value(f, "role")));
}

enum rc ask_user_sure(struct web *w, const struct form *f)
{
	struct account a;
	const char *what = form_value(f, "do"), *role = form_value(f, "role");
	enum rc rc = account_find(w->t, w->ref, &a);

	if (rc == OK && memcmp(a.id, w->account->id, 16) == 0)
		return fail(w->t, DENIED, "not for oneself");
	return rc != OK ? rc : ask_sure(w, f, what, *what == 'd' ? a.display
		: take_format(w->t, "%s, %s", word(w, "role.%s", role), a.display), w->path);
}
