-- Files: sealed in chunks, whatever their size. A file is an envelope; its chunks are records of kind
-- RECORD_FILE (src/attachment.h says how part and number of a chunk are bound into its seal).
-- Name, type and exact size are sealed in the report, addition or note that brought the file.

-- 1: the sealed original of a file. Its key is not among those that opening a signal gives.
ALTER TABLE envelope ADD COLUMN IF NOT EXISTS guarded TINYINT NOT NULL DEFAULT 0;

-- What the public form stored and registration has not yet taken: no clock, in no order.
CREATE TABLE IF NOT EXISTS upload (
	id BINARY(16) NOT NULL PRIMARY KEY,		-- its envelope; travels in the form state
	tag BINARY(16) NOT NULL,			-- of the receipt it was filed with
	key_id BINARY(8) NOT NULL,
	wrap VARBINARY(96) NOT NULL,			-- to the intake key
	day DATE NOT NULL,
	writer BINARY(16) NOT NULL,			-- the post that writes it; a later one takes over
	chunks SMALLINT UNSIGNED NULL,			-- NULL until it is whole
	bytes INT UNSIGNED NOT NULL DEFAULT 0,		-- of the file, rounded up to chunks
	digest BINARY(32) NULL,				-- keyed with a key from the receipt: is what is sent again the same?
	sent TINYINT NOT NULL DEFAULT 0,		-- 1: what names it was sent; 2: and no key opens it
	KEY (tag),
	KEY by_sent (sent, day)
);

CREATE TABLE IF NOT EXISTS file_chunk (
	envelope BINARY(16) NOT NULL,
	part SMALLINT UNSIGNED NOT NULL,		-- 0 the file; 1, 2, ... its pages as images; 60000 its text
	seq SMALLINT UNSIGNED NOT NULL,
	sealed MEDIUMBLOB NOT NULL,
	PRIMARY KEY (envelope, part, seq)
);

CREATE TABLE IF NOT EXISTS attachment (
	id BINARY(16) NOT NULL PRIMARY KEY,		-- envelope of the sealed original
	signal_id BINARY(16) NOT NULL,
	no TINYINT UNSIGNED NOT NULL,			-- 1, 2, ... within the signal
	author BINARY(16) NULL,				-- NULL: the reporter
	day DATE NOT NULL,
	chunks SMALLINT UNSIGNED NULL,			-- NULL while staff are sending it
	state TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum attachment_state
	scan TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum attachment_scan
	tries TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- cleaning begun; three that died with it are enough
	clean BINARY(16) NULL,				-- envelope of the clean copy
	clean_chunks SMALLINT UNSIGNED NULL,
	pages SMALLINT UNSIGNED NOT NULL DEFAULT 0,	-- of the clean copy, each an image
	UNIQUE KEY (signal_id, no),
	KEY by_state (state, tries)
);

-- The original is for who has a reason and a second person's yes; what is approved is one file, for one person, once.
CREATE TABLE IF NOT EXISTS original_request (
	id BINARY(16) NOT NULL PRIMARY KEY,
	attachment BINARY(16) NOT NULL,
	signal_id BINARY(16) NOT NULL,
	asker BINARY(16) NOT NULL,
	reason BINARY(16) NOT NULL,			-- envelope, RECORD_REASON
	asked DATETIME NOT NULL,
	approver BINARY(16) NULL,
	decided DATETIME NULL,
	state TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- 0 asked 1 approved 2 refused 3 used
	KEY (signal_id, state),
	KEY (attachment)
);

-- One row: what keeps files out while text still comes in.
CREATE TABLE IF NOT EXISTS file_room (
	one TINYINT NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
	short TINYINT NOT NULL DEFAULT 0		-- 1: the disk is short, files are refused kindly
);
INSERT IGNORE INTO file_room (one) VALUES (1);
