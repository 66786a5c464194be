-- When an original was downloaded: who asks for it again is told so, and colleagues read who had it and when.
ALTER TABLE original_request
	ADD COLUMN IF NOT EXISTS opened DATETIME NULL,	-- UTC; with state 3
	ADD KEY IF NOT EXISTS by_asker (asker, state);	-- what its asker can download now

-- Of those before this column the chain knows.
UPDATE original_request o JOIN audit a ON a.object = o.signal_id AND a.action = 'open_original'
		AND a.detail LIKE CONCAT('% request=', LOWER(HEX(o.id)))
	SET o.opened = a.at WHERE o.state = 3 AND o.opened IS NULL;

-- The place among the files of its report, as its reporter chose them: the number that both sides read.
ALTER TABLE upload
	ADD COLUMN IF NOT EXISTS place SMALLINT UNSIGNED NULL;	-- with sent; 0, 1, ...
