/*
 * Taking a question back that was not answered yet. It refuses to call done what
 * the reporter did meanwhile: answered or ended, the page says what happened.
 */
#include "desk.h"

#include "base/text.h"
#include "dialogue_ask.h"

static const struct field withdraw_form[] = {
	{ "question", HIDDEN, 32, 32, "choice", NULL },
};

static enum rc is_withdrawn(const struct desk *d, const unsigned char id[16], int *is)
{
	struct question *rows;
	size_t n = 0;
	enum rc rc = dialogue_questions(d->w->t, &d->s, &rows, &n);

	*is = 0;
	for (size_t i = 0; rc == OK && i < n; i++)
		*is |= signal_same(rows[i].id, id) && rows[i].state == QUESTION_WITHDRAWN;
	return rc;
}

/* POST /signals/:ref/withdrawn: pressed twice it is done. */
enum rc withdraw_question(struct web *w)
{
	struct desk d;
	struct form f;
	unsigned char id[16];
	int is = 0, twice;
	enum rc rc = form_read(w, &f, withdraw_form, COUNT(withdraw_form));

	if (rc == OK && !text_unhex(form_value(&f, "question"), id, sizeof(id)))
		return fail(w->t, MALFORMED, "withdraw: no id");
	if (rc == OK)
		rc = desk_open(w, &d);
	if (rc != OK)
		return rc;
	rc = dialogue_withdraw(w->t, &d.s, &d.me, id);
	if (rc == DENIED && desk_unread(&d, ACT_WITHDRAW))
		rc = CONFLICT;
	if (rc == CONFLICT && is_withdrawn(&d, id, &is) == OK && is)
		rc = OK;
	if (rc == OK)
		return desk_done(&d, ACT_WITHDRAW);
	if (rc != CONFLICT)
		return rc;
	rc = desk_reread(&d, ACT_WITHDRAW, d.s.version, &twice);
	if (rc == OK)
		rc = desk_show(&d);
	answer_status(w, 409);
	return rc;
}
