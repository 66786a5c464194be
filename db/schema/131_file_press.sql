-- Said by cleand, shown by kp status: 0 while bubblewrap or a converter does not work, and files wait for it.
ALTER TABLE file_room
	ADD COLUMN IF NOT EXISTS press TINYINT NOT NULL DEFAULT 1;
