-- The desk's side of the dialogue (src/dialogue_ask.c, src/dialogue_translate.c).

-- dialogue_questions(signal)
SELECT id, asker, envelope, day, look_before, lang, read_on, answered, tap, state
FROM seen_question WHERE signal_id = ? ORDER BY day DESC, id;

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
