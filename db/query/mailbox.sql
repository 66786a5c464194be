-- The reporter's side of the dialogue, and its clock. See db/procedure/74_mailbox.sql.

-- mailbox_status(tag)
-- repeatable: it only reads
CALL mailbox_status(?);

-- mailbox_questions(tag, today)
-- repeatable: the date of reading is set once
CALL mailbox_questions(?, ?);

-- mailbox_wraps(tag)
-- repeatable: it only reads
CALL mailbox_wraps(?);

-- mailbox_files(tag)
-- repeatable: it only reads
CALL mailbox_files(?);

-- mailbox_add(tag, digest, kind, question, envelope, key_id, wrap, today, days, sealed, files)
CALL mailbox_add(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- mailbox_sent(tag, digest)
-- repeatable: it only reads
CALL mailbox_sent(?, ?);

-- mailbox_replace(tag, new_tag, new_key, today, days, items)
CALL mailbox_replace(?, ?, ?, ?, ?, ?);

-- mailbox_end(tag, new_tag, today, days)
CALL mailbox_end(?, ?, ?, ?);

-- mailbox_expire(today, days, limit)
CALL mailbox_expire(?, ?, ?);

-- dialogue_lapse(before, today, limit)
CALL dialogue_lapse(?, ?, ?);

-- dialogue_tell(today, limit)
CALL dialogue_tell(?, ?);
