/*
 * When somebody is there: opening hours and the day a form is read, from
 * the calendar, in words. Without a database the days known at the release.
 */
#include "tip.h"

#include "base/settings.h"
#include "base/text.h"
#include "calendar.h"

#include <string.h>

enum { KEEP = 300, RETRY = 10 };	/* seconds */

/* Asked for on each start page, so kept for some minutes: one per worker. */
static const struct calendar *calendar(struct task *t)
{
	static struct calendar days;
	static int64_t away;	/* when the database was not there */

	if (t->db && (t->now >= away + RETRY || t->now < away)) {
		if (calendar_lately(t, KEEP, &days) == OK)
			return &days;
		away = t->now;
	}
	calendar_seeded(&days);
	return &days;
}

/* The words with "%s" replaced, once or twice: formats from a translation never reach printf. */
const char *words_with(struct task *t, const char *words, const char *first, const char *second)
{
	const char *one = strstr(words, "%s"), *two = one ? strstr(one + 2, "%s") : NULL;

	if (!one)
		return words;
	if (!two)
		return take_format(t, "%.*s%s%s", (int)(one - words), words, first, one + 2);
	return take_format(t, "%.*s%s%.*s%s%s", (int)(one - words), words, first,
		(int)(two - one - 2), one + 2, second, two + 2);
}

const char *day_words(struct web *w, int day)
{
	int year, month, date;

	calendar_split(day, &year, &month, &date);
	return take_format(w->t, "%s %d %s %d",
		text_nth(w->t, word(w, "weekdays"), calendar_weekday(day) % 7),
		date, text_nth(w->t, word(w, "months"), month - 1), year);
}

static const char *time_words(struct web *w, int minute)
{
	return take_format(w->t, "%02d%c%02d", minute / 60, strcmp(w->lang, "nl") == 0 ? '.' : ':',
		minute % 60);
}

void office_put(struct web *w)
{
	struct calendar_opening opening;
	int today = calendar_local(w->t->now, NULL);
	const char *at;

	if (!calendar_opening(calendar(w->t), setting(w->t->settings, "opening"), w->t->now, &opening))
		return;
	at = time_words(w, opening.minute);
	put_flag(w, "Opening.Open", opening.open);
	if (opening.open)
		put(w, "Opening.Text", words_with(w->t, word(w, "open.now"), at, ""));
	else if (opening.day == today)
		put(w, "Opening.Text", words_with(w->t, word(w, "open.today"), at, ""));
	else
		put(w, "Opening.Text", words_with(w->t, word(w, "open.later"),
			day_words(w, opening.day), at));
}

/*
 * The last day, not the first: it may be read sooner. It may be sent when the desk has gone home, so the day
 * itself is never promised. Before sending nobody knows this day: the pages then say the first working day after.
 */
const char *office_read_by(struct web *w, int64_t sent)
{
	return day_words(w, calendar_due(calendar(w->t), calendar_local(sent, NULL), 1));
}

const char *office_look_from(struct web *w)
{
	return day_words(w, calendar_due(calendar(w->t), calendar_local(w->t->now, NULL), CALENDAR_TERM));
}

const char *office_look_again(struct web *w, const char *received)
{
	int today = calendar_local(w->t->now, NULL), day, due = 0;

	if (calendar_read(received, &day))
		due = calendar_due(calendar(w->t), day, CALENDAR_TERM);
	return due > today ? day_words(w, due) : office_look_from(w);
}

const char *today_iso(struct web *w)
{
	char iso[CALENDAR_TEXT];

	calendar_text(calendar_local(w->t->now, NULL), iso);
	return take_text(w->t, iso);
}
