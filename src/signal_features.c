/* The lists of codes of the desk. Who adds a code adds a row here and its words in staff.*.po. */
#include "signal_features.h"

#include <string.h>

#include "base/task.h"

enum { FEATURES_LONGEST = 400 };	/* the column */

static const char *const methods[] = {
	"paid_arrangement", "false_statement", "hidden_fact", "false_address", "straw_man",
	"lookalike", "organised_group", "online_offer", "debt", "force", NULL
};
static const char *const sectors[] = {
	"horticulture", "construction", "cleaning", "catering", "transport", "meat", "care", "domestic",
	"parcel", "sex_work", "education", "it", "agency", "other", NULL
};
static const char *const documents[] = {
	"passport", "identity_card", "residence_permit", "birth_certificate", "marriage_certificate",
	"diploma", "employment_contract", "payslip", "bank_statement", "other", "at_hand", NULL
};
static const char *const routes[] = {
	"air", "land", "sea", "within_schengen", "visa", "student", "family", "work_permit", "asylum", NULL
};

const struct signal_feature signal_features[] = {
	{ "method", methods }, { "sector", sectors }, { "document", documents }, { "route", routes },
};
const size_t signal_feature_count = COUNT(signal_features);

const char *const signal_sources[] = { "A", "B", "C", "X", NULL };
const char *const signal_information[] = { "1", "2", "3", "4", NULL };
const char *const signal_verdicts[] = {
	"plausible", "unverified", "confirmed", "unfounded", "duplicate", "not_for_ind", NULL
};
const char *const signal_intents[] = { "deliberate", "unintentional", "unclear", NULL };
const char *const signal_kinds[] = { "person", "person_abroad", "company", "sponsor", "unknown", NULL };
const char *const signal_close_reasons[] = {
	"no_follow_up", "duplicate", "not_for_ind", "unfounded", "forwarded_done", "information_given", NULL
};
const char *const signal_subject_codes[] = {
	"sham_marriage", "documents", "identity", "income", "work_study", "residence", "sponsor",
	"labour_exploitation", "trafficking", "smuggling", "national_security", "other", "unknown",
	"addition", NULL
};
const char *const signal_channels[] = { "web", "phone", "letter", "email", "directorate", "partner", NULL };

int signal_code_known(const char *const *list, const char *code)
{
	for (size_t i = 0; list[i]; i++)
		if (strcmp(list[i], code) == 0)
			return 1;
	return 0;
}

static int is_feature(const char *word, size_t n)
{
	for (size_t g = 0; g < signal_feature_count; g++) {
		size_t len = strlen(signal_features[g].group);

		if (n <= len + 1 || memcmp(word, signal_features[g].group, len) != 0 || word[len] != '.')
			continue;
		for (size_t i = 0; signal_features[g].codes[i]; i++)
			if (strlen(signal_features[g].codes[i]) == n - len - 1
				&& memcmp(signal_features[g].codes[i], word + len + 1, n - len - 1) == 0)
				return 1;
	}
	return 0;
}

static int stands_before(const char *features, const char *word, size_t n)
{
	for (const char *at = features; at < word; at += strcspn(at, " ") + 1)
		if (strcspn(at, " ") == n && memcmp(at, word, n) == 0)
			return 1;
	return 0;
}

int signal_features_valid(const char *features)
{
	size_t n;

	if (strlen(features) > FEATURES_LONGEST)
		return 0;
	for (const char *at = features; *at; at += n + (at[n] == ' ')) {
		n = strcspn(at, " ");
		if (!is_feature(at, n) || stands_before(features, at, n) || (at[n] == ' ' && !at[n + 1]))
			return 0;
	}
	return 1;
}

int signal_features_have(const char *features, const char *group, const char *code)
{
	size_t g = strlen(group), c = strlen(code), n;

	for (const char *at = features; *at; at += n + (at[n] == ' ')) {
		n = strcspn(at, " ");
		if (n == g + 1 + c && memcmp(at, group, g) == 0 && at[g] == '.'
			&& memcmp(at + g + 1, code, c) == 0)
			return 1;
	}
	return 0;
}
