-- Files of staff that are not whole: few, and counted for each that begins.
ALTER TABLE attachment
	ADD KEY IF NOT EXISTS unfinished (chunks, author);
