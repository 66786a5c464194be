/* Small batches, each a transaction of its own: a reporter who answers meanwhile waits for one at most. */
#include "dialogue_clock.h"

#include "base/db.h"
#include "base/settings.h"

enum { BATCH = 100 };

int dialogue_lapsed_before(const struct calendar *c, int today)
{
	int day = today - CALENDAR_TERM;

	while (calendar_due(c, day, CALENDAR_TERM) >= today)
		day--;
	return day;
}

struct round {
	char today[CALENDAR_TEXT], before[CALENDAR_TEXT];
	int64_t gone;
};

static enum rc lapse(struct task *t, void *arg)
{
	struct round *d = arg;

	return db_number(t, Q_dialogue_lapse, &d->gone, text(d->before), text(d->today), num(BATCH));
}

static enum rc expire(struct task *t, void *arg)
{
	struct round *d = arg;

	return db_number(t, Q_mailbox_expire, &d->gone, text(d->today),
		num(setting_num(t->settings, "mailbox_days")), num(BATCH));
}

static enum rc tell(struct task *t, void *arg)
{
	struct round *d = arg;

	return db_number(t, Q_dialogue_tell, &d->gone, text(d->today), num(BATCH));
}

static enum rc until_none(struct task *t, enum rc (*work)(struct task *, void *), struct round *d)
{
	enum rc rc;

	do
		rc = db_transaction(t, work, d);
	while (rc == OK && d->gone > 0);
	return rc;
}

enum rc dialogue_daily(struct task *t)
{
	struct calendar c;
	struct round d;
	int today = calendar_local(t->now, NULL);
	enum rc rc = calendar_load(t, &c);

	if (rc != OK)
		return rc;
	calendar_text(today, d.today);
	calendar_text(dialogue_lapsed_before(&c, today), d.before);
	rc = until_none(t, lapse, &d);
	return rc == OK ? until_none(t, expire, &d) : rc;
}

enum rc dialogue_tell(struct task *t)
{
	struct round d;

	calendar_text(calendar_local(t->now, NULL), d.today);
	return until_none(t, tell, &d);
}
