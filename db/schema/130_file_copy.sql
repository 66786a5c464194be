-- Each copy is one file's. Whether an id is taken is asked at every try to clean, and found here.
ALTER TABLE attachment
	ADD UNIQUE KEY IF NOT EXISTS one_copy (clean);
