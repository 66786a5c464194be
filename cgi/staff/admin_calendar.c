/* The calendar's extra days: decree days, closing days, and until when they are known. */
#include "desk.h"
#include "account_day.h"
#include "staff.h"

#include <string.h>

static const char *const do_choices[] = { "add", "remove", "until", NULL };
static const char *const kind_choices[] = { "decree", "closing", NULL };

static const struct field calendar_form[] = {
	/* name   kind    min max  when wrong       choices */
	{ "do",   CHOICE, 1,  1,   "",              do_choices },
	{ "day",  DAY,    1,  10,  "calendar_day",  NULL },
	{ "kind", CHOICE, 0,  1,   "calendar_kind", kind_choices },
	{ "note", LINE,   0,  80,  "calendar_note", NULL },
	{ "sure", TICK,   0,  1,   "choice",        NULL },
};
enum { DAY_FIELD = 1 };	/* its place in the table */
static const struct field show_form[] = {
	{ "done", HIDDEN, 0, DONE_MOST, "choice", NULL },
};

static enum rc put_calendar(struct web *w)
{
	struct account_day *rows;
	struct calendar c;
	char until[CALENDAR_TEXT];
	size_t n, gone = 0;
	int today = calendar_local(w->t->now, NULL);
	enum rc rc = account_days(w->t, &rows, &n);

	if (rc == OK)
		rc = calendar_load(w->t, &c);
	if (rc != OK)
		return rc;
	for (size_t i = 0; i < n; i++) {
		int day = 0, past = calendar_read(rows[i].day, &day) && day < today;
		struct node *row = past ? put_row(w, "Past", gone++) : put_row(w, "Days", i - gone);

		node_put(row, "Day", rows[i].day);
		node_put(row, "Text", desk_date(w, rows[i].day));
		node_put(row, "Kind", word(w, "calendar.%s", rows[i].kind));
		node_put(row, "Note", rows[i].note);
	}
	calendar_text(c.known_until, until);
	put(w, "Until", desk_date(w, until));
	put_num(w, "CalendarVersion", c.version);
	put_flag(w, "EndsSoon", calendar_ends_soon(&c, today));
	return OK;
}

/* GET /:lang/calendar */
enum rc show_calendar(struct web *w)
{
	struct form f;
	const char *done;
	enum rc rc = form_read(w, &f, show_form, COUNT(show_form));

	if (rc == OK)
		rc = put_calendar(w);
	if (rc != OK)
		return rc;
	done = done_said(w, NULL, form_value(&f, "done"));
	if (*done)
		put_word(w, "Done", "done.%s", done);
	return show_page(w, "calendar.cs");
}

static enum rc calendar_again(struct web *w, struct form *f)
{
	enum rc rc = put_calendar(w);

	put_flag(w, "AtUntil", strcmp(form_value(f, "do"), "until") == 0);
	return rc == OK ? form_again(w, f, "calendar.cs") : rc;
}

/* Word key of why a day changes nothing when it is added; NULL when it does. */
static const char *adds_nothing(const struct web *w, const char *iso)
{
	int day = 0;

	if (!calendar_read(iso, &day))
		return "calendar_day";
	if (day < calendar_local(w->t->now, NULL))
		return "calendar_past";
	return calendar_weekday(day) > 5 || calendar_holiday(day) ? "calendar_free" : NULL;
}

static enum rc add_day(struct web *w, struct form *f)
{
	const char *day = form_value(f, "day"), *kind = form_value(f, "kind"), *wrong = adds_nothing(w, day);
	enum rc rc = wrong ? INVALID : account_day_add(w->t, day, *kind ? kind : "closing", form_value(f, "note"));

	if (rc == CONFLICT)
		wrong = "calendar_twice";
	if (!wrong)
		return rc == OK ? see_done(w, "/calendar", "day_added") : rc;
	form_wrong(f, &calendar_form[DAY_FIELD], wrong);
	return calendar_again(w, f);
}

static enum rc remove_day(struct web *w, struct form *f)
{
	const char *day = form_value(f, "day");
	int past = 0;
	enum rc rc;

	if (!*form_value(f, "sure")) {
		past = calendar_read(day, &past) && past < calendar_local(w->t->now, NULL);
		return ask_sure(w, f, past ? "remove_past" : "remove", desk_date(w, day),
			take_format(w->t, "/%s/calendar", w->lang));
	}
	rc = account_day_remove(w->t, day);
	return rc == OK ? see_done(w, "/calendar", "day_removed") : rc;
}

/* POST /:lang/calendar */
enum rc change_calendar(struct web *w)
{
	struct form f;
	enum rc rc = form_read(w, &f, calendar_form, COUNT(calendar_form));

	if (rc != OK)
		return rc == INVALID ? calendar_again(w, &f) : rc;
	if (strcmp(form_value(&f, "do"), "remove") == 0)
		return remove_day(w, &f);
	if (strcmp(form_value(&f, "do"), "add") == 0)
		return add_day(w, &f);
	rc = account_known_until(w->t, form_value(&f, "day"));
	return rc == OK ? see_done(w, "/calendar", "day_until") : rc;
}
