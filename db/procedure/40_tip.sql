-- What the public form may do, beside storing a report (db/view/report_entry.sql) and
-- asking for the free days: add to a report it holds the receipt of, ask how that
-- report stands. No row gets a clock time; the date comes from the program.

DELIMITER //

-- A report that was stored before: 1 with these answers (double click, retry after a lost answer), 2 with
-- others, which report_addition stores. A tag that is a code no more makes no second report either: with
-- the same answers that is 3, without a code. No row: no such tag.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE report_stored(
	p_tag BINARY(16), p_digest BINARY(32))
	READS SQL DATA SQL SECURITY DEFINER
	SELECT IF(r.digest <> p_digest, 2, IF(r.tag = p_tag, 1, 3)) AS outcome, r.reference FROM report r
	WHERE r.tag = COALESCE((SELECT f.now_tag FROM report_former f WHERE f.tag = p_tag), p_tag)//


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
	CALL day_check(p_received);
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
