-- cleand: files are re-created. See db/procedure/72_clean.sql.

-- clean_waiting(limit)
-- repeatable: it only reads
CALL clean_waiting(?);

-- clean_chunk_read(file, seq)
-- repeatable: it only reads
CALL clean_chunk_read(?, ?);

-- clean_drop(file)
-- repeatable: what is gone is gone
CALL clean_drop(?);

-- clean_begin(file, clean)
CALL clean_begin(?, ?);

-- clean_wait(file, clean)
CALL clean_wait(?, ?);

-- clean_chunk_add(file, clean, part, seq)
CALL clean_chunk_add(?, ?, ?, ?);

-- clean_done(file, clean, state, scan, class, key_id, wrap, chunks, pages, today)
CALL clean_done(?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- clean_press(works)
-- repeatable: said twice it is the same
CALL clean_press_set(?);

-- clean_status()
-- kp status. Unscanned: made anew without a scanner, or larger than it takes. Refused: what kp files again tries.
SELECT COALESCE(SUM(a.state = 0), 0) AS waiting, COALESCE(DATE_FORMAT(MIN(IF(a.state = 0, a.day, NULL)), '%Y-%m-%d'), '') AS oldest,
	COALESCE(SUM(a.state = 7), 0) AS damaged, COALESCE(SUM(a.state = 1 AND a.scan = 0), 0) AS unscanned,
	COALESCE(SUM(a.state IN (4, 6)), 0) AS refused, (SELECT f.press FROM file_room f WHERE f.one = 1) AS press
FROM attachment a WHERE a.chunks IS NOT NULL;

-- clean_rescan()
-- kp files rescan: their copies are dropped and made again, this time scanned.
UPDATE attachment SET state = 0, tries = 0 WHERE state = 1 AND scan = 0;

-- clean_again(number)
-- kp files again: what could not be made anew, took too much or was damaged, of one signal.
UPDATE attachment a JOIN fraud_signal s ON s.id = a.signal_id SET a.state = 0, a.tries = 0
WHERE a.state IN (4, 6, 7) AND a.chunks IS NOT NULL AND s.number = ?;

-- clean_again_all()
UPDATE attachment SET state = 0, tries = 0 WHERE state IN (4, 6, 7) AND chunks IS NOT NULL;
