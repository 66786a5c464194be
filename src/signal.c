/*
 * The status table of a signal and who may take which step. It reads nothing
 * and writes nothing: signal_decide.c asks it before every decision.
 */
#include "signal.h"

#include <string.h>

#include "account.h"
#include "base/crypto.h"

#define WORKER	(BY_CASEWORKER)
#define MINE	(BY_HANDLER | BY_LEAD)

/* Who adds a way adds a row. An act leads from a status to one status only. */
static const struct signal_step steps[] = {
	/* act            from              to                who          reason  text */
	{ ACT_CLAIM,      SIGNAL_NEW,       SIGNAL_ASSESSING, BY_FREE,            0,      0 },
	{ ACT_CLAIM,      SIGNAL_ASSESSING, SIGNAL_ASSESSING, BY_FREE,            0,      0 },
	{ ACT_CLAIM,      SIGNAL_WAITING,   SIGNAL_WAITING,   BY_FREE,            0,      0 },
	{ ACT_CLAIM,      SIGNAL_ASSESSED,  SIGNAL_ASSESSED,  BY_FREE,            0,      0 },
	{ ACT_CLAIM,      SIGNAL_FORWARDED, SIGNAL_FORWARDED, BY_FREE,            0,      0 },
	{ ACT_TAKE_OVER,  SIGNAL_NEW,       SIGNAL_ASSESSING, BY_TAKEN,           1,      0 },	/* and counts as a reading */
	{ ACT_TAKE_OVER,  SIGNAL_ASSESSING, SIGNAL_ASSESSING, BY_TAKEN,           1,      0 },
	{ ACT_TAKE_OVER,  SIGNAL_WAITING,   SIGNAL_WAITING,   BY_TAKEN,           1,      0 },
	{ ACT_TAKE_OVER,  SIGNAL_ASSESSED,  SIGNAL_ASSESSED,  BY_TAKEN,           1,      0 },
	{ ACT_TAKE_OVER,  SIGNAL_FORWARDED, SIGNAL_FORWARDED, BY_TAKEN,           1,      0 },
	{ ACT_ASSIGN,     SIGNAL_NEW,       SIGNAL_NEW,       BY_LEAD,            0,      0 },
	{ ACT_ASSIGN,     SIGNAL_ASSESSING, SIGNAL_ASSESSING, BY_LEAD,            0,      0 },
	{ ACT_ASSIGN,     SIGNAL_WAITING,   SIGNAL_WAITING,   BY_LEAD,            0,      0 },
	{ ACT_ASSIGN,     SIGNAL_ASSESSED,  SIGNAL_ASSESSED,  BY_LEAD,            0,      0 },
	{ ACT_ASSIGN,     SIGNAL_FORWARDED, SIGNAL_FORWARDED, BY_LEAD,            0,      0 },
	{ ACT_WAIT,       SIGNAL_ASSESSING, SIGNAL_WAITING,   MINE,               1,      1 },	/* the clock runs on */
	{ ACT_RESUME,     SIGNAL_WAITING,   SIGNAL_ASSESSING, MINE,               0,      1 },
	{ ACT_JUDGE,      SIGNAL_ASSESSING, SIGNAL_ASSESSING, MINE,               0,      1 },
	{ ACT_JUDGE,      SIGNAL_ASSESSED,  SIGNAL_ASSESSED,  MINE,               1,      1 },	/* corrected, and why */
	{ ACT_LINK,       SIGNAL_ASSESSING, SIGNAL_ASSESSING, MINE,               1,      1 },
	{ ACT_LINK,       SIGNAL_ASSESSED,  SIGNAL_ASSESSED,  MINE,               1,      1 },
	{ ACT_LINK,       SIGNAL_FORWARDED, SIGNAL_FORWARDED, MINE,               1,      1 },
	{ ACT_ENRICH,     SIGNAL_ASSESSING, SIGNAL_ASSESSING, MINE,               1,      1 },
	{ ACT_ENRICH,     SIGNAL_ASSESSED,  SIGNAL_ASSESSED,  MINE,               1,      1 },
	{ ACT_ENRICH,     SIGNAL_FORWARDED, SIGNAL_FORWARDED, MINE,               1,      1 },
	{ ACT_ASSESS,     SIGNAL_ASSESSING, SIGNAL_ASSESSED,  MINE,               1,      1 },
	{ ACT_FORWARD,    SIGNAL_ASSESSED,  SIGNAL_FORWARDED, MINE,               1,      1 },
	{ ACT_FORWARD,    SIGNAL_FORWARDED, SIGNAL_FORWARDED, MINE,               1,      1 },	/* a further destination */
	{ ACT_RETURN,     SIGNAL_FORWARDED, SIGNAL_ASSESSING, WORKER | BY_LEAD,   1,      0 },	/* "not for us" */
	{ ACT_CLOSE,      SIGNAL_ASSESSED,  SIGNAL_CLOSED,    MINE,               1,      1 },
	{ ACT_CLOSE,      SIGNAL_FORWARDED, SIGNAL_CLOSED,    MINE,               1,      1 },
	{ ACT_REOPEN,     SIGNAL_CLOSED,    SIGNAL_ASSESSING, BY_LEAD | BY_NEWS,  1,      0 },
	{ ACT_READ_NEWS,  SIGNAL_ASSESSING, SIGNAL_ASSESSING, MINE,               0,      1 },
	{ ACT_READ_NEWS,  SIGNAL_WAITING,   SIGNAL_WAITING,   MINE,               0,      1 },
	{ ACT_READ_NEWS,  SIGNAL_ASSESSED,  SIGNAL_ASSESSED,  MINE,               0,      1 },
	{ ACT_READ_NEWS,  SIGNAL_FORWARDED, SIGNAL_FORWARDED, MINE,               0,      1 },
	{ ACT_READ_NEWS,  SIGNAL_CLOSED,    SIGNAL_CLOSED,    WORKER,             1,      1 },	/* changes nothing, and why */
	{ ACT_RECHECK,    SIGNAL_CLOSED,    SIGNAL_CLOSED,    BY_SECOND,          1,      1 },
	{ ACT_HAND_OVER,  SIGNAL_NEW,       SIGNAL_NEW,       BY_HIK,             1,      0 },	/* waits for no step before it */
	{ ACT_HAND_OVER,  SIGNAL_ASSESSING, SIGNAL_NEW,       BY_HIK,             1,      0 },
	{ ACT_HAND_OVER,  SIGNAL_WAITING,   SIGNAL_NEW,       BY_HIK,             1,      0 },
	{ ACT_HAND_OVER,  SIGNAL_ASSESSED,  SIGNAL_NEW,       BY_HIK,             1,      0 },
	{ ACT_HAND_OVER,  SIGNAL_FORWARDED, SIGNAL_NEW,       BY_HIK,             1,      0 },
	{ ACT_ASK,        SIGNAL_ASSESSING, SIGNAL_ASSESSING, MINE,               0,      1 },
	{ ACT_ASK,        SIGNAL_WAITING,   SIGNAL_WAITING,   MINE,               0,      1 },
	{ ACT_ASK,        SIGNAL_ASSESSED,  SIGNAL_ASSESSED,  MINE,               0,      1 },
	{ ACT_ASK,        SIGNAL_FORWARDED, SIGNAL_FORWARDED, MINE,               0,      1 },
	{ ACT_WITHDRAW,   SIGNAL_NEW,       SIGNAL_NEW,       MINE,               0,      1 },
	{ ACT_WITHDRAW,   SIGNAL_ASSESSING, SIGNAL_ASSESSING, MINE,               0,      1 },
	{ ACT_WITHDRAW,   SIGNAL_WAITING,   SIGNAL_WAITING,   MINE,               0,      1 },
	{ ACT_WITHDRAW,   SIGNAL_ASSESSED,  SIGNAL_ASSESSED,  MINE,               0,      1 },
	{ ACT_WITHDRAW,   SIGNAL_FORWARDED, SIGNAL_FORWARDED, MINE,               0,      1 },
	{ ACT_WITHDRAW,   SIGNAL_CLOSED,    SIGNAL_CLOSED,    MINE,               0,      1 },
	{ ACT_TRANSLATE,  SIGNAL_ASSESSING, SIGNAL_ASSESSING, MINE,               0,      1 },
	{ ACT_TRANSLATE,  SIGNAL_WAITING,   SIGNAL_WAITING,   MINE,               0,      1 },
	{ ACT_TRANSLATE,  SIGNAL_ASSESSED,  SIGNAL_ASSESSED,  MINE,               0,      1 },
	{ ACT_TRANSLATE,  SIGNAL_FORWARDED, SIGNAL_FORWARDED, MINE,               0,      1 },
	{ ACT_TRANSLATE,  SIGNAL_CLOSED,    SIGNAL_CLOSED,    MINE,               0,      1 },
};

static const char *const names[ACT_COUNT] = {
	[ACT_CLAIM] = "claimed", [ACT_ASSIGN] = "assigned", [ACT_WAIT] = "waiting",
	[ACT_RESUME] = "resumed", [ACT_JUDGE] = "judged", [ACT_LINK] = "linked",
	[ACT_ENRICH] = "enriched", [ACT_ASSESS] = "assessed", [ACT_FORWARD] = "forwarded",
	[ACT_RETURN] = "returned", [ACT_CLOSE] = "closed", [ACT_REOPEN] = "reopened",
	[ACT_READ_NEWS] = "news_read", [ACT_RECHECK] = "rechecked",
	[ACT_HAND_OVER] = "handed_over", [ACT_TAKE_OVER] = "taken_over",
	[ACT_ASK] = "asked", [ACT_WITHDRAW] = "withdrawn", [ACT_TRANSLATE] = "translated",
};

const char *signal_act_name(enum signal_act act)
{
	return (size_t)act < COUNT(names) ? names[act] : "";
}

const struct signal_step *signal_step(enum signal_act act, enum signal_status from)
{
	for (size_t i = 0; i < COUNT(steps); i++)
		if (steps[i].act == act && steps[i].from == from)
			return &steps[i];
	return NULL;
}

static int has(const struct signal_person *p, enum role role)
{
	return (p->roles & (1u << role)) != 0;
}

/* What is of national security its advisers work and lead, and nobody else; elsewhere they do neither. */
static int leads(const struct signal_person *p)
{
	return has(p, p->class == CLASS_USZ ? ROLE_SECURITY_ADVISER : ROLE_LEAD);
}

int signal_works(const struct signal_person *person)
{
	return leads(person) || (person->class != CLASS_USZ && has(person, ROLE_CASEWORKER));
}

static int hands_over(const struct signal_person *p)
{
	return p->class == CLASS_HIK && (has(p, ROLE_LEAD)
		|| (has(p, ROLE_CASEWORKER) && (p->handles || p->nobodys)));
}

static unsigned bits_of(const struct signal_person *p)
{
	unsigned bits = BY_CASEWORKER;

	if (!signal_works(p))
		return 0;
	if (p->handles)
		bits |= BY_HANDLER;
	if (leads(p))
		bits |= BY_LEAD;
	if (p->news)
		bits |= BY_NEWS;
	if (!p->closed_it)
		bits |= BY_SECOND;
	bits |= p->handles || p->nobodys ? BY_FREE : BY_TAKEN;
	if (hands_over(p))
		bits |= BY_HIK;
	return bits;
}

enum rc signal_may(const struct signal_step *step, const struct signal_person *person)
{
	if (!step)
		return CONFLICT;
	if (step->who & bits_of(person))
		return step->text && !person->opened ? DENIED : OK;
	/* Taken, or given back, since the page was made: somebody was first. */
	return signal_works(person) && (step->who & (BY_FREE | BY_TAKEN)) ? CONFLICT : DENIED;
}

const char *signal_act_by_met(const struct signal *s)
{
	return s->status == SIGNAL_CLOSED ? s->closed : s->status == SIGNAL_FORWARDED ? s->forwarded : "";
}

/* ISO texts sort as their days do. */
int signal_act_by_late(const struct signal *s)
{
	return *s->act_by && strcmp(signal_act_by_met(s), s->act_by) > 0;
}

const char *signal_due_met(const struct signal *s)
{
	const char *days[] = { s->assessed, s->linked, s->enriched, s->forwarded };
	const char *last = "";

	if (s->status != SIGNAL_FORWARDED)
		return s->status == SIGNAL_CLOSED ? s->closed : "";
	for (size_t i = 0; i < COUNT(days); i++) {
		if (!*days[i])
			return "";
		if (strcmp(days[i], last) > 0)
			last = days[i];
	}
	return last;
}

int signal_is_id(const unsigned char id[16])
{
	static const unsigned char none[16];

	return memcmp(id, none, sizeof(none)) != 0;
}

int signal_same(const unsigned char a[16], const unsigned char b[16])
{
	return memcmp(a, b, 16) == 0;
}

const char *signal_name_of(const struct signal_colleague *rows, size_t n, const unsigned char id[16])
{
	for (size_t i = 0; i < n; i++)
		if (signal_same(rows[i].id, id))
			return rows[i].name;
	return "";
}
