-- A clock that was met runs no longer: a signal that was passed on has nothing to wait for on top of the queue, and one
-- that is done is never late (the rule, with its source, is in db/procedure/61_clock.sql, which keeps both from here on).
-- first_due was made of due and act_by alone, and is kept by triggers now; urgent is what top was: as soon as possible, or at once.
ALTER TABLE fraud_signal
	MODIFY first_due DATE NOT NULL DEFAULT '9999-12-31',
	ADD COLUMN IF NOT EXISTS urgent TINYINT NOT NULL DEFAULT 0 AFTER top;
UPDATE fraud_signal SET urgent = 1 WHERE top = 1;
UPDATE fraud_signal SET top = urgent AND status <> 6 AND (status <> 4 OR news IS NOT NULL),
	first_due = IF(status = 6, '9999-12-31', IF(status <> 4, LEAST(due, COALESCE(act_by, due)),
		IF(assessed IS NULL OR linked IS NULL OR enriched IS NULL OR forwarded IS NULL, due, COALESCE(news_due, '9999-12-31'))));

-- An installation from before 072 has no trigger yet that counts by day: what was counted by the old days is counted anew.
DELETE FROM signal_tally_due;
INSERT INTO signal_tally_due (class, status, first_due, many)
	SELECT COALESCE(s.moving_to, s.class), s.status, s.first_due, COUNT(*) FROM fraud_signal s
	WHERE s.restricted = 0 GROUP BY COALESCE(s.moving_to, s.class), s.status, s.first_due;

-- No column is made of due and act_by any more: the indexes of the four orders do without them.
ALTER TABLE fraud_signal DROP KEY IF EXISTS by_order, DROP KEY IF EXISTS by_subject_order,
	DROP KEY IF EXISTS by_received_order, DROP KEY IF EXISTS by_status_order;
ALTER TABLE fraud_signal
	ADD KEY IF NOT EXISTS by_order (open, top DESC, first_due, id, status, class, restricted, moving_to,
		subject, channel, assignee, danger, suspect, recheck, news, received),
	ADD KEY IF NOT EXISTS by_subject_order (open, subject, top DESC, first_due, id, status, class, restricted,
		moving_to, channel, assignee, danger, suspect, recheck, news, received),
	ADD KEY IF NOT EXISTS by_received_order (open, received DESC, first_due, id, status, class, restricted, moving_to,
		subject, channel, assignee, danger, suspect, recheck, news, top),
	ADD KEY IF NOT EXISTS by_status_order (open, status, top DESC, first_due, id, class, restricted, moving_to,
		subject, channel, assignee, danger, suspect, recheck, news, received);
