-- Registration: workd turns what the public form stored into signals. Each
-- procedure does one report, changes nothing when that was done before, and
-- leaves COMMIT to the caller, who does a batch at a time.

DELIMITER //

-- Reports that wait. Tags are random, so the order says nothing about the
-- order of arrival. p_urgent 1: only what may not wait for a release.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_waiting(p_urgent TINYINT, p_limit INT)
	READS SQL DATA SQL SECURITY DEFINER
	SELECT r.tag, r.envelope, r.key_id, r.wrap, r.subject, r.danger, r.received
	FROM report r WHERE r.waiting = 1 AND r.urgent >= p_urgent
	ORDER BY r.waiting, r.urgent, r.tag LIMIT p_limit//

-- Additions that wait, to reports that are signals by now, with the class of the signal.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_additions(p_limit INT)
	READS SQL DATA SQL SECURITY DEFINER
	SELECT a.tag, a.digest, a.envelope, a.key_id, a.wrap, a.received, s.class
	FROM report_addition a JOIN report r ON r.tag = a.tag JOIN fraud_signal s ON s.id = r.signal_id
	WHERE a.waiting = 1 LIMIT p_limit//

-- The report becomes a signal: its sealed bytes move, nothing is opened.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_add(p_tag BINARY(16), p_id BINARY(16),
	p_number CHAR(10) CHARACTER SET ascii COLLATE ascii_bin, p_class TINYINT UNSIGNED,
	p_key_id BINARY(8), p_wrap VARBINARY(96), p_due DATE, p_act_by DATE, p_top TINYINT,
	p_calendar_version INT UNSIGNED, p_today DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
registration: BEGIN
	DECLARE v_envelope BINARY(16) DEFAULT NULL;
	DECLARE v_leaf BINARY(32);
	DECLARE v_received DATE;
	DECLARE v_subjects, v_no TINYINT UNSIGNED DEFAULT 0;

	SELECT r.envelope, r.received, r.subjects, UNHEX(SHA2(CONCAT(r.summary, r.sealed), 256))
		INTO v_envelope, v_received, v_subjects, v_leaf
		FROM report r WHERE r.tag = p_tag AND r.waiting = 1 FOR UPDATE;
	IF v_envelope IS NULL THEN
		LEAVE registration;
	END IF;
	INSERT INTO fraud_signal (id, number, class, channel, subject, province, lang, danger, suspect,
			confidential, subjects, received, due, act_by, calendar_version, top, summary_envelope, summary)
		SELECT p_id, p_number, p_class, 'web', r.subject, r.province, r.lang, r.danger, r.suspect,
			r.confidential, r.subjects, r.received, p_due, p_act_by, p_calendar_version, p_top,
			r.envelope, r.summary FROM report r WHERE r.tag = p_tag;
	INSERT INTO envelope (id, object, class, key_id, wrap)
		VALUES (v_envelope, p_id, p_class, p_key_id, p_wrap);
	-- Record 1 of the envelope; record 0, the summary, stands in the signal's row.
	INSERT INTO record (envelope, seq, kind, object, day, sealed)
		SELECT v_envelope, 1, 2, p_id, v_received, r.sealed FROM report r WHERE r.tag = p_tag;
	WHILE v_no < v_subjects DO
		SET v_no = v_no + 1;
		INSERT INTO signal_subject (signal_id, subject_no, kind) VALUES (p_id, v_no, 'unknown');
	END WHILE;
	INSERT INTO signal_event (signal_id, seq, day, what) VALUES (p_id, 1, p_today, 'registered');
	UPDATE report SET wrap = NULL, waiting = NULL, sealed = '', summary = '', signal_id = p_id
		WHERE tag = p_tag;
	CALL intake_chain_add(p_today, v_leaf);
END//

-- What the reporter added later: a record of the signal, and news with five days of its own.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE registration_add_addition(p_tag BINARY(16),
	p_digest BINARY(32), p_class TINYINT UNSIGNED, p_key_id BINARY(8), p_wrap VARBINARY(96), p_due DATE,
	p_today DATE)
	MODIFIES SQL DATA SQL SECURITY DEFINER
addition: BEGIN
	DECLARE v_id, v_envelope BINARY(16) DEFAULT NULL;
	DECLARE v_leaf BINARY(32);
	DECLARE v_received DATE;

	SELECT a.envelope, a.received, UNHEX(SHA2(a.sealed, 256)) INTO v_envelope, v_received, v_leaf
		FROM report_addition a WHERE a.tag = p_tag AND a.digest = p_digest AND a.waiting = 1 FOR UPDATE;
	-- The signal may have gone to another class meanwhile: then its wrap is of the wrong key.
	SELECT s.id INTO v_id FROM report r JOIN fraud_signal s ON s.id = r.signal_id
		WHERE r.tag = p_tag AND s.class = p_class FOR UPDATE;
	IF v_envelope IS NULL OR v_id IS NULL THEN
		LEAVE addition;
	END IF;
	INSERT INTO envelope (id, object, class, key_id, wrap)
		VALUES (v_envelope, v_id, p_class, p_key_id, p_wrap);
	INSERT INTO record (envelope, seq, kind, object, day, sealed)
		SELECT v_envelope, 1, 3, v_id, v_received, a.sealed FROM report_addition a
		WHERE a.tag = p_tag AND a.digest = p_digest;
	UPDATE fraud_signal SET news = COALESCE(news, v_received), news_due = COALESCE(news_due, p_due)
		WHERE id = v_id;
	INSERT INTO signal_event (signal_id, seq, day, what, envelope)
		SELECT v_id, COALESCE(MAX(e.seq), 0) + 1, p_today, 'addition', v_envelope
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
