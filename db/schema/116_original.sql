-- Who approves an original that is not known to be clean says so: what the scanner had said then. A
-- scanner that finds something later has not been approved.
ALTER TABLE original_request
	ADD COLUMN IF NOT EXISTS accepted TINYINT UNSIGNED NULL,	-- enum attachment_scan when it was approved
	ADD KEY IF NOT EXISTS by_state (state);				-- what waits for a second person
