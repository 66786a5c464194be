-- The ground: people, sessions, the audit chain, reports, signals.
-- Forward only and re-runnable: every statement says IF NOT EXISTS or INSERT IGNORE.
-- What a person wrote or that names a person stands in sealed columns only (docs/design.md, What is sealed).

CREATE TABLE IF NOT EXISTS migration (
	number INT UNSIGNED NOT NULL PRIMARY KEY,
	name VARCHAR(80) NOT NULL,
	applied DATETIME NOT NULL DEFAULT UTC_TIMESTAMP()
);

-- One row: facts about this installation.
CREATE TABLE IF NOT EXISTS installation (
	one TINYINT NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
	production TINYINT NOT NULL DEFAULT 0,
	generation BINARY(16) NOT NULL			-- new after a restore: older sessions end
);

-- People -------------------------------------------------------------------

-- Roles are numbers of enum role (src/account.h); the names are for people who read the table.
CREATE TABLE IF NOT EXISTS role (
	role TINYINT UNSIGNED NOT NULL PRIMARY KEY,
	name VARCHAR(30) CHARACTER SET ascii NOT NULL UNIQUE
);
INSERT IGNORE INTO role VALUES (0,'caseworker'),(1,'lead'),(2,'analyst'),(3,'security_adviser'),
	(4,'colleague'),(5,'auditor'),(6,'privacy_officer'),(7,'legal_owner'),(8,'administrator');

-- Which class of signals a role may see. 1 = HIK, 2 = USZ (enum class). Absent = nobody.
CREATE TABLE IF NOT EXISTS role_class (
	role TINYINT UNSIGNED NOT NULL,
	class TINYINT UNSIGNED NOT NULL,
	PRIMARY KEY (role, class)
);
INSERT IGNORE INTO role_class VALUES (0,1),(1,1),(2,1),(3,2);

CREATE TABLE IF NOT EXISTS account (
	id BINARY(16) NOT NULL PRIMARY KEY,
	name VARCHAR(60) NOT NULL UNIQUE,		-- log-in name
	display VARCHAR(80) NOT NULL,			-- as colleagues see it
	lang CHAR(2) CHARACTER SET ascii NOT NULL DEFAULT 'nl',
	state ENUM('new','active','disabled') NOT NULL DEFAULT 'new',
	password VARBINARY(160) NULL,			-- Argon2id string (libsodium)
	totp VARBINARY(160) NULL,			-- sealed by authd's own key
	totp_step BIGINT NOT NULL DEFAULT 0,		-- last step used: a code works once
	enrol_hash BINARY(32) NULL,			-- hash of the one-time enrolment code
	enrol_until DATETIME NULL,
	failures INT UNSIGNED NOT NULL DEFAULT 0,
	not_before DATETIME NULL,			-- delay after failures
	version INT UNSIGNED NOT NULL DEFAULT 1
);

CREATE TABLE IF NOT EXISTS account_role (
	account BINARY(16) NOT NULL,
	role TINYINT UNSIGNED NOT NULL,
	PRIMARY KEY (account, role),
	FOREIGN KEY (account) REFERENCES account (id)
);

-- What needs a second person: the USZ role, a password reset.
CREATE TABLE IF NOT EXISTS account_change (
	id BINARY(16) NOT NULL PRIMARY KEY,
	account BINARY(16) NOT NULL,
	what ENUM('grant_role','reset') NOT NULL,
	role TINYINT UNSIGNED NULL,
	proposer BINARY(16) NOT NULL,
	approver BINARY(16) NULL,
	state ENUM('proposed','approved','refused') NOT NULL DEFAULT 'proposed',
	FOREIGN KEY (account) REFERENCES account (id)
);

CREATE TABLE IF NOT EXISTS session (
	ticket BINARY(32) NOT NULL PRIMARY KEY,		-- BLAKE2b-256 of the token; the token is only in the cookie
	account BINARY(16) NOT NULL,
	generation BINARY(16) NOT NULL,
	started DATETIME NOT NULL,
	seen DATETIME NOT NULL,				-- renewed at most once a minute
	until DATETIME NOT NULL,			-- absolute end
	ended TINYINT NOT NULL DEFAULT 0,
	second_factor TINYINT NOT NULL DEFAULT 0,
	KEY (account),
	FOREIGN KEY (account) REFERENCES account (id)
);

-- Audit --------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS audit (
	seq BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	at DATETIME(6) NOT NULL,
	actor BINARY(16) NULL,				-- account; NULL = a service
	program VARCHAR(20) CHARACTER SET ascii NOT NULL,
	action VARCHAR(40) CHARACTER SET ascii NOT NULL,
	object BINARY(16) NULL,
	purpose TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum purpose
	reason BINARY(16) NULL,				-- envelope that holds the reason, sealed
	detail VARCHAR(2000) CHARACTER SET ascii NOT NULL DEFAULT '',	-- codes and ids only
	prev BINARY(32) NOT NULL,
	hash BINARY(32) NOT NULL,
	KEY (object, seq),
	KEY (actor, seq)
);
-- Objects named by one audit row about a page of a queue.
CREATE TABLE IF NOT EXISTS audit_object (
	object BINARY(16) NOT NULL,
	seq BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (object, seq)
);
CREATE TABLE IF NOT EXISTS audit_head (
	one TINYINT NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
	seq BIGINT UNSIGNED NOT NULL,
	hash BINARY(32) NOT NULL
);
INSERT IGNORE INTO audit_head VALUES (1, 0, REPEAT(CHAR(0), 32));

-- Registrations have a chain of their own, with a date and no time; it is
-- anchored in the audit chain once a day.
CREATE TABLE IF NOT EXISTS intake_chain (
	seq BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	day DATE NOT NULL,
	leaf BINARY(32) NOT NULL,			-- hash over the sealed report
	prev BINARY(32) NOT NULL,
	hash BINARY(32) NOT NULL
);
CREATE TABLE IF NOT EXISTS intake_head (
	one TINYINT NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
	seq BIGINT UNSIGNED NOT NULL,
	hash BINARY(32) NOT NULL,
	anchored DATE NULL
);
INSERT IGNORE INTO intake_head VALUES (1, 0, REPEAT(CHAR(0), 32), NULL);

-- Reports: written by the public form, one row each, in no order ------------

CREATE TABLE IF NOT EXISTS report (
	tag BINARY(16) NOT NULL PRIMARY KEY,		-- from the receipt: random, so rows stand in no order
	digest BINARY(32) NOT NULL,			-- keyed with a key from the receipt
	reporter_key BINARY(32) NOT NULL,		-- X25519, for answers to the reporter
	envelope BINARY(16) NOT NULL UNIQUE,
	key_id BINARY(8) NOT NULL,
	wrap VARBINARY(96) NULL,			-- to the intake key; NULL once registered
	received DATE NOT NULL,				-- no time
	subject VARCHAR(30) CHARACTER SET ascii NOT NULL,
	province VARCHAR(20) CHARACTER SET ascii NOT NULL DEFAULT '',
	lang VARCHAR(8) CHARACTER SET ascii NOT NULL,
	danger TINYINT NOT NULL DEFAULT 0,
	urgent TINYINT NOT NULL DEFAULT 0,		-- goes to the desk at once; the reporter was told
	suspect TINYINT NOT NULL DEFAULT 0,		-- suspected flood
	has_code TINYINT NOT NULL DEFAULT 1,		-- 0: the reporter wanted no code
	confidential TINYINT NOT NULL DEFAULT 0,	-- 0 anonymous, 1 known but confidential, 2 for an organisation
	subjects TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- number of persons and companies named
	summary VARBINARY(1200) NOT NULL,		-- RECORD_SUMMARY, sealed
	sealed MEDIUMBLOB NOT NULL,			-- RECORD_REPORT, sealed
	reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,	-- shown to the reporter, not secret
	signal_id BINARY(16) NULL,			-- set at registration
	waiting TINYINT NULL DEFAULT 1,			-- NULL once registered: a small index
	KEY (waiting, urgent),
	KEY (signal_id)
);

-- The same form sent again with other answers: an addition, nothing dropped.
CREATE TABLE IF NOT EXISTS report_addition (
	tag BINARY(16) NOT NULL,
	digest BINARY(32) NOT NULL,
	envelope BINARY(16) NOT NULL UNIQUE,
	key_id BINARY(8) NOT NULL,
	wrap VARBINARY(96) NULL,
	received DATE NOT NULL,
	sealed MEDIUMBLOB NOT NULL,			-- RECORD_ADDITION
	waiting TINYINT NULL DEFAULT 1,
	PRIMARY KEY (tag, digest),
	KEY (waiting)
);

-- Signals --------------------------------------------------------------------

-- "signal" is a reserved word of SQL.
CREATE TABLE IF NOT EXISTS fraud_signal (
	id BINARY(16) NOT NULL PRIMARY KEY,
	number CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
	class TINYINT UNSIGNED NOT NULL,
	restricted TINYINT NOT NULL DEFAULT 0,
	channel VARCHAR(20) CHARACTER SET ascii NOT NULL,
	subject VARCHAR(30) CHARACTER SET ascii NOT NULL,
	province VARCHAR(20) CHARACTER SET ascii NOT NULL DEFAULT '',
	lang VARCHAR(8) CHARACTER SET ascii NOT NULL DEFAULT 'nl',
	danger TINYINT NOT NULL DEFAULT 0,
	suspect TINYINT NOT NULL DEFAULT 0,
	confidential TINYINT NOT NULL DEFAULT 0,
	subjects TINYINT UNSIGNED NOT NULL DEFAULT 0,
	files TINYINT UNSIGNED NOT NULL DEFAULT 0,
	status TINYINT UNSIGNED NOT NULL DEFAULT 0,	-- enum signal_status
	open TINYINT AS (IF(status < 6, 1, NULL)) STORED,	-- 6 = closed
	desk VARCHAR(20) CHARACTER SET ascii NOT NULL DEFAULT 'intake',	-- desk inside the hub
	assignee BINARY(16) NULL,
	received DATE NOT NULL,
	due DATE NOT NULL,				-- five working days
	act_by DATE NULL,				-- the second clock
	first_due DATE AS (IF(act_by IS NULL OR act_by > due, due, act_by)) STORED,
	calendar_version INT UNSIGNED NOT NULL,
	top TINYINT NOT NULL DEFAULT 0,			-- as soon as possible / at once: sorted first
	assessed DATE NULL,				-- four dated facts
	linked DATE NULL,
	enriched DATE NULL,
	forwarded DATE NULL,
	closed DATE NULL,
	close_reason VARCHAR(30) CHARACTER SET ascii NOT NULL DEFAULT '',
	news DATE NULL,					-- "new information" since
	news_due DATE NULL,
	summary_envelope BINARY(16) NULL,
	summary VARBINARY(1200) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	-- No class in front: the need-to-know view tests it row by row, and the order stays usable.
	KEY queue (open, top DESC, first_due, id),
	KEY by_subject (open, subject, top DESC, first_due, id),
	KEY by_status (open, status, class, restricted),	-- counts without touching rows
	KEY by_assignee (assignee, open, first_due),
	KEY by_desk (open, desk, status)
);

CREATE TABLE IF NOT EXISTS signal_grant (		-- who may see a restricted signal
	signal_id BINARY(16) NOT NULL,
	account BINARY(16) NOT NULL,
	PRIMARY KEY (signal_id, account)
);

-- Envelopes: one data key, one wrap, many records ----------------------------

CREATE TABLE IF NOT EXISTS envelope (
	id BINARY(16) NOT NULL PRIMARY KEY,
	object BINARY(16) NOT NULL,			-- the signal
	class TINYINT UNSIGNED NOT NULL,
	key_id BINARY(8) NOT NULL,
	wrap VARBINARY(96) NOT NULL,
	KEY (object)
);
CREATE TABLE IF NOT EXISTS record (
	envelope BINARY(16) NOT NULL,
	seq INT UNSIGNED NOT NULL,
	kind TINYINT UNSIGNED NOT NULL,			-- enum record_kind
	object BINARY(16) NOT NULL,
	author BINARY(16) NULL,
	added DATETIME NULL,				-- NULL for what a reporter added: no clock
	day DATE NOT NULL,
	sealed MEDIUMBLOB NOT NULL,
	PRIMARY KEY (envelope, seq),
	KEY (object, kind)
);

-- Casework -------------------------------------------------------------------

-- What happened to a signal, in order; words are sealed in an envelope.
CREATE TABLE IF NOT EXISTS signal_event (
	signal_id BINARY(16) NOT NULL,
	seq INT UNSIGNED NOT NULL,
	day DATE NOT NULL,
	at DATETIME NULL,				-- NULL for registration: date only
	actor BINARY(16) NULL,
	what VARCHAR(20) CHARACTER SET ascii NOT NULL,	-- registered claimed assigned assessed note forwarded returned closed reopened addition
	detail VARCHAR(200) CHARACTER SET ascii NOT NULL DEFAULT '',
	envelope BINARY(16) NULL,
	PRIMARY KEY (signal_id, seq)
);

-- One subject of a signal as the desk judges it; its description is sealed in the report or a note.
CREATE TABLE IF NOT EXISTS signal_subject (
	signal_id BINARY(16) NOT NULL,
	subject_no TINYINT UNSIGNED NOT NULL,
	kind ENUM('person','person_abroad','company','sponsor','unknown') NOT NULL,
	source CHAR(1) CHARACTER SET ascii NOT NULL DEFAULT 'X',	-- Europol 4x4
	information TINYINT UNSIGNED NOT NULL DEFAULT 4,
	verdict VARCHAR(20) CHARACTER SET ascii NOT NULL DEFAULT '',
	intent VARCHAR(20) CHARACTER SET ascii NOT NULL DEFAULT '',
	features VARCHAR(400) CHARACTER SET ascii NOT NULL DEFAULT '',	-- coded, space separated
	assessor BINARY(16) NULL,
	version INT UNSIGNED NOT NULL DEFAULT 1,
	PRIMARY KEY (signal_id, subject_no)
);

-- Calendar -------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS holiday (
	day DATE NOT NULL PRIMARY KEY,
	kind ENUM('decree','closing') NOT NULL,
	note VARCHAR(80) NOT NULL DEFAULT ''
);
INSERT IGNORE INTO holiday (day, kind) VALUES
	('2023-04-28','decree'),('2023-05-19','decree'),('2024-05-10','decree'),('2024-12-27','decree'),
	('2025-05-30','decree'),('2026-01-02','decree'),('2026-05-15','decree'),('2027-05-07','decree'),
	('2028-04-28','decree'),('2028-05-26','decree');
CREATE TABLE IF NOT EXISTS calendar_state (
	one TINYINT NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
	version INT UNSIGNED NOT NULL DEFAULT 1,
	known_until DATE NOT NULL DEFAULT '2028-12-31',
	decree_days_free TINYINT NOT NULL DEFAULT 1
);
INSERT IGNORE INTO calendar_state (one) VALUES (1);

-- Reading limits (keyd) --------------------------------------------------------

CREATE TABLE IF NOT EXISTS reading (			-- look-ups outside one's own work
	account BINARY(16) NOT NULL,
	at DATETIME(6) NOT NULL,
	object BINARY(16) NOT NULL,
	PRIMARY KEY (account, at)
);
