-- Free days: every program that needs them asks the same procedure.

-- calendar_days()
-- repeatable: it only reads
CALL calendar_days();
