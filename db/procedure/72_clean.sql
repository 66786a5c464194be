-- Cleaning: cleand takes files that wait, one at a time, and stores the clean copy beside the sealed
-- original. Until clean_done the copy has chunks and no envelope, so nobody can open it; killed at
-- any point, the file waits again, and what was stored of the copy is dropped before the next try.

DELIMITER //

-- keyd asks: does this file wait for cleaning? Its wrap, or nothing: for what is cleaned already, what
-- is no original, and a signal on its way to another class.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE keyd_clean(p_file BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
	SELECT e.id, e.class, e.key_id, e.wrap
	FROM attachment a JOIN fraud_signal s ON s.id = a.signal_id JOIN envelope e ON e.id = a.id
	WHERE a.id = p_file AND a.state = 0 AND a.chunks IS NOT NULL AND e.guarded = 1
		AND e.object = s.id AND s.moving_to IS NULL//

-- What waits, in turn: what died with a try, or took long at it, stands behind the others; of the rest urgent
-- reports come first, and of each report one file before anybody's second. Staff's numbers begin at 101. Of one day
-- the order is that of ids, which are random.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE clean_waiting(p_limit INT)
	READS SQL DATA SQL SECURITY DEFINER
	SELECT a.id, a.chunks, a.tries, s.class
	FROM attachment a JOIN fraud_signal s ON s.id = a.signal_id
	WHERE a.state = 0 AND a.chunks IS NOT NULL AND s.moving_to IS NULL
	ORDER BY a.tries, EXISTS (SELECT 1 FROM report r WHERE r.signal_id = a.signal_id AND r.urgent = 1) DESC,
		(a.no - 1) % 100, a.day, a.id LIMIT p_limit//

-- Sealed bytes of a file that waits; of no other.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE clean_chunk_read(p_file BINARY(16),
	p_seq SMALLINT UNSIGNED)
	READS SQL DATA SQL SECURITY DEFINER
	SELECT c.sealed FROM attachment a JOIN file_chunk c ON c.envelope = a.id
	WHERE a.id = p_file AND a.state = 0 AND c.part = 0 AND c.seq = p_seq//

-- Is this id an original's, an upload's, or that of anything else sealed? Then it is no copy that is being made.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION clean_taken(p_id BINARY(16))
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
	RETURN EXISTS (SELECT 1 FROM envelope e WHERE e.id = p_id) OR EXISTS (SELECT 1 FROM attachment a WHERE a.id = p_id)
		OR EXISTS (SELECT 1 FROM upload u WHERE u.id = p_id)//

-- What an earlier try left, a few chunks a statement: no transaction holds a whole file. Of envelopes only that of
-- a copy that was finished (clean_chunks says so): one that is being made has none.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE clean_drop(p_file BINARY(16))
	MODIFIES SQL DATA SQL SECURITY DEFINER
drop_it: BEGIN
	DECLARE v_clean, v_signal BINARY(16) DEFAULT NULL;
	DECLARE v_chunks SMALLINT UNSIGNED DEFAULT NULL;
	DECLARE v_rows INT DEFAULT 1;

	SELECT a.clean, a.clean_chunks, a.signal_id INTO v_clean, v_chunks, v_signal FROM attachment a
		WHERE a.id = p_file AND a.state = 0;
	IF v_clean IS NULL THEN
		LEAVE drop_it;
	END IF;
	IF v_chunks IS NOT NULL THEN
		DELETE FROM envelope WHERE id = v_clean AND object = v_signal AND guarded = 0;
	END IF;
	IF clean_taken(v_clean) THEN
		LEAVE drop_it;
	END IF;
	WHILE v_rows > 0 DO
		DELETE FROM file_chunk WHERE envelope = v_clean LIMIT 20;
		SET v_rows = ROW_COUNT();
	END WHILE;
END//

-- A try begins and is counted. KP409 when the file does not wait (any more). The copy is new: what has that id
-- already is another's (KP422), or naming it would be a way to drop and to forge it.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE clean_begin(p_file BINARY(16),
	p_clean BINARY(16))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	IF clean_taken(p_clean) OR EXISTS (SELECT 1 FROM file_chunk c WHERE c.envelope = p_clean)
			OR EXISTS (SELECT 1 FROM attachment a WHERE a.clean = p_clean) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'clean: no new copy';
	END IF;
	UPDATE attachment a SET a.tries = a.tries + 1, a.clean = p_clean, a.clean_chunks = NULL
		WHERE a.id = p_file AND a.state = 0 AND a.chunks IS NOT NULL AND a.tries < 250;
	IF ROW_COUNT() = 0 THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'clean: the file does not wait';
	END IF;
END//

-- What kept it waiting was not the file: the try does not count.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE clean_wait(p_file BINARY(16), p_clean BINARY(16))
	MODIFIES SQL DATA SQL SECURITY DEFINER
	UPDATE attachment a SET a.tries = IF(a.tries > 0, a.tries - 1, 0)
		WHERE a.id = p_file AND a.clean = p_clean AND a.state = 0//

-- One chunk of the copy that this try makes, and of no other envelope. It stands in @file_chunk, as for
-- upload_chunk.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE clean_chunk_add(p_file BINARY(16),
	p_clean BINARY(16), p_part SMALLINT UNSIGNED, p_seq SMALLINT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	IF clean_taken(p_clean) OR NOT EXISTS (SELECT 1 FROM attachment a
			WHERE a.id = p_file AND a.clean = p_clean AND a.clean_chunks IS NULL AND a.state = 0) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'clean: another try goes on';
	ELSEIF LENGTH(@file_chunk) > 1048576 THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'clean: no such chunk';
	END IF;
	INSERT INTO file_chunk (envelope, part, seq, sealed) VALUES (p_clean, p_part, p_seq, @file_chunk);
	SET @file_chunk = NULL;
END//

-- What became of the file, all of it or nothing: state, the copy's envelope (state 1 only), an event
-- with a date. Said twice it is refused and changes nothing. The signal may have gone to another class
-- meanwhile: then the copy is sealed to the wrong key, and the file waits.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE clean_done(p_file BINARY(16),
	p_clean BINARY(16), p_state TINYINT UNSIGNED, p_scan TINYINT UNSIGNED, p_class TINYINT UNSIGNED,
	p_key_id BINARY(8), p_wrap VARBINARY(96), p_chunks SMALLINT UNSIGNED, p_pages SMALLINT UNSIGNED,
	p_today DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_signal BINARY(16) DEFAULT NULL;
	DECLARE v_class, v_moving, v_no TINYINT UNSIGNED DEFAULT NULL;

	SELECT a.signal_id, a.no INTO v_signal, v_no FROM attachment a WHERE a.id = p_file;
	SELECT s.class, s.moving_to INTO v_class, v_moving FROM fraud_signal s WHERE s.id = v_signal FOR UPDATE;
	IF v_class IS NULL OR v_moving IS NOT NULL OR (p_state = 1 AND v_class <> p_class) THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'clean: the signal moved';
	END IF;
	IF p_state NOT BETWEEN 1 AND 7 OR p_scan > 2 OR (p_state = 2) <> (p_scan = 2)
			OR (p_state = 1 AND LENGTH(p_wrap) <> 96) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'clean: no such outcome';
	END IF;
	UPDATE attachment a SET a.state = p_state, a.scan = p_scan, a.pages = IF(p_state = 1, p_pages, 0),
			a.clean = IF(p_state = 1, p_clean, NULL), a.clean_chunks = IF(p_state = 1, p_chunks, NULL)
		WHERE a.id = p_file AND a.state = 0 AND a.clean = p_clean AND a.clean_chunks IS NULL AND NOT clean_taken(p_clean);
	IF ROW_COUNT() = 0 THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'clean: another try goes on';
	END IF;
	IF p_state = 1 THEN
		INSERT INTO envelope (id, object, class, key_id, wrap, guarded)
			VALUES (p_clean, v_signal, p_class, p_key_id, p_wrap, 0);
	END IF;
	INSERT INTO signal_event (signal_id, seq, day, what, detail)
		SELECT v_signal, COALESCE(MAX(e.seq), 0) + 1, p_today, IF(p_state = 1, 'file_cleaned', 'file_refused'),
			CONCAT('file=', v_no, ' became=', ELT(p_state, 'clean', 'infected', 'password', 'broken',
				'other_type', 'too_much', 'damaged'))
		FROM signal_event e WHERE e.signal_id = v_signal;
END//

-- Said by cleand, who tries a good file when one fails.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE clean_press_set(p_works TINYINT)
	MODIFIES SQL DATA SQL SECURITY DEFINER
	UPDATE file_room SET press = p_works <> 0 WHERE one = 1//

DELIMITER ;
