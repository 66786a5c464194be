/*
 * Local time in Europe/Amsterdam and the opening hours. The rule is computed,
 * so no time-zone files are needed inside a sandbox.
 */
#include <stdio.h>
#include <string.h>

#include "calendar.h"

enum { DAY_SECONDS = 86400, HOUR = 3600 };

/* Summer time turns at 01:00 UTC on the last Sunday of March and of October. */
static int64_t turn(int year, int month)
{
	int last = calendar_day(year, month, 31);

	return (int64_t)(last - calendar_weekday(last) % 7) * DAY_SECONDS + HOUR;
}

static int day_of(int64_t seconds)
{
	int64_t day = seconds / DAY_SECONDS;

	return (int)(seconds % DAY_SECONDS < 0 ? day - 1 : day);
}

static int year_of(int day)
{
	char iso[CALENDAR_TEXT];
	int year = 0;

	calendar_text(day, iso);
	for (int i = 0; i < 4; i++)
		year = year * 10 + iso[i] - '0';
	return year;
}

int calendar_local(int64_t utc, int *seconds)
{
	int year = year_of(day_of(utc));
	int summer = utc >= turn(year, 3) && utc < turn(year, 10);
	int64_t local = utc + (summer ? 2 : 1) * HOUR;
	int day = day_of(local);

	if (seconds != NULL)
		*seconds = (int)(local - (int64_t)day * DAY_SECONDS);
	return day;
}

/* "08:30" as minutes; -1 when it is no time. */
static int minutes(const char *s)
{
	int h, m;

	if (s[2] != ':')
		return -1;
	for (int i = 0; i < 5; i++)
		if (i != 2 && (s[i] < '0' || s[i] > '9'))
			return -1;
	h = (s[0] - '0') * 10 + s[1] - '0';
	m = (s[3] - '0') * 10 + s[4] - '0';
	return h < 24 && m < 60 ? h * 60 + m : -1;
}

void calendar_moment(const char *utc, char out[17])
{
	char iso[CALENDAR_TEXT] = "";
	int day, at, seconds;

	out[0] = '\0';
	if (strlen(utc) < 16)
		return;
	memcpy(iso, utc, 10);
	at = minutes(utc + 11);
	if (!calendar_read(iso, &day) || at < 0)
		return;
	day = calendar_local((int64_t)day * DAY_SECONDS + at * 60, &seconds);
	calendar_text(day, iso);
	snprintf(out, 17, "%s %02u:%02u", iso, (unsigned)seconds / HOUR % 24, (unsigned)seconds / 60 % 60);
}

int calendar_opening(const struct calendar *c, const char *hours, int64_t now, struct calendar_opening *out)
{
	int from, to, today, seconds, working;

	if (strlen(hours) != 11 || hours[5] != '-')
		return 0;
	from = minutes(hours);
	to = minutes(hours + 6);
	if (from < 0 || to <= from)
		return 0;
	today = calendar_local(now, &seconds);
	working = calendar_working(c, today);
	out->open = working && seconds >= from * 60 && seconds < to * 60;
	out->day = today;
	out->minute = out->open ? to : from;
	if (!out->open && (!working || seconds >= to * 60))
		out->day = calendar_working_from(c, today + 1);
	return 1;
}
