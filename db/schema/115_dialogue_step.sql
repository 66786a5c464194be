-- Steps of the dialogue (rows of 070_signal_step.sql): asking and translating while a signal is treated,
-- taking a question back at any time.

REPLACE INTO signal_step (what, from_status, to_status, who, reason) VALUES
	('asked', 1, 1, 6, 0),
	('asked', 2, 2, 6, 0),
	('asked', 3, 3, 6, 0),
	('asked', 4, 4, 6, 0),
	('withdrawn', 0, 0, 6, 0),
	('withdrawn', 1, 1, 6, 0),
	('withdrawn', 2, 2, 6, 0),
	('withdrawn', 3, 3, 6, 0),
	('withdrawn', 4, 4, 6, 0),
	('withdrawn', 6, 6, 6, 0),
	('translated', 1, 1, 6, 0),
	('translated', 2, 2, 6, 0),
	('translated', 3, 3, 6, 0),
	('translated', 4, 4, 6, 0),
	('translated', 6, 6, 6, 0);

-- What was asked in the last ninety days is counted on the overview.
ALTER TABLE question ADD KEY IF NOT EXISTS by_day (day, state);
