-- What the desk has been told of a mailbox. A visit shows at its own moment to nobody: what it changed is
-- told with the next release, many at once (dialogue_tell in db/procedure/74_mailbox.sql).

ALTER TABLE question
	ADD COLUMN IF NOT EXISTS told_state TINYINT UNSIGNED NOT NULL DEFAULT 0,
	ADD COLUMN IF NOT EXISTS told_read DATE NULL,
	ADD COLUMN IF NOT EXISTS told_answered DATE NULL;

-- Signals of whose mailbox the desk is still to be told something. Random ids: no order of arrival.
CREATE TABLE IF NOT EXISTS dialogue_untold (
	signal_id BINARY(16) NOT NULL PRIMARY KEY,
	ended DATE NULL				-- its reporter ended the dialogue on that day
);
INSERT IGNORE INTO dialogue_untold (signal_id)
	SELECT DISTINCT q.signal_id FROM question q WHERE q.told_state <> q.state OR NOT (q.told_read <=> q.read_on);

-- Another code may be asked for a few times in the days that former ones are kept: they are counted by the
-- tag they lead to now.
ALTER TABLE report_former ADD KEY IF NOT EXISTS by_now (now_tag);
