-- The region of a signal, at the level of a province: what trends count and no reporter has to know.

DELIMITER //

-- No version, as with a note: it overwrites the region and nothing else. '' = unknown. Where something happened
-- stands in the text, so it is for who may know that; a note or a file beside it replaces nothing.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_region(p_id BINARY(16),
	p_province VARCHAR(20) CHARACTER SET ascii, p_day DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_status TINYINT UNSIGNED DEFAULT NULL;
	DECLARE v_was VARCHAR(20) CHARACTER SET ascii DEFAULT '';
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	SELECT s.status, s.province INTO v_status, v_was FROM fraud_signal s WHERE s.id = p_id FOR UPDATE;
	CALL signal_check(p_id);
	CALL whole_or_not();
	CALL day_check(p_day);
	IF NOT signal_opened(p_id) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'signal: the text was not opened';
	END IF;
	IF v_status = 6 THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'signal: closed';
	END IF;
	IF p_province IS NULL OR p_province NOT IN ('', 'groningen', 'friesland', 'drenthe', 'overijssel', 'flevoland',
			'gelderland', 'utrecht', 'noord_holland', 'zuid_holland', 'zeeland', 'noord_brabant',
			'limburg', 'abroad') THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'signal: no province';
	END IF;
	IF p_province <> v_was THEN
		CALL audit_add('staff', 'signal_region', p_id, 1, NULL,
			CONCAT('from=', v_was, ' province=', p_province));
		UPDATE fraud_signal SET province = p_province WHERE id = p_id;
		CALL signal_event_add(p_id, p_day, 'region',
			CONCAT('province=', IF(p_province = '', 'unknown', p_province)), NULL);
	END IF;
END//

DELIMITER ;
