-- Signals at the desk. All reading goes through need-to-know views; all
-- writing through definer procedures (db/procedure/50_signal.sql).
-- The lists share one set of columns: struct signal.

-- signal_find(number)
SELECT id, assignee, closed_by, summary_envelope, number, channel, subject, province, lang, desk, close_reason,
	received, due, act_by, first_due, news, news_due, assessed, linked, enriched, forwarded, closed,
	class, restricted, danger, suspect, confidential, subjects, files, status, top, recheck, version,
	moving_to, summary
FROM seen_signal WHERE number = ?;

-- signal_queue(open, status, status, subject, subject, channel, channel, class, class, from, from, until, until, who, who, who, danger, news, suspect, recheck, offset, rows)
-- What stands open, the earlier clock first. NULL does not filter; '' as who is nobody (COALESCE, or the
-- index of assignees would be chosen, for all that is nobody's). The optimiser drops what is not set
-- before it chooses an index, so each filter costs only when it is used. The page is found in an index that
-- has the columns, in its order, and only its rows are read: a filter that few of a flood fit reads no more.
-- Both values of top beside the first day: two ranges of the index, or all that was due before would be read.
SELECT s.id, s.assignee, s.closed_by, s.summary_envelope, s.number, s.channel, s.subject, s.province, s.lang, s.desk,
	s.close_reason, s.received, s.due, s.act_by, s.first_due, s.news, s.news_due, s.assessed, s.linked, s.enriched,
	s.forwarded, s.closed, s.class, s.restricted, s.danger, s.suspect, s.confidential, s.subjects, s.files,
	s.status, s.top, s.recheck, s.version, s.moving_to, s.summary
FROM seen_signal s, (SELECT c.id FROM seen_count c
	WHERE c.open <=> ? AND (? IS NULL OR c.status = ?) AND (? IS NULL OR c.subject = ?)
		AND (? IS NULL OR c.channel = ?) AND (? IS NULL OR c.class = ?)
		AND (? IS NULL OR c.top IN (0, 1) AND c.first_due >= ?) AND (? IS NULL OR c.first_due <= ?)
		AND (? IS NULL OR c.assignee = ? OR (? = '' AND COALESCE(c.assignee, '') = ''))
		AND (? = 0 OR c.danger = 1) AND (? = 0 OR c.news IS NOT NULL) AND (? = 0 OR c.suspect = 1)
		AND (? = 0 OR c.recheck = 1)
	ORDER BY c.top DESC, c.first_due, c.id
	LIMIT ?, ?) p
WHERE s.id = p.id
ORDER BY s.top DESC, s.first_due, s.id;

-- signal_received(open, status, status, subject, subject, channel, channel, class, class, from, from, until, until, who, who, who, danger, news, suspect, recheck, offset, rows)
-- The same in an order somebody asked for, each of which is an index too: what came last first,
SELECT s.id, s.assignee, s.closed_by, s.summary_envelope, s.number, s.channel, s.subject, s.province, s.lang, s.desk,
	s.close_reason, s.received, s.due, s.act_by, s.first_due, s.news, s.news_due, s.assessed, s.linked, s.enriched,
	s.forwarded, s.closed, s.class, s.restricted, s.danger, s.suspect, s.confidential, s.subjects, s.files,
	s.status, s.top, s.recheck, s.version, s.moving_to, s.summary
FROM seen_signal s, (SELECT c.id FROM seen_count c
	WHERE c.open <=> ? AND (? IS NULL OR c.status = ?) AND (? IS NULL OR c.subject = ?)
		AND (? IS NULL OR c.channel = ?) AND (? IS NULL OR c.class = ?)
		AND (? IS NULL OR c.first_due >= ?) AND (? IS NULL OR c.first_due <= ?)
		AND (? IS NULL OR c.assignee = ? OR (? = '' AND COALESCE(c.assignee, '') = ''))
		AND (? = 0 OR c.danger = 1) AND (? = 0 OR c.news IS NOT NULL) AND (? = 0 OR c.suspect = 1)
		AND (? = 0 OR c.recheck = 1)
	ORDER BY c.received DESC, c.first_due, c.id
	LIMIT ?, ?) p
WHERE s.id = p.id
ORDER BY s.received DESC, s.first_due, s.id;

-- signal_by_subject(open, status, status, subject, subject, channel, channel, class, class, from, from, until, until, who, who, who, danger, news, suspect, recheck, offset, rows)
-- by subject,
SELECT s.id, s.assignee, s.closed_by, s.summary_envelope, s.number, s.channel, s.subject, s.province, s.lang, s.desk,
	s.close_reason, s.received, s.due, s.act_by, s.first_due, s.news, s.news_due, s.assessed, s.linked, s.enriched,
	s.forwarded, s.closed, s.class, s.restricted, s.danger, s.suspect, s.confidential, s.subjects, s.files,
	s.status, s.top, s.recheck, s.version, s.moving_to, s.summary
FROM seen_signal s, (SELECT c.id FROM seen_count c
	WHERE c.open <=> ? AND (? IS NULL OR c.status = ?) AND (? IS NULL OR c.subject = ?)
		AND (? IS NULL OR c.channel = ?) AND (? IS NULL OR c.class = ?)
		AND (? IS NULL OR c.first_due >= ?) AND (? IS NULL OR c.first_due <= ?)
		AND (? IS NULL OR c.assignee = ? OR (? = '' AND COALESCE(c.assignee, '') = ''))
		AND (? = 0 OR c.danger = 1) AND (? = 0 OR c.news IS NOT NULL) AND (? = 0 OR c.suspect = 1)
		AND (? = 0 OR c.recheck = 1)
	ORDER BY c.subject, c.top DESC, c.first_due, c.id
	LIMIT ?, ?) p
WHERE s.id = p.id
ORDER BY s.subject, s.top DESC, s.first_due, s.id;

-- signal_by_status(open, status, status, subject, subject, channel, channel, class, class, from, from, until, until, who, who, who, danger, news, suspect, recheck, offset, rows)
-- and by status.
SELECT s.id, s.assignee, s.closed_by, s.summary_envelope, s.number, s.channel, s.subject, s.province, s.lang, s.desk,
	s.close_reason, s.received, s.due, s.act_by, s.first_due, s.news, s.news_due, s.assessed, s.linked, s.enriched,
	s.forwarded, s.closed, s.class, s.restricted, s.danger, s.suspect, s.confidential, s.subjects, s.files,
	s.status, s.top, s.recheck, s.version, s.moving_to, s.summary
FROM seen_signal s, (SELECT c.id FROM seen_count c
	WHERE c.open <=> ? AND (? IS NULL OR c.status = ?) AND (? IS NULL OR c.subject = ?)
		AND (? IS NULL OR c.channel = ?) AND (? IS NULL OR c.class = ?)
		AND (? IS NULL OR c.first_due >= ?) AND (? IS NULL OR c.first_due <= ?)
		AND (? IS NULL OR c.assignee = ? OR (? = '' AND COALESCE(c.assignee, '') = ''))
		AND (? = 0 OR c.danger = 1) AND (? = 0 OR c.news IS NOT NULL) AND (? = 0 OR c.suspect = 1)
		AND (? = 0 OR c.recheck = 1)
	ORDER BY c.status, c.top DESC, c.first_due, c.id
	LIMIT ?, ?) p
WHERE s.id = p.id
ORDER BY s.status, s.top DESC, s.first_due, s.id;

-- signal_closed(open, status, status, subject, subject, channel, channel, class, class, from, from, until, until, who, who, who, danger, news, suspect, recheck, offset, rows)
-- What is closed, the last first, in the order of the index `by_closed`.
SELECT id, assignee, closed_by, summary_envelope, number, channel, subject, province, lang, desk, close_reason,
	received, due, act_by, first_due, news, news_due, assessed, linked, enriched, forwarded, closed,
	class, restricted, danger, suspect, confidential, subjects, files, status, top, recheck, version,
	moving_to, summary
FROM seen_signal s
WHERE s.open <=> ? AND (? IS NULL OR s.status = ?) AND (? IS NULL OR s.subject = ?)
	AND (? IS NULL OR s.channel = ?) AND (? IS NULL OR s.class = ?)
	AND (? IS NULL OR s.first_due >= ?) AND (? IS NULL OR s.first_due <= ?)
	AND (? IS NULL OR s.assignee = ? OR (? = '' AND COALESCE(s.assignee, '') = ''))
	AND (? = 0 OR s.danger = 1) AND (? = 0 OR s.news IS NOT NULL) AND (? = 0 OR s.suspect = 1)
	AND (? = 0 OR s.recheck = 1)
ORDER BY s.closed DESC, s.id DESC LIMIT ?, ?;

-- signal_news(offset, rows)
-- New information has its own place, closed signals included.
SELECT id, assignee, closed_by, summary_envelope, number, channel, subject, province, lang, desk, close_reason,
	received, due, act_by, first_due, news, news_due, assessed, linked, enriched, forwarded, closed,
	class, restricted, danger, suspect, confidential, subjects, files, status, top, recheck, version,
	moving_to, summary
FROM seen_signal s WHERE s.news IS NOT NULL ORDER BY s.news_due, s.id LIMIT ?, ?;

-- signal_counts_of(open, status, status, subject, subject, channel, channel, class, class, from, from, until, until, who, who, who, danger, news, suspect, recheck)
-- Open signals per status of a filtered queue, from an index alone: the chips and the total agree with
-- the rows. The whole queue, and one filtered by its clock only, is counted by the tallies (tally.sql).
SELECT s.status, COUNT(*) AS many FROM seen_count s
WHERE s.open <=> ? AND (? IS NULL OR s.status = ?) AND (? IS NULL OR s.subject = ?)
	AND (? IS NULL OR s.channel = ?) AND (? IS NULL OR s.class = ?)
	AND (? IS NULL OR s.first_due >= ?) AND (? IS NULL OR s.first_due <= ?)
	AND (? IS NULL OR s.assignee = ? OR (? = '' AND COALESCE(s.assignee, '') = ''))
	AND (? = 0 OR s.danger = 1) AND (? = 0 OR s.news IS NOT NULL) AND (? = 0 OR s.suspect = 1)
	AND (? = 0 OR s.recheck = 1)
GROUP BY s.status;

-- signal_overview(today, today)
-- What the lead watches: open signals by status, and how many of them are late, due today or nobody's.
SELECT s.status, COUNT(*) AS many, SUM(s.first_due < ?) AS late, SUM(s.first_due = ?) AS today,
	SUM(s.assignee IS NULL) AS nobody, SUM(s.news IS NOT NULL) AS news
FROM seen_count s WHERE s.open = 1 GROUP BY s.status;

-- signal_per_person(today, today)
SELECT s.assignee AS account, COUNT(*) AS many, SUM(s.first_due < ?) AS late, SUM(s.first_due = ?) AS today
FROM seen_count s WHERE s.open = 1 AND s.assignee IS NOT NULL GROUP BY s.assignee ORDER BY many DESC;

-- signal_recheck_count()
SELECT COUNT(*) AS many FROM seen_signal s WHERE s.recheck = 1 AND s.status = 6;

-- signal_news_count()
SELECT COUNT(*) AS many FROM seen_signal s WHERE s.news IS NOT NULL;

-- signal_events(id)
SELECT seq, day, at, actor, envelope, what, detail FROM seen_event WHERE signal_id = ? ORDER BY seq;

-- signal_subjects(id)
SELECT subject_no AS no, information, version, kind, source, verdict, intent, features, assessor
FROM seen_subject WHERE signal_id = ? ORDER BY subject_no;

-- signal_colleagues()
-- works = 1: signals of a class that the viewer sees, and so whom a queue can be filtered on: who can log in, and who
-- cannot, or not yet, only when signals are theirs: closed ones too, which are found by the same filter.
SELECT c.id, c.display AS name, 0 AS class,
	c.id IN (SELECT k.account FROM colleague_class k WHERE k.works = 1)
		AND (c.state = 'active' OR EXISTS (SELECT 1 FROM seen_count n WHERE n.assignee = c.id)) AS works
FROM colleague c ORDER BY c.display;

-- signal_handlers(class)
-- Who may be given a signal of that class, and works at a desk (not the analysts).
SELECT DISTINCT c.id, c.display AS name, k.class, k.works FROM colleague c, colleague_class k
WHERE k.account = c.id AND k.class = ? AND k.works = 1 AND c.state = 'active' ORDER BY c.display;

-- signal_move(id, version, from, to, what, detail, assign, assignee, desk, code, recheck, envelope, day, mark)
CALL signal_move(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- signal_judge(id, version, status, no, kind, source, information, verdict, intent, features, envelope, day, leads, mark)
CALL signal_judge(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- signal_given_up(id)
SELECT signal_given_up(?) AS given_up;

-- signal_opened(id)
SELECT signal_opened(?) AS opened;

-- signal_by_reference(reference)
-- Which signal a report became, by the number its reporter has.
SELECT s.number FROM seen_signal s WHERE s.id IN (SELECT r.signal_id FROM seen_report r WHERE r.reference = ?);

-- signal_reference(id)
SELECT r.reference AS number FROM seen_report r WHERE r.signal_id = ? ORDER BY r.reference LIMIT 1;

-- signal_region(id, province, day)
CALL signal_region(?, ?, ?);

-- signal_note(id, envelope, day, mark)
CALL signal_note(?, ?, ?, ?);

-- signal_denied(number)
CALL signal_denied(?);

-- signal_hand_over(id, version, envelope, day)
CALL signal_hand_over(?, ?, ?, ?);

-- signal_handed_over(number)
-- A second press of the same button: the signal is gone, and yet all is well.
CALL signal_handed_over(?);

-- signal_moving(limit)
-- workd: what was handed over and waits for its wraps.
CALL signal_moving(?);

-- signal_moving_envelopes(id)
CALL signal_moving_envelopes(?);

-- signal_arrive(id, items)
CALL signal_arrive(?, ?);
