-- What every decision is held to, whatever program asks for it: all or nothing, a step of the table,
-- by whom the table says, with its reason, on the day it is.

DELIMITER //

-- Outside a transaction each statement is committed by itself, and a failure halfway leaves half a
-- decision. Every procedure that writes for a person calls this before its first write, and begins with
--	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
-- so that a failure inside a transaction leaves nothing to COMMIT either.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE whole_or_not()
	NO SQL SQL SECURITY DEFINER
BEGIN
	IF @@in_transaction = 0 THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'not in a transaction';
	END IF;
END//

-- The programs' clock moves in a demo only. A day either way: midnight, and the hours of Amsterdam.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE day_check(p_day DATE)
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	IF p_day IS NULL OR (ABS(DATEDIFF(p_day, UTC_DATE())) > 1
			AND EXISTS (SELECT 1 FROM installation i WHERE i.production = 1)) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'not today';
	END IF;
END//

-- 1 when the viewer took that signal out of a colleague's hands and nobody had it since: for him it is still a
-- colleague's, or giving it to nobody and claiming it would be taking over without a reason.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION signal_given_up(p_id BINARY(16))
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_by BINARY(16) DEFAULT NULL;

	SELECT s.given_up INTO v_by FROM fraud_signal s WHERE s.id = p_id;
	RETURN COALESCE(v_by = viewer(), 0);
END//

-- 1 when the viewer knows what he decides on: the signal is his to treat, or he opened it with a purpose and a
-- reason, which hold for a day. That somebody leads opens nothing by itself.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION signal_opened(p_id BINARY(16))
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();

	RETURN keyd_may_treat(p_id) OR EXISTS (SELECT 1 FROM audit l WHERE l.object = p_id AND l.actor = v_me
		AND l.program = 'keyd' AND l.action = 'open' AND l.purpose <> 1 AND l.at > UTC_TIMESTAMP() - INTERVAL 1 DAY);
END//

-- The row of the signal is held by the caller. Bits as enum signal_who; who lost a race is told so.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_step_check(p_id BINARY(16),
	p_what VARCHAR(20) CHARACTER SET ascii, p_from TINYINT UNSIGNED, p_to TINYINT UNSIGNED,
	p_envelope BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_assignee, v_closed_by BINARY(16);
	DECLARE v_news DATE;
	DECLARE v_who, v_reason, v_text, v_bits, v_class TINYINT UNSIGNED DEFAULT NULL;

	SELECT t.who, t.reason, t.text INTO v_who, v_reason, v_text FROM signal_step t
		WHERE t.what = p_what AND t.from_status = p_from AND t.to_status = p_to;
	IF v_who IS NULL THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'signal: no such step';
	END IF;
	SELECT s.assignee, s.closed_by, s.news, s.class INTO v_assignee, v_closed_by, v_news, v_class
		FROM fraud_signal s WHERE s.id = p_id FOR UPDATE;
	SET v_bits = 1 | IF(v_assignee <=> v_me, 2, 0) | IF(viewer_leads(v_class), 4, 0)
		| IF(v_news IS NULL, 0, 8) | IF(v_closed_by <=> v_me, 0, 16)
		| IF(v_assignee <=> v_me OR (v_assignee IS NULL AND NOT signal_given_up(p_id)), 64, 128);
	IF v_who & v_bits = 0 AND v_who IN (64, 128) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'signal: somebody was first';
	ELSEIF v_who & v_bits = 0 THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'signal: not this person''s step';
	ELSEIF v_text = 1 AND NOT signal_opened(p_id) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'signal: the text was not opened';
	END IF;
	IF v_reason = 1 AND NOT EXISTS (SELECT 1 FROM record r WHERE r.envelope = p_envelope
			AND r.object = p_id AND r.kind IN (5, 6) AND r.author = v_me
			AND r.added > UTC_TIMESTAMP() - INTERVAL 1 DAY) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'signal: no reason';
	END IF;
END//

-- 1 when it was forwarded and neither came back nor was handed over since (signal_is_forwarded, src/signal_close.c).
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION signal_forwarded(p_id BINARY(16))
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
	RETURN COALESCE((SELECT e.what = 'forwarded' FROM signal_event e WHERE e.signal_id = p_id
		AND e.what IN ('forwarded', 'returned', 'handed_over') ORDER BY e.seq DESC LIMIT 1), 0)//

-- What a step may bring along: who gets it, where it goes, why it ends, the mark for a second look.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_with_check(p_id BINARY(16),
	p_what VARCHAR(20) CHARACTER SET ascii, p_assign TINYINT, p_assignee BINARY(16),
	p_desk VARCHAR(20) CHARACTER SET ascii, p_code VARCHAR(30) CHARACTER SET ascii, p_recheck TINYINT)
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_to_me TINYINT DEFAULT p_what IN ('claimed', 'taken_over', 'reopened');
	DECLARE v_me BINARY(16) DEFAULT viewer();

	-- These have procedures of their own, which write more than an event.
	IF p_what IN ('judged', 'asked', 'withdrawn', 'translated') THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'signal: not a step by itself';
	END IF;
	IF (COALESCE(p_assign, 0) = 1) <> (v_to_me OR p_what = 'assigned') OR (v_to_me AND NOT (p_assignee <=> v_me))
		OR (p_desk IS NOT NULL AND p_what NOT IN ('forwarded', 'returned'))
		OR (p_code IS NOT NULL) <> (p_what = 'closed')
		OR NOT CASE p_what WHEN 'closed' THEN COALESCE(p_recheck, 0) IN (0, 1)
			WHEN 'rechecked' THEN p_recheck <=> 2 WHEN 'reopened' THEN p_recheck <=> 0
			ELSE p_recheck IS NULL END THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'signal: does not go with this step';
	END IF;
	-- Or this reason would be the way round the second look that "no follow-up" is drawn for.
	IF p_code = 'forwarded_done' AND NOT signal_forwarded(p_id) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'signal: closed as forwarded, and was not';
	END IF;
END//

DELIMITER ;
