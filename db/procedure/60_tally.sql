-- The tallies of signals (what is open; everything, by day and by what queues are filtered by) follow every
-- change of a signal, in its transaction. Of two signs the lower, which begins with class and status, is taken
-- first, so that two changes at once wait for each other and do not lock each other out.

DELIMITER //

-- Days that have passed, and persons who left, leave no empty rows behind.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_tally_add(
	p_class TINYINT UNSIGNED, p_status TINYINT UNSIGNED, p_due DATE, p_subject VARCHAR(30) CHARACTER SET ascii,
	p_channel VARCHAR(20) CHARACTER SET ascii, p_assignee VARBINARY(16), p_danger TINYINT, p_suspect TINYINT,
	p_recheck TINYINT, p_news TINYINT, p_many INT)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	IF p_status < 6 THEN
		INSERT INTO signal_tally (class, status, many) VALUES (p_class, p_status, p_many)
			ON DUPLICATE KEY UPDATE many = many + p_many;
	END IF;
	INSERT INTO signal_tally_due (class, status, first_due, many) VALUES (p_class, p_status, p_due, p_many)
		ON DUPLICATE KEY UPDATE many = many + p_many;
	INSERT INTO signal_tally_filter (status, class, subject, channel, assignee, danger, suspect, recheck, news, many)
		VALUES (p_status, p_class, p_subject, p_channel, p_assignee, p_danger, p_suspect, p_recheck, p_news, p_many)
		ON DUPLICATE KEY UPDATE many = many + p_many;
	IF p_many < 0 THEN
		DELETE FROM signal_tally_due
			WHERE class = p_class AND status = p_status AND first_due = p_due AND many = 0;
		DELETE FROM signal_tally_filter
			WHERE status = p_status AND class = p_class AND subject = p_subject AND channel = p_channel
				AND assignee = p_assignee AND danger = p_danger AND suspect = p_suspect
				AND recheck = p_recheck AND news = p_news AND many = 0;
	END IF;
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost TRIGGER signal_tally_insert AFTER INSERT ON fraud_signal
FOR EACH ROW
	IF NEW.restricted = 0 THEN
		CALL signal_tally_add(COALESCE(NEW.moving_to, NEW.class), NEW.status, NEW.first_due, NEW.subject, NEW.channel,
			COALESCE(NEW.assignee, ''), NEW.danger, NEW.suspect, NEW.recheck, NEW.news IS NOT NULL, 1);
	END IF//

CREATE OR REPLACE DEFINER = kp_definer@localhost TRIGGER signal_tally_delete AFTER DELETE ON fraud_signal
FOR EACH ROW
	IF OLD.restricted = 0 THEN
		CALL signal_tally_add(COALESCE(OLD.moving_to, OLD.class), OLD.status, OLD.first_due, OLD.subject, OLD.channel,
			COALESCE(OLD.assignee, ''), OLD.danger, OLD.suspect, OLD.recheck, OLD.news IS NOT NULL, -1);
	END IF//

-- The sign is all that is tallied by, class and status in front; NULL is not tallied.
CREATE OR REPLACE DEFINER = kp_definer@localhost TRIGGER signal_tally_update AFTER UPDATE ON fraud_signal
FOR EACH ROW
BEGIN
	DECLARE v_was, v_is VARCHAR(120) CHARACTER SET ascii;
	DECLARE v_old, v_new TINYINT UNSIGNED;

	SET v_old = COALESCE(OLD.moving_to, OLD.class), v_new = COALESCE(NEW.moving_to, NEW.class);
	SET v_was = IF(OLD.restricted = 0, CONCAT_WS(' ', v_old, OLD.status, OLD.first_due, OLD.subject, OLD.channel,
		COALESCE(HEX(OLD.assignee), ''), OLD.danger, OLD.suspect, OLD.recheck, OLD.news IS NOT NULL), NULL);
	SET v_is = IF(NEW.restricted = 0, CONCAT_WS(' ', v_new, NEW.status, NEW.first_due, NEW.subject, NEW.channel,
		COALESCE(HEX(NEW.assignee), ''), NEW.danger, NEW.suspect, NEW.recheck, NEW.news IS NOT NULL), NULL);
	IF v_was <=> v_is THEN
		SET v_was = NULL, v_is = NULL;
	END IF;
	IF v_was < COALESCE(v_is, '~') THEN
		CALL signal_tally_add(v_old, OLD.status, OLD.first_due, OLD.subject, OLD.channel, COALESCE(OLD.assignee, ''),
			OLD.danger, OLD.suspect, OLD.recheck, OLD.news IS NOT NULL, -1);
		SET v_was = NULL;
	END IF;
	IF v_is IS NOT NULL THEN
		CALL signal_tally_add(v_new, NEW.status, NEW.first_due, NEW.subject, NEW.channel, COALESCE(NEW.assignee, ''),
			NEW.danger, NEW.suspect, NEW.recheck, NEW.news IS NOT NULL, 1);
	END IF;
	IF v_was IS NOT NULL THEN
		CALL signal_tally_add(v_old, OLD.status, OLD.first_due, OLD.subject, OLD.channel, COALESCE(OLD.assignee, ''),
			OLD.danger, OLD.suspect, OLD.recheck, OLD.news IS NOT NULL, -1);
	END IF;
END//

DELIMITER ;
