-- The first desk: a mark for the second look at "no follow-up", and small
-- indexes for what is rare and asked for by itself.

ALTER TABLE fraud_signal
	ADD COLUMN IF NOT EXISTS recheck TINYINT NOT NULL DEFAULT 0,	-- 1 to be re-checked, 2 done
	ADD COLUMN IF NOT EXISTS closed_by BINARY(16) NULL,
	ADD KEY IF NOT EXISTS by_news (news),
	ADD KEY IF NOT EXISTS by_recheck (recheck);
