-- What queues are filtered, ordered and counted by, in the index of their order: a filter that few signals
-- fit reads the index and not the rows, and counting reads nothing else.
-- first_due is made of due and act_by, and from its second run on a prepared statement of MariaDB 10.11
-- reads what a generated column is made of: without the two in the index that was the whole row, 17,000
-- pages for 6,000 open signals instead of 30.

ALTER TABLE fraud_signal
	DROP KEY IF EXISTS queue,
	DROP KEY IF EXISTS by_seen_count,
	ADD KEY IF NOT EXISTS by_order (open, top DESC, first_due, id, status, class, restricted, moving_to,
		subject, channel, assignee, danger, suspect, recheck, news, due, act_by, received),
	DROP KEY IF EXISTS by_subject,
	ADD KEY IF NOT EXISTS by_subject_order (open, subject, top DESC, first_due, id, status, class, restricted,
		moving_to, channel, assignee, danger, suspect, recheck, news, due, act_by, received);

-- The tally of 071 once more, by day and with the closed ones: what is late, due today or this week, and
-- all that is closed, is counted in a row a day.
CREATE TABLE IF NOT EXISTS signal_tally_due (
	class TINYINT UNSIGNED NOT NULL,
	status TINYINT UNSIGNED NOT NULL,
	first_due DATE NOT NULL,
	many INT NOT NULL,
	PRIMARY KEY (class, status, first_due)
);
INSERT IGNORE INTO signal_tally_due (class, status, first_due, many)
	SELECT COALESCE(s.moving_to, s.class), s.status, s.first_due, COUNT(*) FROM fraud_signal s
	WHERE s.restricted = 0 GROUP BY COALESCE(s.moving_to, s.class), s.status, s.first_due;
