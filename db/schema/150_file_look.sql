-- When workd last looked at the disk, by the database's clock: without a look of late files are refused. One row, written every
-- ten seconds whatever comes in, so it tells of no file and no report.
CREATE TABLE IF NOT EXISTS file_look (
	one TINYINT NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
	at DATETIME NULL				-- UTC; NULL: not yet
);
INSERT IGNORE INTO file_look (one) VALUES (1);
