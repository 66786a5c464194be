-- What base itself asks of the database.

-- db_viewer_set(ticket)
-- The need-to-know views look the viewer up by this: see db/procedure/00_viewer.sql.
-- repeatable
SET @ticket = ?;
