-- The tallies of signals (what is open; everything, by day) follow every change of a signal, in its transaction.
-- Of two rows the lower (class, status) is taken first, so that two changes at
-- once wait for each other and do not lock each other out.

DELIMITER //

-- Days that have passed leave no empty rows behind.
CREATE OR REPLACE DEFINER = kp_definer@localhost PROCEDURE signal_tally_add(
	p_class TINYINT UNSIGNED, p_status TINYINT UNSIGNED, p_due DATE, p_many INT)
	MODIFIES SQL DATA SQL SECURITY DEFINER
BEGIN
	IF p_status < 6 THEN
		INSERT INTO signal_tally (class, status, many) VALUES (p_class, p_status, p_many)
			ON DUPLICATE KEY UPDATE many = many + p_many;
	END IF;
	INSERT INTO signal_tally_due (class, status, first_due, many) VALUES (p_class, p_status, p_due, p_many)
		ON DUPLICATE KEY UPDATE many = many + p_many;
	IF p_many < 0 THEN
		DELETE FROM signal_tally_due
			WHERE class = p_class AND status = p_status AND first_due = p_due AND many = 0;
	END IF;
END//

CREATE OR REPLACE DEFINER = kp_definer@localhost TRIGGER signal_tally_insert AFTER INSERT ON fraud_signal
FOR EACH ROW
	IF NEW.restricted = 0 THEN
		CALL signal_tally_add(COALESCE(NEW.moving_to, NEW.class), NEW.status, NEW.first_due, 1);
	END IF//

CREATE OR REPLACE DEFINER = kp_definer@localhost TRIGGER signal_tally_delete AFTER DELETE ON fraud_signal
FOR EACH ROW
	IF OLD.restricted = 0 THEN
		CALL signal_tally_add(COALESCE(OLD.moving_to, OLD.class), OLD.status, OLD.first_due, -1);
	END IF//

CREATE OR REPLACE DEFINER = kp_definer@localhost TRIGGER signal_tally_update AFTER UPDATE ON fraud_signal
FOR EACH ROW
BEGIN
	DECLARE v_old, v_new TINYINT UNSIGNED;
	DECLARE v_was, v_is TINYINT;

	SET v_old = COALESCE(OLD.moving_to, OLD.class), v_new = COALESCE(NEW.moving_to, NEW.class);
	SET v_was = OLD.restricted = 0, v_is = NEW.restricted = 0;
	IF v_was AND v_is AND v_old = v_new AND OLD.status = NEW.status AND OLD.first_due = NEW.first_due THEN
		SET v_was = 0, v_is = 0;
	END IF;
	IF v_was AND (NOT v_is OR v_old * 8 + OLD.status < v_new * 8 + NEW.status) THEN
		CALL signal_tally_add(v_old, OLD.status, OLD.first_due, -1);
		SET v_was = 0;
	END IF;
	IF v_is THEN
		CALL signal_tally_add(v_new, NEW.status, NEW.first_due, 1);
	END IF;
	IF v_was THEN
		CALL signal_tally_add(v_old, OLD.status, OLD.first_due, -1);
	END IF;
END//

DELIMITER ;
