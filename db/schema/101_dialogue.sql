-- The dialogue with a reporter who has no name: questions sealed to the key of their receipt, answers
-- sealed as additions. What a visit leaves is the date a question was first read, and nothing else.

CREATE TABLE IF NOT EXISTS question (
	id BINARY(16) NOT NULL PRIMARY KEY,		-- envelope of the reporter's copy
	signal_id BINARY(16) NOT NULL,
	tag BINARY(16) NOT NULL,			-- whose mailbox
	asker BINARY(16) NOT NULL,
	day DATE NOT NULL,				-- asked
	look_before DATE NOT NULL,			-- what the reporter is told
	lang VARCHAR(8) CHARACTER SET ascii NOT NULL,
	tap TINYINT NOT NULL DEFAULT 0,			-- 1: answered with yes, no or I do not know
	wrap VARBINARY(96) NOT NULL,			-- to the reporter's key
	sealed MEDIUMBLOB NOT NULL,			-- RECORD_QUESTION, seq 0
	envelope BINARY(16) NOT NULL,			-- the desk's own copy (RECORD_QUESTION by envelope_add)
	state TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum question_state
	read_on DATE NULL,
	answered DATE NULL,
	KEY (tag, state),
	KEY (signal_id),
	KEY by_look (state, look_before)
);

ALTER TABLE report
	ADD COLUMN IF NOT EXISTS ended DATE NULL,	-- the reporter ended the dialogue, or its time passed
	-- Number of an earlier report this one adds to, as typed; not secret, attached by a person only.
	ADD COLUMN IF NOT EXISTS adds_to CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL;

-- What comes in by the code is an addition (3), or an answer (9) that names its question.
ALTER TABLE report_addition
	ADD COLUMN IF NOT EXISTS kind TINYINT UNSIGNED NOT NULL DEFAULT 3,
	ADD COLUMN IF NOT EXISTS question BINARY(16) NULL;

-- Tags that are no codes any more (replaced or ended), as long as an unfinished form may still carry
-- one: what is sent with it then is an addition to the report as it is now, never a second report.
CREATE TABLE IF NOT EXISTS report_former (
	tag BINARY(16) NOT NULL PRIMARY KEY,
	now_tag BINARY(16) NOT NULL,
	day DATE NOT NULL,
	KEY (day)
);

-- Names of events: 'addition_by_reference' is the longest.
ALTER TABLE signal_event MODIFY COLUMN what VARCHAR(30) CHARACTER SET ascii NOT NULL;
