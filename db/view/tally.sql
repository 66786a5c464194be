-- Open signals per status, as far as the viewer may see them: the rule of
-- seen_signal on the tally, and one by one for the restricted signals granted
-- to the viewer. tests/last/tally.mjs compares it with seen_signal.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_tally AS
	SELECT t.status, t.many FROM signal_tally t
	WHERE (SELECT BIT_OR(1 << c.class) FROM role_class c, account_role r
			WHERE r.role = c.role AND r.account = viewer()) & (1 << t.class)
	UNION ALL
	SELECT s.status, 1 FROM signal_grant g, fraud_signal s
	WHERE g.account = viewer() AND s.id = g.signal_id AND s.restricted = 1 AND s.status < 6
		AND (SELECT BIT_OR(1 << c.class) FROM role_class c, account_role r
			WHERE r.role = c.role AND r.account = viewer()) & (1 << COALESCE(s.moving_to, s.class));
