/* The public form: who sees which page, what a button keeps, and what a state refuses. No browser, no database. */
#include "../../cgi/tip/tip.h"
#include "../lib/place.h"
#include "unit.h"
#include "web/body.h"

#include <string.h>
#include <unistd.h>

static struct task t;
static struct settings *settings;
static char folder[] = "/tmp/kp-tip-XXXXXX", keys[100];
static struct web w;
static struct visit v;
static const char *state;		/* what the page before holds in its hidden field */

static void begin(void)
{
	if (settings) {
		task_end(&t);
	} else {
		settings = place_make(folder);
		snprintf(keys, sizeof keys, "%s/keys/state", folder);
		t.arena = arena_new(64 * 1024);
	}
	task_begin(&t, t.arena, settings);
	t.now = 1800000000;
	state = "";
}

/* Posts the page: buttons and answers as a browser sends them. */
static enum rc press(const char *body)
{
	const char *all = take_format(&t, "%s%s%s", body, *state ? "&state=" : "", state);
	size_t n = strlen(all);
	enum rc rc;

	w = (struct web){ .t = &t, .method = "POST", .lang = "nl" };
	memset(&v, 0, sizeof v);
	if (urlencoded(&t, take_textn(&t, all, n), n, &w.form) != OK)
		return FAULT;
	rc = visit_read(&w, &v);
	if (rc == OK)
		rc = visit_step(&w, &v);
	if (rc == OK)
		state = state_seal(&t, &v.state);
	return rc == OK && v.wrong ? INVALID : rc;
}

static int at(const char *page)
{
	return stop_is(v.state.at, page);
}

static const char *stored(const char *name)
{
	return answer(&v.state.answers, name);
}

static int sees(const char *subject, const char *page)
{
	struct pairs answers = { 0 };
	struct path path;

	pairs_set(&t, &answers, "subject", subject);
	pairs_set(&t, &answers, "danger", "yes");
	path_make(&answers, &path);
	return path_at(&path, (struct stop){ tip_page_find(page), 0 }) >= 0;
}

static void each_subject_has_its_own_questions(void)
{
	begin();
	CU_ASSERT(sees("sham_marriage", "marriage") && !sees("sham_marriage", "work"));
	CU_ASSERT(sees("documents", "documents") && sees("identity", "documents"));
	CU_ASSERT(sees("labour_exploitation", "work") && sees("labour_exploitation", "danger"));
	CU_ASSERT(sees("smuggling", "smuggling") && sees("smuggling", "danger"));
	CU_ASSERT(sees("sponsor", "promise") && !sees("sponsor", "danger"));
	CU_ASSERT(sees("addition", "earlier") && !sees("other", "earlier"));
}

static void national_security_is_told_that_it_goes_at_once(void)
{
	begin();
	CU_ASSERT(sees("national_security", "at_once"));
	CU_ASSERT(!sees("trafficking", "at_once"));
}

static void an_answer_on_a_page_no_longer_seen_has_no_effect(void)
{
	begin();
	CU_ASSERT(sees("trafficking", "danger_now"));
	CU_ASSERT(!sees("documents", "danger_now"));
}

static void only_three_questions_must_be_answered(void)
{
	int required = 0;

	for (size_t i = 0; i < question_count; i++)
		required += questions[i].field.min > 0;
	CU_ASSERT_EQUAL(required, 3);
}

static void every_question_stands_on_a_page_and_every_name_once(void)
{
	for (size_t i = 0; i < question_count; i++) {
		CU_ASSERT(tip_page_find(questions[i].page) >= 0);
		CU_ASSERT_PTR_EQUAL(question_find(questions[i].field.name), &questions[i]);
		CU_ASSERT((questions[i].list != NULL) == (questions[i].field.choices != NULL));
	}
}

static void nobody_asks_for_nationality_religion_or_looks(void)
{
	static const char *const never[] = { "nationality", "religion", "race", "skin", "ethnic", "appearance" };

	for (size_t i = 0; i < question_count; i++)
		for (size_t n = 0; n < COUNT(never); n++)
			CU_ASSERT_PTR_NULL(strstr(questions[i].field.name, never[n]));
}

static void the_shortest_way_is_subject_story_you(void)
{
	begin();
	CU_ASSERT_EQUAL(press("go=next&subject=other"), OK);
	CU_ASSERT(at("story"));
	CU_ASSERT_EQUAL(press("go=check&story=Er+is+iets+aan+de+hand"), OK);
	CU_ASSERT(at("you"));
	CU_ASSERT_EQUAL(press("go=next&identity=anonymous"), OK);
	CU_ASSERT(at("code") || at("check"));
	CU_ASSERT_EQUAL(press("go=check"), OK);
	CU_ASSERT(at("check"));
}

static void sending_leads_to_what_is_missing(void)
{
	begin();
	press("go=next&subject=other");
	CU_ASSERT_EQUAL(press("go=previous"), OK);
	CU_ASSERT(at("subject"));
	CU_ASSERT_EQUAL(press("go=send&subject=other"), OK);
	CU_ASSERT(at("story"));
	CU_ASSERT(v.complain);
}

static int step(int *total)
{
	int now;

	path_step(&v.path, &v.state.answers, v.state.at, &now, total);
	return now;
}

static void each_page_has_the_next_number_and_persons_change_none(void)
{
	int list, total, same_total;

	begin();
	press("go=next&subject=other");
	press("go=next&story=Er+is+iets+aan+de+hand");
	press("go=next");
	press("go=next");
	list = step(&total);
	CU_ASSERT(at("about") && list == 5);
	for (int person = 0; person < 3; person++) {
		press("go=next&add=person");
		CU_ASSERT(at("person") && step(&same_total) == list && same_total == total);
		press("go=next&name=Jan");
		CU_ASSERT(at("person_more") && step(&same_total) == list && same_total == total);
		press("go=next");
		CU_ASSERT(at("about") && step(&same_total) == list && same_total == total);
	}
	for (int now = list + 1; now <= total; now++) {
		press(at("you") ? "go=next&identity=anonymous" : "go=next");
		CU_ASSERT(step(&same_total) == now && same_total == total);
	}
	CU_ASSERT(at("check"));
}

static void an_empty_required_answer_stays_on_its_page(void)
{
	begin();
	CU_ASSERT_EQUAL(press("go=next"), INVALID);
	CU_ASSERT(at("subject"));
	press("go=next&subject=other");
	CU_ASSERT_EQUAL(press("go=next&story=++"), INVALID);
	CU_ASSERT(at("story"));
}

static void previous_and_language_keep_what_is_wrong(void)
{
	begin();
	press("go=next&subject=smuggling");
	press("go=next&story=Een+bus+met+mensen");
	press("go=next");
	press("go=next");
	CU_ASSERT(at("about"));
	press("go=next");
	CU_ASSERT(at("smuggling"));
	CU_ASSERT_EQUAL(press("lang=en&travel_day.day=31&travel_day.month=2&travel_day.year=2026&route=Via+Calais"), OK);
	CU_ASSERT_STRING_EQUAL(w.lang, "en");
	CU_ASSERT_STRING_EQUAL(stored("travel_day.day"), "31");
	CU_ASSERT_STRING_EQUAL(stored("route"), "Via Calais");
	CU_ASSERT_EQUAL(press("go=previous&travel_day.day=31&travel_day.month=2&travel_day.year=2026"), OK);
	CU_ASSERT(at("about"));
	CU_ASSERT_STRING_EQUAL(stored("travel_day.month"), "2");
	/* and the way to sending leads back to it */
	CU_ASSERT_EQUAL(press("go=check"), OK);
	CU_ASSERT(at("smuggling"));
}

static void a_typing_error_in_a_reference_is_told_and_it_may_stay_empty(void)
{
	char number[NUMBER_TEXT];

	begin();
	number_new(number);
	press("go=next&subject=addition");
	CU_ASSERT(at("earlier"));
	CU_ASSERT_EQUAL(press(take_format(&t, "go=next&earlier_reference=%s", number)), OK);
	press("go=previous");
	number[0] = number[0] == '0' ? '1' : '0';
	CU_ASSERT_EQUAL(press(take_format(&t, "go=next&earlier_reference=%s", number)), INVALID);
	CU_ASSERT_EQUAL(press("go=next&earlier_reference="), OK);
	CU_ASSERT(at("story"));
}

static void to_the_list(void)
{
	begin();
	press("go=next&subject=other");
	press("go=next&story=Iemand+doet+iets");
	press("go=next");
	press("go=next");
	CU_ASSERT(at("about"));
}

static void persons_are_added_changed_and_removed(void)
{
	to_the_list();
	press("go=next&add=person");
	CU_ASSERT(at("person") && v.state.at.entry == 1);
	press("go=next&name=Anna");
	CU_ASSERT(at("person_more"));
	press("go=next");
	CU_ASSERT(at("about"));
	press("go=next&add=company");
	CU_ASSERT(at("company") && v.state.at.entry == 2);
	press("go=next&company_name=Loods");
	press("edit=1");
	CU_ASSERT(at("person") && v.state.at.entry == 1);
	CU_ASSERT_STRING_EQUAL(stored("subject.1.name"), "Anna");
	press("go=previous&name=Anna");
	CU_ASSERT(at("about"));
	press("remove=1");
	CU_ASSERT_EQUAL(subjects_count(&v.state.answers), 1);
	CU_ASSERT_STRING_EQUAL(stored("subject.1.company_name"), "Loods");
	CU_ASSERT_STRING_EQUAL(stored("subject.1.kind"), "company");
	CU_ASSERT_STRING_EQUAL(stored("subject.1.name"), "");
}

static void ten_is_the_most(void)
{
	to_the_list();
	for (int i = 0; i < SUBJECTS_MOST; i++) {
		CU_ASSERT_EQUAL(press("go=next&add=company"), OK);
		CU_ASSERT_EQUAL(press("go=next"), OK);
	}
	CU_ASSERT(at("about"));
	press("go=next&add=company");
	CU_ASSERT_EQUAL(subjects_count(&v.state.answers), SUBJECTS_MOST);
}

static void an_entry_that_is_not_there_is_refused(void)
{
	to_the_list();
	CU_ASSERT_EQUAL(press("edit=1"), MALFORMED);
	to_the_list();
	CU_ASSERT_EQUAL(press("remove=9"), MALFORMED);
	to_the_list();
	CU_ASSERT_EQUAL(press("edit=-1"), MALFORMED);
}

static void on_to_sending_blames_nobody_for_a_page_not_seen(void)
{
	begin();
	press("go=next&subject=other");
	press("go=check&story=Iemand+doet+iets");
	CU_ASSERT(at("you") && !v.complain);
	CU_ASSERT_EQUAL(press("go=check"), INVALID);	/* seen now, and not answered */
	press("go=previous");
	CU_ASSERT_EQUAL(press("go=check"), OK);
	CU_ASSERT(at("you") && v.complain);
	press("change=story.0");
	CU_ASSERT(at("story"));
	press("go=previous&story=");
	press("go=check&subject=other");
	CU_ASSERT(at("story") && v.complain);
}

static void to_check_page(const char *subject)
{
	begin();
	press(take_format(&t, "go=next&subject=%s", subject));
	press("go=check&story=Iemand+doet+iets");
	press("go=check&identity=anonymous");
	CU_ASSERT(at("check"));
}

static void a_change_returns_to_the_check_page(void)
{
	to_check_page("other");
	press("change=where.0");
	CU_ASSERT(at("where"));
	press("go=next&where_place=Emmen");
	CU_ASSERT(at("check"));
	CU_ASSERT_STRING_EQUAL(stored("where_place"), "Emmen");
}

static void a_changed_subject_asks_its_new_questions_first(void)
{
	to_check_page("other");
	press("change=subject.0");
	press("go=next&subject=trafficking");
	CU_ASSERT(at("work"));
	press("go=next");
	CU_ASSERT(at("danger"));
	press("go=next&danger=yes");
	CU_ASSERT(at("danger_now"));
	press("go=next");
	CU_ASSERT(at("check"));
}

static void somebody_added_from_the_check_page_is_asked_about_in_full(void)
{
	to_check_page("other");
	press("change=about.0");
	press("go=next&add=person");
	CU_ASSERT(at("person"));
	press("go=next&name=Anna");
	CU_ASSERT(at("person_more"));
	press("go=next&phone=0612345678");
	CU_ASSERT(at("check"));
	CU_ASSERT_STRING_EQUAL(stored("subject.1.phone"), "0612345678");
}

static void a_page_that_is_not_on_the_way_cannot_be_changed(void)
{
	to_check_page("other");
	CU_ASSERT_EQUAL(press("change=marriage.0"), MALFORMED);
	to_check_page("other");
	CU_ASSERT_EQUAL(press("change=person.1"), MALFORMED);
	to_check_page("other");
	CU_ASSERT_EQUAL(press("change=../etc"), MALFORMED);
}

static void an_unknown_button_field_or_choice_is_refused(void)
{
	begin();
	CU_ASSERT_EQUAL(press("go=nowhere&subject=other"), MALFORMED);
	begin();
	CU_ASSERT_EQUAL(press("go=next&subject=other&status=6"), MALFORMED);
	begin();
	CU_ASSERT_EQUAL(press("go=next&subject=everything"), MALFORMED);
	begin();
	CU_ASSERT_EQUAL(press("go=next&subject=other&subject=documents"), MALFORMED);
	begin();
	CU_ASSERT_EQUAL(press("lang=xx&subject=other"), MALFORMED);
}

static void nobody_excludes_all_others(void)
{
	begin();
	press("go=next&subject=other");
	press("go=check&story=Iemand+doet+iets");
	press("go=next&identity=confidential");
	press("change=contact.0");
	CU_ASSERT(at("contact"));
	CU_ASSERT_EQUAL(press("go=next&share=police&share=nobody"), INVALID);
	CU_ASSERT_EQUAL(press("go=next&share=police&share=nla"), OK);
	CU_ASSERT_STRING_EQUAL(stored("share"), "police nla");
}

static void a_state_comes_back_as_it_was(void)
{
	struct state one, two;

	begin();
	state_new(&t, &one);
	one.at = (struct stop){ tip_page_find("story"), 0 };
	one.flags = STATE_BAIT;
	pairs_set(&t, &one.answers, "subject", "other");
	pairs_set(&t, &one.answers, "story", "één\nverhaal 🙂");
	CU_ASSERT_EQUAL(state_open(&t, state_seal(&t, &one), &two), OK);
	CU_ASSERT(memcmp(&one.receipt, &two.receipt, sizeof one.receipt) == 0);
	CU_ASSERT_STRING_EQUAL(answer(&two.answers, "story"), "één\nverhaal 🙂");
	CU_ASSERT(stop_is(two.at, "story") && two.flags == STATE_BAIT && !two.expired);
}

static void an_altered_state_is_refused(void)
{
	struct state s;
	char *sealed;
	size_t n;

	begin();
	state_new(&t, &s);
	sealed = take_text(&t, state_seal(&t, &s));
	n = strlen(sealed);
	for (size_t i = 0; i < n; i += 7) {
		char was = sealed[i];

		sealed[i] = was == 'A' ? 'B' : 'A';
		CU_ASSERT_EQUAL(state_open(&t, sealed, &s), MALFORMED);
		sealed[i] = was;
	}
	sealed[n - 1] = '\0';
	CU_ASSERT_EQUAL(state_open(&t, sealed, &s), MALFORMED);
	CU_ASSERT_EQUAL(state_open(&t, "", &s), MALFORMED);
	CU_ASSERT_EQUAL(state_open(&t, "AAAA", &s), MALFORMED);
	CU_ASSERT_EQUAL(state_open(&t, "<script>", &s), MALFORMED);
}

static void an_old_state_is_renewed_with_its_receipt_and_answers(void)
{
	struct state one, two;

	begin();
	state_new(&t, &one);
	pairs_set(&t, &one.answers, "subject", "other");
	state = state_seal(&t, &one);
	t.now += 25 * 3600;
	CU_ASSERT_EQUAL(state_open(&t, state, &two), OK);
	CU_ASSERT(two.expired);
	CU_ASSERT(memcmp(&one.receipt, &two.receipt, sizeof one.receipt) == 0);
	CU_ASSERT_EQUAL(state_open(&t, state_seal(&t, &two), &one), OK);
	CU_ASSERT(!one.expired);
	CU_ASSERT_STRING_EQUAL(answer(&one.answers, "subject"), "other");
}

static void yesterdays_key_still_opens_and_the_day_before_does_not(void)
{
	struct state s;

	begin();
	state_new(&t, &s);
	state = state_seal(&t, &s);
	CU_ASSERT_EQUAL(state_keys_rotate(keys, 0), 1);
	CU_ASSERT_EQUAL(state_open(&t, state, &s), OK);
	CU_ASSERT_EQUAL(state_keys_rotate(keys, 0), 1);
	t.now++;
	CU_ASSERT_EQUAL(state_open(&t, state, &s), MALFORMED);
}

static void a_key_file_that_cannot_be_read_for_a_moment_loses_no_form(void)
{
	char current[120], away[120];
	struct state s;

	begin();
	state_new(&t, &s);
	state = state_seal(&t, &s);
	snprintf(current, sizeof current, "%s/current", keys);
	snprintf(away, sizeof away, "%s/away", keys);
	CU_ASSERT_EQUAL(rename(current, away), 0);
	t.now++;
	CU_ASSERT_EQUAL(state_open(&t, state, &s), OK);
	CU_ASSERT_STRING_NOT_EQUAL(state_seal(&t, &s), "");
	CU_ASSERT_EQUAL(rename(away, current), 0);
}

static void two_forms_have_two_receipts(void)
{
	struct state one, two;

	begin();
	state_new(&t, &one);
	state_new(&t, &two);
	CU_ASSERT(memcmp(&one.receipt, &two.receipt, sizeof one.receipt) != 0);
}

static void the_report_holds_what_was_seen_and_nothing_of_ours(void)
{
	struct pairs report;

	to_check_page("other");
	pairs_set(&t, &v.state.answers, "partner", "van een bladzijde die niet meer bestaat");
	CU_ASSERT_EQUAL(unpack(&t, report_pack(&w, &v), &report), OK);
	CU_ASSERT_STRING_EQUAL(answer(&report, "story"), "Iemand doet iets");
	CU_ASSERT_PTR_NULL(pairs_find(&report, "partner"));
	for (size_t i = 0; i < report.count; i++)
		CU_ASSERT(report.list[i].name[0] != '.');
}

static void the_same_answers_pack_the_same(void)
{
	struct bytes one, two;

	to_check_page("other");
	one = report_pack(&w, &v);
	press("change=where.0");
	press("go=next");
	two = report_pack(&w, &v);
	CU_ASSERT(one.size == two.size && memcmp(one.data, two.data, one.size) == 0);
}

static void the_memory_of_reports_forgets(void)
{
	unsigned char tag[TAG] = { 1, 2, 3 }, other[TAG] = { 9 };

	begin();
	CU_ASSERT_EQUAL_FATAL(recent_start(), 0);
	recent_sent(tag, t.now);
	CU_ASSERT_EQUAL(recent_when(tag), t.now / 60 * 60);
	CU_ASSERT_EQUAL(recent_when(other), 0);
	for (int i = 0; i < 5; i++)
		CU_ASSERT(!recent_flood(t.now, 5));
	CU_ASSERT(recent_flood(t.now, 5));
	CU_ASSERT(!recent_flood(t.now + 60, 5));
}

static void an_hour_of_files_counts_what_is_kept(void)
{
	begin();
	CU_ASSERT_EQUAL_FATAL(recent_start(), 0);
	CU_ASSERT(!recent_files(t.now, 60, 100));
	CU_ASSERT(recent_files(t.now, 41, 100));
	CU_ASSERT(!recent_files(t.now, 40, 100));
	recent_files_back(t.now, 60);
	CU_ASSERT(recent_files(t.now, 61, 100));
	CU_ASSERT(!recent_files(t.now, 60, 100));
	/* The next hour begins with nothing, and what the last one gives back makes it no larger. */
	CU_ASSERT(!recent_files(t.now + 3600, 50, 100));
	recent_files_back(t.now, 60);
	recent_files_back(t.now + 3600, 51);
	CU_ASSERT(recent_files(t.now + 3600, 51, 100));
	CU_ASSERT(!recent_files(t.now + 3600, 50, 100));
}

static void a_code_is_found_in_a_text_and_words_are_none(void)
{
	struct receipt receipt;
	char code[RECEIPT_TEXT], bare[RECEIPT_TEXT];
	size_t n = 0;

	begin();
	do {
		receipt_new(&receipt);
		receipt_text(&receipt, code);
	} while (!strpbrk(code, "0123456789"));
	for (const char *c = code; *c; c++)
		if (*c != '-')
			bare[n++] = *c;
	bare[n] = '\0';
	CU_ASSERT(code_within(code) && code_within(bare));
	CU_ASSERT(code_within(take_format(&t, "Mijn code is %s, dat is alles.", code)));
	CU_ASSERT(code_within(take_format(&t, "(%s)", bare)));
	code[0] = code[0] == '0' ? '1' : '0';
	CU_ASSERT_FALSE(code_within(code));
	CU_ASSERT_FALSE(code_within(take_format(&t, "x%s", bare)));
	CU_ASSERT_FALSE(code_within("Kalverstraat 100 te Amsterdam"));
	CU_ASSERT_FALSE(code_within("zeker waren beide later thuis"));
	CU_ASSERT_FALSE(code_within(""));
}

static const char *a_code(void)
{
	struct receipt receipt;
	char code[RECEIPT_TEXT];

	do {
		receipt_new(&receipt);
		receipt_text(&receipt, code);
	} while (!strpbrk(code, "0123456789"));
	return take_text(&t, code);
}

static void a_secret_code_is_refused_where_staff_would_read_it(void)
{
	begin();
	press("go=next&subject=addition");
	CU_ASSERT_EQUAL(press(take_format(&t, "go=next&earlier_reference=%s", a_code())), INVALID);
	CU_ASSERT(at("earlier"));
	CU_ASSERT_STRING_EQUAL(v.form.message[0], "secret_code");
	CU_ASSERT_EQUAL(press("go=next&earlier_reference="), OK);
	CU_ASSERT(at("story"));
}

static void a_secret_code_in_the_story_is_said_once(void)
{
	const char *body;

	begin();
	press("go=next&subject=other");
	body = take_format(&t, "go=next&story=Mijn+code+is+%s.", a_code());
	CU_ASSERT_EQUAL(press(body), INVALID);
	CU_ASSERT_STRING_EQUAL(v.form.message[0], "secret_here");
	CU_ASSERT_EQUAL(press(body), OK);
	CU_ASSERT(at("source"));
}

static void to_contact(void)
{
	begin();
	press("go=next&subject=other");
	press("go=check&story=Een+verhaal.");
	CU_ASSERT(at("you"));
}

static void who_cannot_be_reached_is_told_once(void)
{
	to_contact();
	CU_ASSERT_EQUAL(press("go=check&identity=confidential"), OK);
	CU_ASSERT(at("contact") && v.complain);
	CU_ASSERT_EQUAL(press("go=next&your_name=Piet"), INVALID);
	CU_ASSERT_STRING_EQUAL(v.form.message[0], "no_reach");
	CU_ASSERT_EQUAL(press("go=next&your_name=Piet"), OK);
	CU_ASSERT(at("check"));
}

static void an_address_without_an_at_and_a_telephone_without_digits_are_refused(void)
{
	to_contact();
	press("go=next&identity=confidential");
	CU_ASSERT_EQUAL(press("go=next&your_email=piet&your_phone=geen"), INVALID);
	CU_ASSERT_EQUAL_FATAL(v.form.wrong_count, 2);
	CU_ASSERT_STRING_EQUAL(v.form.message[0], "email");
	CU_ASSERT_STRING_EQUAL(v.form.message[1], "phone");
	CU_ASSERT_EQUAL(press("go=next&your_email=piet@voorbeeld.example"), OK);
	CU_ASSERT(at("check"));
}

/* Says "weekdays 27 months 2026" without its words: what is counted here is the date. */
static int read_by(int64_t now, const char *date)
{
	struct web page = { .t = &t, .lang = "nl" };

	return strstr(office_read_by(&page, now), date) != NULL;
}

static void nobody_promises_to_read_it_today(void)
{
	begin();
	CU_ASSERT(read_by(1776924000, " 24 "));		/* Thursday 23 April 2026, 08:00 here, before the desk opens */
	CU_ASSERT(read_by(1776960000, " 24 "));		/* 18:00 */
	CU_ASSERT(read_by(1777010400, " 28 "));		/* Friday, 08:00; Monday is King's day */
	CU_ASSERT(read_by(1777183200, " 28 "));		/* Sunday */
}

static void clean_up(void)
{
	static const char *const files[] = {
		"keys/state/current", "keys/state/previous", "keys/state", "keys", "knooppunt.conf"
	};

	for (size_t i = 0; i < COUNT(files); i++)
		CU_ASSERT_EQUAL(remove(take_format(&t, "%s/%s", folder, files[i])), 0);
	CU_ASSERT_EQUAL(rmdir(folder), 0);
}

const struct unit_test unit_tests[] = {
	{ "each subject has its own questions", each_subject_has_its_own_questions },
	{ "national security is told that it goes at once", national_security_is_told_that_it_goes_at_once },
	{ "an answer on a page no longer seen has no effect", an_answer_on_a_page_no_longer_seen_has_no_effect },
	{ "only three questions must be answered", only_three_questions_must_be_answered },
	{ "every question stands on a page, and every name once", every_question_stands_on_a_page_and_every_name_once },
	{ "nobody asks for nationality, religion or looks", nobody_asks_for_nationality_religion_or_looks },
	{ "the shortest way is subject, story, you", the_shortest_way_is_subject_story_you },
	{ "sending leads to what is missing", sending_leads_to_what_is_missing },
	{ "each page has the next number, and persons change none", each_page_has_the_next_number_and_persons_change_none },
	{ "an empty required answer stays on its page", an_empty_required_answer_stays_on_its_page },
	{ "previous step and language keep what is wrong", previous_and_language_keep_what_is_wrong },
	{ "a typing error in a reference is told, and it may stay empty", a_typing_error_in_a_reference_is_told_and_it_may_stay_empty },
	{ "persons are added, changed and removed", persons_are_added_changed_and_removed },
	{ "ten is the most", ten_is_the_most },
	{ "an entry that is not there is refused", an_entry_that_is_not_there_is_refused },
	{ "on to sending blames nobody for a page not seen", on_to_sending_blames_nobody_for_a_page_not_seen },
	{ "a change returns to the check page", a_change_returns_to_the_check_page },
	{ "a changed subject asks its new questions first", a_changed_subject_asks_its_new_questions_first },
	{ "somebody added from the check page is asked about in full", somebody_added_from_the_check_page_is_asked_about_in_full },
	{ "a page that is not on the way cannot be changed", a_page_that_is_not_on_the_way_cannot_be_changed },
	{ "an unknown button, field or choice is refused", an_unknown_button_field_or_choice_is_refused },
	{ "nobody excludes all others", nobody_excludes_all_others },
	{ "a state comes back as it was", a_state_comes_back_as_it_was },
	{ "an altered state is refused", an_altered_state_is_refused },
	{ "an old state is renewed with its receipt and answers", an_old_state_is_renewed_with_its_receipt_and_answers },
	{ "yesterday's key still opens, the day before's does not", yesterdays_key_still_opens_and_the_day_before_does_not },
	{ "a key file that cannot be read for a moment loses no form",
		a_key_file_that_cannot_be_read_for_a_moment_loses_no_form },
	{ "two forms have two receipts", two_forms_have_two_receipts },
	{ "the report holds what was seen and nothing of ours", the_report_holds_what_was_seen_and_nothing_of_ours },
	{ "the same answers pack the same", the_same_answers_pack_the_same },
	{ "the memory of reports forgets", the_memory_of_reports_forgets },
	{ "an hour of files counts what is kept", an_hour_of_files_counts_what_is_kept },
	{ "a code is found in a text, and words are none", a_code_is_found_in_a_text_and_words_are_none },
	{ "a secret code is refused where staff would read it", a_secret_code_is_refused_where_staff_would_read_it },
	{ "a secret code in the story is said once", a_secret_code_in_the_story_is_said_once },
	{ "who cannot be reached is told once", who_cannot_be_reached_is_told_once },
	{ "an address without an at and a telephone without digits are refused",
		an_address_without_an_at_and_a_telephone_without_digits_are_refused },
	{ "nobody promises to read it today", nobody_promises_to_read_it_today },
	{ "no file stays behind", clean_up },
	{ NULL, NULL }
};
