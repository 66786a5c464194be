/* The tables of the public form. What may be asked, and nothing else, stands here. */
#include "questions.h"

#include <string.h>

#define ALWAYS { NULL, NULL }

static const char *const subject_codes[] = {
	"sham_marriage", "documents", "identity", "income", "work_study", "residence", "sponsor",
	"labour_exploitation", "trafficking", "smuggling", "national_security", "other", "unknown",
	"addition", NULL
};
static const char *const known_codes[] = {
	"seen", "heard", "document", "internet", "other", "unknown", NULL
};
static const char *const yes_no_codes[] = { "yes", "no", "unknown", NULL };
static const char *const province_codes[] = {
	"groningen", "friesland", "drenthe", "overijssel", "flevoland", "gelderland", "utrecht",
	"noord_holland", "zuid_holland", "zeeland", "noord_brabant", "limburg", "abroad", "unknown", NULL
};
static const char *const add_codes[] = {
	"person", "person_abroad", "company", "sponsor", "nobody", "unknown", NULL
};
static const char *const document_codes[] = {
	"passport", "id_card", "residence_permit", "visa", "certificate", "diploma", "work_income",
	"other", "unknown", NULL
};
static const char *const known_by_codes[] = { "others", "only_me", "unknown", NULL };
static const char *const identity_codes[] = { "anonymous", "confidential", "organisation", NULL };
static const char *const code_codes[] = { "with", "without", NULL };
static const char *const share_codes[] = { "police", "nla", "nobody", NULL };

#define EXPLOITED "labour_exploitation trafficking"
#define IN_DANGER "labour_exploitation trafficking smuggling"

/* In the order of asking. A page is seen when its condition holds among the answers of seen pages. */
const struct tip_page tip_pages[] = {
	{ "subject",        QUESTIONS, ALWAYS },
	{ "earlier",        QUESTIONS, { "subject", "addition" } },
	{ "at_once",        TELL,      { "subject", "national_security" } },
	{ "story",          QUESTIONS, ALWAYS },
	{ "source",         QUESTIONS, ALWAYS },
	{ "where",          QUESTIONS, ALWAYS },
	{ "person",         EACH,      { "kind", "person person_abroad" } },
	{ "person_more",    EACH,      { "kind", "person person_abroad" } },
	{ "company",        EACH,      { "kind", "company sponsor" } },
	{ "about",          ABOUT,     ALWAYS },
	{ "marriage",       QUESTIONS, { "subject", "sham_marriage" } },
	{ "documents",      QUESTIONS, { "subject", "documents identity" } },
	{ "work",           QUESTIONS, { "subject", "income work_study " EXPLOITED } },
	{ "smuggling",      QUESTIONS, { "subject", "smuggling" } },
	{ "promise",        QUESTIONS, { "subject", "sponsor" } },
	{ "danger",         QUESTIONS, { "subject", IN_DANGER } },
	{ "danger_now",     TELL,      { "danger", "yes" } },
	{ "safety",         QUESTIONS, ALWAYS },
	{ "safety_warning", TELL,      { "known_by", "only_me" } },
	{ "files",          FILES,     ALWAYS },
	{ "you",            QUESTIONS, ALWAYS },
	{ "code",           QUESTIONS, { "identity", "anonymous" } },
	{ "contact",        QUESTIONS, { "identity", "confidential organisation" } },
	{ "check",          CHECK,     ALWAYS },
};
const size_t tip_page_count = COUNT(tip_pages);

#define TEXT_(page, name, most, flags) \
	{ page, { name, LINE, 0, most, "too_long", NULL }, NULL, ALWAYS, flags }
#define LONG_(page, name, most, flags) \
	{ page, { name, PROSE, 0, most, "too_long", NULL }, NULL, ALWAYS, flags }

/* page, { name, kind, min, max, wrong, choices }, list, shown when, flags. min 1 = must be answered. */
const struct question questions[] = {
	{ "subject", { "subject", CHOICE, 1, 30, "subject", subject_codes }, "subject", ALWAYS, 0 },

	{ "earlier", { "earlier_reference", LINE, 0, 40, "earlier_reference", NULL }, NULL, ALWAYS,
		HINT | SMALL | INTRO },

	{ "story", { "story", PROSE, 1, 10000, "story", NULL }, NULL, ALWAYS, HINT | INTRO },

	{ "source", { "how_known", MANY, 0, 60, "choice", known_codes }, "how_known", ALWAYS, 0 },
	TEXT_("source", "happened", 200, HINT),
	{ "source", { "ongoing", CHOICE, 0, 10, "choice", yes_no_codes }, "yes_no", ALWAYS, 0 },

	TEXT_("where", "where_address", 200, 0),
	TEXT_("where", "where_place", 100, 0),
	TEXT_("where", "where_country", 100, 0),
	{ "where", { "province", CHOICE, 0, 20, "choice", province_codes }, "province", ALWAYS, SELECT },

	TEXT_("person", "name", 200, HINT | INTRO),
	TEXT_("person", "other_names", 200, HINT),
	{ "person", { "birth", DAY, 0, 10, "birth", NULL }, NULL, ALWAYS, HINT },
	TEXT_("person", "age", 60, HINT | SMALL),
	TEXT_("person", "v_number", 40, HINT | SMALL),
	TEXT_("person", "document_number", 60, HINT | SMALL),

	TEXT_("person_more", "address", 300, INTRO),
	TEXT_("person_more", "phone", 60, SMALL),
	TEXT_("person_more", "social", 300, HINT),
	TEXT_("person_more", "workplace", 300, 0),
	TEXT_("person_more", "present", 300, HINT),
	TEXT_("person_more", "vehicle", 200, HINT),

	TEXT_("company", "company_name", 200, INTRO),
	TEXT_("company", "kvk", 40, HINT | SMALL),
	TEXT_("company", "company_address", 300, 0),
	TEXT_("company", "website", 300, 0),
	TEXT_("company", "company_contact", 300, HINT),
	TEXT_("company", "sponsor_number", 60, HINT | SMALL),

	TEXT_("marriage", "partner", 300, INTRO),
	TEXT_("marriage", "real_address", 300, HINT),
	TEXT_("marriage", "payment", 300, HINT),
	TEXT_("marriage", "since", 100, HINT | SMALL),
	TEXT_("marriage", "organiser", 300, 0),

	{ "documents", { "which_documents", MANY, 0, 120, "choice", document_codes }, "document",
		ALWAYS, INTRO },
	LONG_("documents", "how_seen", 1000, HINT),
	TEXT_("documents", "seller", 300, 0),

	TEXT_("work", "employer", 300, INTRO),
	TEXT_("work", "hours", 200, HINT),
	TEXT_("work", "pay", 200, HINT),
	{ "work", { "passport_held", CHOICE, 0, 10, "choice", yes_no_codes }, "yes_no",
		{ "subject", EXPLOITED }, 0 },
	{ "work", { "housing", PROSE, 0, 1000, "too_long", NULL }, NULL, { "subject", EXPLOITED }, HINT },
	{ "work", { "threats", PROSE, 0, 1000, "too_long", NULL }, NULL, { "subject", EXPLOITED }, HINT },

	LONG_("smuggling", "route", 1000, HINT | INTRO),
	{ "smuggling", { "travel_day", DAY, 0, 10, "travel_day", NULL }, NULL, ALWAYS, HINT },
	TEXT_("smuggling", "travellers", 60, HINT | SMALL),
	TEXT_("smuggling", "transport", 200, HINT),

	LONG_("promise", "promised", 1000, HINT | INTRO),
	TEXT_("promise", "promised_to", 60, HINT | SMALL),

	{ "danger", { "danger", CHOICE, 0, 10, "choice", yes_no_codes }, "yes_no", ALWAYS, HINT | INTRO },

	{ "safety", { "known_by", CHOICE, 0, 10, "choice", known_by_codes }, "known_by", ALWAYS,
		HINT | INTRO },
	{ "safety", { "tell", CHOICE, 0, 10, "choice", yes_no_codes }, "yes_no", ALWAYS, HINT },

	{ "you", { "identity", CHOICE, 1, 20, "identity", identity_codes }, "identity", ALWAYS, CHOICE_HINTS },

	{ "code", { "code", CHOICE, 0, 10, "choice", code_codes }, "code", ALWAYS, INTRO | CHOICE_HINTS },

	{ "contact", { "organisation", LINE, 0, 200, "too_long", NULL }, NULL,
		{ "identity", "organisation" }, 0 },
	TEXT_("contact", "your_name", 200, INTRO),
	TEXT_("contact", "your_email", 200, EMAIL),
	TEXT_("contact", "your_phone", 60, PHONE),
	TEXT_("contact", "your_address", 300, 0),
	TEXT_("contact", "relation", 200, HINT),
	TEXT_("contact", "best_time", 200, HINT),
	{ "contact", { "share", MANY, 0, 30, "share", share_codes }, "share", ALWAYS, HINT },

	/* Adding one more is a question of the list page; its answer makes an entry and is not kept. */
	{ "about", { "add", CHOICE, 0, 20, "choice", add_codes }, "add", ALWAYS, 0 },
};
const size_t question_count = COUNT(questions);

int same(const char *a, const char *b)
{
	return *a == *b && strcmp(a, b) == 0;
}

const struct question *question_find(const char *name)
{
	for (size_t i = 0; i < question_count; i++)
		if (same(questions[i].field.name, name))
			return &questions[i];
	return NULL;
}

int tip_page_find(const char *name)
{
	for (size_t i = 0; i < tip_page_count; i++)
		if (same(tip_pages[i].name, name))
			return (int)i;
	return -1;
}

int word_in(const char *word, const char *list)
{
	size_t n = strlen(word);

	if (!n)
		return 0;
	for (const char *at = list; at; at = strchr(at, ' '), at = at ? at + 1 : NULL)
		if (*at == *word && strncmp(at, word, n) == 0 && (at[n] == 0 || at[n] == ' '))
			return 1;
	return 0;
}
