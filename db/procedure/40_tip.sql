-- What the public form may do, and all it may do beside asking for the free days:
-- store a report, add to one it holds the receipt of, ask how that report stands.
-- No row gets a clock time; the date comes from the program.

DELIMITER //

-- One row, one statement: durable when this returns. Said twice (double click,
-- retry after a lost answer) it changes nothing and says "same"; with other
-- answers it says "other" and stores nothing: report_addition does.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE report_add(
	p_tag BINARY(16), p_digest BINARY(32), p_reporter_key BINARY(32),
	p_envelope BINARY(16), p_key_id BINARY(8), p_wrap VARBINARY(96), p_received DATE,
	p_subject VARCHAR(30) CHARACTER SET ascii, p_province VARCHAR(20) CHARACTER SET ascii,
	p_lang VARCHAR(8) CHARACTER SET ascii, p_danger TINYINT, p_urgent TINYINT,
	p_suspect TINYINT, p_has_code TINYINT, p_confidential TINYINT, p_subjects TINYINT UNSIGNED,
	p_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
	p_summary VARBINARY(1200), p_sealed MEDIUMBLOB)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_digest BINARY(32) DEFAULT NULL;
	DECLARE v_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL;
	-- The unique tag decides who was first, not a question asked before.
	DECLARE EXIT HANDLER FOR 1062
	BEGIN
		SELECT r.digest, r.reference INTO v_digest, v_reference FROM report r WHERE r.tag = p_tag;
		IF v_digest IS NULL THEN
			SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'reference or envelope taken, draw again';
		END IF;
		SELECT IF(v_digest = p_digest, 1, 2) AS outcome, v_reference AS reference;
	END;

	INSERT INTO report (tag, digest, reporter_key, envelope, key_id, wrap, received, subject,
		province, lang, danger, urgent, suspect, has_code, confidential, subjects,
		reference, summary, sealed)
	VALUES (p_tag, p_digest, p_reporter_key, p_envelope, p_key_id, p_wrap, p_received, p_subject,
		p_province, p_lang, p_danger, p_urgent, p_suspect, p_has_code, p_confidential,
		p_subjects, p_reference, p_summary, p_sealed);
	SELECT 0 AS outcome, p_reference AS reference;
END//

-- A later version of the answers by whoever holds the receipt. At most twenty,
-- each once; the report's row is locked so that twenty is twenty.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE report_addition(
	p_tag BINARY(16), p_digest BINARY(32), p_envelope BINARY(16), p_key_id BINARY(8),
	p_wrap VARBINARY(96), p_received DATE, p_sealed MEDIUMBLOB)
	MODIFIES SQL DATA SQL SECURITY DEFINER
addition: BEGIN
	DECLARE v_tag BINARY(16) DEFAULT NULL;
	DECLARE v_count, v_has INT DEFAULT 0;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION
	BEGIN
		ROLLBACK;
		RESIGNAL;
	END;

	START TRANSACTION;
	SELECT r.tag INTO v_tag FROM report r WHERE r.tag = p_tag FOR UPDATE;
	IF v_tag IS NULL THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'no such report';
	END IF;
	SELECT COUNT(*), COALESCE(SUM(a.digest = p_digest), 0) INTO v_count, v_has
		FROM report_addition a WHERE a.tag = p_tag;
	IF v_has > 0 THEN
		COMMIT;
		LEAVE addition;
	END IF;
	IF v_count >= 20 THEN
		SIGNAL SQLSTATE 'KP429' SET MESSAGE_TEXT = 'twenty additions';
	END IF;
	INSERT INTO report_addition (tag, digest, envelope, key_id, wrap, received, sealed)
	VALUES (p_tag, p_digest, p_envelope, p_key_id, p_wrap, p_received, p_sealed);
	COMMIT;
END//

-- How a report stands, in the three words its reporter sees; one row, or none:
-- for a tag that never was, one without a code, and one whose time has passed.
-- Handed over is handled: for its reporter a signal does not become "received" again.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE report_status(
	p_tag BINARY(16), p_today DATE, p_days INT)
	READS SQL DATA SQL SECURITY DEFINER
	SELECT CASE WHEN s.id IS NULL OR (s.status = 0 AND s.desk = 'intake') THEN 0 WHEN s.status < 6 THEN 1 ELSE 2 END AS stage,
		DATE_FORMAT(s.closed + INTERVAL p_days DAY, '%Y-%m-%d') AS until
	FROM report r LEFT JOIN fraud_signal s ON s.id = r.signal_id
	WHERE r.tag = p_tag AND r.has_code = 1
		AND (s.closed IS NULL OR s.closed + INTERVAL p_days DAY >= p_today)//

-- Is there a report with this tag? Asked when a form is sent whose state has expired.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE report_known(p_tag BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
	SELECT COUNT(*) AS known FROM report r WHERE r.tag = p_tag//

DELIMITER ;
