-- Reports come in through the view report_entry: one statement, no procedure around it.
DROP PROCEDURE IF EXISTS report_add;
-- An envelope's id is 128 random bits, and the table of envelopes has it as its key: one index less
-- to write for each report that comes in.
ALTER TABLE report DROP KEY IF EXISTS envelope;
