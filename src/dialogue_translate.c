/* Keeps translations. It refuses one of something that no reporter wrote, and a grade that its maker cannot have. */
#include "dialogue_translate.h"

#include <string.h>

#include "base/db.h"
#include "base/text.h"
#include "signal_decide.h"
#include "signal_features.h"
#include "vault.h"

const char *const translation_langs[] = { "nl", "en", NULL };
const char *const translation_by[] = { "human", "machine", NULL };
const char *const translation_grades[] = { "A", "B", "C", "D", NULL };

int translation_grade_fits(const char *by, const char *grade)
{
	if (!signal_code_known(translation_by, by) || !signal_code_known(translation_grades, grade))
		return 0;
	return (strcmp(by, "machine") == 0) == (strcmp(grade, "D") == 0);
}

/* A report, an addition or an answer of this signal. */
static enum rc find_original(struct task *t, const struct signal *s, const char *of)
{
	unsigned char envelope[OBJECT_ID];
	struct record *records;
	size_t n = 0;
	enum rc rc;

	if (!text_unhex(of, envelope, sizeof(envelope)))
		return fail(t, INVALID, "translation: of nothing");
	rc = vault_records(t, s->id, 0, &records, &n);
	for (size_t i = 0; rc == OK && i < n; i++)
		if (memcmp(records[i].envelope, envelope, OBJECT_ID) == 0 && (records[i].kind == RECORD_REPORT
				|| records[i].kind == RECORD_ADDITION || records[i].kind == RECORD_ANSWER))
			return OK;
	return rc != OK ? rc : fail(t, INVALID, "translation: no such original");
}

static int complete(const struct translation *tr)
{
	size_t n = text_points(tr->text, strlen(tr->text)), who = text_points(tr->who, strlen(tr->who));

	return signal_code_known(translation_langs, tr->lang) && translation_grade_fits(tr->by, tr->grade)
		&& n > 0 && n <= TRANSLATION_POINTS && who > 0 && who <= TRANSLATOR_POINTS;
}

struct keeping {
	const struct signal *s;
	const struct translation *tr;
};

static enum rc keep(struct task *t, void *arg)
{
	const struct keeping *k = arg;
	const struct translation *tr = k->tr;
	struct pairs pairs = { 0 };
	unsigned char envelope[OBJECT_ID];
	enum rc rc;

	pairs_add(t, &pairs, "of", tr->of);
	pairs_add(t, &pairs, "lang", tr->lang);
	pairs_add(t, &pairs, "by", tr->by);
	pairs_add(t, &pairs, "who", tr->who);
	pairs_add(t, &pairs, "grade", tr->grade);
	pairs_add(t, &pairs, "text", tr->text);
	rc = vault_add(t, k->s->id, (enum class)k->s->class, RECORD_TRANSLATION, &pairs, envelope);
	if (rc != OK)
		return rc;
	return db_write(t, Q_dialogue_translated, id16(k->s->id), id16(envelope), text(tr->by), text(tr->grade),
		text(signal_today(t)), text(tr->mark));
}

enum rc dialogue_translate(struct task *t, const struct signal *s, const struct signal_person *who,
	const struct translation *tr)
{
	struct keeping k = { s, tr };
	enum rc rc = signal_may(signal_step(ACT_TRANSLATE, (enum signal_status)s->status), who);

	if (rc != OK)
		return fail(t, rc, "translation: not this person's, or not now");
	if (!complete(tr))
		return fail(t, INVALID, "translation: not complete");
	rc = find_original(t, s, tr->of);
	return rc == OK ? db_transaction(t, keep, &k) : rc;
}
