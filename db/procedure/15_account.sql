-- People and their rights: each procedure looks up who calls (viewer()) and
-- what that person may; nobody changes his own rights. Roles that read reports
-- (a row in role_class) or the audit chain (5 auditor, 6 privacy officer), or that
-- approve changes (1 lead, 8 administrator), and a password reset, wait for a second
-- person, or one administrator could make the second. The second person gets the one-time code: whoever proposed never holds
-- one that opens what the two of them gave.
-- Each writes its audit row last, that of a lapse before what it tells of: call them inside a transaction.

DELIMITER //

-- The person at work, for every request; renews the idle time once a minute at most.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_enter()
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();

	IF v_me IS NOT NULL THEN
		UPDATE session SET seen = UTC_TIMESTAMP()
			WHERE ticket = @ticket AND seen < UTC_TIMESTAMP() - INTERVAL 1 MINUTE;
	END IF;
	SELECT a.id, a.name, a.display, a.lang, a.state, COALESCE((SELECT BIT_OR(1 << r.role)
			FROM account_role r WHERE r.account = a.id), 0) AS roles,
		a.totp IS NOT NULL AS second_factor, 0 AS enrolling, a.version
	FROM account a WHERE a.id = v_me;
END//

-- The language somebody wants to find after logging in: one's own, so no audit row.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_language(
	p_lang CHAR(2) CHARACTER SET ascii)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	UPDATE account SET lang = p_lang WHERE id = viewer();
	IF ROW_COUNT() = 0 AND viewer() IS NULL THEN
		SIGNAL SQLSTATE 'KP401' SET MESSAGE_TEXT = 'no live session';
	END IF;
END//

-- Why a ticket is no longer good, for the words on the log-in page; tells nothing else.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_session_state(p_ticket BINARY(32))
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	SELECT CASE s.ended WHEN 1 THEN 'logout' WHEN 2 THEN 'cap' WHEN 3 THEN 'ended'
		WHEN 4 THEN 'password' ELSE 'expired' END AS state
	FROM session s WHERE s.ticket = p_ticket;
END//

-- Refuses whoever has none of the roles in the mask (bits 1 << role), and half a decision (45_step.sql).
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_guard(p_roles INT)
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();

	IF v_me IS NULL THEN
		SIGNAL SQLSTATE 'KP401' SET MESSAGE_TEXT = 'no live session';
	END IF;
	IF NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account = v_me
			AND (1 << r.role) & p_roles <> 0) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'not the right role';
	END IF;
	CALL whole_or_not();
END//

-- The account of that name, which must not be the caller's own.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_other(
	p_name VARCHAR(60), OUT p_id BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	SET p_id = (SELECT a.id FROM account a WHERE a.name = p_name);
	IF p_id IS NULL THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'no such account';
	END IF;
	IF p_id = viewer() THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'not for oneself';
	END IF;
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION account_needs_two(p_role TINYINT UNSIGNED)
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
	RETURN p_role IN (1, 5, 6, 8) OR EXISTS (SELECT 1 FROM role_class c WHERE c.role = p_role)//

-- 1: one person's code may not open this account, now or after the approval that it waits for.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION account_is_of_two(p_account BINARY(16))
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
	RETURN EXISTS (SELECT 1 FROM account a WHERE a.id = p_account AND a.by_two = 1)
		OR EXISTS (SELECT 1 FROM account_role r WHERE r.account = p_account
			AND account_needs_two(r.role))
		OR EXISTS (SELECT 1 FROM account_change c WHERE c.account = p_account
			AND c.state = 'proposed')//

-- 1 while what this person proposed can still be approved: an administrator, and active.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION account_may_propose(p_proposer BINARY(16))
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
	RETURN EXISTS (SELECT 1 FROM account_role r JOIN account a ON a.id = r.account
		WHERE r.account = p_proposer AND r.role = 8 AND a.state = 'active')//

-- What somebody proposed for that account who is no administrator any more can only be refused: a proposal of
-- now takes its place, and the chain says that it lapsed.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_change_lapse(p_account BINARY(16))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_held BINARY(16) DEFAULT NULL;

	-- Held before the chain is, as everywhere: what follows asks for the account.
	SELECT a.id INTO v_held FROM account a WHERE a.id = p_account FOR UPDATE;
	FOR lapsed IN (SELECT c.id, c.what, c.role FROM account_change c WHERE c.account = p_account
			AND c.state = 'proposed' AND account_may_propose(c.proposer) = 0 ORDER BY c.id FOR UPDATE) DO
		CALL audit_add('staff', CONCAT(lapsed.what, '_lapse'), p_account, 0, NULL,
			IF(lapsed.role IS NULL, '', CONCAT('role=', lapsed.role)));
		UPDATE account_change SET state = 'refused', approver = viewer() WHERE id = lapsed.id;
	END FOR;
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_role_give(
	p_account BINARY(16), p_role TINYINT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	IF NOT EXISTS (SELECT 1 FROM role r WHERE r.role = p_role) THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'no such role';
	END IF;
	CALL account_change_lapse(p_account);
	IF account_needs_two(p_role) = 0 THEN
		INSERT IGNORE INTO account_role (account, role) VALUES (p_account, p_role);
	ELSEIF NOT EXISTS (SELECT 1 FROM account_change c WHERE c.account = p_account
			AND c.what = 'grant_role' AND c.role = p_role AND c.state = 'proposed')
		AND NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account = p_account
			AND r.role = p_role) THEN
		INSERT INTO account_change (id, account, what, role, proposer)
			VALUES (RANDOM_BYTES(16), p_account, 'grant_role', p_role, viewer());
	END IF;
END//

-- The code is kept only when one person may give it out; else it comes with the approval.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_add(
	p_name VARCHAR(60), p_display VARCHAR(80), p_lang CHAR(2) CHARACTER SET ascii,
	p_role TINYINT UNSIGNED, p_code BINARY(32))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_id BINARY(16) DEFAULT RANDOM_BYTES(16);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 8);
	IF EXISTS (SELECT 1 FROM account a WHERE a.name = p_name) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'name is taken';
	END IF;
	INSERT INTO account (id, name, display, lang, enrol_hash, enrol_until)
		VALUES (v_id, p_name, p_display, p_lang, IF(account_needs_two(p_role), NULL, p_code),
			IF(account_needs_two(p_role), NULL, UTC_TIMESTAMP() + INTERVAL 3 DAY));
	CALL account_role_give(v_id, p_role);
	CALL audit_add('staff', 'account_add', v_id, 0, NULL, CONCAT('role=', p_role));
	IF account_needs_two(p_role) THEN
		CALL audit_add('staff', 'role_propose', v_id, 0, NULL, CONCAT('role=', p_role));
	END IF;
END//

-- 1 when this very person added it within the last ten minutes and nobody took it yet: a form sent twice, of which
-- the first answer with its one-time code was never seen.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION account_just_added(p_name VARCHAR(60))
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();

	RETURN EXISTS (SELECT 1 FROM account a, audit l WHERE a.name = p_name AND a.state = 'new' AND l.object = a.id
		AND l.actor = v_me AND l.program = 'staff' AND l.action = 'account_add'
		AND l.at > UTC_TIMESTAMP() - INTERVAL 10 MINUTE);
END//

-- A new one-time code for somebody who has not enrolled yet. For an account of
-- two people it takes a reset, which they propose and approve.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_new_code(
	p_name VARCHAR(60), p_code BINARY(32))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_id BINARY(16);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 8);
	CALL account_other(p_name, v_id);
	IF account_is_of_two(v_id) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'needs a second person';
	END IF;
	UPDATE account SET enrol_hash = p_code, enrol_until = UTC_TIMESTAMP() + INTERVAL 3 DAY
		WHERE id = v_id AND state = 'new';
	IF ROW_COUNT() = 0 THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'has enrolled already';
	END IF;
	CALL audit_add('staff', 'account_code', v_id, 0, NULL, '');
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_end_sessions(p_name VARCHAR(60))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_id BINARY(16);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 8);
	CALL account_other(p_name, v_id);
	UPDATE session SET ended = 3 WHERE account = v_id AND ended = 0;
	CALL audit_add('staff', 'sessions_end', v_id, 0, NULL, '');
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_disable(
	p_name VARCHAR(60), p_disabled TINYINT)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_id BINARY(16);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 8);
	CALL account_other(p_name, v_id);
	UPDATE account SET version = version + 1,
		state = IF(p_disabled, 'disabled', IF(password IS NULL, 'new', 'active'))
		WHERE id = v_id;
	UPDATE session SET ended = 3 WHERE account = v_id AND ended = 0;
	CALL audit_add('staff', IF(p_disabled, 'account_disable', 'account_enable'), v_id, 0, NULL, '');
END//

-- waits = 1: a second person must approve first.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_grant(
	p_name VARCHAR(60), p_role TINYINT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_id BINARY(16);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 8);
	CALL account_other(p_name, v_id);
	CALL account_role_give(v_id, p_role);
	CALL audit_add('staff', IF(account_needs_two(p_role), 'role_propose', 'role_grant'), v_id, 0, NULL,
		CONCAT('role=', p_role));
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_revoke(
	p_name VARCHAR(60), p_role TINYINT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_id BINARY(16);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 8);
	CALL account_other(p_name, v_id);
	DELETE FROM account_role WHERE account = v_id AND role = p_role;
	UPDATE account_change SET state = 'refused', approver = viewer()
		WHERE account = v_id AND what = 'grant_role' AND role = p_role AND state = 'proposed';
	CALL audit_add('staff', 'role_revoke', v_id, 0, NULL, CONCAT('role=', p_role));
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_propose_reset(p_name VARCHAR(60))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_id BINARY(16);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 8);
	CALL account_other(p_name, v_id);
	CALL account_change_lapse(v_id);
	IF EXISTS (SELECT 1 FROM account_change c WHERE c.account = v_id AND c.what = 'reset'
			AND c.state = 'proposed') THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'proposed already';
	END IF;
	INSERT INTO account_change (id, account, what, proposer)
		VALUES (RANDOM_BYTES(16), v_id, 'reset', viewer());
	CALL audit_add('staff', 'reset_propose', v_id, 0, NULL, '');
END//

-- Nobody's password any more: the account waits for who comes with this code.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_start_anew(
	p_account BINARY(16), p_code BINARY(32))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	UPDATE account SET password = NULL, totp = NULL, totp_step = 0, failures = 0, not_before = NULL,
		version = version + 1, state = IF(state = 'disabled', state, 'new'), by_two = 1,
		enrol_hash = p_code, enrol_until = UTC_TIMESTAMP() + INTERVAL 3 DAY
		WHERE id = p_account;
	UPDATE session SET ended = 3 WHERE account = p_account AND ended = 0;
END//

-- The second person: another administrator or a lead, neither the proposer nor the one it is about. What
-- somebody proposed who is no administrator any more can only be refused.
-- An account that one person handed out, or that nobody took yet, starts anew with the approver's code.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE account_decide(
	p_change BINARY(16), p_approve TINYINT, p_code BINARY(32))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_account, v_proposer BINARY(16);
	DECLARE v_what, v_state VARCHAR(20);
	DECLARE v_role TINYINT UNSIGNED;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 8 | 1 << 1);
	SELECT c.account, c.proposer, c.what, c.state, c.role
		INTO v_account, v_proposer, v_what, v_state, v_role
		FROM account_change c WHERE c.id = p_change FOR UPDATE;
	IF v_account IS NULL THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'no such change';
	ELSEIF v_proposer = viewer() OR v_account = viewer() THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'needs a second person';
	ELSEIF v_state <> 'proposed' THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'decided already';
	ELSEIF p_approve AND account_may_propose(v_proposer) = 0 THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'who proposed it is no administrator any more';
	END IF;
	UPDATE account_change SET approver = viewer(), state = IF(p_approve, 'approved', 'refused')
		WHERE id = p_change;
	IF p_approve AND v_what = 'grant_role' THEN
		INSERT IGNORE INTO account_role (account, role) VALUES (v_account, v_role);
	END IF;
	IF p_approve AND (v_what = 'reset' OR EXISTS (SELECT 1 FROM account a WHERE a.id = v_account
			AND (a.state <> 'active' OR a.by_two = 0))) THEN
		CALL account_start_anew(v_account, p_code);
	END IF;
	CALL audit_add('staff', CONCAT(v_what, IF(p_approve, '_approve', '_refuse')), v_account, 0, NULL,
		IF(v_role IS NULL, '', CONCAT('role=', v_role)));
END//

-- Extra days and the end of what is known; every change is a new version, and
-- signals remember with which version their dates were computed.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE calendar_day_add(
	p_day DATE, p_kind VARCHAR(10) CHARACTER SET ascii, p_note VARCHAR(80))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 8);
	IF EXISTS (SELECT 1 FROM holiday h WHERE h.day = p_day) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'day is there already';
	END IF;
	INSERT INTO holiday (day, kind, note) VALUES (p_day, p_kind, p_note);
	UPDATE calendar_state SET version = version + 1 WHERE one = 1;
	CALL audit_add('staff', 'calendar_add', NULL, 0, NULL, CONCAT('day=', p_day, ' kind=', p_kind));
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE calendar_day_remove(p_day DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 8);
	DELETE FROM holiday WHERE day = p_day;
	IF ROW_COUNT() = 0 THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'no such day';
	END IF;
	UPDATE calendar_state SET version = version + 1 WHERE one = 1;
	CALL audit_add('staff', 'calendar_remove', NULL, 0, NULL, CONCAT('day=', p_day));
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE calendar_known_until(p_day DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 8);
	UPDATE calendar_state SET known_until = p_day, version = version + 1 WHERE one = 1;
	CALL audit_add('staff', 'calendar_until', NULL, 0, NULL, CONCAT('day=', p_day));
END//

DELIMITER ;
