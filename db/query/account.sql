-- People, rights and sessions. account_*: the intranet, through views and
-- definer procedures. login_*: authd alone, on the accounts and sessions
-- themselves. operator_*: kp, as the owner, in maintenance.

-- account_enter()
-- Also renews the idle time of the session.
CALL account_enter();

-- account_session_state(ticket)
CALL account_session_state(?);

-- account_language(lang)
CALL account_language(?);

-- account_sessions()
SELECT SUBSTRING(s.ticket, 1, 8) AS handle, DATE_FORMAT(s.started, '%Y-%m-%d %H:%i:%s') AS started,
	DATE_FORMAT(s.seen, '%Y-%m-%d %H:%i:%s') AS seen, s.ticket = @ticket AS current
FROM my_session s
WHERE s.until > UTC_TIMESTAMP() AND s.seen > UTC_TIMESTAMP() - INTERVAL 10 HOUR
ORDER BY s.started DESC, s.ticket;

-- account_list()
SELECT a.id, a.name, a.display, a.lang, a.state,
	COALESCE((SELECT BIT_OR(1 << r.role) FROM admin_account_role r WHERE r.account = a.id), 0) AS roles,
	a.second_factor, a.state = 'new' AND COALESCE(a.enrol_until > UTC_TIMESTAMP(), 0) AS enrolling,
	a.version
FROM admin_account a ORDER BY a.state = 'disabled', a.display, a.name;

-- account_find(name)
SELECT a.id, a.name, a.display, a.lang, a.state,
	COALESCE((SELECT BIT_OR(1 << r.role) FROM admin_account_role r WHERE r.account = a.id), 0) AS roles,
	a.second_factor, a.state = 'new' AND COALESCE(a.enrol_until > UTC_TIMESTAMP(), 0) AS enrolling,
	a.version
FROM admin_account a WHERE a.name = ?;

-- account_changes()
-- Waiting for a second person, the oldest wish in no particular order.
SELECT c.id, c.what, COALESCE(c.role, 0) AS role,
	(SELECT a.name FROM admin_account a WHERE a.id = c.account) AS name,
	(SELECT a.display FROM admin_account a WHERE a.id = c.account) AS display,
	(SELECT p.display FROM admin_account p WHERE p.id = c.proposer) AS proposer,
	EXISTS (SELECT 1 FROM me m WHERE m.id IN (c.proposer, c.account)) AS mine
FROM admin_account_change c WHERE c.state = 'proposed' ORDER BY name, c.id;

-- account_change_find(id)
SELECT c.id, c.what, COALESCE(c.role, 0) AS role,
	(SELECT a.name FROM admin_account a WHERE a.id = c.account) AS name,
	(SELECT a.display FROM admin_account a WHERE a.id = c.account) AS display,
	(SELECT p.display FROM admin_account p WHERE p.id = c.proposer) AS proposer,
	EXISTS (SELECT 1 FROM me m WHERE m.id IN (c.proposer, c.account)) AS mine
FROM admin_account_change c WHERE c.id = ?;

-- account_add(name, display, lang, role, code_hash)
CALL account_add(?, ?, ?, ?, ?);

-- account_just_added(name)
SELECT account_just_added(?) AS just_added;

-- account_new_code(name, code_hash)
CALL account_new_code(?, ?);

-- account_disable(name, disabled)
CALL account_disable(?, ?);

-- account_end_sessions(name)
CALL account_end_sessions(?);

-- account_grant(name, role)
CALL account_grant(?, ?);

-- account_revoke(name, role)
CALL account_revoke(?, ?);

-- account_propose_reset(name)
CALL account_propose_reset(?);

-- account_decide(change, approve, code_hash)
CALL account_decide(?, ?, ?);

-- account_days()
SELECT DATE_FORMAT(d.day, '%Y-%m-%d') AS day, d.kind, d.note FROM calendar_day d ORDER BY d.day DESC;

-- account_day_add(day, kind, note)
CALL calendar_day_add(?, ?, ?);

-- account_day_remove(day)
CALL calendar_day_remove(?);

-- account_known_until(day)
CALL calendar_known_until(?);

-- login_find(name)
-- wait: seconds until the next try counts.
SELECT a.id, a.name, a.lang, a.state, a.password, a.totp, a.totp_step, a.failures,
	a.code_failures, a.version,
	COALESCE(GREATEST(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), a.not_before), 0), 0) AS wait
FROM account a WHERE a.name = ?;

-- login_find_id(id)
SELECT a.id, a.name, a.lang, a.state, a.password, a.totp, a.totp_step, a.failures,
	a.code_failures, a.version,
	COALESCE(GREATEST(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), a.not_before), 0), 0) AS wait
FROM account a WHERE a.id = ?;

-- login_find_code(code_hash)
SELECT a.id, a.name, a.lang, a.state, a.password, a.totp, a.totp_step, a.failures,
	a.code_failures, a.version, 0 AS wait
FROM account a
WHERE a.enrol_hash = ? AND a.enrol_until > UTC_TIMESTAMP() AND a.state = 'new';

-- login_failed(delay, id)
-- One wrong password more; written for unknown names too, where it matches no row.
UPDATE account SET failures = failures + 1, not_before = UTC_TIMESTAMP() + INTERVAL ? SECOND
WHERE id = ?;

-- login_watch()
-- MariaDB assigns from left to right: `failures` still sees the old `since`.
UPDATE login_watch SET
	failures = IF(since < UTC_TIMESTAMP() - INTERVAL 10 MINUTE, 1, failures + 1),
	since = IF(since < UTC_TIMESTAMP() - INTERVAL 10 MINUTE, UTC_TIMESTAMP(), since)
WHERE one = 1;

-- login_watched()
SELECT failures FROM login_watch WHERE one = 1;

-- login_code_try(id, most)
-- Matches no row when this minute's tries are used up.
UPDATE account SET
	code_tries = IF(code_since > UTC_TIMESTAMP() - INTERVAL 1 MINUTE, code_tries + 1, 1),
	code_since = IF(code_since > UTC_TIMESTAMP() - INTERVAL 1 MINUTE, code_since, UTC_TIMESTAMP())
WHERE id = ? AND (code_since IS NULL OR code_since <= UTC_TIMESTAMP() - INTERVAL 1 MINUTE
	OR code_tries < ?) AND (code_not_before IS NULL OR code_not_before <= UTC_TIMESTAMP());

-- login_code_failed(delay, id)
-- A try that was not judged because it came too soon makes the wait no longer.
UPDATE account SET code_failures = code_failures + 1,
	code_not_before = UTC_TIMESTAMP() + INTERVAL ? SECOND
WHERE id = ? AND (code_not_before IS NULL OR code_not_before <= UTC_TIMESTAMP());

-- login_code_used(step, id, step)
-- A code works once: the later step wins, whoever comes second matches no row.
UPDATE account SET totp_step = ? WHERE id = ? AND totp_step < ?;

-- login_done(id, version)
-- No row when the account was changed since its password was looked at: then that was the old one.
UPDATE account SET failures = 0, not_before = NULL, code_tries = 0, code_failures = 0,
	code_not_before = NULL
WHERE id = ? AND version = ? AND state = 'active';

-- login_session_add(ticket, account, hours, idle, factor)
INSERT INTO session (ticket, account, generation, started, seen, until, idle_minutes, second_factor)
SELECT ?, ?, i.generation, UTC_TIMESTAMP(6), UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL ? HOUR, ?, ?
FROM installation i WHERE i.one = 1;

-- login_sessions(account)
-- The live ones, newest first.
SELECT s.ticket FROM session s, installation i
WHERE s.account = ? AND s.ended = 0 AND s.until > UTC_TIMESTAMP() AND s.generation = i.generation
	AND s.seen > UTC_TIMESTAMP() - INTERVAL s.idle_minutes MINUTE
ORDER BY s.started DESC FOR UPDATE;

-- login_session_end(why, ticket)
UPDATE session SET ended = ? WHERE ticket = ? AND ended = 0;

-- login_session_who(ticket)
SELECT a.id, a.name, a.lang, a.state, a.password, a.totp, a.totp_step, a.failures,
	a.code_failures, a.version,
	COALESCE(GREATEST(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), a.not_before), 0), 0) AS wait
FROM account a WHERE a.id = (SELECT s.account FROM session s, installation i
	WHERE s.ticket = ? AND s.ended = 0 AND s.until > UTC_TIMESTAMP() AND s.generation = i.generation
		AND s.seen > UTC_TIMESTAMP() - INTERVAL s.idle_minutes MINUTE)
	AND a.state = 'active';

-- login_end_handle(why, account, handle)
UPDATE session SET ended = ? WHERE account = ? AND ended = 0 AND SUBSTRING(ticket, 1, 8) = ?;

-- login_end_others(why, account, ticket)
UPDATE session SET ended = ? WHERE account = ? AND ended = 0 AND ticket <> ?;

-- login_set_password(password, id, version)
UPDATE account SET password = ?, failures = 0, not_before = NULL, version = version + 1
WHERE id = ? AND version = ?;

-- login_set_factor(totp, step, id, version)
UPDATE account SET totp = ?, totp_step = ?, version = version + 1 WHERE id = ? AND version = ?;

-- login_enrolled(password, totp, step, id, version)
UPDATE account SET password = ?, totp = ?, totp_step = ?, state = 'active', enrol_hash = NULL,
	enrol_until = NULL, failures = 0, not_before = NULL, version = version + 1
WHERE id = ? AND version = ? AND state = 'new';

-- operator_account_add(id, name, display, lang, state, password, totp, enrol_hash, by_two)
INSERT INTO account (id, name, display, lang, state, password, totp, enrol_hash, by_two, enrol_until)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP() + INTERVAL 3 DAY);

-- operator_administrators()
-- Those that were disabled have left: with nobody but them the owner may begin again.
SELECT COUNT(*) FROM account_role r JOIN account a ON a.id = r.account
WHERE r.role = 8 AND a.state <> 'disabled';

-- operator_restored()
UPDATE installation SET generation = RANDOM_BYTES(16) WHERE one = 1;

-- operator_role_add(account, role)
INSERT IGNORE INTO account_role (account, role) VALUES (?, ?);

-- operator_account_find(name)
SELECT a.id, a.totp, a.totp_step FROM account a WHERE a.name = ?;

-- operator_users()
SELECT a.name, a.display, a.state, COALESCE((SELECT BIT_OR(1 << r.role) FROM account_role r
	WHERE r.account = a.id), 0) AS roles, a.totp IS NOT NULL AS second_factor
FROM account a ORDER BY a.name;
