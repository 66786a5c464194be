-- The reporter's side of the dialogue: what the holder of a code may see and do, and when a code stops
-- working. The tag is the only key to it. A code that is ended, replaced or past its time has no row
-- left: the tag is then another, so that nothing tells it from one that never was.

DELIMITER //

DROP PROCEDURE IF EXISTS report_status//

-- How a report stands, in the three words its reporter sees. Handed over is handled: for its reporter a
-- signal does not become "received" again. Always one row, live = 0 for a code that never was, is none or
-- was ended; whether its time has passed the program says, from the day of closing ("9999-12-31": open).
-- asked, files: whether it is worth asking for those.
-- For every tag this finds one report, misses one, finds one signal and works out the same columns: the time
-- it takes does not tell one from the other (tests/long/mailbox-timing.mjs). Of another's row (o) nothing is told.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_status(p_tag BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
	SELECT v.live, v.live * CASE WHEN v.status IS NULL OR (v.status = 0 AND v.desk = 'intake') THEN 0
			WHEN v.status < 6 THEN 1 ELSE 2 END AS stage,
		LEFT(DATE_FORMAT(v.closed, '%Y-%m-%d'), 10 * v.live) AS closed,
		LEFT(DATE_FORMAT(v.received, '%Y-%m-%d'), 10 * v.live) AS received,
		v.live * EXISTS (SELECT 1 FROM question q WHERE q.tag = p_tag AND q.state = 0) AS asked,
		v.live * ((EXISTS (SELECT 1 FROM upload u WHERE u.tag = p_tag AND u.sent IN (1, 2))
			+ EXISTS (SELECT 1 FROM attachment a WHERE a.signal_id = v.signal_id
				AND a.author IS NULL AND a.chunks IS NOT NULL)) > 0) AS files
	FROM (SELECT COALESCE(r.has_code = 1 AND r.ended IS NULL, 0) AS live, s.id AS signal_id, s.status, s.desk,
			COALESCE(s.closed, '9999-12-31') AS closed, COALESCE(r.received, '9999-12-31') AS received
		FROM (SELECT MIN(tag) AS tag FROM report) f
		LEFT JOIN report r ON r.tag = p_tag
		LEFT JOIN report o ON o.tag = IF(r.tag IS NULL, f.tag, REVERSE(p_tag))
		LEFT JOIN fraud_signal s ON s.id = COALESCE(r.signal_id, o.signal_id)) v//

-- The desk is told of this mailbox with the next release.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_untold(p_signal BINARY(16), p_ended DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
	INSERT INTO dialogue_untold (signal_id, ended) SELECT p_signal, p_ended FROM DUAL WHERE p_signal IS NOT NULL
		ON DUPLICATE KEY UPDATE ended = COALESCE(p_ended, dialogue_untold.ended)//

-- That open questions were read is a date, set once.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_read(p_tag BINARY(16), p_today DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_signal BINARY(16) DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL day_check(p_today);
	SELECT MIN(q.signal_id) INTO v_signal FROM question q
		WHERE q.tag = p_tag AND q.state = 0 AND q.read_on IS NULL;
	IF v_signal IS NOT NULL THEN
		START TRANSACTION;
		UPDATE question SET read_on = p_today WHERE tag = p_tag AND state = 0 AND read_on IS NULL;
		CALL mailbox_untold(v_signal, NULL);
		COMMIT;
	END IF;
END//

-- Open questions: what only the receipt's own key opens.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_questions(p_tag BINARY(16), p_today DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	CALL mailbox_read(p_tag, p_today);
	SELECT q.id, q.tap, q.lang, DATE_FORMAT(q.look_before, '%Y-%m-%d') AS look_before, q.wrap, q.sealed
		FROM question q WHERE q.tag = p_tag AND q.state = 0 ORDER BY q.look_before, q.id LIMIT 20;
END//

-- Their wraps, to be made anew for another code: nothing is read.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_wraps(p_tag BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
	SELECT q.id, q.wrap FROM question q WHERE q.tag = p_tag AND q.state = 0 LIMIT 20//

-- What became of the files: a number, a day and enum attachment_state; no name is stored outside a seal.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_files(p_tag BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
	SELECT a.no, DATE_FORMAT(a.day, '%Y-%m-%d') AS day, a.state
	FROM report r JOIN attachment a ON a.signal_id = r.signal_id
	WHERE r.tag = p_tag AND a.author IS NULL AND a.chunks IS NOT NULL
	UNION ALL
	-- One whose wrap opens no more (sent 2) is damaged (7).
	SELECT 0, DATE_FORMAT(u.day, '%Y-%m-%d'), IF(u.sent = 2, 7, 0) FROM upload u WHERE u.tag = p_tag AND u.sent IN (1, 2)
	ORDER BY no = 0, no, day//

-- Holds the report of a code that works; KP404 for any other. Whatever is done with it is done today: what waits
-- with a day that the calendar does not know could never be registered.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_hold(
	p_tag BINARY(16), p_today DATE, p_days INT, OUT p_signal BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_tag BINARY(16) DEFAULT NULL;

	CALL day_check(p_today);
	SELECT r.tag, r.signal_id INTO v_tag, p_signal FROM report r
		WHERE r.tag = p_tag AND r.has_code = 1 AND r.ended IS NULL FOR UPDATE;
	IF v_tag IS NULL OR EXISTS (SELECT 1 FROM fraud_signal s
			WHERE s.id = p_signal AND s.closed + INTERVAL p_days DAY < p_today) THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'no such mailbox';
	END IF;
END//

-- One more addition to a report whose row the caller holds: each once, and at most twenty beside the
-- first answer to each question.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE addition_store(
	p_tag BINARY(16), p_digest BINARY(32), p_kind TINYINT UNSIGNED, p_question BINARY(16),
	p_envelope BINARY(16), p_key_id BINARY(8), p_wrap VARBINARY(96), p_received DATE, p_sealed MEDIUMBLOB)
	MODIFIES SQL DATA SQL SECURITY DEFINER
store: BEGIN
	DECLARE v_count, v_has, v_answers INT DEFAULT 0;

	SELECT COUNT(*) - COUNT(DISTINCT a.question), COALESCE(SUM(a.digest = p_digest), 0),
		COALESCE(SUM(a.question = p_question), 0) INTO v_count, v_has, v_answers
		FROM report_addition a WHERE a.tag = p_tag;
	IF v_has > 0 THEN
		LEAVE store;
	END IF;
	IF v_count >= 20 AND (p_question IS NULL OR v_answers > 0) THEN
		SIGNAL SQLSTATE 'KP429' SET MESSAGE_TEXT = 'twenty additions';
	END IF;
	INSERT INTO report_addition (tag, digest, kind, question, envelope, key_id, wrap, received, sealed)
	VALUES (p_tag, p_digest, p_kind, p_question, p_envelope, p_key_id, p_wrap, p_received, p_sealed);
END//

-- An answer (9) or an added text (3). The question is answered by what stores the answer. One that lapsed is
-- answered late; to one that is answered already, or withdrawn, this is one more addition: nothing is lost.
-- Its files (ids of 16 bytes, end to end) are sent with it, or nothing is.
-- The reporter's copy of a question that is done with is of no use to anybody: its bytes go.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_add(
	p_tag BINARY(16), p_digest BINARY(32), p_kind TINYINT UNSIGNED, p_question BINARY(16),
	p_envelope BINARY(16), p_key_id BINARY(8), p_wrap VARBINARY(96), p_today DATE, p_days INT,
	p_sealed MEDIUMBLOB, p_files VARBINARY(960))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_signal BINARY(16);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL whole_or_not();
	CALL mailbox_hold(p_tag, p_today, p_days, v_signal);
	IF NOT (p_kind = 3 AND p_question IS NULL OR p_kind = 9 AND EXISTS (SELECT 1 FROM question q
			WHERE q.id = p_question AND q.tag = p_tag)) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'neither an answer nor an addition';
	END IF;
	IF p_files IS NOT NULL THEN
		CALL upload_mark(p_tag, p_files);
	END IF;
	CALL addition_store(p_tag, p_digest, p_kind, p_question, p_envelope, p_key_id, p_wrap, p_today, p_sealed);
	UPDATE question SET state = 1, answered = p_today, wrap = '', sealed = ''
		WHERE id = p_question AND tag = p_tag AND state IN (0, 2);
	IF ROW_COUNT() > 0 THEN
		CALL mailbox_untold(v_signal, NULL);
	END IF;
END//

-- Is this very answer stored? Asked when a page that was sent is shown again.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_sent(p_tag BINARY(16), p_digest BINARY(32))
	READS SQL DATA SQL SECURITY DEFINER
	SELECT EXISTS (SELECT 1 FROM report_addition a WHERE a.tag = p_tag AND a.digest = p_digest) AS sent//

-- Everything that is found by the tag goes along with it.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_move(
	p_tag BINARY(16), p_new_tag BINARY(16))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	UPDATE report_former SET now_tag = p_new_tag WHERE now_tag = p_tag;
	UPDATE report SET tag = p_new_tag WHERE tag = p_tag;
	UPDATE report_addition SET tag = p_new_tag WHERE tag = p_tag;
	UPDATE upload SET tag = p_new_tag WHERE tag = p_tag;
	UPDATE question SET tag = p_new_tag WHERE tag = p_tag;
END//

-- The old tag is kept for three days: a form that still carries it makes no second report. Written before
-- the report is held, in the order in which report_entry looks, so that neither waits for the other in a ring.
-- OUT 1: this very step was taken before; sent twice it changes nothing the second time.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_leave(
	p_tag BINARY(16), p_new_tag BINARY(16), p_today DATE, OUT p_done TINYINT)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	CALL whole_or_not();
	INSERT IGNORE INTO report_former (tag, now_tag, day) VALUES (p_tag, p_new_tag, p_today);
	SET p_done = ROW_COUNT() = 0;
	IF p_done THEN
		SELECT f.now_tag = p_new_tag INTO p_done FROM report_former f WHERE f.tag = p_tag FOR UPDATE;
	END IF;
END//

-- The code gives way to another. p_items: JSON, an array of [question, wrap to the new key] in hexadecimal;
-- it must name every open question, or nothing changes and the caller reads them again. Ten times while
-- former tags are kept, and not more: each moves what hangs on all that went before.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_replace(
	p_tag BINARY(16), p_new_tag BINARY(16), p_new_key BINARY(32), p_today DATE, p_days INT,
	p_items TEXT CHARACTER SET ascii)
	MODIFIES SQL DATA SQL SECURITY DEFINER
replace_it: BEGIN
	DECLARE v_done TINYINT;
	DECLARE v_signal BINARY(16);
	DECLARE v_open, v_named INT UNSIGNED;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL mailbox_leave(p_tag, p_new_tag, p_today, v_done);
	IF v_done THEN
		LEAVE replace_it;
	END IF;
	CALL mailbox_hold(p_tag, p_today, p_days, v_signal);
	IF (SELECT COUNT(*) FROM report_former f WHERE f.now_tag = p_tag) >= 10 THEN
		SIGNAL SQLSTATE 'KP429' SET MESSAGE_TEXT = 'ten codes in three days';
	END IF;
	SELECT COUNT(*), COUNT(j.id) INTO v_open, v_named FROM question q
		LEFT JOIN JSON_TABLE(p_items, '$[*]' COLUMNS (id CHAR(32) PATH '$[0]')) j ON UNHEX(j.id) = q.id
		WHERE q.tag = p_tag AND q.state = 0 FOR UPDATE;
	IF v_open <> v_named THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'a question came in between';
	END IF;
	UPDATE question q JOIN JSON_TABLE(p_items, '$[*]' COLUMNS (id CHAR(32) PATH '$[0]',
			wrap CHAR(192) PATH '$[1]')) j ON q.id = UNHEX(j.id)
		SET q.wrap = UNHEX(j.wrap) WHERE q.tag = p_tag AND q.state = 0;
	CALL mailbox_move(p_tag, p_new_tag);
	UPDATE report SET reporter_key = p_new_key WHERE tag = p_new_tag;
END//

-- What ending means for a report whose row the caller holds.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_close(
	p_tag BINARY(16), p_new_tag BINARY(16), p_today DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	UPDATE question SET state = 4, wrap = '', sealed = '' WHERE tag = p_tag AND state = 0;
	CALL mailbox_move(p_tag, p_new_tag);
	UPDATE report SET ended = p_today WHERE tag = p_new_tag;
END//

-- The reporter ends the dialogue: at once for the code, and at the desk with its date when it is told.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_end(
	p_tag BINARY(16), p_new_tag BINARY(16), p_today DATE, p_days INT)
	MODIFIES SQL DATA SQL SECURITY DEFINER
end_it: BEGIN
	DECLARE v_done TINYINT;
	DECLARE v_signal BINARY(16);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL mailbox_leave(p_tag, p_new_tag, p_today, v_done);
	IF v_done THEN
		LEAVE end_it;
	END IF;
	CALL mailbox_hold(p_tag, p_today, p_days, v_signal);
	CALL mailbox_close(p_tag, p_new_tag, p_today);
	CALL mailbox_untold(v_signal, p_today);
END//

-- A row of the timeline without a clock and without a person. The caller holds the signal; none, no row.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_event(p_id BINARY(16), p_day DATE,
	p_what VARCHAR(30) CHARACTER SET ascii, p_detail VARCHAR(200) CHARACTER SET ascii)
	MODIFIES SQL DATA SQL SECURITY DEFINER
	INSERT INTO signal_event (signal_id, seq, day, what, detail)
		SELECT s.id, (SELECT COALESCE(MAX(e.seq), 0) + 1 FROM signal_event e WHERE e.signal_id = s.id),
			p_day, p_what, p_detail
		FROM fraud_signal s WHERE s.id = p_id//

-- With each release, in the order of random ids: the desk is told what reporters did at their mailboxes since the
-- one before. Says how many that were.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE dialogue_tell(p_today DATE, p_limit INT)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_told INT DEFAULT 0;
	DECLARE v_held BINARY(16);
	DECLARE v_ended DATE;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL whole_or_not();
	FOR news IN (SELECT u.signal_id FROM dialogue_untold u ORDER BY u.signal_id LIMIT p_limit) DO
		SELECT s.id INTO v_held FROM fraud_signal s WHERE s.id = news.signal_id FOR UPDATE;
		UPDATE question SET told_state = state, told_read = read_on, told_answered = answered
			WHERE signal_id = news.signal_id;
		SELECT u.ended INTO v_ended FROM dialogue_untold u WHERE u.signal_id = news.signal_id FOR UPDATE;
		DELETE FROM dialogue_untold WHERE signal_id = news.signal_id;
		IF v_ended IS NOT NULL THEN
			CALL mailbox_event(news.signal_id, p_today, 'dialogue_ended', '');
		END IF;
		SET v_told = v_told + 1;
	END FOR;
	SELECT v_told AS told;
END//

-- Every day: codes whose time has passed become unknown, and tags that were codes are forgotten. Says how
-- many went, so that workd comes back for more; a second time the same day it finds nothing.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE mailbox_expire(p_today DATE, p_days INT, p_limit INT)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_gone INT DEFAULT 0;
	DECLARE v_tag BINARY(16);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL whole_or_not();
	CALL day_check(p_today);
	IF COALESCE(p_days < 1, 1) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'mailbox: not over yet';
	END IF;
	FOR old IN (SELECT r.tag, r.signal_id FROM fraud_signal s JOIN report r ON r.signal_id = s.id
			WHERE s.closed + INTERVAL p_days DAY < p_today AND r.has_code = 1 AND r.ended IS NULL
			LIMIT p_limit) DO
		SET v_tag = NULL;
		SELECT r.tag INTO v_tag FROM report r WHERE r.tag = old.tag AND r.ended IS NULL FOR UPDATE;
		IF v_tag IS NOT NULL THEN
			CALL mailbox_close(old.tag, RANDOM_BYTES(16), p_today);
			CALL mailbox_untold(old.signal_id, NULL);
			SET v_gone = v_gone + 1;
		END IF;
	END FOR;
	DELETE FROM report_former WHERE day < p_today - INTERVAL 3 DAY;
	SELECT v_gone AS gone;
END//

-- Every day: questions nobody looked at in time. p_before: the last "look before" that is over for good,
-- in working days, which the calendar knows.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE dialogue_lapse(p_before DATE, p_today DATE, p_limit INT)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_gone INT DEFAULT 0;
	DECLARE v_held BINARY(16);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL whole_or_not();
	CALL day_check(p_today);
	IF COALESCE(p_before >= p_today, 1) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'mailbox: not over yet';
	END IF;
	FOR old IN (SELECT q.id, q.signal_id FROM question q
			WHERE q.state = 0 AND q.look_before <= p_before LIMIT p_limit) DO
		SELECT s.id INTO v_held FROM fraud_signal s WHERE s.id = old.signal_id FOR UPDATE;
		UPDATE question SET state = 2, told_state = 2, wrap = '', sealed = '' WHERE id = old.id AND state = 0;
		IF ROW_COUNT() = 1 THEN
			SET v_gone = v_gone + 1;
			CALL mailbox_event(old.signal_id, p_today, 'lapsed', CONCAT('question=', LOWER(HEX(old.id))));
		END IF;
	END FOR;
	SELECT v_gone AS gone;
END//

DELIMITER ;
