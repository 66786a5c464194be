-- Handed over to another class, its envelopes not yet rewrapped: from this mark on only that class
-- sees the signal. NULL for all but a few, for a second or as long as keyd is away.

ALTER TABLE fraud_signal
	ADD COLUMN IF NOT EXISTS moving_to TINYINT UNSIGNED NULL,
	ADD KEY IF NOT EXISTS by_moving (moving_to),
	-- As by_count, with the mark: what need-to-know asks of a row must stand in the index.
	DROP KEY IF EXISTS by_count,
	ADD KEY IF NOT EXISTS by_seen_count (open, status, class, restricted, moving_to, subject, channel,
		first_due, assignee, danger, suspect, recheck, news);
