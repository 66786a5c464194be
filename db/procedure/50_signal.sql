-- Decisions about signals. One procedure per kind of write; each checks the
-- live session, the role and need-to-know by itself, names the version it was
-- decided on (of two people at once one wins), writes the event, and appends
-- to the audit chain. What must hold even if the program is taken over, the
-- table of steps among it, is asked in 45_step.sql.

DELIMITER //

-- Ends the call unless the viewer works signals of the class of this one, and sees it.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_check(p_id BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	IF viewer() IS NULL THEN
		SIGNAL SQLSTATE 'KP401' SET MESSAGE_TEXT = 'signal: no live session';
	END IF;
	IF NOT EXISTS (SELECT 1 FROM seen_signal s WHERE s.id = p_id) THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'signal: not seen';
	END IF;
	IF NOT viewer_works((SELECT COALESCE(s.moving_to, s.class) FROM fraud_signal s WHERE s.id = p_id)) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'signal: role does not work signals';
	END IF;
	IF EXISTS (SELECT 1 FROM fraud_signal s WHERE s.id = p_id AND s.moving_to IS NOT NULL) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'signal: on its way to another class';
	END IF;
END//

-- One row of the timeline. The caller holds the row of the signal.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_event_add(p_id BINARY(16),
	p_day DATE, p_what VARCHAR(20) CHARACTER SET ascii,
	p_detail VARCHAR(200) CHARACTER SET ascii, p_envelope BINARY(16))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	INSERT INTO signal_event (signal_id, seq, day, at, actor, what, detail, envelope)
		SELECT p_id, COALESCE(MAX(e.seq), 0) + 1, p_day, UTC_TIMESTAMP(), viewer(), p_what,
			COALESCE(p_detail, ''), p_envelope
		FROM signal_event e WHERE e.signal_id = p_id;
END//

-- Whoever gets a signal must be at work and may see it; giving it to another is a lead's.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_check_assignee(p_id BINARY(16),
	p_assignee BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	IF p_assignee IS NULL OR p_assignee <> viewer() THEN
		IF NOT viewer_leads((SELECT s.class FROM fraud_signal s WHERE s.id = p_id)) THEN
			SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'signal: assigning is for a lead';
		END IF;
	END IF;
	IF p_assignee IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fraud_signal s, role_class c,
			account_role r, account a
		WHERE s.id = p_id AND c.class = s.class AND r.role = c.role AND r.role IN (0, 1, 3)
			AND r.account = p_assignee AND a.id = r.account AND a.state = 'active'
			AND (s.restricted = 0 OR EXISTS (SELECT 1 FROM signal_grant g
				WHERE g.signal_id = s.id AND g.account = p_assignee))) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'signal: not to this person';
	END IF;
END//

-- A mark, keyed by the session or by the form and the same for the same form sent twice, tells a double click from two
-- different forms made of one version. It stands in the event only, and says nothing to who reads it.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION signal_marked(
	p_detail VARCHAR(200) CHARACTER SET ascii, p_mark CHAR(32) CHARACTER SET ascii)
	RETURNS VARCHAR(200) CHARACTER SET ascii DETERMINISTIC NO SQL SQL SECURITY DEFINER
	RETURN TRIM(CONCAT(COALESCE(p_detail, ''), IF(COALESCE(p_mark, '') = '', '', CONCAT(' mark=', p_mark))))//

-- 1 when this person did this before, with the same form.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION signal_did(p_id BINARY(16),
	p_what VARCHAR(20) CHARACTER SET ascii, p_mark CHAR(32) CHARACTER SET ascii)
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();

	RETURN COALESCE(p_mark, '') <> '' AND EXISTS (SELECT 1 FROM signal_event e WHERE e.signal_id = p_id
		AND e.what = p_what AND e.actor = v_me AND e.detail LIKE CONCAT('%mark=', p_mark));
END//

-- Any step of the table. p_assign = 1: p_assignee is the new one (NULL = nobody).
-- p_desk, p_code: NULL leaves them. What is dated follows from p_what.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_move(p_id BINARY(16),
	p_version INT UNSIGNED, p_from TINYINT UNSIGNED, p_to TINYINT UNSIGNED,
	p_what VARCHAR(20) CHARACTER SET ascii, p_detail VARCHAR(200) CHARACTER SET ascii,
	p_assign TINYINT, p_assignee BINARY(16), p_desk VARCHAR(20) CHARACTER SET ascii,
	p_code VARCHAR(30) CHARACTER SET ascii, p_recheck TINYINT, p_envelope BINARY(16), p_day DATE,
	p_mark CHAR(32) CHARACTER SET ascii)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_version INT UNSIGNED DEFAULT NULL;
	DECLARE v_status TINYINT UNSIGNED DEFAULT NULL;
	DECLARE v_assignee BINARY(16) DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	SELECT s.version, s.status, s.assignee INTO v_version, v_status, v_assignee
		FROM fraud_signal s WHERE s.id = p_id FOR UPDATE;
	CALL signal_check(p_id);
	CALL whole_or_not();
	CALL day_check(p_day);
	IF NOT (v_version <=> p_version AND v_status <=> p_from) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'signal: somebody was first';
	END IF;
	CALL signal_step_check(p_id, p_what, p_from, p_to, p_envelope);
	CALL signal_with_check(p_id, p_what, p_assign, p_assignee, p_desk, p_code, p_recheck);
	IF p_assign = 1 THEN
		IF p_what = 'assigned' AND p_assignee <=> v_assignee THEN
			SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'signal: in these hands already';
		END IF;
		IF p_what = 'assigned' AND p_assignee <=> viewer() AND (v_assignee IS NOT NULL OR signal_given_up(p_id)) THEN
			SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'signal: taken over with a reason, not assigned';
		END IF;
		CALL signal_check_assignee(p_id, p_assignee);
	END IF;
	-- Before the write, not after: a call that is killed in between leaves a row too many, never a step too many.
	CALL audit_add('staff', CONCAT('signal_', p_what), p_id, 1, p_envelope,
		CONCAT('from=', p_from, ' to=', p_to, ' version=', p_version,
			IF(COALESCE(p_detail, '') = '', '', CONCAT(' ', p_detail))));
	-- The mark for a second look goes with reopening, unless who closed it does that; closing draws, and lowers
	-- none. It comes before closed_by: MariaDB assigns from left to right.
	UPDATE fraud_signal SET status = p_to, version = version + 1,
		recheck = IF(recheck = 1 AND (p_what = 'closed' OR (p_what = 'reopened' AND closed_by <=> viewer())),
			1, COALESCE(p_recheck, recheck)),
		given_up = IF(p_assign = 0, given_up, IF(p_assignee IS NOT NULL, NULL,
			IF(v_assignee IS NULL, given_up, IF(v_assignee = viewer(), NULL, viewer())))),
		assignee = IF(p_assign = 1, p_assignee, assignee),
		desk = COALESCE(p_desk, desk),
		assessed = IF(p_what = 'assessed', p_day, assessed),
		linked = IF(p_what = 'linked', p_day, linked),
		enriched = IF(p_what = 'enriched', p_day, enriched),
		forwarded = IF(p_what = 'forwarded', p_day, forwarded),
		closed = IF(p_what = 'closed', p_day, IF(p_what = 'reopened', NULL, closed)),
		closed_by = IF(p_what = 'closed', viewer(), IF(p_what = 'reopened', NULL, closed_by)),
		close_reason = IF(p_what = 'reopened', '', COALESCE(p_code, close_reason)),
		news_due = IF(p_what IN ('news_read', 'reopened'), NULL, news_due),
		news = IF(p_what IN ('news_read', 'reopened'), NULL, news)
	WHERE id = p_id AND version = p_version AND status = p_from;
	CALL signal_event_add(p_id, p_day, p_what, signal_marked(p_detail, p_mark), p_envelope);
END//

-- The desk's judgement of one subject; p_no = 0 adds one.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_judge(p_id BINARY(16),
	p_version INT UNSIGNED, p_status TINYINT UNSIGNED, p_no TINYINT UNSIGNED,
	p_kind VARCHAR(20) CHARACTER SET ascii, p_source CHAR(1) CHARACTER SET ascii,
	p_information TINYINT UNSIGNED, p_verdict VARCHAR(20) CHARACTER SET ascii,
	p_intent VARCHAR(20) CHARACTER SET ascii, p_features VARCHAR(400) CHARACTER SET ascii,
	p_envelope BINARY(16), p_day DATE, p_leads CHAR(10) CHARACTER SET ascii,
	p_mark CHAR(32) CHARACTER SET ascii)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_no TINYINT UNSIGNED DEFAULT p_no;
	DECLARE v_leads VARCHAR(20) CHARACTER SET ascii DEFAULT '';
	DECLARE v_held INT UNSIGNED;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	SELECT s.version INTO v_held FROM fraud_signal s WHERE s.id = p_id FOR UPDATE;
	CALL signal_check(p_id);
	CALL whole_or_not();
	CALL day_check(p_day);
	CALL signal_step_check(p_id, 'judged', p_status, p_status, p_envelope);
	IF p_verdict = 'duplicate' THEN
		IF NOT EXISTS (SELECT 1 FROM seen_signal s WHERE s.number = p_leads AND s.id <> p_id) THEN
			SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'signal: a duplicate of what?';
		END IF;
		SET v_leads = CONCAT(' leads=', p_leads);
	END IF;
	UPDATE fraud_signal SET version = version + 1, subjects = GREATEST(subjects, p_no)
		WHERE id = p_id AND version = p_version AND status = p_status;
	IF ROW_COUNT() = 0 THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'signal: somebody was first';
	END IF;
	IF v_no = 0 THEN
		SELECT COALESCE(MAX(u.subject_no), 0) + 1 INTO v_no FROM signal_subject u
			WHERE u.signal_id = p_id;
		UPDATE fraud_signal SET subjects = GREATEST(subjects, v_no) WHERE id = p_id;
	END IF;
	INSERT INTO signal_subject (signal_id, subject_no, kind, source, information, verdict, intent,
			features, assessor)
		VALUES (p_id, v_no, p_kind, p_source, p_information, p_verdict, p_intent, p_features, viewer())
		ON DUPLICATE KEY UPDATE kind = p_kind, source = p_source, information = p_information,
			verdict = p_verdict, intent = p_intent, features = p_features, assessor = viewer(),
			version = version + 1;
	CALL signal_event_add(p_id, p_day, 'judged',
		signal_marked(CONCAT('subject=', v_no, ' grade=', p_source, p_information, ' verdict=', p_verdict, v_leads),
			p_mark), p_envelope);
	CALL audit_add('staff', 'signal_judged', p_id, 1, p_envelope,
		CONCAT('subject=', v_no, ' grade=', p_source, p_information, ' verdict=', p_verdict, v_leads,
			' intent=', p_intent, ' version=', p_version));
END//

-- A note: no version, since it changes nothing; the row is held so that events stay in order, and so that of the
-- same form sent twice at once the second finds the first.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_note(p_id BINARY(16),
	p_envelope BINARY(16), p_day DATE, p_mark CHAR(32) CHARACTER SET ascii)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_held INT UNSIGNED;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	SELECT s.version INTO v_held FROM fraud_signal s WHERE s.id = p_id FOR UPDATE;
	CALL signal_check(p_id);
	CALL whole_or_not();
	CALL day_check(p_day);
	IF signal_did(p_id, 'note', p_mark) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'signal: this note is there';
	END IF;
	CALL signal_event_add(p_id, p_day, 'note', signal_marked('', p_mark), p_envelope);
	CALL audit_add('staff', 'signal_note', p_id, 1, p_envelope, '');
END//

-- Somebody asked for a number that he may not see, a signal's or the one its reporter has, or that is none: each
-- is one row, so that the answer does not tell them apart, and its time by a hundredth. Says nothing back.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_denied(
	p_number CHAR(10) CHARACTER SET ascii COLLATE ascii_bin)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_id BINARY(16) DEFAULT (SELECT s.id FROM fraud_signal s WHERE s.number = p_number);
	DECLARE v_reported BINARY(16) DEFAULT (SELECT r.signal_id FROM report r WHERE r.reference = p_number);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	IF viewer() IS NULL THEN
		SIGNAL SQLSTATE 'KP401' SET MESSAGE_TEXT = 'signal: no live session';
	END IF;
	CALL whole_or_not();
	SET v_id = COALESCE(v_id, v_reported);
	IF NOT EXISTS (SELECT 1 FROM seen_signal s WHERE s.id = v_id) THEN
		CALL audit_add('staff', 'denied', v_id, 0, NULL, '');
	END IF;
END//

DELIMITER ;
