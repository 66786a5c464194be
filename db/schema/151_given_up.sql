-- Who took a signal out of a colleague's hands and gave it to nobody; NULL as soon as somebody has it again
-- (signal_given_up, 45_step.sql).
ALTER TABLE fraud_signal ADD COLUMN IF NOT EXISTS given_up BINARY(16) NULL;
