-- kp status: what the operator must know, as the owner.

-- status_backlog()
-- waiting 1: will be registered; 2: no key opens it.
SELECT waiting, COUNT(*) AS many, MIN(received) AS oldest FROM report
WHERE waiting IS NOT NULL GROUP BY waiting
UNION ALL
SELECT waiting + 10, COUNT(*), MIN(received) FROM report_addition WHERE waiting IS NOT NULL GROUP BY waiting;

-- status_files()
-- waiting: sent, not registered yet; aside: no key opens them; unsent: with a form that may still be sent.
SELECT COALESCE(SUM(u.sent = 1), 0) AS waiting, COALESCE(SUM(u.sent = 2), 0) AS aside,
	COALESCE(SUM(u.sent = 0), 0) AS unsent, COALESCE(SUM(u.bytes), 0) >> 20 AS mb,
	file_refused() AS short
FROM upload u;

-- status_heads()
SELECT a.seq AS audit_seq, HEX(a.hash) AS audit_hash, i.seq AS intake_seq, HEX(i.hash) AS intake_hash, i.anchored
FROM audit_head a JOIN intake_head i ON i.one = a.one;

-- status_signals(today, today)
SELECT COUNT(*) AS open, COALESCE(SUM(first_due < ?), 0) AS overdue, COALESCE(SUM(first_due = ?), 0) AS today
FROM fraud_signal WHERE open = 1;
