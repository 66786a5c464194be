/* The table of steps, who may take them, and the coded features: half of these are refusals. */
#include <stdio.h>
#include <string.h>

#include "unit.h"
#include "account.h"
#include "base/crypto.h"
#include "signal.h"
#include "signal_features.h"

static const enum signal_status statuses[] = {
	SIGNAL_NEW, SIGNAL_ASSESSING, SIGNAL_WAITING, SIGNAL_ASSESSED, SIGNAL_FORWARDED, SIGNAL_CLOSED
};

static struct signal_person handler = { CASEWORKER, 1, 0, 0, 0, CLASS_HIK, 1 };
static struct signal_person other = { CASEWORKER, 0, 0, 0, 0, CLASS_HIK, 1 };
static struct signal_person lead = { LEAD, 0, 0, 0, 0, CLASS_HIK, 1 };
static struct signal_person adviser = { SECURITY_ADVISER, 0, 0, 0, 1, CLASS_USZ, 1 };

static enum rc may(enum signal_act act, enum signal_status from, const struct signal_person *who)
{
	return signal_may(signal_step(act, from), who);
}

/* 1 when some act leads from one to the other. */
static int moves(enum signal_status from, enum signal_status to)
{
	int found = 0;

	for (int act = 0; act < ACT_COUNT; act++) {
		const struct signal_step *step = signal_step((enum signal_act)act, from);

		found |= step && step->to == to;
	}
	return found;
}

static void the_way_of_the_leaflet_is_open(void)
{
	CU_ASSERT(moves(SIGNAL_NEW, SIGNAL_ASSESSING));
	CU_ASSERT(moves(SIGNAL_ASSESSING, SIGNAL_WAITING));
	CU_ASSERT(moves(SIGNAL_WAITING, SIGNAL_ASSESSING));
	CU_ASSERT(moves(SIGNAL_ASSESSING, SIGNAL_ASSESSED));
	CU_ASSERT(moves(SIGNAL_ASSESSED, SIGNAL_FORWARDED));
	CU_ASSERT(moves(SIGNAL_FORWARDED, SIGNAL_CLOSED));
	CU_ASSERT(moves(SIGNAL_ASSESSED, SIGNAL_CLOSED));
	CU_ASSERT(moves(SIGNAL_FORWARDED, SIGNAL_ASSESSING));
	CU_ASSERT(moves(SIGNAL_CLOSED, SIGNAL_ASSESSING));
}

static void nobody_closes_what_was_not_assessed(void)
{
	CU_ASSERT_FALSE(moves(SIGNAL_NEW, SIGNAL_CLOSED));
	CU_ASSERT_FALSE(moves(SIGNAL_ASSESSING, SIGNAL_CLOSED));
	CU_ASSERT_FALSE(moves(SIGNAL_WAITING, SIGNAL_CLOSED));
	CU_ASSERT_EQUAL(may(ACT_CLOSE, SIGNAL_NEW, &lead), CONFLICT);
}

static void nothing_is_forwarded_before_it_is_assessed(void)
{
	CU_ASSERT_FALSE(moves(SIGNAL_NEW, SIGNAL_FORWARDED));
	CU_ASSERT_FALSE(moves(SIGNAL_ASSESSING, SIGNAL_FORWARDED));
	CU_ASSERT_EQUAL(may(ACT_FORWARD, SIGNAL_ASSESSING, &handler), CONFLICT);
}

/* New again is new for the other unit only. */
static void nothing_becomes_new_again_in_its_class(void)
{
	for (int act = 0; act < ACT_COUNT; act++)
		for (size_t i = 1; i < COUNT(statuses); i++) {
			const struct signal_step *step = signal_step((enum signal_act)act, statuses[i]);

			CU_ASSERT(!step || step->to != SIGNAL_NEW || act == ACT_HAND_OVER);
		}
}

static void what_is_open_may_be_handed_over_at_any_moment(void)
{
	struct signal_person anybody = other;

	anybody.nobodys = 1;
	for (size_t i = 0; i + 1 < COUNT(statuses); i++) {
		CU_ASSERT_EQUAL(may(ACT_HAND_OVER, statuses[i], &handler), OK);
		CU_ASSERT_EQUAL(may(ACT_HAND_OVER, statuses[i], &lead), OK);
		CU_ASSERT_EQUAL(may(ACT_HAND_OVER, statuses[i], &anybody), OK);
		CU_ASSERT(signal_step(ACT_HAND_OVER, statuses[i])->reason);
	}
	CU_ASSERT_EQUAL(may(ACT_HAND_OVER, SIGNAL_CLOSED, &lead), CONFLICT);
}

static void a_colleague_s_signal_and_one_of_the_unit_are_not_handed_over(void)
{
	struct signal_person analyst = { ANALYST, 0, 0, 0, 1, CLASS_HIK, 1 };
	struct signal_person both = { LEAD | CASEWORKER | SECURITY_ADVISER, 1, 0, 0, 1, CLASS_USZ, 1 };

	for (size_t i = 0; i + 1 < COUNT(statuses); i++) {
		CU_ASSERT_EQUAL(may(ACT_HAND_OVER, statuses[i], &other), DENIED);
		CU_ASSERT_EQUAL(may(ACT_HAND_OVER, statuses[i], &adviser), DENIED);
		CU_ASSERT_EQUAL(may(ACT_HAND_OVER, statuses[i], &analyst), DENIED);
		CU_ASSERT_EQUAL(may(ACT_HAND_OVER, statuses[i], &both), DENIED);
	}
}

static void a_closed_signal_only_reopens(void)
{
	for (size_t i = 0; i < COUNT(statuses); i++) {
		int may_go = statuses[i] == SIGNAL_ASSESSING || statuses[i] == SIGNAL_CLOSED;

		CU_ASSERT_EQUAL(moves(SIGNAL_CLOSED, statuses[i]), may_go);
	}
}

static void an_act_leads_from_a_status_to_one_status(void)
{
	for (int act = 0; act < ACT_COUNT; act++)
		for (size_t i = 0; i < COUNT(statuses); i++) {
			const struct signal_step *step = signal_step((enum signal_act)act, statuses[i]);

			if (!step)
				continue;
			CU_ASSERT_EQUAL(step->from, statuses[i]);
			CU_ASSERT(step->who != 0);
		}
}

static void the_reserved_status_is_unreachable(void)
{
	for (size_t i = 0; i < COUNT(statuses); i++) {
		CU_ASSERT_FALSE(moves(statuses[i], SIGNAL_RESERVED));
		CU_ASSERT_FALSE(moves(SIGNAL_RESERVED, statuses[i]));
	}
}

static void every_act_has_a_name_that_fits_its_column(void)
{
	for (int act = 0; act < ACT_COUNT; act++) {
		size_t n = strlen(signal_act_name((enum signal_act)act));

		CU_ASSERT(n > 0 && n <= 20);
	}
	CU_ASSERT_STRING_EQUAL(signal_act_name(ACT_COUNT), "");
}

static void every_caseworker_may_claim_what_nobody_holds(void)
{
	struct signal_person anybody = other;

	anybody.nobodys = 1;
	for (size_t i = 0; i + 1 < COUNT(statuses); i++) {
		CU_ASSERT_EQUAL(may(ACT_CLAIM, statuses[i], &anybody), OK);
		CU_ASSERT_EQUAL(may(ACT_CLAIM, statuses[i], &handler), OK);
		CU_ASSERT_EQUAL(may(ACT_CLAIM, statuses[i], &other), CONFLICT);
	}
	CU_ASSERT_EQUAL(may(ACT_CLAIM, SIGNAL_CLOSED, &anybody), CONFLICT);
}

static void a_colleague_s_signal_is_taken_over_with_a_reason(void)
{
	for (size_t i = 0; i + 1 < COUNT(statuses); i++) {
		CU_ASSERT_EQUAL(may(ACT_TAKE_OVER, statuses[i], &other), OK);
		CU_ASSERT_EQUAL(may(ACT_TAKE_OVER, statuses[i], &handler), CONFLICT);
		CU_ASSERT(signal_step(ACT_TAKE_OVER, statuses[i])->reason);
	}
}

/* The procedures hold to these rows: what stands there and not here, or the reverse, is a hole. */
static unsigned rows_of(const char *path)
{
	FILE *file = fopen(path, "re");
	char line[200], what[21];
	unsigned from, to, who, reason, rows = 0;

	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	while (fgets(line, sizeof(line), file)) {
		const struct signal_step *step = NULL;

		if (sscanf(line, " ('%20[a-z_]', %u, %u, %u, %u)", what, &from, &to, &who, &reason) != 5)
			continue;
		rows++;
		for (int act = 0; act < ACT_COUNT; act++)
			if (strcmp(what, signal_act_name((enum signal_act)act)) == 0)
				step = signal_step((enum signal_act)act, (enum signal_status)from);
		CU_ASSERT(step && step->to == to && step->who == who && step->reason == (int)reason);
	}
	fclose(file);
	return rows;
}

/* The names in the file that says which steps ask for an opened signal, between quotes. */
static int asks_for_the_text(enum signal_act act)
{
	FILE *file = fopen("db/schema/152_step_text.sql", "re");
	const char *name = signal_act_name(act), *at;
	char text[2000] = "";
	int found = 0;

	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	for (at = strstr(text, name); at; at = strstr(at + 1, name))
		found |= at[-1] == '\'' && at[strlen(name)] == '\'';
	return found;
}

static void the_database_asks_for_the_text_at_the_same_steps(void)
{
	for (int act = 0; act < ACT_COUNT; act++)
		for (size_t i = 0; i < COUNT(statuses); i++) {
			const struct signal_step *step = signal_step((enum signal_act)act, statuses[i]);

			CU_ASSERT(!step || step->text == asks_for_the_text((enum signal_act)act));
		}
}

static void the_database_has_the_same_steps(void)
{
	unsigned rows = rows_of("db/schema/070_signal_step.sql") + rows_of("db/schema/115_dialogue_step.sql");
	unsigned wanted = 0;

	for (int act = 0; act < ACT_COUNT; act++)
		for (size_t i = 0; i < COUNT(statuses); i++)
			wanted += signal_step((enum signal_act)act, statuses[i]) != NULL;
	CU_ASSERT_EQUAL(rows, wanted);
}

static void only_who_handles_it_decides(void)
{
	CU_ASSERT_EQUAL(may(ACT_ASSESS, SIGNAL_ASSESSING, &handler), OK);
	CU_ASSERT_EQUAL(may(ACT_ASSESS, SIGNAL_ASSESSING, &other), DENIED);
	CU_ASSERT_EQUAL(may(ACT_FORWARD, SIGNAL_ASSESSED, &other), DENIED);
	CU_ASSERT_EQUAL(may(ACT_CLOSE, SIGNAL_ASSESSED, &other), DENIED);
	CU_ASSERT_EQUAL(may(ACT_WAIT, SIGNAL_ASSESSING, &other), DENIED);
	CU_ASSERT_EQUAL(may(ACT_JUDGE, SIGNAL_ASSESSING, &other), DENIED);
}

/* What a lead does unread to a colleague's signal: pass it on, never decide about what it says. */
static void nobody_decides_on_what_he_did_not_open(void)
{
	static const enum signal_act unread[] = { ACT_ASSIGN, ACT_TAKE_OVER, ACT_HAND_OVER, ACT_RETURN, ACT_REOPEN };
	struct signal_person blind = lead, second = other;

	blind.opened = second.opened = 0;
	for (int act = 0; act < ACT_COUNT; act++)
		for (size_t i = 0; i < COUNT(statuses); i++) {
			int passes = 0;

			for (size_t u = 0; u < COUNT(unread); u++)
				passes |= unread[u] == (enum signal_act)act;
			if (may((enum signal_act)act, statuses[i], &lead) == OK)
				CU_ASSERT_EQUAL(may((enum signal_act)act, statuses[i], &blind), passes ? OK : DENIED);
		}
	CU_ASSERT_EQUAL(may(ACT_RECHECK, SIGNAL_CLOSED, &second), DENIED);
	CU_ASSERT_EQUAL(may(ACT_READ_NEWS, SIGNAL_CLOSED, &second), DENIED);
}

static void only_who_handles_it_asks_the_reporter(void)
{
	CU_ASSERT_EQUAL(may(ACT_ASK, SIGNAL_ASSESSING, &handler), OK);
	CU_ASSERT_EQUAL(may(ACT_ASK, SIGNAL_WAITING, &lead), OK);
	CU_ASSERT_EQUAL(may(ACT_ASK, SIGNAL_ASSESSING, &other), DENIED);
	CU_ASSERT_EQUAL(may(ACT_WITHDRAW, SIGNAL_ASSESSING, &other), DENIED);
	CU_ASSERT_EQUAL(may(ACT_TRANSLATE, SIGNAL_ASSESSING, &other), DENIED);
	CU_ASSERT_EQUAL(may(ACT_ASK, SIGNAL_NEW, &handler), CONFLICT);
	CU_ASSERT_EQUAL(may(ACT_ASK, SIGNAL_CLOSED, &lead), CONFLICT);
	CU_ASSERT_EQUAL(may(ACT_WITHDRAW, SIGNAL_CLOSED, &handler), OK);
}

static void only_a_lead_gives_work_to_others(void)
{
	CU_ASSERT_EQUAL(may(ACT_ASSIGN, SIGNAL_NEW, &handler), DENIED);
	CU_ASSERT_EQUAL(may(ACT_ASSIGN, SIGNAL_NEW, &lead), OK);
	CU_ASSERT_EQUAL(may(ACT_ASSIGN, SIGNAL_FORWARDED, &adviser), OK);
}

static void who_does_not_work_signals_takes_no_step(void)
{
	static const unsigned roles[] = { 0, ANALYST, AUDITOR, ADMINISTRATOR, COLLEAGUE, PRIVACY_OFFICER, LEGAL_OWNER };

	for (size_t r = 0; r < COUNT(roles); r++) {
		struct signal_person person = { roles[r], 1, 1, 0, 0, CLASS_HIK, 1 };

		CU_ASSERT_FALSE(signal_works(&person));
		for (int act = 0; act < ACT_COUNT; act++)
			for (size_t i = 0; i < COUNT(statuses); i++)
				CU_ASSERT_NOT_EQUAL(may((enum signal_act)act, statuses[i], &person), OK);
	}
}

static void an_adviser_works_and_leads_in_no_other_class(void)
{
	struct signal_person hik = { SECURITY_ADVISER, 0, 0, 0, 1, CLASS_HIK, 1 };
	struct signal_person usz = { CASEWORKER | LEAD, 0, 0, 0, 1, CLASS_USZ, 1 };
	struct signal_person caseworker = { CASEWORKER | SECURITY_ADVISER, 0, 0, 0, 0, CLASS_HIK, 1 };
	struct signal_person analyst = { ANALYST | SECURITY_ADVISER, 0, 0, 0, 1, CLASS_HIK, 1 };

	CU_ASSERT_FALSE(signal_works(&hik));
	CU_ASSERT_FALSE(signal_works(&usz));
	CU_ASSERT_FALSE(signal_works(&analyst));
	CU_ASSERT(signal_works(&adviser));
	CU_ASSERT(signal_works(&caseworker));
	CU_ASSERT_EQUAL(may(ACT_ASSIGN, SIGNAL_NEW, &caseworker), DENIED);
	CU_ASSERT_EQUAL(may(ACT_CLOSE, SIGNAL_ASSESSED, &caseworker), DENIED);
	CU_ASSERT_EQUAL(may(ACT_CLAIM, SIGNAL_NEW, &analyst), DENIED);
	CU_ASSERT_EQUAL(may(ACT_ASSIGN, SIGNAL_NEW, &usz), DENIED);
	CU_ASSERT_EQUAL(may(ACT_ASSIGN, SIGNAL_NEW, &adviser), OK);
}

static void a_caseworker_reopens_only_for_new_information(void)
{
	struct signal_person told = { CASEWORKER, 0, 1, 0, 0, CLASS_HIK, 1 };

	CU_ASSERT_EQUAL(may(ACT_REOPEN, SIGNAL_CLOSED, &other), DENIED);
	CU_ASSERT_EQUAL(may(ACT_REOPEN, SIGNAL_CLOSED, &told), OK);
	CU_ASSERT_EQUAL(may(ACT_REOPEN, SIGNAL_CLOSED, &lead), OK);
}

static void who_closed_it_does_not_recheck_it(void)
{
	struct signal_person closer = { CASEWORKER, 1, 0, 1, 0, CLASS_HIK, 1 };

	CU_ASSERT_EQUAL(may(ACT_RECHECK, SIGNAL_CLOSED, &closer), DENIED);
	CU_ASSERT_EQUAL(may(ACT_RECHECK, SIGNAL_CLOSED, &other), OK);
}

static void what_ends_or_passes_on_needs_a_reason(void)
{
	CU_ASSERT(signal_step(ACT_CLOSE, SIGNAL_ASSESSED)->reason);
	CU_ASSERT(signal_step(ACT_FORWARD, SIGNAL_ASSESSED)->reason);
	CU_ASSERT(signal_step(ACT_RETURN, SIGNAL_FORWARDED)->reason);
	CU_ASSERT(signal_step(ACT_REOPEN, SIGNAL_CLOSED)->reason);
	CU_ASSERT(signal_step(ACT_WAIT, SIGNAL_ASSESSING)->reason);
	CU_ASSERT(signal_step(ACT_JUDGE, SIGNAL_ASSESSED)->reason);
}

static void coded_features_are_accepted(void)
{
	CU_ASSERT(signal_features_valid(""));
	CU_ASSERT(signal_features_valid("method.debt"));
	CU_ASSERT(signal_features_valid("method.debt sector.meat document.at_hand route.sea"));
}

static void other_features_are_refused(void)
{
	CU_ASSERT_FALSE(signal_features_valid("nationality.other"));
	CU_ASSERT_FALSE(signal_features_valid("method.nothing"));
	CU_ASSERT_FALSE(signal_features_valid("method"));
	CU_ASSERT_FALSE(signal_features_valid("method."));
	CU_ASSERT_FALSE(signal_features_valid("method.debt  sector.meat"));
	CU_ASSERT_FALSE(signal_features_valid("method.debt "));
	CU_ASSERT_FALSE(signal_features_valid(" method.debt"));
	CU_ASSERT_FALSE(signal_features_valid("method.debt method.debt"));
}

static void a_feature_is_found_whole(void)
{
	CU_ASSERT(signal_features_have("method.debt document.at_hand", "document", "at_hand"));
	CU_ASSERT_FALSE(signal_features_have("method.debt", "document", "at_hand"));
	CU_ASSERT_FALSE(signal_features_have("document.at_handy", "document", "at_hand"));
	CU_ASSERT_FALSE(signal_features_have("", "document", "at_hand"));
}

static void a_code_is_known_or_not(void)
{
	CU_ASSERT(signal_code_known(signal_sources, "X"));
	CU_ASSERT_FALSE(signal_code_known(signal_sources, "D"));
	CU_ASSERT_FALSE(signal_code_known(signal_information, "0"));
	CU_ASSERT_FALSE(signal_code_known(signal_close_reasons, ""));
}

static struct signal with_steps(enum signal_status status, const char *linked)
{
	struct signal s = { 0 };

	s.status = status;
	s.assessed = "2026-04-22";
	s.linked = linked;
	s.enriched = "2026-04-23";
	s.forwarded = "2026-04-21";
	s.closed = status == SIGNAL_CLOSED ? "2026-05-06" : "";
	return s;
}

static void a_term_is_met_by_the_last_of_four_steps_or_by_closing(void)
{
	struct signal done = with_steps(SIGNAL_FORWARDED, "2026-04-24"), part = with_steps(SIGNAL_FORWARDED, "");
	struct signal closed = with_steps(SIGNAL_CLOSED, "");

	CU_ASSERT_STRING_EQUAL(signal_due_met(&done), "2026-04-24");
	CU_ASSERT_STRING_EQUAL(signal_act_by_met(&part), "2026-04-21");
	CU_ASSERT_STRING_EQUAL(signal_due_met(&closed), "2026-05-06");
	CU_ASSERT_STRING_EQUAL(signal_act_by_met(&closed), "2026-05-06");
}

static void passing_on_after_its_day_is_late_though_the_five_days_are_met(void)
{
	struct signal s = with_steps(SIGNAL_FORWARDED, "2026-04-24"), open = with_steps(SIGNAL_ASSESSED, "");

	s.act_by = "2026-04-20";
	CU_ASSERT(signal_act_by_late(&s));
	s.act_by = "2026-04-21";
	CU_ASSERT_FALSE(signal_act_by_late(&s));
	s.act_by = "";
	CU_ASSERT_FALSE(signal_act_by_late(&s));
	open.act_by = "2026-04-20";
	CU_ASSERT_FALSE(signal_act_by_late(&open));
}

static void a_term_runs_on_without_one_step_or_when_it_was_given_back(void)
{
	struct signal part = with_steps(SIGNAL_FORWARDED, ""), back = with_steps(SIGNAL_ASSESSING, "2026-04-24");

	CU_ASSERT_STRING_EQUAL(signal_due_met(&part), "");
	CU_ASSERT_STRING_EQUAL(signal_due_met(&back), "");
	CU_ASSERT_STRING_EQUAL(signal_act_by_met(&back), "");
}

const struct unit_test unit_tests[] = {
	{ "the way of the leaflet is open", the_way_of_the_leaflet_is_open },
	{ "nobody closes what was not assessed", nobody_closes_what_was_not_assessed },
	{ "nothing is forwarded before it is assessed", nothing_is_forwarded_before_it_is_assessed },
	{ "nothing becomes new again in its class", nothing_becomes_new_again_in_its_class },
	{ "what is open may be handed over at any moment", what_is_open_may_be_handed_over_at_any_moment },
	{ "a colleague's signal and one of the unit are not handed over", a_colleague_s_signal_and_one_of_the_unit_are_not_handed_over },
	{ "a closed signal only reopens", a_closed_signal_only_reopens },
	{ "an act leads from a status to one status", an_act_leads_from_a_status_to_one_status },
	{ "the reserved status is unreachable", the_reserved_status_is_unreachable },
	{ "every act has a name that fits its column", every_act_has_a_name_that_fits_its_column },
	{ "every caseworker may claim what nobody holds", every_caseworker_may_claim_what_nobody_holds },
	{ "a colleague's signal is taken over with a reason", a_colleague_s_signal_is_taken_over_with_a_reason },
	{ "the database has the same steps", the_database_has_the_same_steps },
	{ "the database asks for the text at the same steps", the_database_asks_for_the_text_at_the_same_steps },
	{ "only who handles it decides", only_who_handles_it_decides },
	{ "nobody decides on what he did not open", nobody_decides_on_what_he_did_not_open },
	{ "only who handles it, or a lead, asks the reporter", only_who_handles_it_asks_the_reporter },
	{ "only a lead gives work to others", only_a_lead_gives_work_to_others },
	{ "who does not work signals takes no step", who_does_not_work_signals_takes_no_step },
	{ "an adviser works and leads in no other class", an_adviser_works_and_leads_in_no_other_class },
	{ "a caseworker reopens only for new information", a_caseworker_reopens_only_for_new_information },
	{ "who closed it does not re-check it", who_closed_it_does_not_recheck_it },
	{ "what ends or passes on needs a reason", what_ends_or_passes_on_needs_a_reason },
	{ "a term is met by the last of four steps or by closing", a_term_is_met_by_the_last_of_four_steps_or_by_closing },
	{ "passing on after its day is late though the five days are met", passing_on_after_its_day_is_late_though_the_five_days_are_met },
	{ "a term runs on without one step, or when it was given back", a_term_runs_on_without_one_step_or_when_it_was_given_back },
	{ "coded features are accepted", coded_features_are_accepted },
	{ "other features are refused", other_features_are_refused },
	{ "a feature is found whole", a_feature_is_found_whole },
	{ "a code is known or not", a_code_is_known_or_not },
	{ NULL, NULL }
};
