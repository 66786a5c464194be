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

-- clean_chunk_add(file, clean, part, seq, sealed)
CALL clean_chunk_add(?, ?, ?, ?, ?);

-- clean_done(file, clean, state, scan, class, key_id, wrap, chunks, pages, today)
CALL clean_done(?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
