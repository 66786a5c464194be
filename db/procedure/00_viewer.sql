-- The person at work, as the views and procedures know them: the account of the
-- live session whose ticket this connection named in @ticket. NULL = nobody.
-- A session is live when it was not ended, was made since the last restore
-- (generation), is within both of its time-outs, and its person is active.
-- The server's clock decides (secure_timestamp), never the caller's.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION viewer() RETURNS BINARY(16)
	READS SQL DATA SQL SECURITY DEFINER
	RETURN (SELECT s.account FROM session s
		WHERE s.ticket = @ticket AND s.ended = 0 AND s.until > UTC_TIMESTAMP()
			AND s.seen > UTC_TIMESTAMP() - INTERVAL s.idle_minutes MINUTE
			AND s.generation = (SELECT i.generation FROM installation i WHERE i.one = 1)
			AND EXISTS (SELECT 1 FROM account a WHERE a.id = s.account AND a.state = 'active'));

-- 1 when the viewer has that role (numbers of enum role).
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION viewer_is(p_role TINYINT UNSIGNED)
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
	RETURN EXISTS (SELECT 1 FROM account_role r
		WHERE r.account = (SELECT viewer() FROM installation i WHERE i.one = 1) AND r.role = p_role);

-- 1 when the viewer works, or leads, signals of that class: those of national security (2) advisers do, and
-- nobody else; elsewhere an adviser is nobody.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION viewer_works(p_class TINYINT UNSIGNED)
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
	RETURN IF(p_class = 2, viewer_is(3), viewer_is(0) OR viewer_is(1));

CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION viewer_leads(p_class TINYINT UNSIGNED)
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
	RETURN IF(p_class = 2, viewer_is(3), viewer_is(1));
