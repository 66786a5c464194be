-- report_add(tag, digest, reporter_key, envelope, key_id, wrap, received, subject, province, lang, danger, urgent, suspect, has_code, confidential, subjects, reference, adds_to, summary, sealed)
-- repeatable: the tag makes a second run a conflict, and report_stored answers "same".
INSERT INTO report_entry (tag, digest, reporter_key, envelope, key_id, wrap, received, subject, province,
	lang, danger, urgent, suspect, has_code, confidential, subjects, reference, adds_to, summary, sealed)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- report_stored(tag, digest)
CALL report_stored(?, ?);

-- report_add_files(tag, digest, reporter_key, envelope, key_id, wrap, received, subject, province, lang, danger, urgent, suspect, has_code, confidential, subjects, reference, adds_to, summary, sealed, files)
CALL report_add_files(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- report_addition(tag, digest, envelope, key_id, wrap, received, sealed, files)
-- repeatable: the digest makes a second run change nothing.
CALL report_addition(?, ?, ?, ?, ?, ?, ?, ?);

-- report_known(tag)
CALL report_known(?);
