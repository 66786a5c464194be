/*
 * Ordered rules: from the nature of a signal to destinations and urgency.
 * The rules propose; a person confirms and says why. What a rule may look at
 * is the struct below, and nothing about who somebody is: no nationality, no
 * origin, no religion, no appearance. Nothing here reads the database.
 */
#ifndef ROUTING_H
#define ROUTING_H

#include <stddef.h>

enum routing_urgency {
	URGENCY_TERM,		/* five working days */
	URGENCY_SAME_DAY,	/* the day of receipt or, if no working day, the next */
	URGENCY_AT_ONCE,	/* the day of receipt, sorted first */
};

/* What the rules know of a signal. */
enum routing_fact {
	ROUTING_DANGER = 1,	/* somebody is in danger now */
	ROUTING_COMPANY = 2,	/* an employer or company is a subject */
	ROUTING_SPONSOR = 4,	/* a recognised sponsor is a subject */
	ROUTING_DOCUMENT = 8,	/* the document itself is at hand */
	ROUTING_PATTERN = 16,	/* part of a pattern, cross-process or complex */
	ROUTING_UNLINKED = 32,	/* no person or dossier found */
};

struct routing_rule {
	const char *subject;		/* code of the subject; NULL = any but national security */
	unsigned needs;			/* facts that must all hold */
	const char *destination;	/* word key "destination.<code>" */
	const char *desk;		/* desk of the hub that takes it there */
	enum routing_urgency urgency;
	int precedence;			/* 1 security, 2 danger, 3 trafficking and smuggling, 4 exploitation, 5 rest */
};

/* The rules that fit, best first; returns how many (at most room). A subject nobody knows fits the last resort. */
size_t routing_propose(const char *subject, unsigned facts, const struct routing_rule **out, size_t room);
/* The most urgent of the rules that fit: what registration needs for act_by and top. */
enum routing_urgency routing_urgency(const char *subject, unsigned facts);
/* The desk of the hub that serves a destination; NULL for one that no rule names. */
const char *routing_desk(const char *destination);
/* The desks of the hub, NULL-ended. */
extern const char *const routing_desks[];

#endif
