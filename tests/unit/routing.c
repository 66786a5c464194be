/* The routing table proposes the destinations the leaflets name, in their order. */
#include <string.h>

#include "unit.h"
#include "routing.h"
#include "base/task.h"

enum { ROOM = 8 };

static const char *first(const char *subject, unsigned facts)
{
	const struct routing_rule *out[ROOM];

	return routing_propose(subject, facts, out, ROOM) > 0 ? out[0]->destination : "";
}

static int goes_to(const char *subject, unsigned facts, const char *destination)
{
	const struct routing_rule *out[ROOM];
	size_t n = routing_propose(subject, facts, out, ROOM);

	for (size_t i = 0; i < n; i++)
		if (strcmp(out[i]->destination, destination) == 0)
			return 1;
	return 0;
}

static void security_goes_to_its_own_unit_and_nowhere_else(void)
{
	const struct routing_rule *out[ROOM];
	size_t n = routing_propose("national_security", ~0u, out, ROOM);

	CU_ASSERT_EQUAL_FATAL(n, 1);
	CU_ASSERT_STRING_EQUAL(out[0]->desk, "security_unit");
	CU_ASSERT_EQUAL(out[0]->urgency, URGENCY_AT_ONCE);
}

static void nothing_else_is_proposed_to_the_security_unit(void)
{
	static const char *const others[] = { "trafficking", "smuggling", "documents", "other", "unknown", "nonsense" };

	for (size_t i = 0; i < COUNT(others); i++)
		CU_ASSERT_FALSE(goes_to(others[i], ~0u, "security_unit"));
}

static void danger_now_comes_before_the_kind_of_fraud(void)
{
	CU_ASSERT_STRING_EQUAL(first("trafficking", ROUTING_DANGER), "police_now");
	CU_ASSERT_STRING_EQUAL(first("labour_exploitation", ROUTING_DANGER), "police_now");
	CU_ASSERT(goes_to("trafficking", ROUTING_DANGER, "avim"));
}

static void each_nature_has_the_destination_of_the_leaflet(void)
{
	CU_ASSERT_STRING_EQUAL(first("smuggling", 0), "kmar");
	CU_ASSERT_STRING_EQUAL(first("trafficking", 0), "avim");
	CU_ASSERT_STRING_EQUAL(first("labour_exploitation", 0), "labour_authority");
	CU_ASSERT_STRING_EQUAL(first("sham_marriage", 0), "primary_process");
	CU_ASSERT_STRING_EQUAL(first("documents", 0), "primary_process");
	CU_ASSERT_STRING_EQUAL(first("sponsor", 0), "primary_process");
}

static void trafficking_by_an_employer_may_go_to_both(void)
{
	CU_ASSERT(goes_to("trafficking", ROUTING_COMPANY, "avim"));
	CU_ASSERT(goes_to("trafficking", ROUTING_COMPANY, "labour_authority"));
	CU_ASSERT_FALSE(goes_to("trafficking", 0, "labour_authority"));
}

static void a_document_at_hand_goes_to_the_border_police(void)
{
	CU_ASSERT_STRING_EQUAL(first("documents", ROUTING_DOCUMENT), "kmar");
	CU_ASSERT_FALSE(goes_to("documents", 0, "kmar"));
}

static void a_sponsor_with_a_pattern_goes_to_research(void)
{
	CU_ASSERT_STRING_EQUAL(first("sponsor", ROUTING_PATTERN), "supervision_research");
	CU_ASSERT(goes_to("sponsor", ROUTING_PATTERN, "primary_process"));
}

static void what_cannot_be_linked_goes_to_research(void)
{
	CU_ASSERT_STRING_EQUAL(first("residence", ROUTING_UNLINKED), "supervision_research");
	CU_ASSERT_STRING_EQUAL(first("unknown", 0), "supervision_research");
	CU_ASSERT_STRING_EQUAL(first("no such subject", 0), "supervision_research");
}

static void no_destination_is_proposed_twice(void)
{
	const struct routing_rule *out[ROOM];
	size_t n = routing_propose("income", ROUTING_PATTERN | ROUTING_UNLINKED, out, ROOM);

	CU_ASSERT_EQUAL_FATAL(n, 2);
	CU_ASSERT_STRING_NOT_EQUAL(out[0]->destination, out[1]->destination);
}

static void proposals_stand_in_order_of_precedence(void)
{
	const struct routing_rule *out[ROOM];
	size_t n = routing_propose("trafficking", ROUTING_DANGER | ROUTING_COMPANY | ROUTING_PATTERN, out, ROOM);

	for (size_t i = 1; i < n; i++)
		CU_ASSERT(out[i - 1]->precedence <= out[i]->precedence);
}

static void no_more_is_written_than_there_is_room_for(void)
{
	const struct routing_rule *out[1];

	CU_ASSERT_EQUAL(routing_propose("trafficking", ROUTING_DANGER, out, 1), 1);
	CU_ASSERT_EQUAL(routing_propose("trafficking", 0, out, 0), 0);
}

static void urgency_follows_the_most_urgent_rule(void)
{
	CU_ASSERT_EQUAL(routing_urgency("national_security", 0), URGENCY_AT_ONCE);
	CU_ASSERT_EQUAL(routing_urgency("income", ROUTING_DANGER), URGENCY_AT_ONCE);
	CU_ASSERT_EQUAL(routing_urgency("smuggling", 0), URGENCY_SAME_DAY);
	CU_ASSERT_EQUAL(routing_urgency("trafficking", 0), URGENCY_SAME_DAY);
	CU_ASSERT_EQUAL(routing_urgency("labour_exploitation", 0), URGENCY_SAME_DAY);
	CU_ASSERT_EQUAL(routing_urgency("income", ROUTING_COMPANY), URGENCY_TERM);
	CU_ASSERT_EQUAL(routing_urgency("other", 0), URGENCY_TERM);
}

static void every_proposed_desk_is_a_desk_of_the_hub(void)
{
	static const char *const subjects[] = { "national_security", "trafficking", "smuggling", "documents",
		"income", "sponsor", "other" };

	for (size_t i = 0; i < COUNT(subjects); i++) {
		const struct routing_rule *out[ROOM];
		size_t n = routing_propose(subjects[i], ~0u, out, ROOM), known = 0;

		for (size_t j = 0; j < n; j++)
			for (size_t k = 0; routing_desks[k]; k++)
				known += strcmp(routing_desks[k], out[j]->desk) == 0;
		CU_ASSERT_EQUAL(known, n);
	}
}

const struct unit_test unit_tests[] = {
	{ "national security goes to its own unit and nowhere else", security_goes_to_its_own_unit_and_nowhere_else },
	{ "nothing else is proposed to the security unit", nothing_else_is_proposed_to_the_security_unit },
	{ "danger now comes before the kind of fraud", danger_now_comes_before_the_kind_of_fraud },
	{ "each nature has the destination of the leaflet", each_nature_has_the_destination_of_the_leaflet },
	{ "trafficking by an employer may go to both", trafficking_by_an_employer_may_go_to_both },
	{ "a document at hand goes to the border police", a_document_at_hand_goes_to_the_border_police },
	{ "a sponsor with a pattern goes to research", a_sponsor_with_a_pattern_goes_to_research },
	{ "what cannot be linked goes to research", what_cannot_be_linked_goes_to_research },
	{ "no destination is proposed twice", no_destination_is_proposed_twice },
	{ "proposals stand in order of precedence", proposals_stand_in_order_of_precedence },
	{ "no more is written than there is room for", no_more_is_written_than_there_is_room_for },
	{ "urgency follows the most urgent rule", urgency_follows_the_most_urgent_rule },
	{ "every proposed desk is a desk of the hub", every_proposed_desk_is_a_desk_of_the_hub },
	{ NULL, NULL }
};
