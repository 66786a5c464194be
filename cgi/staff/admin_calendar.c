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
	enum rc rc = put_calendar(w);

	return rc == OK ? show_page(w, "calendar.cs") : rc;
}

static enum rc calendar_again(struct web *w, struct form *f)
{
	enum rc rc = put_calendar(w);

	put_flag(w, "AtUntil", strcmp(form_value(f, "do"), "until") == 0);
	return rc == OK ? form_again(w, f, "calendar.cs") : rc;
}

/* POST /:lang/calendar */
enum rc change_calendar(struct web *w)
{
	const char *what, *day, *kind;
	struct form f;
	enum rc rc = form_read(w, &f, calendar_form, COUNT(calendar_form));

	if (rc != OK)
		return rc == INVALID ? calendar_again(w, &f) : rc;
	what = form_value(&f, "do");
	day = form_value(&f, "day");
	kind = form_value(&f, "kind");
	if (strcmp(what, "remove") == 0)
		rc = account_day_remove(w->t, day);
	else if (strcmp(what, "until") == 0)
		rc = account_known_until(w->t, day);
	else
		rc = account_day_add(w->t, day, *kind ? kind : "closing", form_value(&f, "note"));
	if (rc == CONFLICT) {
		form_wrong(&f, &calendar_form[1], "calendar_twice");
		return calendar_again(w, &f);
	}
	return rc == OK ? see(w, "/%s/calendar", w->lang) : rc;
}
