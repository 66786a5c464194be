-- The audit chain: adding (definer procedures), "who looked", the auditor's
-- pages, and what `kp audit verify` reads as the owner.

-- audit_add(program, action, object, purpose, reason, detail)
-- The last statement before COMMIT: it locks the head of the chain.
CALL audit_add(?, ?, ?, ?, ?, ?);

-- audit_of_object(object, object)
-- A queue is opened often: of those a person's day is one row, and they leave room for who opened the text.
(SELECT a.seq, DATE_FORMAT(a.at, '%Y-%m-%d %H:%i:%s') AS at,
	COALESCE((SELECT c.display FROM colleague c WHERE c.id = a.actor), '') AS actor,
	a.program, a.action, a.purpose, a.reason, a.detail, 1 AS times
FROM seen_audit a WHERE a.object = ? ORDER BY a.seq DESC LIMIT 200)
UNION ALL
(SELECT MAX(l.seq) AS seq, DATE_FORMAT(MAX(l.at), '%Y-%m-%d %H:%i:%s') AS at,
	COALESCE((SELECT c.display FROM colleague c WHERE c.id = l.actor), '') AS actor,
	l.program, l.action, l.purpose, NULL AS reason, '' AS detail, COUNT(*) AS times
FROM seen_audit_list l WHERE l.object = ?
GROUP BY l.actor, l.program, l.action, l.purpose, DATE(l.at) ORDER BY seq DESC LIMIT 20)
ORDER BY seq DESC;

-- audit_page(actor, action, number, number, number, brief, before, rows)
-- NULL does not filter; a number finds the lists that showed it, too; brief 1 leaves out lists that were
-- read, log-ins and looks at the chain. Of a list its length, not the ids of what was on it.
SELECT a.seq, DATE_FORMAT(a.at, '%Y-%m-%d %H:%i:%s') AS at,
	COALESCE((SELECT c.display FROM colleague c WHERE c.id = a.actor), '') AS actor,
	a.program, a.action, a.purpose,
	IF(a.action = 'open_list', CONCAT('rows=', LENGTH(a.detail) DIV 32), a.detail) AS detail,
	COALESCE((SELECT n.number FROM auditor_number n WHERE n.id = a.object), '') AS number,
	COALESCE((SELECT p.display FROM colleague p WHERE p.id = a.object), '') AS person
FROM auditor_audit a
WHERE COALESCE(a.actor, '') = COALESCE(?, a.actor, '') AND a.action = COALESCE(?, a.action)
	AND (? IS NULL OR a.object IN (SELECT n.id FROM auditor_number n WHERE n.number = ?)
		OR a.seq IN (SELECT l.seq FROM auditor_listed l
			WHERE l.object IN (SELECT n.id FROM auditor_number n WHERE n.number = ?)))
	AND (? = 0 OR a.action NOT IN ('open_list', 'open_audit', 'login', 'logout'))
	AND a.seq < ?
ORDER BY a.seq DESC LIMIT ?;

-- audit_looked(by)
CALL audit_looked(?);

-- audit_denied(page, number)
CALL page_denied(?, ?);

-- audit_actors()
SELECT c.id, c.display FROM colleague c ORDER BY c.display;

-- audit_chain(after, rows)
SELECT a.seq, DATE_FORMAT(a.at, '%Y-%m-%dT%H:%i:%s.%f') AS at, a.actor, a.program, a.action, a.object,
	a.purpose, a.reason, a.detail, a.prev, a.hash
FROM audit a WHERE a.seq > ? ORDER BY a.seq LIMIT ?;

-- audit_head()
SELECT h.seq, h.hash FROM audit_head h WHERE h.one = 1;

-- audit_listed(seq)
-- Objects named for that row: the row's detail names them too.
SELECT COUNT(*) AS listed FROM audit_object o WHERE o.seq = ?;

-- audit_listed_otherwise(after, upto)
-- Rows of the index of objects that the chain does not know of.
SELECT COALESCE(MIN(o.seq), 0) AS seq FROM audit_object o
WHERE o.seq > ? AND o.seq <= ? AND NOT EXISTS (SELECT 1 FROM audit a
	WHERE a.seq = o.seq AND INSTR(a.detail, LOWER(HEX(o.object))) > 0);

-- audit_intake(after, rows)
SELECT i.seq, DATE_FORMAT(i.day, '%Y-%m-%d') AS day, i.leaf, i.prev, i.hash
FROM intake_chain i WHERE i.seq > ? ORDER BY i.seq LIMIT ?;

-- audit_intake_head()
SELECT h.seq, h.hash FROM intake_head h WHERE h.one = 1;

-- audit_intake_at(seq)
SELECT i.seq, i.hash FROM intake_chain i WHERE i.seq = ?;
