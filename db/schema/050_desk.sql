-- The first desk: a mark for the second look at "no follow-up", and small
-- indexes for what is rare and asked for by itself.

ALTER TABLE fraud_signal
	ADD COLUMN IF NOT EXISTS recheck TINYINT NOT NULL DEFAULT 0,	-- 1 to be re-checked, 2 done
	ADD COLUMN IF NOT EXISTS closed_by BINARY(16) NULL,
	ADD KEY IF NOT EXISTS by_news (news),
	ADD KEY IF NOT EXISTS by_recheck (recheck),
	ADD KEY IF NOT EXISTS by_closed (open, closed, id),
	-- Counts, filtered or not, from one index alone, in the order of GROUP BY status: 4 ms instead
	-- of 25 for 6,000 open of 100,000 signals. Beside it a narrow one tempts the optimiser off it.
	DROP KEY IF EXISTS by_status,
	DROP KEY IF EXISTS by_facet,
	ADD KEY IF NOT EXISTS by_count (open, status, class, restricted, subject, channel, first_due,
		assignee, danger, suspect, recheck, news);
