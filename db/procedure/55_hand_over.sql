-- National security is at stake after all: a signal of class HIK (1) goes to USZ (2), never back. A
-- person marks it, and from that COMMIT on only USZ sees it; workd then brings its envelopes to the
-- key of USZ and takes the mark away. A signal is marked or moved, never half.

DELIMITER //

-- From any open status, by whom it is assigned to, a lead, or any caseworker while it is nobody's.
-- What USZ needs to act stands in the row at once, on top of their queue, with or without keys.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_hand_over(p_id BINARY(16),
	p_version INT UNSIGNED, p_envelope BINARY(16), p_day DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_assignee BINARY(16);
	DECLARE v_class, v_status TINYINT UNSIGNED;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	SELECT s.assignee, s.class, s.status INTO v_assignee, v_class, v_status
		FROM fraud_signal s WHERE s.id = p_id FOR UPDATE;
	CALL signal_check(p_id);
	IF v_class <> 1 OR NOT (viewer_is(1) OR (viewer_is(0) AND (v_assignee IS NULL OR v_assignee = v_me))) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'hand over: not in these hands';
	END IF;
	IF NOT EXISTS (SELECT 1 FROM record r WHERE r.envelope = p_envelope AND r.object = p_id
			AND r.kind = 6 AND r.author = v_me) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'hand over: no reason';
	END IF;
	CALL whole_or_not();
	CALL day_check(p_day);
	UPDATE fraud_signal SET moving_to = 2, desk = 'security_unit', status = 0, assignee = NULL, given_up = NULL, urgent = 1,
		act_by = p_day, restricted = 0, version = version + 1
	WHERE id = p_id AND version = p_version AND status < 6;
	IF ROW_COUNT() = 0 THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'signal: somebody was first';
	END IF;
	DELETE FROM signal_grant WHERE signal_id = p_id;
	CALL signal_event_add(p_id, p_day, 'handed_over', '', p_envelope);
	CALL audit_add('staff', 'signal_handed_over', p_id, 1, p_envelope,
		CONCAT('from=', v_status, ' to=0 version=', p_version));
END//

-- 1 when the viewer handed that signal over just now: what a double click is told.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_handed_over(
	p_number CHAR(10) CHARACTER SET ascii COLLATE ascii_bin)
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();

	SELECT COUNT(*) AS mine FROM fraud_signal s JOIN signal_event e ON e.signal_id = s.id
	WHERE s.number = p_number AND e.what = 'handed_over' AND e.actor = v_me
		AND e.at > UTC_TIMESTAMP() - INTERVAL 2 MINUTE;
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_moving(p_limit INT)
	READS SQL DATA SQL SECURITY DEFINER
	SELECT s.id, s.moving_to FROM fraud_signal s WHERE s.moving_to IS NOT NULL LIMIT p_limit//

-- Nothing of a signal that is not marked.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_moving_envelopes(p_id BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
	SELECT e.id, e.key_id, e.wrap FROM fraud_signal s JOIN envelope e ON e.object = s.id
	WHERE s.id = p_id AND s.moving_to IS NOT NULL AND e.class <> s.moving_to//

-- p_items: JSON, an array of [envelope, new key id, new wrap] in hexadecimal. It must name every
-- envelope that is still of the old class, or nothing changes and workd reads them again. One that no
-- key opens has NULL for a wrap and stays as it is: it must not keep the others.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_arrive(p_id BINARY(16),
	p_items MEDIUMTEXT CHARACTER SET ascii)
	MODIFIES SQL DATA SQL SECURITY DEFINER
arrive: BEGIN
	DECLARE v_to TINYINT UNSIGNED DEFAULT NULL;
	DECLARE v_left, v_named INT UNSIGNED;

	SELECT s.moving_to INTO v_to FROM fraud_signal s WHERE s.id = p_id FOR UPDATE;
	IF v_to IS NULL THEN
		LEAVE arrive;
	END IF;
	SELECT COUNT(*), COUNT(j.id) INTO v_left, v_named FROM envelope e
		LEFT JOIN JSON_TABLE(p_items, '$[*]' COLUMNS (id CHAR(32) PATH '$[0]')) j ON UNHEX(j.id) = e.id
		WHERE e.object = p_id AND e.class <> v_to;
	IF v_left <> v_named THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'arrive: an envelope came in between';
	END IF;
	UPDATE envelope e JOIN JSON_TABLE(p_items, '$[*]' COLUMNS (id CHAR(32) PATH '$[0]',
			key_id CHAR(16) PATH '$[1]', wrap CHAR(192) PATH '$[2]')) j ON e.id = UNHEX(j.id)
		SET e.class = v_to, e.key_id = UNHEX(j.key_id), e.wrap = UNHEX(j.wrap)
		WHERE e.object = p_id AND j.wrap IS NOT NULL;
	UPDATE fraud_signal SET class = v_to, moving_to = NULL, version = version + 1 WHERE id = p_id;
	CALL audit_add('workd', 'signal_moved', p_id, 6, NULL, CONCAT('class=', v_to, ' envelopes=', v_named));
END//

DELIMITER ;
