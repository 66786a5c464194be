-- Sealed records of an object (src/vault.c).

-- vault_records(object, kind, any)
-- Kind 0 = all kinds.
SELECT envelope, seq, kind, author, added, day, sealed FROM seen_record
WHERE object = ? AND (kind = ? OR ? = 0) ORDER BY day, added, envelope, seq;

-- vault_add(envelope, object, class, key_id, wrap, kind, day, sealed)
CALL envelope_add(?, ?, ?, ?, ?, ?, ?, ?);
