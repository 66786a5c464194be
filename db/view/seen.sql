-- Need-to-know: the only way to the data (docs/design.md, Need-to-know is the only way to the data).
-- One definer view per table with an object in it, all resting on seen_signal.
-- IN and EXISTS, never joins: a join would need EXECUTE on viewer() for the
-- caller and would double rows.

-- A view that compares a column with viewer() itself, outside IN and EXISTS, is
-- ALGORITHM = TEMPTABLE: merged into "... WHERE id = X AND id IN (SELECT ...)",
-- MariaDB 10.11 drops the comparison and shows the row (tests/system/views-hold.mjs).

-- "(SELECT viewer() FROM installation i WHERE i.one = 1)" and not "viewer()": a stored function beside
-- a column is asked anew for every row that is looked at, whatever index there is; the answer of a
-- SELECT of one row is asked once for each run of a statement, and indexes are used with it.

-- The person at work; nobody without a live session.
CREATE OR REPLACE ALGORITHM = TEMPTABLE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW me AS
	SELECT a.id, a.name, a.display, a.lang, a.version
	FROM account a WHERE a.id = (SELECT viewer() FROM installation i WHERE i.one = 1);

-- Of older versions; nothing asks them any more.
DROP VIEW IF EXISTS my_role, my_class, calendar_rule;

-- Colleagues by name, for "handled by" and assigning; no rights, no secrets.
CREATE OR REPLACE ALGORITHM = TEMPTABLE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW colleague AS
	SELECT a.id, a.display, a.state
	FROM account a WHERE (SELECT viewer() FROM installation i WHERE i.one = 1) IS NOT NULL;

-- Whom a signal of that class may be assigned to: works = 1 for roles that work signals (not analysts).
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW colleague_class AS
	SELECT r.account, c.class, r.role IN (0, 1, 3) AS works FROM account_role r, role_class c
	WHERE c.role = r.role
		AND c.class IN (SELECT mc.class FROM role_class mc WHERE mc.role IN
			(SELECT mr.role FROM account_role mr WHERE mr.account = (SELECT viewer() FROM installation i WHERE i.one = 1)));

-- What was handed over is the other class's from that moment on, rewrapped or not.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_signal AS
	SELECT s.* FROM fraud_signal s
	-- The viewer's classes as bits: asked once for the statement, not once a row.
	WHERE (SELECT BIT_OR(1 << c.class) FROM role_class c, account_role r
			WHERE r.role = c.role AND r.account = (SELECT viewer() FROM installation i WHERE i.one = 1))
		& (1 << COALESCE(s.moving_to, s.class))
		AND (s.restricted = 0 OR EXISTS (SELECT 1 FROM signal_grant g
			WHERE g.signal_id = s.id AND g.account = viewer()));

-- Originals of files are not among them: their way is keyd_original (73_original.sql).
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_envelope AS
	SELECT e.id, e.object, e.class, e.key_id, e.wrap FROM envelope e
	WHERE e.guarded = 0 AND e.object IN (SELECT s.id FROM seen_signal s)
		AND e.class IN (SELECT c.class FROM role_class c WHERE c.role IN
			(SELECT r.role FROM account_role r WHERE r.account = (SELECT viewer() FROM installation i WHERE i.one = 1)));

CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_record AS
	SELECT r.envelope, r.seq, r.kind, r.object, r.author, r.added, r.day, r.sealed FROM record r
	WHERE r.object IN (SELECT s.id FROM seen_signal s);

CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_attachment AS
	SELECT a.* FROM attachment a WHERE a.signal_id IN (SELECT s.id FROM seen_signal s);

-- Sealed bytes of files, originals too: without a key they say nothing.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_chunk AS
	SELECT c.envelope, c.part, c.seq, c.sealed FROM file_chunk c
	WHERE c.envelope IN (SELECT e.id FROM envelope e WHERE e.object IN (SELECT s.id FROM seen_signal s));

-- Who asked for an original and what became of it.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_original AS
	SELECT o.id, o.attachment, o.signal_id, o.asker, o.approver, o.reason, o.asked, o.decided, o.state,
		(SELECT a.no FROM attachment a WHERE a.id = o.attachment) AS no,
		(SELECT a.scan FROM attachment a WHERE a.id = o.attachment) AS scan,
		o.decided > UTC_TIMESTAMP() - INTERVAL 1 DAY AS good, o.opened
	FROM original_request o WHERE o.signal_id IN (SELECT s.id FROM seen_signal s);

-- Of older versions; original_waiting (73_original.sql) tells it now.
DROP VIEW IF EXISTS ready_original, undecided_original, answered_original;

-- As far as the desk was told (117_told.sql): no visit of a reporter shows at its own moment.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_question AS
	SELECT q.id, q.signal_id, q.asker, q.day, q.look_before, q.lang, q.tap, q.envelope, q.told_state AS state,
		q.told_read AS read_on, q.told_answered AS answered
	FROM question q WHERE q.signal_id IN (SELECT s.id FROM seen_signal s);

-- Where questions to a reporter go: nothing when there is no code, or its holder ended it and the desk was told.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_mailbox AS
	SELECT r.signal_id, r.reporter_key, r.lang FROM report r
	WHERE r.has_code = 1 AND (r.ended IS NULL OR EXISTS (SELECT 1 FROM dialogue_untold u
			WHERE u.signal_id = r.signal_id AND u.ended IS NOT NULL))
		AND r.signal_id IN (SELECT s.id FROM seen_signal s);

CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_event AS
	SELECT e.* FROM signal_event e WHERE e.signal_id IN (SELECT s.id FROM seen_signal s);

-- The number a reporter was given, and the signal it became: for who is called about it.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_report AS
	SELECT r.reference, r.signal_id, r.has_code FROM report r WHERE r.signal_id IN (SELECT s.id FROM seen_signal s);

CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_subject AS
	SELECT u.* FROM signal_subject u WHERE u.signal_id IN (SELECT s.id FROM seen_signal s);

-- Who looked: the audit of what the viewer may see.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_audit AS
	SELECT a.seq, a.at, a.actor, a.program, a.action, a.object, a.purpose, a.reason, a.detail
	FROM audit a WHERE a.object IN (SELECT s.id FROM seen_signal s);
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_audit_list AS
	SELECT o.object, a.seq, a.at, a.actor, a.program, a.action, a.purpose
	FROM audit_object o, audit a
	WHERE a.seq = o.seq AND o.object IN (SELECT s.id FROM seen_signal s);

-- The auditor (role 5) and the privacy officer (role 6) see who, what and when; never content.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW auditor_audit AS
	SELECT a.seq, a.at, a.actor, a.program, a.action, a.object, a.purpose, a.detail FROM audit a
	WHERE EXISTS (SELECT 1 FROM account_role r
		WHERE r.account = (SELECT viewer() FROM installation i WHERE i.one = 1) AND r.role IN (5, 6));

-- The number behind an object, for the same two: it says which signal, and nothing of what is in it.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW auditor_number AS
	SELECT s.id, s.number FROM fraud_signal s
	WHERE EXISTS (SELECT 1 FROM account_role r
		WHERE r.account = (SELECT viewer() FROM installation i WHERE i.one = 1) AND r.role IN (5, 6));

-- Which rows of the chain name that object among others: readings of a list.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW auditor_listed AS
	SELECT o.object, o.seq FROM audit_object o
	WHERE EXISTS (SELECT 1 FROM account_role r
		WHERE r.account = (SELECT viewer() FROM installation i WHERE i.one = 1) AND r.role IN (5, 6));

-- The administrator (role 8) and the lead (role 1, for approving) see accounts without secrets.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW admin_account AS
	SELECT a.id, a.name, a.display, a.lang, a.state, a.totp IS NOT NULL AS second_factor,
		a.enrol_until, a.version
	FROM account a
	WHERE EXISTS (SELECT 1 FROM account_role r
		WHERE r.account = (SELECT viewer() FROM installation i WHERE i.one = 1) AND r.role IN (1, 8));
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW admin_account_role AS
	SELECT ar.account, ar.role FROM account_role ar
	WHERE EXISTS (SELECT 1 FROM account_role r
		WHERE r.account = (SELECT viewer() FROM installation i WHERE i.one = 1) AND r.role IN (1, 8));
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW admin_account_change AS
	SELECT c.* FROM account_change c
	WHERE EXISTS (SELECT 1 FROM account_role r
		WHERE r.account = (SELECT viewer() FROM installation i WHERE i.one = 1) AND r.role IN (1, 8));

-- My own sessions, for "end my other sessions".
CREATE OR REPLACE ALGORITHM = TEMPTABLE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW my_session AS
	SELECT s.ticket, s.started, s.seen, s.until FROM session s
	WHERE s.account = (SELECT viewer() FROM installation i WHERE i.one = 1) AND s.ended = 0;

CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW calendar_day AS
	SELECT h.day, h.kind, h.note FROM holiday h;

-- Only what queues are filtered, ordered and counted by, all of it in the indexes of the four orders.
-- It says the rule of seen_signal again, because a statement run a second time reads every column of the
-- views it rests on, and that would be the whole row; tests/system/desk.mjs compares the two. The indexes are
-- named because with some thousands open the optimiser reads the whole table instead, which takes five times as long.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW seen_count AS
	SELECT s.id, s.open, s.status, s.class, s.subject, s.channel, s.received, s.first_due, s.assignee, s.danger,
		s.suspect, s.recheck, s.news, s.top
	FROM fraud_signal s FORCE INDEX (by_order, by_subject_order, by_received_order, by_status_order, by_assignee)
	WHERE (SELECT BIT_OR(1 << c.class) FROM role_class c, account_role r
			WHERE r.role = c.role AND r.account = (SELECT viewer() FROM installation i WHERE i.one = 1))
		& (1 << COALESCE(s.moving_to, s.class))
		AND (s.restricted = 0 OR EXISTS (SELECT 1 FROM signal_grant g
			WHERE g.signal_id = s.id AND g.account = viewer()));
