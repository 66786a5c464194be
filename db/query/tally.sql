-- signal_tally()
-- Open signals per status, without reading signals: the chips of the whole queue.
SELECT s.status, CAST(SUM(s.many) AS SIGNED) AS many FROM seen_tally s GROUP BY s.status;
