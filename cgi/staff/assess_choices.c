/* What can be chosen about a subject, each with its meaning. */
#include "desk.h"

#include <string.h>

#include "signal_features.h"

/* Choices with the one-line meaning of each under it, where there is one. */
static void put_hinted(struct web *w, const char *field, const char *const *codes, const char *chosen)
{
	for (size_t i = 0; codes[i]; i++) {
		struct node *row = put_row(w, take_format(w->t, "Choices.%s", field), i);
		const char *hint = take_format(w->t, "%s.%s.hint", field, codes[i]);
		const char *told = word(w, "%s", hint);

		node_put(row, "Value", codes[i]);
		node_put(row, "Label", word(w, "%s.%s", field, codes[i]));
		node_put(row, "Hint", strcmp(told, hint) == 0 ? "" : told);
		node_flag(row, "Checked", strcmp(codes[i], chosen) == 0);
	}
}

static void put_features(struct web *w, const char *features)
{
	for (size_t g = 0; g < signal_feature_count; g++)
		for (size_t i = 0; signal_features[g].codes[i]; i++) {
			const char *group = signal_features[g].group, *code = signal_features[g].codes[i];
			struct node *row = put_row(w, take_format(w->t, "Choices.%s", group), i);

			node_put(row, "Value", code);
			node_put(row, "Label", word(w, "%s.%s", group, code));
			node_flag(row, "Checked", signal_features_have(features, group, code));
		}
}

void put_judgement(struct web *w, const struct signal_subject *s)
{
	put_num(w, "No", s->no);
	put_flag(w, "Judging", 1);
	put_hinted(w, "kind", signal_kinds, s->kind);
	put_hinted(w, "source", signal_sources, s->source);
	put_hinted(w, "information", signal_information, take_format(w->t, "%d", (int)s->information));
	put_hinted(w, "verdict", signal_verdicts, s->verdict);
	put_hinted(w, "intent", signal_intents, s->intent);
	put_features(w, s->features);
}

const char *kept_line(struct web *w, const char *text, const char *more)
{
	return *more ? take_format(w->t, "%s%s%s", text, *text ? "\n" : "", more) : text;
}

const char *kept_choice(struct web *w, const char *text, const char *field, const char *code)
{
	return *code ? kept_line(w, text, word(w, "%s.%s", field, code)) : text;
}

void put_kept(struct web *w, const struct signal_subject *s, const char *description, const char *reason)
{
	const char *text = kept_line(w, kept_choice(w, "", "kind", s->kind), description);

	if (*s->source && s->information > 0)
		text = kept_line(w, text, take_format(w->t, "%s%d", s->source, (int)s->information));
	text = kept_choice(w, text, "verdict", s->verdict);
	text = kept_choice(w, text, "intent", s->intent);
	for (size_t g = 0; g < signal_feature_count; g++)
		for (size_t i = 0; signal_features[g].codes[i]; i++) {
			const char *group = signal_features[g].group, *code = signal_features[g].codes[i];

			if (signal_features_have(s->features, group, code))
				text = kept_choice(w, text, group, code);
		}
	put(w, "Kept", kept_line(w, text, reason));
}
