-- The audit chain. Nobody inserts into it but these procedures, and nobody
-- changes or deletes. Each row's hash covers the hash before it and every
-- column, in an encoding in which no two different rows look alike: fixed
-- widths, a flag byte before what may be NULL, a length before what varies.
-- tools/kp/audit.c recomputes it: change both or neither.

DELIMITER //

CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION audit_or_null(p_id BINARY(16))
	RETURNS VARBINARY(17) DETERMINISTIC NO SQL SQL SECURITY DEFINER
	RETURN IF(p_id IS NULL, X'00', CONCAT(X'01', p_id))//

-- SHA-256( previous hash | seq 8 | at, 26 characters | actor | program | action | object
--          | purpose 1 | reason | detail )   with texts as 2 bytes of length and the text.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION audit_hash(p_prev BINARY(32),
	p_seq BIGINT UNSIGNED, p_at DATETIME(6), p_actor BINARY(16),
	p_program VARCHAR(20) CHARACTER SET ascii, p_action VARCHAR(40) CHARACTER SET ascii,
	p_object BINARY(16), p_purpose TINYINT UNSIGNED, p_reason BINARY(16),
	p_detail VARCHAR(2000) CHARACTER SET ascii)
	RETURNS BINARY(32) DETERMINISTIC NO SQL SQL SECURITY DEFINER
	RETURN UNHEX(SHA2(CONCAT(p_prev,
		UNHEX(LPAD(HEX(p_seq), 16, '0')),
		BINARY DATE_FORMAT(p_at, '%Y-%m-%dT%H:%i:%s.%f'),
		audit_or_null(p_actor),
		UNHEX(LPAD(HEX(LENGTH(p_program)), 4, '0')), BINARY p_program,
		UNHEX(LPAD(HEX(LENGTH(p_action)), 4, '0')), BINARY p_action,
		audit_or_null(p_object),
		UNHEX(LPAD(HEX(p_purpose), 2, '0')),
		audit_or_null(p_reason),
		UNHEX(LPAD(HEX(LENGTH(p_detail)), 4, '0')), BINARY p_detail), 256))//

-- One row at the end of the chain; the actor is the viewer, or a service. What runs as kp_NAME says NAME and no
-- other (USER() is who called, in a definer's procedure too); the owner says kp. Whoever is none of ours owns
-- the tables. The head row is locked until COMMIT: call this last.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE audit_append(
	p_program VARCHAR(20) CHARACTER SET ascii, p_action VARCHAR(40) CHARACTER SET ascii,
	p_object BINARY(16), p_purpose TINYINT UNSIGNED, p_reason BINARY(16),
	p_detail VARCHAR(2000) CHARACTER SET ascii, OUT p_seq BIGINT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_prev, v_hash BINARY(32);
	DECLARE v_actor BINARY(16) DEFAULT viewer();
	DECLARE v_detail VARCHAR(2000) CHARACTER SET ascii DEFAULT COALESCE(p_detail, '');
	DECLARE v_purpose TINYINT UNSIGNED DEFAULT COALESCE(p_purpose, 0);
	DECLARE v_at DATETIME(6);
	DECLARE v_user VARCHAR(80) CHARACTER SET ascii DEFAULT SUBSTRING_INDEX(USER(), '@', 1);

	IF v_user LIKE 'kp\\_%' AND BINARY v_user <> CONCAT('kp_', IF(p_program = 'kp', 'owner', p_program)) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'audit: not this program';
	END IF;
	SELECT h.seq + 1, h.hash INTO p_seq, v_prev FROM audit_head h WHERE h.one = 1 FOR UPDATE;
	IF v_prev IS NULL THEN
		SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_head has no row';
	END IF;
	SET v_at = UTC_TIMESTAMP(6);
	SET v_hash = audit_hash(v_prev, p_seq, v_at, v_actor, p_program, p_action, p_object,
		v_purpose, p_reason, v_detail);
	INSERT INTO audit (seq, at, actor, program, action, object, purpose, reason, detail, prev, hash)
		VALUES (p_seq, v_at, v_actor, p_program, p_action, p_object, v_purpose, p_reason,
			v_detail, v_prev, v_hash);
	UPDATE audit_head SET seq = p_seq, hash = v_hash WHERE one = 1;
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE audit_add(
	p_program VARCHAR(20) CHARACTER SET ascii, p_action VARCHAR(40) CHARACTER SET ascii,
	p_object BINARY(16), p_purpose TINYINT UNSIGNED, p_reason BINARY(16),
	p_detail VARCHAR(2000) CHARACTER SET ascii)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_seq BIGINT UNSIGNED;

	CALL audit_append(p_program, p_action, p_object, p_purpose, p_reason, p_detail, v_seq);
END//

-- One row about a page of objects (16 bytes each, end to end, at most 60): the
-- ids stand in the detail, so the hash covers them, and in audit_object, so
-- that "who looked" finds them.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE audit_add_list(
	p_program VARCHAR(20) CHARACTER SET ascii, p_action VARCHAR(40) CHARACTER SET ascii,
	p_objects VARBINARY(960), p_purpose TINYINT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_seq BIGINT UNSIGNED;

	IF LENGTH(p_objects) % 16 <> 0 THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'audit_add_list: not whole ids';
	END IF;
	CALL audit_append(p_program, p_action, NULL, p_purpose, NULL, LOWER(HEX(p_objects)), v_seq);
	INSERT IGNORE INTO audit_object (object, seq)
		SELECT SUBSTRING(p_objects, q.seq * 16 + 1, 16), v_seq
		FROM seq_0_to_59 q WHERE q.seq * 16 < LENGTH(p_objects);
END//

-- 1 when this person left the same row in the last ten minutes and did not do two hundred other things since: what
-- a page loaded again and again would fill the chain with.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION audit_lately(
	p_action VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin, p_object BINARY(16),
	p_detail VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin)
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();

	RETURN EXISTS (SELECT 1 FROM (SELECT a.at, a.action, a.object, a.detail FROM audit a WHERE a.actor = v_me
			ORDER BY a.seq DESC LIMIT 200) l
		WHERE l.action = p_action AND l.object <=> p_object AND l.detail = p_detail
			AND l.at > UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE);
END//

-- The auditor or the privacy officer looks at the chain: by which filters, never what was filled in. The newest
-- page without a filter, where they land and which is loaded again and again, leaves a row once in ten minutes.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE audit_looked(
	p_by VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL account_guard(1 << 5 | 1 << 6);
	IF p_by NOT REGEXP '^([a-z]+([+][a-z]+)*)?$' THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'audit: not a filter';
	END IF;
	IF p_by <> '' OR NOT audit_lately('open_audit', NULL, '') THEN
		CALL audit_add('staff', 'open_audit', NULL, 0, NULL, IF(p_by = '', '', CONCAT('by=', p_by)));
	END IF;
END//

-- Somebody asked for a page that none of his roles opens: which page, as the table of routes writes it, and the
-- signal when the address names one; once in ten minutes for each. Says nothing back.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE page_denied(
	p_page VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin,
	p_number CHAR(10) CHARACTER SET ascii COLLATE ascii_bin)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_signal BINARY(16) DEFAULT (SELECT s.id FROM fraud_signal s WHERE s.number = p_number);
	DECLARE v_detail VARCHAR(70) CHARACTER SET ascii DEFAULT CONCAT('page=', p_page);
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	IF viewer() IS NULL THEN
		SIGNAL SQLSTATE 'KP401' SET MESSAGE_TEXT = 'audit: no live session';
	ELSEIF p_page NOT REGEXP '^[a-z_/:]+$' THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'audit: not a page';
	END IF;
	CALL whole_or_not();
	IF NOT audit_lately('denied', v_signal, v_detail) THEN
		CALL audit_add('staff', 'denied', v_signal, 0, NULL, v_detail);
	END IF;
END//

-- Registrations: a chain of their own, with a day and no time.
-- SHA-256( previous hash | seq 8 | day, 10 characters | leaf )
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION intake_hash(p_prev BINARY(32),
	p_seq BIGINT UNSIGNED, p_day DATE, p_leaf BINARY(32))
	RETURNS BINARY(32) DETERMINISTIC NO SQL SQL SECURITY DEFINER
	RETURN UNHEX(SHA2(CONCAT(p_prev, UNHEX(LPAD(HEX(p_seq), 16, '0')),
		BINARY DATE_FORMAT(p_day, '%Y-%m-%d'), p_leaf), 256))//

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE intake_chain_add(
	p_day DATE, p_leaf BINARY(32))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_seq BIGINT UNSIGNED;
	DECLARE v_prev, v_hash BINARY(32);

	SELECT h.seq + 1, h.hash INTO v_seq, v_prev FROM intake_head h WHERE h.one = 1 FOR UPDATE;
	SET v_hash = intake_hash(v_prev, v_seq, p_day, p_leaf);
	INSERT INTO intake_chain (seq, day, leaf, prev, hash)
		VALUES (v_seq, p_day, p_leaf, v_prev, v_hash);
	UPDATE intake_head SET seq = v_seq, hash = v_hash WHERE one = 1;
END//

-- Ties the intake chain to the audit chain, once a day: "up to seq N the root is H".
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE intake_anchor(p_day DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_seq BIGINT UNSIGNED;
	DECLARE v_hash BINARY(32);
	DECLARE v_anchored DATE;

	SELECT h.seq, h.hash, h.anchored INTO v_seq, v_hash, v_anchored
		FROM intake_head h WHERE h.one = 1 FOR UPDATE;
	IF v_anchored IS NULL OR v_anchored < p_day THEN
		UPDATE intake_head SET anchored = p_day WHERE one = 1;
		CALL audit_add('workd', 'intake_anchor', NULL, 0, NULL,
			CONCAT('day=', p_day, ' seq=', v_seq, ' hash=', LOWER(HEX(v_hash))));
	END IF;
END//

DELIMITER ;
