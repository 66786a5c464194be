-- The original of a file: asked for with a reason, approved by a second person who leads, opened by who
-- asked, once, within a day. What is approved is a row that names file, person and reason, and never
-- changes but for its state.

DELIMITER //

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE original_ask(p_id BINARY(16),
	p_file BINARY(16), p_reason BINARY(16), p_day DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_signal BINARY(16) DEFAULT NULL;
	DECLARE v_no TINYINT UNSIGNED;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	SELECT a.signal_id, a.no INTO v_signal, v_no FROM attachment a
		WHERE a.id = p_file AND a.chunks IS NOT NULL FOR UPDATE;
	CALL signal_check(v_signal);
	CALL whole_or_not();
	CALL day_check(p_day);
	IF NOT keyd_may_treat(v_signal) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'original: not in these hands';
	END IF;
	IF NOT EXISTS (SELECT 1 FROM record r WHERE r.envelope = p_reason AND r.object = v_signal AND r.kind = 6
			AND r.author = v_me AND r.added > UTC_TIMESTAMP() - INTERVAL 1 DAY) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'original: no reason';
	END IF;
	IF EXISTS (SELECT 1 FROM original_request o WHERE o.attachment = p_file AND o.asker = v_me
			AND (o.state = 0 OR (o.state = 1 AND o.decided > UTC_TIMESTAMP() - INTERVAL 1 DAY))) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'original: asked already';
	END IF;
	INSERT INTO original_request (id, attachment, signal_id, asker, reason, asked)
		VALUES (p_id, p_file, v_signal, v_me, p_reason, UTC_TIMESTAMP());
	CALL signal_event_add(v_signal, p_day, 'original_asked', CONCAT('file=', v_no), p_reason);
	CALL audit_add('staff', 'original_asked', v_signal, 3, p_reason,
		CONCAT('file=', LOWER(HEX(p_file)), ' request=', LOWER(HEX(p_id))));
END//

-- By who leads in the class of the signal and sees it; never by who asked. A yes to a file that is not
-- known to be clean names what the scanner said: p_scan, 0 not scanned, 2 it found something.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE original_decide(p_id BINARY(16), p_yes TINYINT,
	p_scan TINYINT UNSIGNED, p_day DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_signal, v_asker, v_reason, v_file BINARY(16) DEFAULT NULL;
	DECLARE v_state, v_no, v_class, v_scan TINYINT UNSIGNED;
	DECLARE v_asked DATETIME;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	-- The row of the signal first, as every writer of its timeline does.
	SELECT o.signal_id INTO v_signal FROM original_request o WHERE o.id = p_id;
	SELECT s.class INTO v_class FROM fraud_signal s WHERE s.id = v_signal FOR UPDATE;
	SELECT o.asker, o.reason, o.attachment, o.state, o.asked
		INTO v_asker, v_reason, v_file, v_state, v_asked
		FROM original_request o WHERE o.id = p_id FOR UPDATE;
	CALL signal_check(v_signal);
	CALL whole_or_not();
	CALL day_check(p_day);
	IF v_asker = v_me OR NOT viewer_leads(v_class) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'original: not this second person';
	END IF;
	IF v_state <> 0 OR p_yes NOT IN (0, 1) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'original: decided';
	END IF;
	-- A yes is to a reason that was read: opened by who decides, since it was asked.
	IF p_yes = 1 AND NOT EXISTS (SELECT 1 FROM audit l WHERE l.object = v_signal AND l.actor = v_me
			AND l.program = 'keyd' AND l.action = 'open' AND l.at >= v_asked) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'original: the reason was not read';
	END IF;
	SELECT a.no, a.scan INTO v_no, v_scan FROM attachment a WHERE a.id = v_file;
	IF p_yes = 1 AND v_scan <> 1 AND NOT (p_scan <=> v_scan) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'original: what the scanner said is not accepted';
	END IF;
	UPDATE original_request SET state = IF(p_yes = 1, 1, 2), approver = v_me, decided = UTC_TIMESTAMP(),
		accepted = IF(p_yes = 1, v_scan, NULL) WHERE id = p_id;
	CALL signal_event_add(v_signal, p_day, IF(p_yes = 1, 'original_approved', 'original_refused'),
		CONCAT('file=', v_no), NULL);
	CALL audit_add('staff', IF(p_yes = 1, 'original_approved', 'original_refused'), v_signal, 3, v_reason,
		CONCAT('file=', LOWER(HEX(v_file)), ' request=', LOWER(HEX(p_id)), IF(p_yes = 1, CONCAT(' scan=', v_scan), '')));
END//

-- keyd: the wrap of an original that this viewer may open now, and the mark that it is opened, with its
-- rows in the timeline and the chain, in the caller's transaction. Once: a second time asks a second yes.
-- It counts towards the reading limit; at the limit the yes stays good.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE keyd_original(p_object BINARY(16),
	p_file BINARY(16), p_limit INT UNSIGNED, p_minutes INT UNSIGNED, p_day DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_request, v_reason BINARY(16) DEFAULT NULL;
	DECLARE v_accepted, v_scan, v_no, v_class TINYINT UNSIGNED DEFAULT NULL;
	DECLARE v_used INT UNSIGNED DEFAULT 0;
	DECLARE v_held BINARY(16) DEFAULT NULL;

	IF v_me IS NULL THEN
		SIGNAL SQLSTATE 'KP401' SET MESSAGE_TEXT = 'keyd: no live session';
	END IF;
	IF NOT EXISTS (SELECT 1 FROM seen_signal s WHERE s.id = p_object AND s.moving_to IS NULL)
			OR NOT EXISTS (SELECT 1 FROM attachment a WHERE a.id = p_file AND a.signal_id = p_object) THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'keyd: not seen';
	END IF;
	CALL day_check(p_day);
	-- The row of the signal first, as every writer of its timeline does.
	SELECT s.id, s.class INTO v_held, v_class FROM fraud_signal s WHERE s.id = p_object FOR UPDATE;
	SELECT a.no, a.scan INTO v_no, v_scan FROM attachment a WHERE a.id = p_file;
	-- A yes is good for who still treats the signal, and while who gave it still leads.
	IF NOT keyd_may_treat(p_object) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'keyd: not in these hands';
	END IF;
	SELECT o.id, o.reason, o.accepted INTO v_request, v_reason, v_accepted FROM original_request o
		WHERE o.attachment = p_file AND o.signal_id = p_object AND o.asker = v_me AND o.state = 1
			AND o.approver <> o.asker AND o.decided > UTC_TIMESTAMP() - INTERVAL 1 DAY
			AND EXISTS (SELECT 1 FROM account a JOIN account_role r ON r.account = a.id
				WHERE a.id = o.approver AND a.state = 'active' AND r.role = IF(v_class = 2, 3, 1))
		LIMIT 1 FOR UPDATE;
	IF v_request IS NULL THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'keyd: no second person said yes';
	END IF;
	IF v_scan <> 1 AND NOT (v_accepted <=> v_scan) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'keyd: the scanner said something else since';
	END IF;
	CALL keyd_count(p_object, p_limit, p_minutes, v_used);
	UPDATE original_request SET state = 3, opened = UTC_TIMESTAMP() WHERE id = v_request;
	CALL signal_event_add(p_object, p_day, 'original_opened', CONCAT('file=', v_no), NULL);
	CALL audit_add('keyd', 'open_original', p_object, 3, v_reason,
		CONCAT('file=', LOWER(HEX(p_file)), ' request=', LOWER(HEX(v_request))));
	SELECT e.id, e.class, e.key_id, e.wrap, v_used AS used FROM envelope e
		WHERE e.id = p_file AND e.object = p_object AND e.guarded = 1;
END//

-- For the queue: what the viewer can decide (0: asked by another, in a class that the viewer leads), and what a
-- second person answered the viewer since a day ago, allowed (1) or refused (2). Nearly always nothing, so that
-- is asked first and costs little.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE original_waiting()
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_since DATETIME DEFAULT UTC_TIMESTAMP() - INTERVAL 1 DAY;

	IF EXISTS (SELECT 1 FROM original_request o WHERE o.asker = v_me AND o.state IN (1, 2) AND o.decided > v_since)
			OR EXISTS (SELECT 1 FROM original_request o WHERE o.state = 0 AND o.asker <> v_me)
				AND EXISTS (SELECT 1 FROM account_role r WHERE r.account = v_me AND r.role IN (1, 3)) THEN
		SELECT s.number, o.state FROM original_request o JOIN seen_signal s ON s.id = o.signal_id
		WHERE o.asker = v_me AND o.state IN (1, 2) AND o.decided > v_since
		UNION
		SELECT s.number, 0 FROM original_request o JOIN seen_signal s ON s.id = o.signal_id
		WHERE o.state = 0 AND o.asker <> v_me AND EXISTS (SELECT 1 FROM account_role r
			WHERE r.account = v_me AND r.role = IF(s.class = 2, 3, 1))
		ORDER BY state DESC, number LIMIT 40;
	ELSE
		SELECT '' AS number, 0 AS state FROM DUAL WHERE 0;
	END IF;
END//

DELIMITER ;
