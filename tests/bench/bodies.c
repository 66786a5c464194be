/*
 * Bodies of N complete submissions, each with a receipt of its own, sealed as
 * the form itself would have sealed them: what a reporter's browser posts last.
 *   bodies SETTINGS COUNT send|middle|files|mine
 * "middle" prints one body of the page after the story, "files" the state alone,
 * before the page that takes files; "mine" after each submission the body that
 * opens its mailbox.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../cgi/tip/state.h"
#include "base/clock.h"
#include "base/crypto.h"
#include "base/settings.h"

static const char story[] =
	"In de loods achter het transportbedrijf slapen al maanden zes tot acht mensen op de vloer. "
	"Ze worden om vijf uur opgehaald met een witte bus en komen na negen uur terug. De eigenaar "
	"bewaart hun paspoorten in de kluis op kantoor; dat hoorde ik van een van hen zelf. Wie klaagt, "
	"krijgt die week geen geld. Ik durf dit niet met mijn naam te melden, want ik woon ernaast.";

static void answer_all(struct task *t, struct state *s)
{
	pairs_set(t, &s->answers, "subject", "labour_exploitation");
	pairs_set(t, &s->answers, "story", story);
	pairs_set(t, &s->answers, "how_known", "seen heard");
	pairs_set(t, &s->answers, "where_place", "Ede");
	pairs_set(t, &s->answers, "province", "gelderland");
	pairs_set(t, &s->answers, "subject.1.kind", "company");
	pairs_set(t, &s->answers, "subject.1.company_name", "Transport en Opslag");
	pairs_set(t, &s->answers, "known_by", "others");
	pairs_set(t, &s->answers, "identity", "anonymous");
	pairs_set(t, &s->answers, "code", "with");
}

int main(int argc, char **argv)
{
	struct settings *settings = argc == 4 ? settings_load(argv[1]) : NULL;
	struct arena *arena;
	char path[200], code[RECEIPT_TEXT];

	if (!settings || crypto_start() != 0)
		return 2;
	clock_open(setting_path(settings, "clock", path, sizeof(path)));
	arena = arena_new(65536);
	for (int i = 0; i < atoi(argv[2]); i++) {
		struct task t;
		struct state s;

		task_begin(&t, arena, settings);
		state_new(&t, &s);
		answer_all(&t, &s);
		s.begun -= 600;
		if (strcmp(argv[3], "send") == 0 || strcmp(argv[3], "mine") == 0) {
			s.at = (struct stop){ tip_page_find("check"), 0 };
			printf("state=%s&go=send\n", state_seal(&t, &s));
			receipt_text(&s.receipt, code);
			if (strcmp(argv[3], "mine") == 0)
				printf("code=%s\n", code);
		} else if (strcmp(argv[3], "files") == 0) {
			s.at = (struct stop){ tip_page_find("files"), 0 };
			printf("%s\n", state_seal(&t, &s));
		} else {
			s.at = (struct stop){ tip_page_find("source"), 0 };
			printf("state=%s&how_known=seen&happened=elke+dag&ongoing=yes&go=next\n",
				state_seal(&t, &s));
		}
		task_end(&t);
	}
	return 0;
}
