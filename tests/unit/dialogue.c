/* Questions to a reporter: what deserves a warning and what does not, the library in every language, when to look. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"
#include "calendar.h"
#include "dialogue_ask.h"
#include "dialogue_translate.h"
#include "dialogue_warn.h"
#include "web/page.h"

static struct arena *arena;
static struct task t;

static unsigned warn(const char *text)
{
	unsigned found;

	if (!arena)
		arena = arena_new(64 * 1024);
	task_begin(&t, arena, NULL);
	found = dialogue_warn(&t, text);
	task_end(&t);
	return found;
}

static void each_warns(unsigned wanted, const char *const *texts)
{
	for (size_t i = 0; texts[i]; i++)
		if (!(warn(texts[i]) & wanted)) {
			printf("no warning: %s\n", texts[i]);
			CU_FAIL("no warning");
		}
}

static void asking_who_the_reporter_is_warns(void)
{
	static const char *const texts[] = {
		"Wat is uw naam?", "Hoe heet u?", "WIE BENT U?", "Wat is uw adres?", "Waar woont u nu?", "In welke straat woon je?",
		"Wat is uw telefoonnummer?", "Op welk nummer kunnen wij u bereiken?", "Mogen wij u bellen?", "Wat is uw e-mailadres?",
		"Wat is je e-mail?", "Wat is uw geboortedatum?", "Wanneer bent u geboren?", "Wat is uw BSN?", "Waar werkt u?",
		"Wie is uw werkgever?", "Waar bent u nu?", "Wat is uw relatie met deze man?", "Bent u de buurman?",
		"What is your name?", "Who are you?", "What is your address?", "Where do you live?", "What is your phone number?",
		"What is your e-mail address?", "When were you born?", "How old are you?", "Where do you work?",
		"Who is your employer?", "Where are you now?", "May we call you?", "Are you a neighbour?", NULL
	};

	each_warns(WARN_WHO, texts);
}

static void a_leading_question_warns(void)
{
	static const char *const texts[] = {
		"Hij slaat haar, toch?", "Klopt het dat hij liegt?", "Is het niet zo dat zij gedwongen worden?", "Dat was hij, hè?",
		"Dat was hij, Hè?", "Zij is bang, nietwaar?", "Bent u het ermee eens dat dit fout is?", "Dus hij heeft het gedaan?",
		"Hij deed het, of niet?",
		"You agree that he lies?", "He hit her, didn't he?", "He hit her, didn’t he?", "They are forced, aren't they?",
		"That is wrong, isn't it?", "He lives there, right?", "Is it true that he lies?", "Surely you saw more?", NULL
	};

	each_warns(WARN_LEADS, texts);
}

static void two_questions_in_one_warn(void)
{
	static const char *const texts[] = {
		"Waar is het? Wanneer was het?", "Waar was het en wie was erbij?", "What happened and where?", "Who was it? When?",
		"متى حدث ذلك؟ أين؟", NULL
	};

	each_warns(WARN_MANY, texts);
	CU_ASSERT_EQUAL(warn("Wat gebeurde er??"), 0);
	CU_ASSERT_EQUAL(warn("Wat gebeurde er? Schrijf alleen wat u weet."), 0);
}

static void a_threat_or_a_promise_warns(void)
{
	static const char *const texts[] = {
		"Als u niet antwoordt, sluiten wij de melding.", "U bent verplicht te antwoorden.", "Wij beloven dat niemand het hoort.",
		"U krijgt een beloning.", "Niemand komt erachter.", "Dit is strafbaar: maakt u strafbaar niet.",
		"If you do not answer, we close this.", "If you don’t answer, we stop.", "You must answer.", "We promise to help.",
		"We guarantee it.", "There is a reward.", NULL
	};

	each_warns(WARN_PRESSES, texts);
}

static void a_plain_question_does_not_warn(void)
{
	static const char *const texts[] = {
		"Welke kleur had de auto?", "Hoe vaak gebeurt dit?", "Wat is de naam van het bedrijf?", "Op welk adres gebeurt dit?",
		"Wat is het telefoonnummer van het bedrijf?", "Hoe kwam het geld binnen?", "Kreeg iemand een boete?",
		"What colour was the car?", "How often does this happen?", "What is the name of the company?",
		"At what address does this happen?", "Did anybody get a fine?", "كم مرة يحدث هذا؟", "", " ", "?", NULL
	};

	for (size_t i = 0; texts[i]; i++)
		if (warn(texts[i]) != 0) {
			printf("a warning %u: %s\n", warn(texts[i]), texts[i]);
			CU_FAIL("a warning too many");
		}
}

static void words_are_whole_words(void)
{
	CU_ASSERT_EQUAL(warn("Wat zei de vrouw? Zij noemde nieuw adreswerk"), 0);	/* "uw adres" is no part of others */
	CU_ASSERT_EQUAL(warn("Was it a bright ?") & WARN_LEADS, 0);
	CU_ASSERT(warn("wat is uw\n\n  NAAM") & WARN_WHO);
}

static void every_warning_has_a_code(void)
{
	CU_ASSERT_STRING_EQUAL(dialogue_warn_code(WARN_WHO), "who");
	CU_ASSERT_STRING_EQUAL(dialogue_warn_code(WARN_PRESSES), "presses");
	CU_ASSERT_PTR_NULL(dialogue_warn_code(0));
	CU_ASSERT_PTR_NULL(dialogue_warn_code(3));
	CU_ASSERT_PTR_NULL(dialogue_warn_code(16));
}

/* In both programs, and none of ours deserves a warning itself. */
static void the_library_is_complete_and_without_fault(void)
{
	static const char *const langs[] = { "nl", "en" }, *const programs[] = { "tip", "staff" };
	char folder[200];

	snprintf(folder, sizeof(folder), "%s/templates", getenv("B") ? getenv("B") : "build");
	for (size_t p = 0; p < COUNT(programs); p++)
		for (size_t l = 0; l < COUNT(langs); l++) {
			struct web w = { .t = &t, .lang = langs[l], .pages = page_load(folder, programs[p], NULL) };

			CU_ASSERT_PTR_NOT_NULL_FATAL(w.pages);
			for (size_t i = 0; dialogue_library[i]; i++) {
				const char *words = word(&w, "library.%s", dialogue_library[i]);

				CU_ASSERT_NOT_EQUAL(strncmp(words, "library.", 8), 0);
				CU_ASSERT_EQUAL(warn(words), 0);
			}
			CU_ASSERT_STRING_NOT_EQUAL(word(&w, "tap.yes"), "tap.yes");
			CU_ASSERT_STRING_NOT_EQUAL(word(&w, "tap.no"), "tap.no");
			CU_ASSERT_STRING_NOT_EQUAL(word(&w, "tap.unknown"), "tap.unknown");
		}
}

static void what_is_answered_with_a_tap_comes_first(void)
{
	int taps = 1;

	for (size_t i = 0; dialogue_library[i]; i++) {
		CU_ASSERT(taps || !dialogue_taps(dialogue_library[i]));
		taps = dialogue_taps(dialogue_library[i]);
	}
	CU_ASSERT(dialogue_taps("danger"));
	CU_ASSERT_FALSE(dialogue_taps("where"));
	CU_ASSERT_FALSE(dialogue_taps("nothing"));
}

static void the_day_to_look_lies_between_tomorrow_and_sixty_days_on(void)
{
	int today = calendar_day(2026, 4, 24);

	CU_ASSERT_FALSE(dialogue_day_fits("2026-04-23", today));
	CU_ASSERT_FALSE(dialogue_day_fits("2026-04-24", today));
	CU_ASSERT(dialogue_day_fits("2026-04-25", today));
	CU_ASSERT(dialogue_day_fits("2026-06-23", today));
	CU_ASSERT_FALSE(dialogue_day_fits("2026-06-24", today));
	CU_ASSERT_FALSE(dialogue_day_fits("", today));
	CU_ASSERT_FALSE(dialogue_day_fits("2026-02-30", today));
}

static void a_machine_is_graded_d_and_nobody_else(void)
{
	CU_ASSERT(translation_grade_fits("human", "A"));
	CU_ASSERT(translation_grade_fits("human", "C"));
	CU_ASSERT(translation_grade_fits("machine", "D"));
	CU_ASSERT_FALSE(translation_grade_fits("machine", "A"));
	CU_ASSERT_FALSE(translation_grade_fits("human", "D"));
	CU_ASSERT_FALSE(translation_grade_fits("human", "E"));
	CU_ASSERT_FALSE(translation_grade_fits("", "D"));
}

const struct unit_test unit_tests[] = {
	{ "asking who or where the reporter is warns", asking_who_the_reporter_is_warns },
	{ "a leading question warns", a_leading_question_warns },
	{ "two questions in one warn", two_questions_in_one_warn },
	{ "a threat or a promise warns", a_threat_or_a_promise_warns },
	{ "a plain question does not warn", a_plain_question_does_not_warn },
	{ "a phrase is whole words, over lines and in capitals", words_are_whole_words },
	{ "every warning has a code", every_warning_has_a_code },
	{ "the library is complete in every language, and without fault", the_library_is_complete_and_without_fault },
	{ "what is answered with a tap comes first", what_is_answered_with_a_tap_comes_first },
	{ "the day to look lies between tomorrow and sixty days on", the_day_to_look_lies_between_tomorrow_and_sixty_days_on },
	{ "a machine is graded D, and nobody else", a_machine_is_graded_d_and_nobody_else },
	{ NULL, NULL }
};
