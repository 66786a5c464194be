-- Open signals per status, as far as the viewer may see them: the rule of
-- seen_signal on the tally, and one by one for the restricted signals granted
-- to the viewer. tests/last/tally.mjs compares it with seen_signal.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_tally AS
	SELECT t.status, t.many FROM signal_tally t
	WHERE (SELECT BIT_OR(1 << c.class) FROM role_class c, account_role r
			WHERE r.role = c.role AND r.account = (SELECT viewer() FROM installation i WHERE i.one = 1))
		& (1 << t.class)
	UNION ALL
	SELECT s.status, 1 FROM signal_grant g, fraud_signal s
	WHERE g.account = (SELECT viewer() FROM installation i WHERE i.one = 1)
		AND s.id = g.signal_id AND s.restricted = 1 AND s.status < 6
		AND EXISTS (SELECT 1 FROM role_class c, account_role r
			WHERE r.role = c.role AND r.account = g.account AND c.class = COALESCE(s.moving_to, s.class));

-- The same by the day on which the first clock ends, closed signals too.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_tally_due AS
	SELECT t.status, t.first_due, t.many FROM signal_tally_due t
	WHERE (SELECT BIT_OR(1 << c.class) FROM role_class c, account_role r
			WHERE r.role = c.role AND r.account = (SELECT viewer() FROM installation i WHERE i.one = 1))
		& (1 << t.class)
	UNION ALL
	SELECT s.status, s.first_due, 1 FROM signal_grant g, fraud_signal s
	WHERE g.account = (SELECT viewer() FROM installation i WHERE i.one = 1)
		AND s.id = g.signal_id AND s.restricted = 1
		AND EXISTS (SELECT 1 FROM role_class c, account_role r
			WHERE r.role = c.role AND r.account = g.account AND c.class = COALESCE(s.moving_to, s.class));

-- The same by what queues are filtered by but the clock.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_tally_filter AS
	SELECT t.status, t.subject, t.channel, t.assignee, t.danger, t.suspect, t.recheck, t.news, t.many
	FROM signal_tally_filter t
	WHERE (SELECT BIT_OR(1 << c.class) FROM role_class c, account_role r
			WHERE r.role = c.role AND r.account = (SELECT viewer() FROM installation i WHERE i.one = 1))
		& (1 << t.class)
	UNION ALL
	SELECT s.status, s.subject, s.channel, COALESCE(s.assignee, ''), s.danger, s.suspect, s.recheck, s.news IS NOT NULL, 1
	FROM signal_grant g, fraud_signal s
	WHERE g.account = (SELECT viewer() FROM installation i WHERE i.one = 1)
		AND s.id = g.signal_id AND s.restricted = 1
		AND EXISTS (SELECT 1 FROM role_class c, account_role r
			WHERE r.role = c.role AND r.account = g.account AND c.class = COALESCE(s.moving_to, s.class));
