-- The two clocks of a signal (struct signal in src/signal.h). `due`: five working days for all four steps; `act_by`:
-- for what cannot wait, passed on by that day. A clock is met by the last of its steps, or by closing with a reason
-- (the hub's leaflet: within five working days a signal is assessed, linked, enriched and passed on). What is given
-- back by its destination, or opened again, is on its clock again. What the reporter added has five days of its own.
--
-- first_due is the first that runs, 9999-12-31 when none does; top, what is sorted first: urgent, until it is passed on,
-- and once more when something new comes in.

DELIMITER //

-- p_steps: NULL until all four are dated. Status 4 is forwarded, 6 closed.
CREATE OR REPLACE DEFINER = kp_definer@localhost FUNCTION signal_first_due(p_status TINYINT UNSIGNED, p_due DATE,
	p_act_by DATE, p_news_due DATE, p_steps DATE) RETURNS DATE DETERMINISTIC NO SQL SQL SECURITY DEFINER
	RETURN IF(p_status = 6, DATE '9999-12-31', IF(p_status <> 4, LEAST(p_due, COALESCE(p_act_by, p_due)),
		IF(p_steps IS NULL, p_due, COALESCE(p_news_due, DATE '9999-12-31'))))//

CREATE OR REPLACE DEFINER = kp_definer@localhost TRIGGER signal_clock_insert BEFORE INSERT ON fraud_signal
FOR EACH ROW
	SET NEW.top = NEW.urgent AND NEW.status <> 6 AND (NEW.status <> 4 OR NEW.news IS NOT NULL),
		NEW.first_due = signal_first_due(NEW.status, NEW.due, NEW.act_by, NEW.news_due,
			LEAST(NEW.assessed, NEW.linked, NEW.enriched, NEW.forwarded))//

CREATE OR REPLACE DEFINER = kp_definer@localhost TRIGGER signal_clock_update BEFORE UPDATE ON fraud_signal
FOR EACH ROW
	SET NEW.top = NEW.urgent AND NEW.status <> 6 AND (NEW.status <> 4 OR NEW.news IS NOT NULL),
		NEW.first_due = signal_first_due(NEW.status, NEW.due, NEW.act_by, NEW.news_due,
			LEAST(NEW.assessed, NEW.linked, NEW.enriched, NEW.forwarded))//

DELIMITER ;
