-- Files at the desk (src/attachment_read.c, attachment_original.c).

-- attachment_list(signal)
SELECT a.id, a.author, a.clean, a.day, a.no, a.chunks, a.state, a.scan, a.clean_chunks, a.pages
FROM seen_attachment a WHERE a.signal_id = ? AND a.chunks IS NOT NULL ORDER BY a.no;

-- attachment_find(signal, no)
SELECT a.id, a.author, a.clean, a.day, a.no, a.chunks, a.state, a.scan, a.clean_chunks, a.pages
FROM seen_attachment a WHERE a.signal_id = ? AND a.no = ? AND a.chunks IS NOT NULL;

-- attachment_chunk(envelope, part, seq)
SELECT c.sealed FROM seen_chunk c WHERE c.envelope = ? AND c.part = ? AND c.seq = ?;

-- original_requests(signal)
SELECT o.id, o.attachment, o.asker, o.approver, o.reason, DATE_FORMAT(o.asked, '%Y-%m-%d %H:%i:%s') AS asked,
	COALESCE(DATE_FORMAT(o.decided, '%Y-%m-%d %H:%i:%s'), '') AS decided, o.state, o.no, o.scan, o.good,
	COALESCE(DATE_FORMAT(o.opened, '%Y-%m-%d %H:%i:%s'), '') AS opened
FROM seen_original o WHERE o.signal_id = ? ORDER BY o.asked, o.id;

-- original_waiting()
CALL original_waiting();

-- original_ask(id, file, reason, day)
CALL original_ask(?, ?, ?, ?);

-- original_decide(id, yes, scan, day)
CALL original_decide(?, ?, ?, ?);

-- staff_file_begin(id, signal, class, key_id, wrap, day)
CALL staff_file_begin(?, ?, ?, ?, ?, ?);

-- staff_file_chunk(id, seq)
CALL staff_file_chunk(?, ?);

-- staff_file_end(id, chunks, note, day)
CALL staff_file_end(?, ?, ?, ?);

-- staff_file_drop(id)
CALL staff_file_drop(?);

-- staff_file_sweep(before)
CALL staff_file_sweep(?);
