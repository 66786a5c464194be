/* Numbers for the lead: what stands open, what is late, who has what. Every number is a link to its rows. */
#include "desk.h"

#include "base/text.h"
#include "dialogue_ask.h"
#include "signal_queue.h"

static const char *const status_codes[] = { "new", "assessing", "waiting", "assessed", "forwarded" };

static void put_totals(struct web *w, const struct signal_overview *sum)
{
	put_num(w, "Sum.Many", sum->many);
	put_num(w, "Sum.Late", sum->late);
	put_num(w, "Sum.Today", sum->today);
	put_num(w, "Sum.Nobody", sum->nobody);
}

static void put_statuses(struct web *w, const struct signal_overview *rows, size_t n)
{
	struct signal_overview sum = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct node *row = put_row(w, "Statuses", i);

		node_num(row, "Status", rows[i].status);
		node_put(row, "Label", word(w, "status.%d", (int)rows[i].status));
		node_put(row, "Code", rows[i].status < (int64_t)COUNT(status_codes)
			? status_codes[rows[i].status] : "");
		node_num(row, "Many", rows[i].many);
		node_num(row, "Late", rows[i].late);
		node_num(row, "Today", rows[i].today);
		node_num(row, "Nobody", rows[i].nobody);
		sum.many += rows[i].many;
		sum.late += rows[i].late;
		sum.today += rows[i].today;
		sum.nobody += rows[i].nobody;
	}
	put_totals(w, &sum);
}

static void put_loads(const struct desk *d, const struct signal_load *rows, size_t n)
{
	struct web *w = d->w;

	for (size_t i = 0; i < n; i++) {
		struct node *row = put_row(w, "People", i);

		node_put(row, "Name", desk_name(d, rows[i].account));
		node_put(row, "Id", text_hex(w->t, rows[i].account, 16));
		node_num(row, "Many", rows[i].many);
		node_num(row, "Late", rows[i].late);
		node_num(row, "Today", rows[i].today);
	}
}

/* The share is of those that are over and were not taken back. */
static enum rc put_questions_asked(const struct desk *d)
{
	struct web *w = d->w;
	struct dialogue_counts c = { 0 };
	int64_t over;
	enum rc rc = dialogue_count(w->t, d->today, &c);

	if (rc != OK)
		return rc;
	over = c.asked - c.open - c.withdrawn;
	put_num(w, "Asked.Days", QUESTIONS_COUNTED);
	put_num(w, "Asked.Many", c.asked);
	put_num(w, "Asked.Open", c.open);
	put_num(w, "Asked.Answered", c.answered);
	put_num(w, "Asked.Lapsed", c.lapsed);
	if (over > 0)
		put_num(w, "Asked.Share", (c.answered * 100 + over / 2) / over);
	return OK;
}

/* GET /overview */
enum rc show_overview(struct web *w)
{
	struct desk d;
	struct signal_overview *statuses = NULL;
	struct signal_load *loads = NULL;
	size_t n = 0, people = 0;
	int64_t news = 0, recheck = 0;
	enum rc rc = desk_begin(w, &d);

	if (rc == OK)
		rc = signal_overview(w->t, d.today_text, &statuses, &n);
	if (rc == OK)
		rc = signal_loads(w->t, d.today_text, &loads, &people);
	if (rc == OK)
		rc = signal_news_many(w->t, &news);
	if (rc == OK)
		rc = signal_recheck_many(w->t, &recheck);
	if (rc == OK)
		rc = put_questions_asked(&d);
	if (rc != OK)
		return rc;
	put_statuses(w, statuses, n);
	put_loads(&d, loads, people);
	put_num(w, "Sum.News", news);
	put_num(w, "Sum.Recheck", recheck);
	return show(w);
}
