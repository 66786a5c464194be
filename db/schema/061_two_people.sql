-- Who stands behind an account that reads reports: two people, or not yet. And
-- wrong one-time codes, counted by themselves: who only guesses at passwords
-- must not be able to make the owner of a telephone wait.

ALTER TABLE account
	ADD COLUMN IF NOT EXISTS by_two TINYINT NOT NULL DEFAULT 0,	-- 1: its code came from a second person
	ADD COLUMN IF NOT EXISTS code_failures INT UNSIGNED NOT NULL DEFAULT 0,
	ADD COLUMN IF NOT EXISTS code_not_before DATETIME NULL;
