-- What the public form may do, and all it may do beside asking for the free days:
-- store a report, add to one it holds the receipt of, ask how that report stands.
-- No row gets a clock time; the date comes from the program.

DELIMITER //

-- One row, one statement: durable when this returns. Said twice (double click,
-- retry after a lost answer) it changes nothing and says "same" (1); with other
-- answers it says "other" (2) and stores nothing: report_addition does. A tag that
-- is a code no more makes no second report either: "same" is then 3, without a code.
-- p_adds_to: number of an earlier report; whether there is one is not asked here.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE report_add(
	p_tag BINARY(16), p_digest BINARY(32), p_reporter_key BINARY(32),
	p_envelope BINARY(16), p_key_id BINARY(8), p_wrap VARBINARY(96), p_received DATE,
	p_subject VARCHAR(30) CHARACTER SET ascii, p_province VARCHAR(20) CHARACTER SET ascii,
	p_lang VARCHAR(8) CHARACTER SET ascii, p_danger TINYINT, p_urgent TINYINT,
	p_suspect TINYINT, p_has_code TINYINT, p_confidential TINYINT, p_subjects TINYINT UNSIGNED,
	p_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
	p_adds_to CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
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
		reference, adds_to, summary, sealed)
	SELECT p_tag, p_digest, p_reporter_key, p_envelope, p_key_id, p_wrap, p_received, p_subject,
		p_province, p_lang, p_danger, p_urgent, p_suspect, p_has_code, p_confidential,
		p_subjects, p_reference, p_adds_to, p_summary, p_sealed
	FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM report_former f WHERE f.tag = p_tag);
	IF ROW_COUNT() = 1 THEN
		SELECT 0 AS outcome, p_reference AS reference;
	ELSE
		SELECT IF(r.digest = p_digest, 3, 2) AS outcome, r.reference FROM report r
			WHERE r.tag = (SELECT f.now_tag FROM report_former f WHERE f.tag = p_tag);
	END IF;
END//

-- A later version of the answers by whoever holds the receipt, or held one that was replaced or ended
-- since. The report's row is locked so that twenty is twenty (addition_store). p_files: ids of the files
-- it names, end to end, or NULL; marked as sent in the same transaction.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE report_addition(
	p_tag BINARY(16), p_digest BINARY(32), p_envelope BINARY(16), p_key_id BINARY(8),
	p_wrap VARBINARY(96), p_received DATE, p_sealed MEDIUMBLOB, p_files VARBINARY(960))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_tag BINARY(16) DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION
	BEGIN
		ROLLBACK;
		RESIGNAL;
	END;

	START TRANSACTION;
	SELECT r.tag INTO v_tag FROM report r
		WHERE r.tag = COALESCE((SELECT f.now_tag FROM report_former f WHERE f.tag = p_tag), p_tag) FOR UPDATE;
	IF v_tag IS NULL THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'no such report';
	END IF;
	CALL addition_store(v_tag, p_digest, 3, NULL, p_envelope, p_key_id, p_wrap, p_received, p_sealed);
	IF p_files IS NOT NULL THEN
		UPDATE upload SET tag = v_tag WHERE tag = p_tag AND v_tag <> p_tag;
		CALL upload_mark(v_tag, p_files);
	END IF;
	COMMIT;
END//

-- Is there a report with this tag, or was there? Asked when a form is sent whose state has expired.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE report_known(p_tag BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
	SELECT EXISTS (SELECT 1 FROM report r WHERE r.tag = p_tag)
		OR EXISTS (SELECT 1 FROM report_former f WHERE f.tag = p_tag) AS known//

DELIMITER ;
