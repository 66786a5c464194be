-- What keyd decides in the database: who may open what, why, and how often.
-- And how a person adds a sealed envelope, for which no key is needed.

DELIMITER //

-- Treating is for who holds a signal, or for its class's workers while it lies
-- open and unassigned, but for who took it from a colleague's hands. Everything
-- else is looking up.
-- The row first, then the comparison: 10.11 silently drops "column = viewer()"
-- (any stored function) beside a need-to-know view when the row is found by its
-- key and the view's IN is materialised.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION keyd_may_treat(p_object BINARY(16))
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_assignee BINARY(16);
	DECLARE v_class, v_open TINYINT UNSIGNED;

	SELECT s.class, s.open, s.assignee INTO v_class, v_open, v_assignee
		FROM seen_signal s WHERE s.id = p_object AND s.moving_to IS NULL;
	IF v_me IS NULL OR v_class IS NULL THEN
		RETURN 0;
	END IF;
	IF v_assignee IS NOT NULL THEN
		RETURN v_assignee = v_me;
	END IF;
	RETURN COALESCE(v_open, 0) = 1 AND viewer_works(v_class) AND NOT signal_given_up(p_object);
END//

-- Readings in the window with this one; ends the call at the limit. The account's
-- row is held, so that two at once do not both take the last place.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE keyd_count(p_object BINARY(16),
	p_limit INT UNSIGNED, p_minutes INT UNSIGNED, OUT p_used INT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_held BINARY(16);

	SELECT a.id INTO v_held FROM account a WHERE a.id = v_me FOR UPDATE;
	DELETE FROM reading WHERE account = v_me AND at < UTC_TIMESTAMP(6) - INTERVAL 30 DAY;
	SELECT COUNT(*) + 1 INTO p_used FROM reading r
		WHERE r.account = v_me AND r.at > UTC_TIMESTAMP(6) - INTERVAL p_minutes MINUTE;
	IF p_used > p_limit THEN
		SIGNAL SQLSTATE 'KP429' SET MESSAGE_TEXT = 'keyd: reading limit';
	END IF;
	INSERT INTO reading (account, at, object) VALUES (v_me, UTC_TIMESTAMP(6), p_object);
END//

-- 1 when the viewer brought that signal into these hands and has not opened it since, however long ago:
-- what somebody takes is read as a look-up is, once, or taking over and waiting would be the way around
-- the limit. Readings are kept for a month: what was taken before that and is still open counts once more.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION keyd_took(p_object BINARY(16))
	RETURNS TINYINT READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();

	RETURN EXISTS (SELECT 1 FROM signal_event e WHERE e.signal_id = p_object AND e.actor = v_me
		AND e.what IN ('taken_over', 'assigned', 'reopened')
		AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.account = v_me AND r.object = p_object
			AND r.at >= e.at));
END//

-- Being turned away. For what never existed there is a row too, without an object: the time of the
-- answer must not tell the two apart.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE keyd_refused(
	p_action VARCHAR(40) CHARACTER SET ascii, p_object BINARY(16), p_purpose TINYINT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
	CALL audit_add('keyd', p_action, (SELECT s.id FROM fraud_signal s WHERE s.id = p_object),
		p_purpose, NULL, '')//

-- May this person open it, for that purpose? 1 treating; 2 look-up, 4 break-glass and 7 deciding need a
-- reason, which this person sealed in an envelope of the same object within a day; deciding is for the
-- second person of an original, while somebody else's request waits. 3, the original of a file, has a way
-- of its own (73_original.sql).
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE keyd_right(p_object BINARY(16),
	p_purpose TINYINT UNSIGNED, p_reason BINARY(16))
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();

	IF v_me IS NULL THEN
		SIGNAL SQLSTATE 'KP401' SET MESSAGE_TEXT = 'keyd: no live session';
	END IF;
	IF NOT EXISTS (SELECT 1 FROM seen_signal s WHERE s.id = p_object) THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'keyd: not seen';
	END IF;
	IF p_purpose = 1 THEN
		IF NOT keyd_may_treat(p_object) THEN
			SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'keyd: not in these hands';
		END IF;
	ELSEIF p_purpose IN (2, 4, 7) THEN
		IF p_purpose = 7 AND NOT EXISTS (SELECT 1 FROM original_request o JOIN fraud_signal s ON s.id = o.signal_id
				WHERE o.signal_id = p_object AND o.state = 0 AND o.asker <> v_me
					AND viewer_leads(s.class)) THEN
			SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'keyd: nothing to decide';
		END IF;
		IF NOT EXISTS (SELECT 1 FROM record r WHERE r.object = p_object AND r.kind = 6
				AND r.envelope = p_reason AND r.author = v_me
				AND r.added > UTC_TIMESTAMP() - INTERVAL 1 DAY) THEN
			SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'keyd: no reason';
		END IF;
	ELSE
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'keyd: no purpose of a person';
	END IF;
END//

-- One opening: checked, counted and audited in the caller's transaction.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE keyd_open(p_object BINARY(16),
	p_purpose TINYINT UNSIGNED, p_reason BINARY(16), p_limit INT UNSIGNED, p_minutes INT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_used INT UNSIGNED DEFAULT 0;

	CALL keyd_right(p_object, p_purpose, p_reason);
	IF p_purpose <> 1 OR keyd_took(p_object) THEN
		CALL keyd_count(p_object, p_limit, p_minutes, v_used);
	END IF;
	CALL audit_add('keyd', 'open', p_object, p_purpose, p_reason, '');
	SELECT v_used AS used;
END//

-- The clean copy of one file: as opening its signal, with a row of its own that names file and part.
-- What was read of the same signal within the window is not counted again: a file has many pages, and
-- the limit is about how many signals somebody reads. Part 0 is the copy to take along: for who works
-- signals, once a scanner saw nothing in it. (The key opens all parts; this keeps the intranet to it.)
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE keyd_file(p_object BINARY(16), p_file BINARY(16),
	p_part SMALLINT UNSIGNED, p_purpose TINYINT UNSIGNED, p_reason BINARY(16), p_limit INT UNSIGNED,
	p_minutes INT UNSIGNED)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_me BINARY(16) DEFAULT viewer();
	DECLARE v_clean BINARY(16) DEFAULT NULL;
	DECLARE v_no, v_scan, v_class TINYINT UNSIGNED DEFAULT NULL;
	DECLARE v_used, v_chunks INT UNSIGNED DEFAULT 0;

	CALL keyd_right(p_object, p_purpose, p_reason);
	SELECT a.clean, a.no, a.scan, s.class INTO v_clean, v_no, v_scan, v_class
		FROM attachment a JOIN fraud_signal s ON s.id = a.signal_id
		WHERE a.id = p_file AND a.signal_id = p_object AND a.state = 1 AND s.moving_to IS NULL;
	IF v_clean IS NULL THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'keyd: no clean copy';
	END IF;
	IF p_part = 0 AND (v_scan <> 1 OR NOT viewer_works(v_class)) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'keyd: not to take along';
	END IF;
	IF keyd_took(p_object) OR (p_purpose <> 1 AND NOT EXISTS (SELECT 1 FROM reading r
			WHERE r.account = v_me AND r.object = p_object
				AND r.at > UTC_TIMESTAMP(6) - INTERVAL p_minutes MINUTE)) THEN
		CALL keyd_count(p_object, p_limit, p_minutes, v_used);
	END IF;
	SELECT COUNT(*) INTO v_chunks FROM file_chunk c WHERE c.envelope = v_clean AND c.part = p_part;
	CALL audit_add('keyd', 'open_file', p_object, p_purpose, p_reason,
		CONCAT('no=', v_no, ' part=', p_part, ' chunks=', v_chunks, ' file=', LOWER(HEX(p_file))));
	SELECT e.id, e.class, e.key_id, e.wrap, v_used AS used FROM envelope e
		WHERE e.id = v_clean AND e.object = p_object AND e.guarded = 0;
END//

-- The wraps of the summaries of a page of a queue: ids of 16 bytes end to end.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE keyd_list_wraps(p_objects VARBINARY(1600))
	READS SQL DATA SQL SECURITY DEFINER
BEGIN
	IF viewer() IS NULL THEN
		SIGNAL SQLSTATE 'KP401' SET MESSAGE_TEXT = 'keyd: no live session';
	END IF;
	SELECT s.id AS object, e.id, e.class, e.key_id, e.wrap
	FROM seq_0_to_99 q
		JOIN seen_signal s ON s.id = SUBSTRING(p_objects, q.seq * 16 + 1, 16)
		JOIN envelope e ON e.id = s.summary_envelope AND e.object = s.id AND e.class = s.class
			AND s.moving_to IS NULL AND e.guarded = 0
	WHERE q.seq * 16 < LENGTH(p_objects);
END//

-- A person adds words: sealed by the program to the class's public key.
-- Kinds 4 to 8 and 10 only: what a reporter wrote cannot be added by staff.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE envelope_add(p_envelope BINARY(16),
	p_object BINARY(16), p_class TINYINT UNSIGNED, p_key_id BINARY(8), p_wrap VARBINARY(96),
	p_kind TINYINT UNSIGNED, p_day DATE, p_sealed MEDIUMBLOB)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	DECLARE v_class, v_moving TINYINT UNSIGNED DEFAULT NULL;
	DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;

	IF viewer() IS NULL THEN
		SIGNAL SQLSTATE 'KP401' SET MESSAGE_TEXT = 'envelope: no live session';
	END IF;
	-- Held until COMMIT: nothing is sealed to a class that the signal is leaving.
	SELECT s.class, s.moving_to INTO v_class, v_moving FROM fraud_signal s WHERE s.id = p_object FOR UPDATE;
	IF NOT EXISTS (SELECT 1 FROM seen_signal s WHERE s.id = p_object) THEN
		SIGNAL SQLSTATE 'KP404' SET MESSAGE_TEXT = 'envelope: not seen';
	END IF;
	IF v_moving IS NOT NULL THEN
		SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'envelope: the signal is on its way to another class';
	END IF;
	-- Whoever may look it up says why; the rest is written by who works signals.
	IF p_kind <> 6 AND NOT viewer_works(v_class) THEN
		SIGNAL SQLSTATE 'KP403' SET MESSAGE_TEXT = 'envelope: role does not write';
	END IF;
	CALL whole_or_not();
	CALL day_check(p_day);
	IF v_class <> p_class OR p_kind NOT IN (4, 5, 6, 7, 8, 10) OR LENGTH(p_wrap) <> 96 THEN
		SIGNAL SQLSTATE 'KP422' SET MESSAGE_TEXT = 'envelope: not of this class or kind';
	END IF;
	INSERT INTO envelope (id, object, class, key_id, wrap)
		VALUES (p_envelope, p_object, p_class, p_key_id, p_wrap);
	INSERT INTO record (envelope, seq, kind, object, author, added, day, sealed)
		VALUES (p_envelope, 0, p_kind, p_object, viewer(), UTC_TIMESTAMP(), p_day, p_sealed);
	CALL audit_add('staff', ELT(p_kind - 3, 'note_added', 'assessment_added', 'reason_added', 'party_added',
			'question_added', NULL, 'translation_added'),
		p_object, 0, p_envelope, '');
END//

DELIMITER ;
