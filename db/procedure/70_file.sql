-- Files that come in by the public form. It stores chunks it sealed and gets back states: whether a
-- file has begun, is whole, is the same. One chunk is one transaction; what is not whole is nobody's
-- file, and is swept. No row gets a clock time. The transaction is the caller's, who runs it again after
-- a clash: of two posts of one page each waits for the other's row (error 1020).

DELIMITER //

-- The disk is short, or nobody has looked at it of late: workd looks every ten seconds, and without it
-- files would fill the disk until text is refused too.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION file_refused()
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
	RETURN COALESCE((SELECT f.short FROM file_room f WHERE f.one = 1), 1) = 1
		OR NOT EXISTS (SELECT 1 FROM file_look l WHERE l.at >= UTC_TIMESTAMP() - INTERVAL 90 SECOND)//

-- Takes the file for this writer: a later one takes over from one that broke off. outcome 0: write
-- the chunks; 1: a whole file has this id, write under another; 2: the disk is short; 3: enough for
-- one report. Whole files are counted with those its signal has, and those of a code that was replaced with
-- those of the code of now, under which they will be sent (report_addition).
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE upload_begin(p_id BINARY(16), p_tag BINARY(16),
	p_key_id BINARY(8), p_wrap VARBINARY(96), p_day DATE, p_writer BINARY(16), p_most INT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_tag, v_now BINARY(16);
	DECLARE v_chunks SMALLINT UNSIGNED;
	DECLARE v_many INT UNSIGNED;
	DECLARE v_outcome TINYINT DEFAULT 0;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL whole_or_not();
	CALL day_check(p_day);
	SET v_now = COALESCE((SELECT f.now_tag FROM report_former f WHERE f.tag = p_tag), p_tag);
	SELECT COUNT(*) + (SELECT COUNT(*) FROM report r JOIN attachment a ON a.signal_id = r.signal_id
			WHERE r.tag = v_now AND a.author IS NULL)
		INTO v_many FROM (SELECT v_now AS tag UNION ALL SELECT f.tag FROM report_former f WHERE f.now_tag = v_now) t
			JOIN upload u ON u.tag = t.tag WHERE u.id <> p_id;
	IF file_refused() THEN
		SET v_outcome = 2;
	ELSEIF v_many >= LEAST(COALESCE(p_most, 0), 60) THEN
		SET v_outcome = 3;
	ELSEIF EXISTS (SELECT 1 FROM envelope e WHERE e.id = p_id) THEN
		SET v_outcome = 1;
	ELSE
		INSERT IGNORE INTO upload (id, tag, key_id, wrap, day, writer)
			VALUES (p_id, p_tag, p_key_id, p_wrap, p_day, p_writer);
		SELECT u.tag, u.chunks INTO v_tag, v_chunks FROM upload u WHERE u.id = p_id FOR UPDATE;
		IF v_tag <> p_tag THEN
			SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'upload: another report''s';
		ELSEIF v_chunks IS NOT NULL THEN
			SET v_outcome = 1;
		ELSE
			DELETE FROM file_chunk WHERE envelope = p_id;
			UPDATE upload SET key_id = p_key_id, wrap = p_wrap, day = p_day, writer = p_writer
				WHERE id = p_id;
		END IF;
	END IF;
	SELECT v_outcome AS outcome;
END//

-- Only by the writer who holds the file, and only while it is not whole. 255 chunks are 127 MB. The chunk
-- stands in @file_chunk: a value handed to a procedure is escaped for logs that are off, and half a
-- megabyte of it cost ten times the storing.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE upload_chunk(p_id BINARY(16), p_writer BINARY(16),
	p_seq SMALLINT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_held BINARY(16) DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL whole_or_not();
	SELECT u.id INTO v_held FROM upload u
		WHERE u.id = p_id AND u.writer = p_writer AND u.chunks IS NULL FOR UPDATE;
	IF v_held IS NULL THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'upload: taken over';
	ELSEIF p_seq >= 255 OR LENGTH(@file_chunk) > 1048576 THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'upload: no such chunk';
	END IF;
	INSERT INTO file_chunk (envelope, part, seq, sealed) VALUES (p_id, 0, p_seq, @file_chunk);
	SET @file_chunk = NULL;
END//

-- The file is whole, and durable when this returns. Said twice it changes nothing.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE upload_end(p_id BINARY(16), p_writer BINARY(16),
	p_chunks SMALLINT UNSIGNED, p_bytes INT UNSIGNED, p_digest BINARY(32))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_there INT UNSIGNED;
	DECLARE v_held BINARY(16) DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL whole_or_not();
	SELECT u.id INTO v_held FROM upload u WHERE u.id = p_id AND u.writer = p_writer
		AND COALESCE(u.chunks, p_chunks) = p_chunks FOR UPDATE;
	SELECT COUNT(*) INTO v_there FROM file_chunk c WHERE c.envelope = p_id;
	IF v_held IS NULL OR v_there <> p_chunks OR p_chunks = 0 THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'upload: not whole';
	END IF;
	UPDATE upload SET chunks = p_chunks, bytes = p_bytes, digest = p_digest WHERE id = p_id;
END//

-- 1 when the whole file with this id has these bytes: what is sent twice is one file.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE upload_same(p_id BINARY(16), p_tag BINARY(16),
	p_digest BINARY(32))
	READS SQL DATA SQL SECURITY DEFINER
	SELECT COUNT(*) AS same FROM upload u
	WHERE u.id = p_id AND u.tag = p_tag AND u.digest = p_digest AND u.chunks IS NOT NULL//

-- Its reporter takes a file back that is not sent (no writer), or a writer gives up what it began.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE upload_drop(p_id BINARY(16), p_tag BINARY(16),
	p_writer BINARY(16))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_held BINARY(16) DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL whole_or_not();
	SELECT u.id INTO v_held FROM upload u WHERE u.id = p_id AND u.tag = p_tag AND u.sent = 0
		AND (p_writer IS NULL OR u.writer = p_writer) FOR UPDATE;
	DELETE FROM file_chunk WHERE envelope = v_held;
	DELETE FROM upload WHERE id = v_held;
END//

-- Which of these files (ids of 16 bytes, end to end) are there for that receipt: bit 0 for the first.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE upload_there(p_tag BINARY(16), p_files VARBINARY(960))
	READS SQL DATA SQL SECURITY DEFINER
	SELECT COALESCE(BIT_OR(1 << q.seq), 0) AS there FROM seq_0_to_59 q
	WHERE q.seq * 16 < LENGTH(p_files) AND (upload_is(p_tag, SUBSTRING(p_files, q.seq * 16 + 1, 16))
		OR upload_is((SELECT f.now_tag FROM report_former f WHERE f.tag = p_tag),
			SUBSTRING(p_files, q.seq * 16 + 1, 16)))//

-- Whole and not yet registered, or registered already with the signal of that receipt.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION upload_is(p_tag BINARY(16), p_id BINARY(16))
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
	RETURN EXISTS (SELECT 1 FROM upload u WHERE u.id = p_id AND u.tag = p_tag AND u.chunks IS NOT NULL)
		OR EXISTS (SELECT 1 FROM report r JOIN attachment a ON a.signal_id = r.signal_id
			WHERE r.tag = p_tag AND a.id = p_id)//

-- These files are sent: for procedures that store what names them, inside their transaction. One
-- that is no longer there fails it all: nobody is told that it arrived. They keep the order they were
-- chosen in, which is that of the record; it says nothing of when.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE upload_mark(p_tag BINARY(16), p_files VARBINARY(960))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_first SMALLINT UNSIGNED DEFAULT 0;
	DECLARE v_held INT UNSIGNED;

	-- Held before they are looked for: one that its reporter takes back in another tab this very moment is
	-- either sent or gone.
	SELECT COUNT(*) INTO v_held FROM seq_0_to_59 q STRAIGHT_JOIN upload u
		ON u.id = SUBSTRING(p_files, q.seq * 16 + 1, 16) WHERE q.seq * 16 < LENGTH(p_files) FOR UPDATE;
	IF LENGTH(p_files) % 16 <> 0 OR EXISTS (SELECT 1 FROM seq_0_to_59 q WHERE q.seq * 16 < LENGTH(p_files)
			AND NOT upload_is(p_tag, SUBSTRING(p_files, q.seq * 16 + 1, 16))) THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'upload: a file is not there';
	END IF;
	SELECT COALESCE(MAX(u.place) + 1, 0) INTO v_first FROM upload u WHERE u.tag = p_tag AND u.sent <> 0;
	UPDATE upload u JOIN seq_0_to_59 q ON u.id = SUBSTRING(p_files, q.seq * 16 + 1, 16)
		SET u.sent = 1, u.place = v_first + q.seq WHERE q.seq * 16 < LENGTH(p_files) AND u.tag = p_tag AND u.sent = 0;
END//

-- A report with files, into the slot for all reports (db/view/report_entry.sql): both or neither. What
-- was sent before is a conflict, as there.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE report_add_files(
	p_tag BINARY(16), p_digest BINARY(32), p_reporter_key BINARY(32),
	p_envelope BINARY(16), p_key_id BINARY(8), p_wrap VARBINARY(96), p_received DATE,
	p_subject VARCHAR(30) CHARACTER SET ascii, p_province VARCHAR(20) CHARACTER SET ascii,
	p_lang VARCHAR(8) CHARACTER SET ascii, p_danger TINYINT, p_urgent TINYINT,
	p_suspect TINYINT, p_has_code TINYINT, p_confidential TINYINT, p_subjects TINYINT UNSIGNED,
	p_reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
	p_adds_to CHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
	p_summary VARBINARY(1200), p_sealed MEDIUMBLOB, p_files VARBINARY(960))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	CALL whole_or_not();
	INSERT INTO report_entry (tag, digest, reporter_key, envelope, key_id, wrap, received, subject,
			province, lang, danger, urgent, suspect, has_code, confidential, subjects, reference,
			adds_to, summary, sealed)
		VALUES (p_tag, p_digest, p_reporter_key, p_envelope, p_key_id, p_wrap, p_received, p_subject,
			p_province, p_lang, p_danger, p_urgent, p_suspect, p_has_code, p_confidential, p_subjects,
			p_reference, p_adds_to, p_summary, p_sealed);
	CALL upload_mark(p_tag, p_files);
END//

-- Files that wait: sent, and what names them is registered. From a place in the circle of tags that the caller
-- draws each time, as reports (registration_waiting): those that cannot be registered keep no others out. Tags
-- are random, so their order says nothing; of one report they come in its reporter's order.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE attachment_waiting(p_from BINARY(16), p_limit INT)
	READS SQL DATA SQL SECURITY DEFINER
	(SELECT u.id, u.key_id, u.wrap, u.day, s.class FROM upload u JOIN report r ON r.tag = u.tag
		JOIN fraud_signal s ON s.id = r.signal_id
	WHERE u.sent = 1 AND s.moving_to IS NULL AND u.tag >= p_from
		AND NOT EXISTS (SELECT 1 FROM report_addition a WHERE a.tag = u.tag AND a.waiting = 1)
	ORDER BY u.tag, u.place, u.id LIMIT p_limit)
	UNION ALL
	(SELECT u.id, u.key_id, u.wrap, u.day, s.class FROM upload u JOIN report r ON r.tag = u.tag
		JOIN fraud_signal s ON s.id = r.signal_id
	WHERE u.sent = 1 AND s.moving_to IS NULL AND u.tag < p_from
		AND NOT EXISTS (SELECT 1 FROM report_addition a WHERE a.tag = u.tag AND a.waiting = 1)
	ORDER BY u.tag, u.place, u.id LIMIT p_limit)
	LIMIT p_limit//

-- A file becomes its signal's: its chunks stay where they are, nothing is opened. COMMIT is the
-- caller's. To a signal that somebody looked at already it is news. Its number is the one that its
-- reporter reads: the next of the reporter's own, so that no gap tells what staff added.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE attachment_register(p_id BINARY(16),
	p_class TINYINT UNSIGNED, p_key_id BINARY(8), p_wrap VARBINARY(96), p_due DATE, p_today DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
register: BEGIN
	DECLARE v_tag, v_signal BINARY(16) DEFAULT NULL;
	DECLARE v_chunks SMALLINT UNSIGNED;
	DECLARE v_status TINYINT UNSIGNED;
	DECLARE v_day DATE;
	DECLARE v_leaf BINARY(32);

	SELECT u.tag, u.chunks, u.day INTO v_tag, v_chunks, v_day FROM upload u
		WHERE u.id = p_id AND u.sent = 1 FOR UPDATE;
	-- Of another class meanwhile, or on its way: the wrap is of the wrong key, and the file waits.
	SELECT s.id, s.status INTO v_signal, v_status FROM report r JOIN fraud_signal s ON s.id = r.signal_id
		WHERE r.tag = v_tag AND s.class = p_class AND s.moving_to IS NULL FOR UPDATE;
	IF v_signal IS NULL THEN
		LEAVE register;
	END IF;
	SELECT UNHEX(SHA2(GROUP_CONCAT(SHA2(c.sealed, 256) ORDER BY c.seq SEPARATOR ''), 256)) INTO v_leaf
		FROM file_chunk c WHERE c.envelope = p_id;
	INSERT INTO envelope (id, object, class, key_id, wrap, guarded)
		VALUES (p_id, v_signal, p_class, p_key_id, p_wrap, 1);
	INSERT INTO attachment (id, signal_id, no, day, chunks)
		SELECT p_id, v_signal, MIN(q.seq), v_day, v_chunks FROM seq_1_to_255 q
		WHERE q.seq > (SELECT COALESCE(MAX(a.no), 0) FROM attachment a WHERE a.signal_id = v_signal AND a.author IS NULL)
			AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.signal_id = v_signal AND a.no = q.seq);
	UPDATE fraud_signal SET files = LEAST(files + 1, 250),	-- its column holds no more; what was acknowledged goes in
		news = IF(v_status > 0, COALESCE(news, v_day), news),
		news_due = IF(v_status > 0, COALESCE(news_due, p_due), news_due) WHERE id = v_signal;
	DELETE FROM upload WHERE id = p_id;
	CALL intake_chain_add(p_today, v_leaf);
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE attachment_set_aside(p_id BINARY(16))
	MODIFIES SQL DATA SQL SECURITY DEFINER
	UPDATE upload SET sent = 2 WHERE id = p_id AND sent = 1//

-- What nobody sent and no form can still hold: a few at a time. `more` = 1: come back at once.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE upload_sweep(p_before DATE, p_limit INT)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_many INT UNSIGNED DEFAULT 0;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	-- A form lives for a day at least, and its file a day longer; the clock moves in a demo only.
	IF p_before IS NULL OR (p_before >= UTC_DATE() AND EXISTS (SELECT 1 FROM installation i WHERE i.production = 1)) THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'upload: not over yet';
	END IF;
	FOR old IN (SELECT u.id FROM upload u WHERE u.sent = 0 AND u.day < p_before LIMIT p_limit) DO
		START TRANSACTION;
		DELETE FROM upload WHERE id = old.id AND sent = 0;
		IF ROW_COUNT() = 1 THEN
			DELETE FROM file_chunk WHERE envelope = old.id;
		END IF;
		COMMIT;
		SET v_many = v_many + 1;
	END FOR;
	SELECT v_many >= p_limit AS more;
END//

-- Bytes that the table of chunks holds and no chunk uses: what was swept gives nothing back to the disk, and the
-- next files go there.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE file_room_freed()
	READS SQL DATA SQL SECURITY DEFINER
	SELECT COALESCE(MAX(t.DATA_FREE), 0) AS freed FROM information_schema.TABLES t
	WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_NAME = 'file_chunk'//

-- Said by workd at each look at the disk: short, files are refused and text is not; not short; or NULL,
-- as it was.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE file_room_set(p_short TINYINT)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	UPDATE file_room SET short = COALESCE(p_short, short) WHERE one = 1;
	UPDATE file_look SET at = UTC_TIMESTAMP() WHERE one = 1;
END//

DELIMITER ;
