-- report_add(tag, digest, reporter_key, envelope, key_id, wrap, received, subject, province, lang, danger, urgent, suspect, has_code, confidential, subjects, reference, adds_to, summary, sealed)
-- repeatable: the tag makes a second run answer "same".
CALL report_add(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- report_add_files(tag, digest, reporter_key, envelope, key_id, wrap, received, subject, province, lang, danger, urgent, suspect, has_code, confidential, subjects, reference, adds_to, summary, sealed, files)
-- repeatable: as report_add; files are marked once.
CALL report_add_files(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- report_addition(tag, digest, envelope, key_id, wrap, received, sealed, files)
-- repeatable: the digest makes a second run change nothing.
CALL report_addition(?, ?, ?, ?, ?, ?, ?, ?);

-- report_known(tag)
CALL report_known(?);
