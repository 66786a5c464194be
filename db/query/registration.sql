-- workd: reports become signals. See db/procedure/20_registration.sql.

-- registration_waiting(urgent, from, limit)
-- repeatable: it only reads
CALL registration_waiting(?, ?, ?);

-- registration_sample()
-- repeatable: it only reads
CALL registration_sample();

-- registration_additions(from, limit)
-- repeatable: it only reads
CALL registration_additions(?, ?);

-- registration_add(items, calendar_version, today)
CALL registration_add(?, ?, ?);

-- registration_add_addition(tag, digest, class, key_id, wrap, due, today)
CALL registration_add_addition(?, ?, ?, ?, ?, ?, ?);

-- registration_set_aside(tag, digest)
-- repeatable: a second time it changes nothing
CALL registration_set_aside(?, ?);

-- registration_anchor(day)
-- repeatable: once a day, whoever asks
CALL intake_anchor(?);
