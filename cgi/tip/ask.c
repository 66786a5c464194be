/* Handlers of the form: the first page for everyone, then one POST after the other. */
#include "tip.h"

#include "web/csrf.h"

#include <string.h>

/* GET /nl/melden: the same for every visitor; the form begins with the first answer. */
enum rc show_form(struct web *w)
{
	struct visit v = { 0 };
	enum rc rc;

	path_make(&v.state.answers, &v.path);
	v.state.at = v.path.stops[0];
	rc = visit_show(w, &v);
	if (rc == OK)
		answer_same_for_everyone(w);
	return rc;
}

/* GET of a later page: there is nothing on the server to show. */
enum rc resume_form(struct web *w)
{
	return see(w, "%s", address("form", w->lang));
}

/* The state is not ours or too old, or another site sent it (403): what was typed comes back, to copy and in no field. */
enum rc show_lost(struct web *w, int status)
{
	size_t row = 0;

	for (size_t i = 0; i < w->form.count; i++) {
		const struct question *q = question_find(w->form.list[i].name);

		if (q && (q->field.kind == LINE || q->field.kind == PROSE) && w->form.list[i].size)
			node_put(put_row(w, "Typed", row++), "Text", w->form.list[i].value);
	}
	put_flag(w, "Elsewhere", status == 403);
	answer_status(w, status);
	return show_page(w, "lost.cs");
}

/* POST /nl/melden/:step, the number being for the browser's history only */
enum rc post_form(struct web *w)
{
	struct visit v = { 0 };
	enum rc rc = csrf_origin(w);
	int old;

	if (rc != OK)
		return show_lost(w, 403);
	rc = visit_read(w, &v);
	if (rc == MALFORMED && pairs_find(&w->form, "state") && !v.fields)
		return show_lost(w, 400);
	if (rc != OK)
		return rc;
	if (v.state.flags & STATE_SENT)
		return sent_again(w, &v);
	if (is_sending(w, &v))
		return visit_send(w, &v);
	rc = judge_old(w, &v, &old);
	if (rc != OK || old)
		return rc == OK ? show_end(w, "received.cs", NULL) : rc;
	rc = visit_step(w, &v);
	return rc == OK ? visit_show(w, &v) : rc;
}

/*
 * Errors on a POST of the form or of the mailbox: what was sent goes back into the page with a
 * button to send it again; 503 and the like lose nothing.
 */
enum rc refused(struct web *w, enum rc rc)
{
	size_t row = 0;

	office_put(w);
	if ((rc != BUSY && rc != LIMITED && rc != FAULT) || !w->route
	|| (w->route->does != post_form && w->route->does != post_mine && w->route->does != post_files
		&& w->route->does != post_mine_file))
		return show_error(w, rc);
	put(w, "Again.Action", w->path);
	put(w, "State", pairs_find(&w->form, "state"));
	for (size_t i = 0; i < w->form.count; i++)
		if (strcmp(w->form.list[i].name, "state") != 0) {
			struct node *field = put_row(w, "Again.Fields", row++);

			node_put(field, "Name", w->form.list[i].name);
			node_put(field, "Value", w->form.list[i].value);
		}
	return show_error(w, rc);
}
