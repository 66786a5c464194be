-- The desk's side of the dialogue: asking, taking back, and what a translation leaves in the timeline.
-- As in 50_signal.sql each procedure checks by itself, and is whole or not at all. The words are sealed
-- before they come here: for the reporter in the question's row, for the desk in an envelope of its own.

DELIMITER //

DROP FUNCTION IF EXISTS dialogue_done//		-- an earlier name of signal_did

-- p_key: the reporter's public key that p_wrap was made for; replaced meanwhile, nobody could open it.
-- p_envelope: the desk's own copy, added just before in the same transaction.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE dialogue_ask(p_id BINARY(16),
	p_version INT UNSIGNED, p_question BINARY(16), p_key BINARY(32), p_wrap VARBINARY(96),
	p_sealed MEDIUMBLOB, p_envelope BINARY(16), p_lang VARCHAR(8) CHARACTER SET ascii, p_tap TINYINT,
	p_look_before DATE, p_day DATE, p_mark CHAR(32) CHARACTER SET ascii)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_version INT UNSIGNED DEFAULT NULL;
	DECLARE v_status TINYINT UNSIGNED DEFAULT NULL;
	DECLARE v_tag BINARY(16) DEFAULT NULL;
	DECLARE v_key BINARY(32) DEFAULT NULL;
	DECLARE v_lang VARCHAR(8) CHARACTER SET ascii DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	SELECT s.version, s.status INTO v_version, v_status FROM fraud_signal s WHERE s.id = p_id FOR UPDATE;
	CALL signal_check(p_id);
	CALL whole_or_not();
	CALL day_check(p_day);
	IF NOT (v_version <=> p_version) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'dialogue: somebody was first';
	END IF;
	CALL signal_step_check(p_id, 'asked', v_status, v_status, NULL);
	-- Held: the reporter may be ending the dialogue, or changing the code, at this moment.
	SELECT r.tag, r.reporter_key, r.lang INTO v_tag, v_key, v_lang FROM report r
		WHERE r.signal_id = p_id AND r.has_code = 1 AND r.ended IS NULL LIMIT 1 FOR UPDATE;
	IF v_tag IS NULL OR NOT (v_key <=> p_key) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'dialogue: no such mailbox';
	END IF;
	IF (SELECT COUNT(*) FROM question q WHERE q.tag = v_tag AND q.state = 0) >= 5 THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'dialogue: five questions are open';
	END IF;
	-- Every question is of one size: 4096 bytes within the seal (src/base/crypto.h).
	IF NOT (v_lang <=> p_lang) OR NOT (p_tap IN (0, 1)) OR LENGTH(p_wrap) <> 96 OR LENGTH(p_sealed) <> 4138
			OR COALESCE(p_look_before NOT BETWEEN p_day + INTERVAL 1 DAY AND p_day + INTERVAL 60 DAY, 1)
			OR NOT EXISTS (SELECT 1 FROM record c WHERE c.envelope = p_envelope AND c.object = p_id
				AND c.kind = 8 AND c.author = v_me AND c.added > UTC_TIMESTAMP() - INTERVAL 1 DAY) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'dialogue: not a question';
	END IF;
	INSERT INTO question (id, signal_id, tag, asker, day, look_before, lang, tap, wrap, sealed, envelope)
		VALUES (p_question, p_id, v_tag, v_me, p_day, p_look_before, p_lang, p_tap, p_wrap, p_sealed, p_envelope);
	UPDATE fraud_signal SET version = version + 1 WHERE id = p_id;
	CALL signal_event_add(p_id, p_day, 'asked', signal_marked(CONCAT('question=', LOWER(HEX(p_question)),
		' before=', p_look_before), p_mark), p_envelope);
	CALL audit_add('staff', 'question_asked', p_id, 1, p_envelope,
		CONCAT('question=', LOWER(HEX(p_question)), ' before=', p_look_before, ' version=', p_version));
END//

-- Before it is answered. The reporter's copy goes: what was taken back is read by nobody.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE dialogue_withdraw(p_id BINARY(16),
	p_question BINARY(16), p_day DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_status TINYINT UNSIGNED DEFAULT NULL;
	DECLARE v_envelope BINARY(16) DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	SELECT s.status INTO v_status FROM fraud_signal s WHERE s.id = p_id FOR UPDATE;
	CALL signal_check(p_id);
	CALL whole_or_not();
	CALL day_check(p_day);
	CALL signal_step_check(p_id, 'withdrawn', v_status, v_status, NULL);
	SELECT q.envelope INTO v_envelope FROM question q
		WHERE q.id = p_question AND q.signal_id = p_id AND q.state = 0 FOR UPDATE;
	IF v_envelope IS NULL THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'dialogue: the question is not open';
	END IF;
	UPDATE question SET state = 3, told_state = 3, wrap = '', sealed = '' WHERE id = p_question;
	CALL signal_event_add(p_id, p_day, 'withdrawn', CONCAT('question=', LOWER(HEX(p_question))), v_envelope);
	CALL audit_add('staff', 'question_withdrawn', p_id, 1, v_envelope,
		CONCAT('question=', LOWER(HEX(p_question))));
END//

-- p_envelope: the translation, added just before by the same person. It changes nothing, so it names no version.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE dialogue_translated(p_id BINARY(16),
	p_envelope BINARY(16), p_by VARCHAR(10) CHARACTER SET ascii, p_grade CHAR(1) CHARACTER SET ascii,
	p_day DATE, p_mark CHAR(32) CHARACTER SET ascii)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_status TINYINT UNSIGNED DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	SELECT s.status INTO v_status FROM fraud_signal s WHERE s.id = p_id FOR UPDATE;
	CALL signal_check(p_id);
	CALL whole_or_not();
	CALL day_check(p_day);
	CALL signal_step_check(p_id, 'translated', v_status, v_status, NULL);
	IF signal_did(p_id, 'translated', p_mark) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'dialogue: this translation is there';
	END IF;
	IF NOT COALESCE((p_by = 'human' AND p_grade IN ('A', 'B', 'C')) OR (p_by = 'machine' AND p_grade = 'D'), 0)
			OR NOT EXISTS (SELECT 1 FROM record c WHERE c.envelope = p_envelope AND c.object = p_id
				AND c.kind = 10 AND c.author = v_me AND c.added > UTC_TIMESTAMP() - INTERVAL 1 DAY) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'dialogue: not a translation';
	END IF;
	CALL signal_event_add(p_id, p_day, 'translated',
		signal_marked(CONCAT('by=', p_by, ' quality=', p_grade), p_mark), p_envelope);
	CALL audit_add('staff', 'signal_translated', p_id, 1, p_envelope, CONCAT('by=', p_by, ' quality=', p_grade));
END//

-- For a page of the queue (ids of 16 bytes end to end): until when a signal waits for its reporter, NULL when
-- it does not, and whether an answer is among its new information.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE dialogue_waiting(p_objects VARBINARY(1600))
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	SELECT s.id AS signal_id, MAX(IF(q.told_state = 0, q.look_before, NULL)) AS look_before,
		MAX(q.told_state = 1 AND q.told_answered >= s.news) AS answered
	FROM seq_0_to_99 n
		JOIN seen_signal s ON s.id = SUBSTRING(p_objects, n.seq * 16 + 1, 16)
		JOIN question q ON q.signal_id = s.id
	WHERE n.seq * 16 < LENGTH(p_objects)
	GROUP BY s.id;
END//

DELIMITER ;
