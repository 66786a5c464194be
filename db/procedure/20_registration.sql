-- Registration: workd turns what the public form stored into signals. What was
-- done before is left out, so doing it again is harmless; COMMIT is the
-- caller's, who does a batch at a time.

DELIMITER //

-- Reports that wait, from a place in the circle of tags that the caller draws each
-- time: however many there are, none waits for all those with a smaller tag. Tags are
-- random, so the order says nothing about the order of arrival. p_urgent 1: those that
-- may not wait for a release, 0: the others.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_waiting(p_urgent TINYINT,
	p_from BINARY(16), p_limit INT)
	READS SQL DATA SQL SECURITY DEFINER
	(SELECT r.tag, r.envelope, r.key_id, r.wrap, r.subject, r.danger, r.received
	FROM report r WHERE r.waiting = 1 AND r.urgent = p_urgent AND r.tag >= p_from
	ORDER BY r.tag LIMIT p_limit)
	UNION ALL
	(SELECT r.tag, r.envelope, r.key_id, r.wrap, r.subject, r.danger, r.received
	FROM report r WHERE r.waiting = 1 AND r.urgent = p_urgent AND r.tag < p_from
	ORDER BY r.tag LIMIT p_limit)
	LIMIT p_limit//

-- About how many wait, reckoned from a sixteenth of the circle: asked before and after a
-- pause, it says how fast they come in, and is cheap also when a hundred thousand wait.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_sample()
	READS SQL DATA SQL SECURITY DEFINER
	SELECT COUNT(*) * 16 AS waiting FROM report r
	WHERE r.waiting = 1 AND r.urgent = 0 AND r.tag >= X'F0000000000000000000000000000000'//

-- Additions that wait, to reports that are signals by now, with the class of the signal. From a place in the
-- circle, as above: those that cannot be registered and wait do not stand before all the others for good.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_additions(p_from BINARY(16), p_limit INT)
	READS SQL DATA SQL SECURITY DEFINER
	(SELECT a.tag, a.digest, a.envelope, a.key_id, a.wrap, a.received, s.class
	FROM report_addition a JOIN report r ON r.tag = a.tag JOIN fraud_signal s ON s.id = r.signal_id
	WHERE a.waiting = 1 AND s.moving_to IS NULL AND a.tag >= p_from
	ORDER BY a.tag, a.digest LIMIT p_limit)
	UNION ALL
	(SELECT a.tag, a.digest, a.envelope, a.key_id, a.wrap, a.received, s.class
	FROM report_addition a JOIN report r ON r.tag = a.tag JOIN fraud_signal s ON s.id = r.signal_id
	WHERE a.waiting = 1 AND s.moving_to IS NULL AND a.tag < p_from
	ORDER BY a.tag, a.digest LIMIT p_limit)
	LIMIT p_limit//

-- Reports become signals: their sealed bytes move, nothing is opened. p_items is
-- JSON, an array of [tag, id, number, class, key id, wrap, due, act by or null, top]
-- with bytes in hexadecimal: one statement per table and batch, not per report.
-- A report that is no longer waiting is left out.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_add(
	p_items MEDIUMTEXT CHARACTER SET ascii, p_calendar_version INT UNSIGNED, p_today DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	INSERT INTO registration (tag, id, number, class, key_id, wrap, due, act_by, top, envelope, leaf)
		SELECT r.tag, UNHEX(j.id), j.number, j.class, UNHEX(j.key_id), UNHEX(j.wrap), j.due, j.act_by,
			j.top, r.envelope, UNHEX(SHA2(CONCAT(r.summary, r.sealed), 256))
		FROM JSON_TABLE(p_items, '$[*]' COLUMNS (tag CHAR(32) PATH '$[0]', id CHAR(32) PATH '$[1]',
			number CHAR(10) PATH '$[2]', class INT PATH '$[3]', key_id CHAR(16) PATH '$[4]',
			wrap CHAR(192) PATH '$[5]', due DATE PATH '$[6]', act_by DATE PATH '$[7]',
			top INT PATH '$[8]')) j
		STRAIGHT_JOIN report r ON r.tag = UNHEX(j.tag) WHERE r.waiting = 1 FOR UPDATE;
	INSERT INTO fraud_signal (id, number, class, channel, subject, province, lang, danger, suspect,
			confidential, subjects, received, due, act_by, calendar_version, urgent, summary_envelope, summary)
		SELECT b.id, b.number, b.class, 'web', r.subject, r.province, r.lang, r.danger, r.suspect,
			r.confidential, r.subjects, r.received, b.due, b.act_by, p_calendar_version, b.top,
			r.envelope, r.summary
		FROM registration b STRAIGHT_JOIN report r ON r.tag = b.tag;
	INSERT INTO envelope (id, object, class, key_id, wrap)
		SELECT b.envelope, b.id, b.class, b.key_id, b.wrap FROM registration b;
	-- Record 1 of the envelope; record 0, the summary, stands in the signal's row.
	INSERT INTO record (envelope, seq, kind, object, day, sealed)
		SELECT b.envelope, 1, 2, b.id, r.received, r.sealed
		FROM registration b STRAIGHT_JOIN report r ON r.tag = b.tag;
	INSERT INTO signal_subject (signal_id, subject_no, kind)
		WITH RECURSIVE n AS (SELECT 1 AS no UNION ALL SELECT no + 1 FROM n WHERE no < 30)
		SELECT b.id, n.no, 'unknown'
		FROM registration b STRAIGHT_JOIN report r ON r.tag = b.tag JOIN n ON n.no <= r.subjects;
	INSERT INTO signal_event (signal_id, seq, day, what)
		SELECT b.id, 1, p_today, 'registered' FROM registration b;
	CALL registration_chain(p_today);
	UPDATE registration b STRAIGHT_JOIN report r ON r.tag = b.tag
		SET r.wrap = NULL, r.waiting = NULL, r.sealed = '', r.summary = '', r.signal_id = b.id;
	CALL registration_by_reference(p_today);
	DELETE FROM registration;
END//

-- Reports that say which earlier one they add to: if there is such a signal it gets news, and the number of
-- the new one to look at; a person decides what belongs together. No number of USZ (2) goes to HIK (1).
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_by_reference(p_today DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	FOR later IN (SELECT s.id, b.number, b.due, r.received FROM registration b
			STRAIGHT_JOIN report r ON r.tag = b.tag AND r.adds_to IS NOT NULL
			STRAIGHT_JOIN report e ON e.reference = r.adds_to AND e.tag <> r.tag
			STRAIGHT_JOIN fraud_signal s ON s.id = e.signal_id
				AND (b.class = 1 OR COALESCE(s.moving_to, s.class) = b.class)
			ORDER BY s.id, b.number) DO
		UPDATE fraud_signal SET news = COALESCE(news, later.received), news_due = COALESCE(news_due, later.due)
			WHERE id = later.id;
		INSERT INTO signal_event (signal_id, seq, day, what, detail)
			SELECT later.id, COALESCE(MAX(e.seq), 0) + 1, p_today, 'addition_by_reference', later.number
			FROM signal_event e WHERE e.signal_id = later.id;
	END FOR;
END//

-- A link of the intake chain for each report of the batch, in the order of the
-- random tags. As intake_chain_add, with the head locked and written once.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_chain(p_today DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_seq BIGINT UNSIGNED;
	DECLARE v_prev, v_hash BINARY(32);

	SELECT h.seq, h.hash INTO v_seq, v_hash FROM intake_head h WHERE h.one = 1 FOR UPDATE;
	FOR link IN (SELECT b.leaf FROM registration b ORDER BY b.tag) DO
		SET v_seq = v_seq + 1, v_prev = v_hash, v_hash = intake_hash(v_prev, v_seq, p_today, link.leaf);
		INSERT INTO intake_chain (seq, day, leaf, prev, hash)
			VALUES (v_seq, p_today, link.leaf, v_prev, v_hash);
	END FOR;
	UPDATE intake_head SET seq = v_seq, hash = v_hash WHERE one = 1;
END//

-- What the reporter answered or added later: a record of the signal, and news with five days of its own.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_add_addition(p_tag BINARY(16),
	p_digest BINARY(32), p_class TINYINT UNSIGNED, p_key_id BINARY(8), p_wrap VARBINARY(96), p_due DATE,
	p_today DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
addition: BEGIN
	DECLARE v_id, v_envelope BINARY(16) DEFAULT NULL;
	DECLARE v_question BINARY(16);
	DECLARE v_kind TINYINT UNSIGNED;
	DECLARE v_leaf BINARY(32);
	DECLARE v_received DATE;

	SELECT a.envelope, a.received, UNHEX(SHA2(a.sealed, 256)), a.kind, a.question
		INTO v_envelope, v_received, v_leaf, v_kind, v_question
		FROM report_addition a WHERE a.tag = p_tag AND a.digest = p_digest AND a.waiting = 1 FOR UPDATE;
	-- The signal may have gone to another class meanwhile, or be on its way: then its wrap is of the
	-- wrong key, and the addition waits for the next release.
	SELECT s.id INTO v_id FROM report r JOIN fraud_signal s ON s.id = r.signal_id
		WHERE r.tag = p_tag AND s.class = p_class AND s.moving_to IS NULL FOR UPDATE;
	IF v_envelope IS NULL OR v_id IS NULL THEN
		LEAVE addition;
	END IF;
	INSERT INTO envelope (id, object, class, key_id, wrap)
		VALUES (v_envelope, v_id, p_class, p_key_id, p_wrap);
	INSERT INTO record (envelope, seq, kind, object, day, sealed)
		SELECT v_envelope, 1, v_kind, v_id, v_received, a.sealed FROM report_addition a
		WHERE a.tag = p_tag AND a.digest = p_digest;
	UPDATE fraud_signal SET news = COALESCE(news, v_received), news_due = COALESCE(news_due, p_due)
		WHERE id = v_id;
	INSERT INTO signal_event (signal_id, seq, day, what, detail, envelope)
		SELECT v_id, COALESCE(MAX(e.seq), 0) + 1, p_today, IF(v_question IS NULL, 'addition', 'answered'),
			IF(v_question IS NULL, '', CONCAT('question=', LOWER(HEX(v_question)))), v_envelope
		FROM signal_event e WHERE e.signal_id = v_id;
	UPDATE report_addition SET wrap = NULL, waiting = NULL, sealed = ''
		WHERE tag = p_tag AND digest = p_digest;
	CALL intake_chain_add(p_today, v_leaf);
END//

-- What no key opens must not stop what comes after it; kp status counts it.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_set_aside(p_tag BINARY(16),
	p_digest BINARY(32))
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	IF p_digest IS NULL THEN
		UPDATE report SET waiting = 2 WHERE tag = p_tag AND waiting = 1;
	ELSE
		UPDATE report_addition SET waiting = 2 WHERE tag = p_tag AND digest = p_digest AND waiting = 1;
	END IF;
END//

DELIMITER ;
