-- Reports on their way to becoming signals: filled and emptied within one
-- transaction of registration_add, so nobody else ever sees a row.
CREATE TABLE IF NOT EXISTS registration (
	tag BINARY(16) NOT NULL PRIMARY KEY,
	id BINARY(16) NOT NULL,
	number CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	class TINYINT UNSIGNED NOT NULL,
	key_id BINARY(8) NOT NULL,
	wrap VARBINARY(96) NOT NULL,
	due DATE NOT NULL,
	act_by DATE NULL,
	top TINYINT NOT NULL,
	envelope BINARY(16) NOT NULL,
	leaf BINARY(32) NOT NULL
);
