-- Files that staff add to a signal: scans of letters, what came by e-mail. Sealed by the program to the
-- class's public key, guarded as every original, cleaned as every file. Nobody sees a file that is not
-- whole; what broke off is swept.

DELIMITER //

-- The row and its envelope; chunks follow. outcome 0: write the chunks; 2: the disk is short; 3: enough for
-- one signal; 4: three of this person's are not whole yet. What broke off without a word counts among these
-- for its day only. A file is named by who adds it. Numbers from 101 on: those before are the reporter's,
-- who reads the same ones and shall not see from a gap that staff added something.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE staff_file_begin(p_id BINARY(16),
	p_signal BINARY(16), p_class TINYINT UNSIGNED, p_key_id BINARY(8), p_wrap VARBINARY(96), p_day DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_class TINYINT UNSIGNED DEFAULT NULL;
	DECLARE v_no INT UNSIGNED;
	DECLARE v_me BINARY(16) DEFAULT NULL;
	DECLARE v_outcome TINYINT DEFAULT 0;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	SELECT s.class INTO v_class FROM fraud_signal s WHERE s.id = p_signal FOR UPDATE;
	CALL signal_check(p_signal);
	CALL whole_or_not();
	CALL day_check(p_day);
	IF NOT (v_class <=> p_class) OR LENGTH(p_wrap) <> 96 THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'file: not of this class';
	END IF;
	-- Of one person's files at once each waits here, and counts those before it.
	SELECT a.id INTO v_me FROM account a WHERE a.id = viewer() FOR UPDATE;
	SELECT GREATEST(COALESCE(MAX(a.no), 0), 100) + 1 INTO v_no FROM attachment a WHERE a.signal_id = p_signal;
	IF file_refused() THEN
		SET v_outcome = 2;
	ELSEIF v_no > 200 THEN
		SET v_outcome = 3;
	ELSEIF (SELECT COUNT(*) FROM attachment a WHERE a.chunks IS NULL AND a.author = v_me AND a.day >= p_day
			FOR UPDATE) >= 3 THEN
		SET v_outcome = 4;
	ELSE
		INSERT INTO envelope (id, object, class, key_id, wrap, guarded)
			VALUES (p_id, p_signal, p_class, p_key_id, p_wrap, 1);
		INSERT INTO attachment (id, signal_id, no, author, day) VALUES (p_id, p_signal, v_no, v_me, p_day);
	END IF;
	SELECT v_outcome AS outcome;
END//

-- By who began it, while it is not whole. The chunk stands in @file_chunk, as for upload_chunk.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE staff_file_chunk(p_id BINARY(16),
	p_seq SMALLINT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_author BINARY(16) DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL whole_or_not();
	SELECT a.author INTO v_author FROM attachment a WHERE a.id = p_id AND a.chunks IS NULL FOR UPDATE;
	IF v_me IS NULL THEN
		SIGNAL SQLSTATE 'KP401' SET MESSAGE_TEXT = 'file: no live session';
	ELSEIF NOT (v_author <=> v_me) THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'file: not yours, or whole';
	ELSEIF p_seq >= 255 OR LENGTH(@file_chunk) > 1048576 THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'file: no such chunk';
	END IF;
	INSERT INTO file_chunk (envelope, part, seq, sealed) VALUES (p_id, 0, p_seq, @file_chunk);
	SET @file_chunk = NULL;
END//

-- The file is whole: from now on it is there. p_note: the record that says what it is, by the same
-- person, added just before in the same transaction.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE staff_file_end(p_id BINARY(16),
	p_chunks SMALLINT UNSIGNED, p_note BINARY(16), p_day DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_signal, v_author BINARY(16) DEFAULT NULL;
	DECLARE v_no TINYINT UNSIGNED;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	SELECT a.signal_id, a.author, a.no INTO v_signal, v_author, v_no FROM attachment a
		WHERE a.id = p_id AND a.chunks IS NULL FOR UPDATE;
	CALL signal_check(v_signal);
	CALL whole_or_not();
	CALL day_check(p_day);
	IF NOT (v_author <=> v_me) OR p_chunks = 0
			OR (SELECT COUNT(*) FROM file_chunk c WHERE c.envelope = p_id) <> p_chunks
			OR NOT EXISTS (SELECT 1 FROM record r WHERE r.envelope = p_note AND r.object = v_signal AND r.kind = 4
				AND r.author = v_me) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'file: not whole';
	END IF;
	UPDATE attachment SET chunks = p_chunks WHERE id = p_id;
	UPDATE fraud_signal SET files = LEAST(files + 1, 250) WHERE id = v_signal;
	CALL signal_event_add(v_signal, p_day, 'file_added', CONCAT('file=', v_no), p_note);
	CALL audit_add('staff', 'file_added', v_signal, 1, p_note, CONCAT('file=', LOWER(HEX(p_id))));
END//

-- What its sender gives up before it is whole.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE staff_file_drop(p_id BINARY(16))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_author BINARY(16) DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL whole_or_not();
	SELECT a.author INTO v_author FROM attachment a WHERE a.id = p_id AND a.chunks IS NULL FOR UPDATE;
	IF v_author = v_me THEN
		DELETE FROM attachment WHERE id = p_id;
		DELETE FROM envelope WHERE id = p_id;
		DELETE FROM file_chunk WHERE envelope = p_id;
	END IF;
END//

-- workd: what broke off the day before yesterday or longer ago.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE staff_file_sweep(p_before DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
	FOR old IN (SELECT a.id FROM attachment a WHERE a.chunks IS NULL AND a.day < p_before LIMIT 20) DO
		DELETE FROM file_chunk WHERE envelope = old.id;
		DELETE FROM envelope WHERE id = old.id;
		DELETE FROM attachment WHERE id = old.id AND chunks IS NULL;
	END FOR//

DELIMITER ;
