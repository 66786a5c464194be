/* The answers of the public form, in the words of the desk: "answer.<field>" and "<list>.<code>". */
#include "desk.h"

#include <string.h>

#include "base/text.h"

enum shape_of { CODE, CODES, DATE };

/* Fields that hold codes or dates; everything else is what somebody typed. */
static const struct { const char *field; enum shape_of shape; const char *list; } coded[] = {
	{ "subject",         CODE,  "subject"   },
	{ "how_known",       CODES, "how_known" },
	{ "ongoing",         CODE,  "yes_no"    },
	{ "province",        CODE,  "province"  },
	{ "kind",            CODE,  "kind"      },
	{ "birth",           DATE,  NULL        },
	{ "which_documents", CODES, "paper"     },
	{ "passport_held",   CODE,  "yes_no"    },
	{ "travel_day",      DATE,  NULL        },
	{ "danger",          CODE,  "yes_no"    },
	{ "known_by",        CODE,  "known_by"  },
	{ "tell",            CODE,  "yes_no"    },
	{ "identity",        CODE,  "identity"  },
	{ "code",            CODE,  "code"      },
	{ "share",           CODES, "share"     },
};

static const char *const of_reporter[] = {
	"identity", "code", "organisation", "your_name", "your_email", "your_phone", "your_address",
	"relation", "best_time", "share", "known_by", "tell", NULL
};

static const char *words_of(struct web *w, const char *list, const char *codes)
{
	const char *out = "";

	for (const char *at = codes; *at; at += *at == ' ') {
		size_t n = strcspn(at, " ");
		const char *one = word(w, "%s.%.*s", list, (int)n, at);

		out = *out ? take_format(w->t, "%s, %s", out, one) : one;
		at += n;
	}
	return out;
}

const char *answer_value(struct web *w, const char *field, const char *value)
{
	for (size_t i = 0; i < COUNT(coded); i++) {
		if (strcmp(coded[i].field, field) != 0)
			continue;
		if (coded[i].shape == DATE)
			return desk_date(w, value);
		return words_of(w, coded[i].list, value);
	}
	return value;
}

int answer_of_reporter(const char *field)
{
	for (size_t i = 0; of_reporter[i]; i++)
		if (strcmp(of_reporter[i], field) == 0)
			return 1;
	return 0;
}

int answer_of_subject(const char *name, const char **field)
{
	static const char prefix[] = "subject.";
	size_t n = sizeof(prefix) - 1, digits;
	int64_t no;

	if (strncmp(name, prefix, n) != 0)
		return 0;
	digits = strspn(name + n, "0123456789");
	if (digits == 0 || digits > 2 || name[n + digits] != '.')
		return 0;
	*field = name + n + digits + 1;
	no = name[n] - '0';
	return digits == 2 ? (int)no * 10 + name[n + 1] - '0' : (int)no;
}

enum rc desk_read(struct task *t, const struct record *r, const struct data_key *keys, size_t n, struct pairs *out)
{
	enum rc rc = vault_read(t, r, keys, n, out);

	for (size_t i = 0; rc == OK && i < out->count; i++)
		out->list[i].value = text_visible(t, out->list[i].value);
	return rc;
}
