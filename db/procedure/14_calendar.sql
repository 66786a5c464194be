-- The extra free days with the rule that goes with them: nothing secret, so
-- any program may ask. At least one row, with day NULL when there are none.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE calendar_days()
	READS SQL DATA SQL SECURITY DEFINER
	SELECT h.day, h.kind = 'decree' AS decree, c.version, c.known_until, c.decree_days_free
	FROM calendar_state c LEFT JOIN holiday h ON TRUE ORDER BY h.day;
