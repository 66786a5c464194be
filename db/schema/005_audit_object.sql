-- `kp audit verify` compares the objects of a row with what the row says.
ALTER TABLE audit_object ADD KEY IF NOT EXISTS by_seq (seq);
