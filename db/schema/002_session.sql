-- What logging in needs beside the ground: a session's own idle time (the views
-- cannot read settings), bounds for one-time codes, and a count for the alarm.

ALTER TABLE session ADD COLUMN IF NOT EXISTS
	idle_minutes SMALLINT UNSIGNED NOT NULL DEFAULT 30;

-- One-time codes tried in the running minute, right or wrong: five, no more.
ALTER TABLE account
	ADD COLUMN IF NOT EXISTS code_tries TINYINT UNSIGNED NOT NULL DEFAULT 0,
	ADD COLUMN IF NOT EXISTS code_since DATETIME NULL;

-- Failed log-ins of everybody together, names that do not exist included: one row,
-- written on every failure, so that known and unknown names cost the same.
CREATE TABLE IF NOT EXISTS login_watch (
	one TINYINT NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
	since DATETIME NOT NULL,
	failures INT UNSIGNED NOT NULL DEFAULT 0
);
INSERT IGNORE INTO login_watch (one, since) VALUES (1, UTC_TIMESTAMP());
