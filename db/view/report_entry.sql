-- The slot the public form drops a report into: its account may insert here and read
-- nothing. A view and no procedure, because handing twenty values to a procedure cost the
-- database as much as storing them. What registration decides (signal_id, waiting) is not
-- here, so nobody sets it from outside. The unique tag decides who was first; error 1062
-- says that the tag or the reference is taken, 1369 that the tag is a code no more, and
-- report_stored which report that is.
-- adds_to: number of an earlier report; whether there is one is not asked here.
-- The day is the day it is, as day_check (db/procedure/45_step.sql) says: one that the calendar does not know
-- could never be registered. Any other is error 1369 too.
CREATE OR REPLACE DEFINER = kp_definer@localhost SQL SECURITY DEFINER VIEW report_entry AS
	SELECT r.tag, r.digest, r.reporter_key, r.envelope, r.key_id, r.wrap, r.received, r.subject,
		r.province, r.lang, r.danger, r.urgent, r.suspect, r.has_code, r.confidential, r.subjects,
		r.reference, r.adds_to, r.summary, r.sealed
	FROM report r WHERE NOT EXISTS (SELECT 1 FROM report_former f WHERE f.tag = r.tag)
		AND (ABS(DATEDIFF(r.received, UTC_DATE())) <= 1
			OR NOT EXISTS (SELECT 1 FROM installation i WHERE i.production = 1))
	WITH CHECK OPTION;
