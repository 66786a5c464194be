-- Files: what comes in by the public form (tip), and its registration (workd). db/procedure/70_file.sql.

-- upload_begin(id, tag, key_id, wrap, day, writer, most)
CALL upload_begin(?, ?, ?, ?, ?, ?, ?);

-- file_chunk_set(sealed)
-- What the procedures that store a chunk take from the session (src/attachment_chunk.h says why).
-- repeatable: it only sets
SET @file_chunk = ?;

-- upload_chunk(id, writer, seq)
CALL upload_chunk(?, ?, ?);

-- upload_end(id, writer, chunks, bytes, digest)
CALL upload_end(?, ?, ?, ?, ?);

-- upload_same(id, tag, digest)
-- repeatable: it only reads
CALL upload_same(?, ?, ?);

-- upload_drop(id, tag, writer)
CALL upload_drop(?, ?, ?);

-- upload_there(tag, files)
-- repeatable: it only reads
CALL upload_there(?, ?);

-- attachment_waiting(from, limit)
-- repeatable: it only reads
CALL attachment_waiting(?, ?);

-- attachment_register(id, class, key_id, wrap, due, today)
CALL attachment_register(?, ?, ?, ?, ?, ?);

-- attachment_set_aside(id)
-- repeatable: a second time it changes nothing
CALL attachment_set_aside(?);

-- attachment_sweep(before, limit)
-- repeatable: what is gone is gone
CALL upload_sweep(?, ?);

-- attachment_freed()
-- repeatable: it only reads
CALL file_room_freed();

-- attachment_room(short)
-- NULL: as it was.
-- repeatable: it says what is
CALL file_room_set(?);
