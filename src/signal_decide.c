/*
 * Writes decisions. It refuses what the table of steps does not have, what
 * this person may not, and a decision without its reason; the database refuses
 * again whatever was decided on an older version.
 */
#include "signal_decide.h"

#include <string.h>

#include "base/db.h"
#include "base/receipt.h"
#include "base/settings.h"
#include "calendar.h"
#include "signal_features.h"
#include "vault.h"

const char *signal_today(struct task *t)
{
	char *out = take(t, CALENDAR_TEXT);

	calendar_text(calendar_local(t->now, NULL), out);
	return out;
}

struct deciding {
	const struct signal *s;
	const struct signal_step *step;
	const struct signal_decision *d;
	const struct signal_judgement *j;
	const char *words;
	const char *mark;
	const char *today;
	int recheck;			/* -1 leaves the mark */
};

/* Seals a person's words beside the signal; no words, no envelope. */
static enum rc seal(struct task *t, const struct signal *s, enum record_kind kind, const char *name,
	const char *words, unsigned char envelope[16], int *sealed)
{
	struct pairs pairs = { 0 };

	*sealed = words && *words;
	if (!*sealed)
		return OK;
	pairs_add(t, &pairs, name, words);
	return vault_add(t, s->id, (enum class)s->class, kind, &pairs, envelope);
}

static struct value mark(int recheck)
{
	return recheck < 0 ? nothing() : num(recheck);
}

/* In two statements of one transaction: the reason is sealed for HIK and goes along with the rest. */
static enum rc write_hand_over(struct task *t, const struct deciding *a, const unsigned char envelope[16])
{
	return db_write(t, Q_signal_hand_over, id16(a->s->id), num(a->d->version), id16(envelope),
		text(a->today));
}

static enum rc move(struct task *t, void *arg)
{
	const struct deciding *a = arg;
	unsigned char envelope[16];
	int sealed;
	enum rc rc = seal(t, a->s, RECORD_REASON, "reason", a->d->reason, envelope, &sealed);

	if (rc != OK)
		return rc;
	if (a->step->act == ACT_HAND_OVER)
		return write_hand_over(t, a, envelope);
	return db_write(t, Q_signal_move, id16(a->s->id), num(a->d->version), num(a->step->from),
		num(a->step->to), text(signal_act_name(a->step->act)), text(a->d->detail ? a->d->detail : ""),
		num(a->d->assign), id16(a->d->assignee), text(a->d->desk), text(a->d->code),
		mark(a->recheck), sealed ? id16(envelope) : nothing(), text(a->today), text(a->d->mark));
}

/*
 * A share of what is closed without follow-up is marked for a second person:
 * by chance, so that nobody can tell beforehand which.
 */
static int draw_recheck(struct task *t, const struct signal_step *step, const char *code)
{
	unsigned char chance[2];

	if (step->act == ACT_RECHECK)
		return 2;
	if (step->act == ACT_REOPEN)
		return 0;
	if (step->act != ACT_CLOSE || !code || strcmp(code, "no_follow_up") != 0)
		return -1;
	random_bytes(chance, sizeof(chance));
	return (chance[0] << 8 | chance[1]) % 100 < setting_num(t->settings, "recheck_percent");
}

enum rc signal_decide(struct task *t, const struct signal *s, const struct signal_person *who,
	const struct signal_decision *d)
{
	struct deciding a = { .s = s, .d = d, .today = signal_today(t) };
	enum rc rc;

	a.step = signal_step(d->act, (enum signal_status)s->status);
	rc = signal_may(a.step, who);
	if (rc != OK)
		return fail(t, rc, "signal: no step %s from %d", signal_act_name(d->act), (int)s->status);
	if (a.step->reason && (!d->reason || !*d->reason))
		return fail(t, INVALID, "signal: %s without a reason", signal_act_name(d->act));
	a.recheck = draw_recheck(t, a.step, d->code);
	return db_transaction(t, move, &a);
}

enum rc signal_handed_over(struct task *t, const char *number, int *mine)
{
	char canonical[NUMBER_TEXT];
	int64_t found = 0;
	enum rc rc = OK;

	if (number_read(number, canonical))
		rc = db_number(t, Q_signal_handed_over, &found, text(canonical));
	*mine = rc == OK && found > 0;
	return rc;
}

static enum rc judge(struct task *t, void *arg)
{
	const struct deciding *a = arg;
	const struct signal_judgement *j = a->j;
	struct pairs pairs = { 0 };
	unsigned char envelope[16];
	enum rc rc;

	pairs_add(t, &pairs, "description", j->description);
	pairs_add(t, &pairs, "reason", j->reason);
	rc = vault_add(t, a->s->id, (enum class)a->s->class, RECORD_ASSESSMENT, &pairs, envelope);
	if (rc != OK)
		return rc;
	return db_write(t, Q_signal_judge, id16(a->s->id), num(j->version), num(a->s->status), num(j->no),
		text(j->kind), text(j->source), num(j->information), text(j->verdict), text(j->intent),
		text(j->features), id16(envelope), text(a->today), text(j->leads),
		text(j->mark));
}

static int fits_lists(const struct signal_judgement *j)
{
	return signal_code_known(signal_kinds, j->kind) && signal_code_known(signal_sources, j->source)
		&& j->information >= 1 && j->information <= 4
		&& (!*j->verdict || signal_code_known(signal_verdicts, j->verdict))
		&& (!*j->intent || signal_code_known(signal_intents, j->intent))
		&& signal_features_valid(j->features)
		&& (strcmp(j->verdict, "duplicate") == 0) == (j->leads && *j->leads);
}

/* A new subject that nothing is said of is nobody. */
static int says_nothing(const struct signal_judgement *j)
{
	return j->no == 0 && !*j->description && !*j->features && !*j->reason;
}

enum rc signal_judge(struct task *t, const struct signal *s, const struct signal_person *who,
	const struct signal_judgement *j)
{
	struct deciding a = { .s = s, .j = j, .today = signal_today(t) };
	enum rc rc;

	a.step = signal_step(ACT_JUDGE, (enum signal_status)s->status);
	rc = signal_may(a.step, who);
	if (rc != OK)
		return fail(t, rc, "signal: nobody judges subjects in status %d", (int)s->status);
	if (!fits_lists(j) || says_nothing(j) || (a.step->reason && !*j->reason))
		return fail(t, INVALID, "signal: the judgement does not fit");
	return db_transaction(t, judge, &a);
}

static enum rc note(struct task *t, void *arg)
{
	const struct deciding *a = arg;
	unsigned char envelope[16];
	int sealed;
	enum rc rc = seal(t, a->s, RECORD_NOTE, "note", a->words, envelope, &sealed);

	if (rc != OK)
		return rc;
	return db_write(t, Q_signal_note, id16(a->s->id), id16(envelope), text(a->today), text(a->mark));
}

enum rc signal_note(struct task *t, const struct signal *s, const struct signal_person *who,
	const char *words, const char *mark)
{
	struct deciding a = { .s = s, .words = words, .mark = mark, .today = signal_today(t) };

	if (!signal_works(who))
		return fail(t, DENIED, "signal: notes are for who works signals");
	if (!words || !*words)
		return fail(t, INVALID, "signal: an empty note");
	return db_transaction(t, note, &a);
}

struct looking {
	const struct signal *s;
	const char *words;
	unsigned char *envelope;
};

static enum rc reason(struct task *t, void *arg)
{
	const struct looking *a = arg;
	int sealed;

	return seal(t, a->s, RECORD_REASON, "reason", a->words, a->envelope, &sealed);
}

static enum rc region(struct task *t, void *arg)
{
	const struct deciding *a = arg;

	return db_write(t, Q_signal_region, id16(a->s->id), text(a->words), text(a->today));
}

enum rc signal_region(struct task *t, const struct signal *s, const struct signal_person *who,
	const char *province)
{
	struct deciding a = { .s = s, .words = province, .today = signal_today(t) };

	if (!signal_works(who) || !who->opened)
		return fail(t, DENIED, "signal: the region is for who works signals and knows the text");
	return db_transaction(t, region, &a);
}

enum rc signal_reason(struct task *t, const struct signal *s, const char *words, unsigned char envelope[16])
{
	struct looking a = { .s = s, .words = words, .envelope = envelope };

	if (!words || !*words)
		return fail(t, INVALID, "signal: looked up without a reason");
	return db_transaction(t, reason, &a);
}
