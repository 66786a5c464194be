-- The desk's side of the dialogue (src/dialogue_ask.c, src/dialogue_translate.c).

-- dialogue_questions(signal)
-- In the order of the timeline, the last first: a question has a day and no clock.
SELECT q.id, q.asker, q.envelope, q.day, q.look_before, q.lang, q.read_on, q.answered, q.state
FROM seen_question q LEFT JOIN seen_event e ON e.signal_id = q.signal_id AND e.envelope = q.envelope AND e.what = 'asked'
WHERE q.signal_id = ? ORDER BY e.seq DESC;

-- dialogue_mailbox(signal)
-- Where a question to the reporter goes; no row when nothing can be asked.
SELECT lang, reporter_key FROM seen_mailbox WHERE signal_id = ?;

-- dialogue_code(signal)
-- Why nothing can be asked: 1 there is a code, so it was ended; 0 there never was one.
SELECT MAX(r.has_code) AS has_code FROM seen_report r WHERE r.signal_id = ?;

-- dialogue_counts(from)
SELECT COUNT(*) AS asked, COALESCE(SUM(q.state = 0), 0) AS open, COALESCE(SUM(q.state = 1), 0) AS answered,
	COALESCE(SUM(q.state = 2), 0) AS lapsed, COALESCE(SUM(q.state = 3), 0) AS withdrawn
FROM seen_question q WHERE q.day >= ?;

-- dialogue_waiting(objects)
CALL dialogue_waiting(?);

-- dialogue_ask(id, version, question, key, wrap, sealed, envelope, lang, tap, look_before, day, mark)
CALL dialogue_ask(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- dialogue_withdraw(id, question, day)
CALL dialogue_withdraw(?, ?, ?);

-- dialogue_translated(id, envelope, by, grade, day, mark)
CALL dialogue_translated(?, ?, ?, ?, ?, ?);
