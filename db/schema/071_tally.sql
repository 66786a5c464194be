-- How many signals are open, per class and status: kept by triggers
-- (db/procedure/60_tally.sql), so that a queue of any length is counted in a few rows.
-- Restricted signals are not in it: who may see one counts it by itself.

CREATE TABLE IF NOT EXISTS signal_tally (
	class TINYINT UNSIGNED NOT NULL,
	status TINYINT UNSIGNED NOT NULL,
	many INT NOT NULL,
	PRIMARY KEY (class, status)
);
INSERT IGNORE INTO signal_tally (class, status, many)
	SELECT COALESCE(s.moving_to, s.class), s.status, COUNT(*) FROM fraud_signal s
	WHERE s.status < 6 AND s.restricted = 0 GROUP BY COALESCE(s.moving_to, s.class), s.status;

ALTER TABLE signal_grant ADD KEY IF NOT EXISTS by_account (account);
