/* What is sealed: the answers of the pages this reporter saw, and the few words for a row of the queue. */
#include "tip.h"

#include "attachment_upload.h"
#include "base/text.h"

static void add_answers(struct web *w, const struct visit *v, struct stop s, struct pairs *out)
{
	for (size_t i = 0; i < question_count; i++) {
		const char *name, *value;

		if (!question_asked(&questions[i], &v->state.answers, s))
			continue;
		name = answer_name(w->t, questions[i].field.name, s.entry);
		value = answer(&v->state.answers, name);
		if (*value)
			pairs_add(w->t, out, name, value);
	}
}

static void add_kind(struct web *w, const struct visit *v, struct stop s, struct pairs *out)
{
	const char *name = answer_name(w->t, "kind", s.entry);

	if (s.entry && !pairs_find(out, name))
		pairs_add(w->t, out, name, answer(&v->state.answers, name));
}

struct bytes report_pack(struct web *w, struct visit *v)
{
	struct pairs out = { 0 };

	for (size_t i = 0; i < v->path.count; i++) {
		add_kind(w, v, v->path.stops[i], &out);
		add_answers(w, v, v->path.stops[i], &out);
	}
	file_copy(w->t, &v->state.answers, &out);
	return pack(w->t, &out);
}

struct bytes summary_pack(struct web *w, struct visit *v)
{
	struct pairs out = { 0 };
	const char *place = seen_answer(v, "where_place");

	pairs_add(w->t, &out, "first", text_first(w->t, seen_answer(v, "story"), SUMMARY_POINTS));
	pairs_add(w->t, &out, "place", *place ? text_first(w->t, place, 60) : seen_answer(v, "where_country"));
	pairs_add(w->t, &out, "subjects", take_format(w->t, "%d", subjects_count(&v->state.answers)));
	pairs_add(w->t, &out, "danger", seen_answer(v, "danger"));
	pairs_add(w->t, &out, "files", take_format(w->t, "%d", file_count(&v->state.answers)));
	return pack(w->t, &out);
}
