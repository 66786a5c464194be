-- What keyd asks (service/keyd). Need-to-know is the same views' as the pages'.

-- keyd_me()
SELECT id FROM me;

-- keyd_wraps(object)
SELECT id, class, key_id, wrap FROM seen_envelope WHERE object = ?;

-- keyd_list_wraps(objects)
-- Only the envelopes of the summaries: a row of a queue shows no more, and keyd hands out no more.
CALL keyd_list_wraps(?);

-- keyd_open(object, purpose, reason, limit, minutes)
-- Checks, counts and audits; what it returns is committed before a key leaves.
CALL keyd_open(?, ?, ?, ?, ?);

-- keyd_file(object, file, part, purpose, reason, limit, minutes)
CALL keyd_file(?, ?, ?, ?, ?, ?, ?);

-- keyd_original(object, file, limit, minutes, day)
CALL keyd_original(?, ?, ?, ?, ?);

-- keyd_list(objects)
CALL audit_add_list('keyd', 'open_list', ?, 0);

-- keyd_clean(file)
-- repeatable: it only reads
CALL keyd_clean(?);

-- keyd_refused(action, object, purpose)
CALL keyd_refused(?, ?, ?);
