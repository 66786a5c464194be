/*
 * Working days: the term that ends on a Sunday ends on the Monday after.
 * Pure rules over values; it refuses to know which extra days exist.
 */
#include "calendar.h"

#include <stdio.h>
#include <string.h>

/* Days since 1970-01-01 of a date in the Gregorian calendar, by counting from 1 March. */
int calendar_day(int year, int month, int day)
{
	int y = month > 2 ? year : year - 1;
	int century = y / 100;
	int from_march = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5;

	return 365 * y + y / 4 - century + century / 4 + from_march + day - 719469;
}

void calendar_split(int day, int *year, int *month, int *date)
{
	int y = (int)((day + 719468L) * 400 / 146097), m = 1;

	while (calendar_day(y + 1, 1, 1) <= day)
		y++;
	while (calendar_day(y, 1, 1) > day)
		y--;
	while (m < 12 && calendar_day(y, m + 1, 1) <= day)
		m++;
	*year = y;
	*month = m;
	*date = day - calendar_day(y, m, 1) + 1;
}

static int digits(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + s[i] - '0';
	}
	return value;
}

int calendar_read(const char *iso, int *day)
{
	int y, m, d, back_y, back_m, back_d;

	if (strlen(iso) != 10 || iso[4] != '-' || iso[7] != '-')
		return 0;
	y = digits(iso, 4);
	m = digits(iso + 5, 2);
	d = digits(iso + 8, 2);
	if (y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1)
		return 0;
	*day = calendar_day(y, m, d);
	calendar_split(*day, &back_y, &back_m, &back_d);
	return back_y == y && back_m == m && back_d == d;	/* no 30 February */
}

void calendar_text(int day, char out[CALENDAR_TEXT])
{
	int y, m, d;

	calendar_split(day, &y, &m, &d);
	snprintf(out, CALENDAR_TEXT, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100, (unsigned)d % 100);
}

/* 1970-01-01 was a Thursday. */
int calendar_weekday(int day)
{
	int n = (day + 3) % 7;

	return (n < 0 ? n + 7 : n) + 1;
}

/* Gregorian Easter, the anonymous algorithm (Meeus, Jones, Butcher). */
int calendar_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;

	return calendar_day(year, month, day);
}

static const struct { int month, day; const char *code; } fixed[] = {
	{  1,  1, "new_year" },
	{  5,  5, "liberation_day" },	/* every year for terms, whatever employers do */
	{ 12, 25, "christmas" },
	{ 12, 26, "christmas" },
};
static const struct { int after_easter; const char *code; } moving[] = {
	{ -2, "good_friday" },		/* put on a par: art. 3 paragraph 2 */
	{  1, "easter_monday" },
	{ 39, "ascension" },
	{ 50, "whit_monday" },
};

/* 27 April, or the 26th when the 27th is a Sunday. */
static int kings_day(int year)
{
	int day = calendar_day(year, 4, 27);

	return calendar_weekday(day) == 7 ? day - 1 : day;
}

const char *calendar_holiday(int day)
{
	int year, month, date, easter;

	calendar_split(day, &year, &month, &date);
	easter = calendar_easter(year);
	for (size_t i = 0; i < COUNT(fixed); i++)
		if (fixed[i].month == month && fixed[i].day == date)
			return fixed[i].code;
	for (size_t i = 0; i < COUNT(moving); i++)
		if (easter + moving[i].after_easter == day)
			return moving[i].code;
	return day == kings_day(year) ? "kings_day" : NULL;
}

static int extra_free(const struct calendar *c, int day)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->extra[i].day == day && (!c->extra[i].decree || c->decree_days_free))
			return 1;
	return 0;
}

int calendar_working(const struct calendar *c, int day)
{
	return calendar_weekday(day) <= 5 && calendar_holiday(day) == NULL && !extra_free(c, day);
}

int calendar_working_from(const struct calendar *c, int day)
{
	while (!calendar_working(c, day))
		day++;
	return day;
}

/* Mondays to Fridays up to and including that day, from a Monday on that is long past. */
static int weekdays_until(int day)
{
	int since = day - calendar_day(1900, 1, 1);
	int rest = since % 7 + 1;

	return since / 7 * 5 + (rest < 5 ? rest : 5);
}

/* The yearly holidays that fall on a Monday to Friday after `from`, up to `to`; two on one day are one. */
static int holidays_between(int year, int from, int to)
{
	int days[COUNT(fixed) + COUNT(moving) + 1], n = 0, found = 0;
	int easter = calendar_easter(year);

	for (size_t i = 0; i < COUNT(fixed); i++)
		days[n++] = calendar_day(year, fixed[i].month, fixed[i].day);
	for (size_t i = 0; i < COUNT(moving); i++)
		days[n++] = easter + moving[i].after_easter;
	days[n++] = kings_day(year);
	for (int i = 0; i < n; i++) {
		int again = 0;

		for (int k = 0; k < i; k++)
			again |= days[k] == days[i];
		found += !again && days[i] > from && days[i] <= to && calendar_weekday(days[i]) <= 5;
	}
	return found;
}

int calendar_working_days(const struct calendar *c, int from, int to)
{
	int first, last, month, date, n;

	if (to <= from)
		return 0;
	n = weekdays_until(to) - weekdays_until(from);
	calendar_split(from, &first, &month, &date);
	calendar_split(to, &last, &month, &date);
	for (int year = first; year <= last; year++)
		n -= holidays_between(year, from, to);
	for (size_t i = 0; i < c->count; i++) {
		int day = c->extra[i].day;

		if ((!c->extra[i].decree || c->decree_days_free) && day > from && day <= to
		&& calendar_weekday(day) <= 5 && calendar_holiday(day) == NULL)
			n--;
	}
	return n;
}

int calendar_due(const struct calendar *c, int received, int n)
{
	int day = received;

	for (int i = 0; i < n; i++)
		day = calendar_working_from(c, day + 1);
	return day;
}

int calendar_ends_soon(const struct calendar *c, int today)
{
	return c->known_until < today + 90;
}
