-- signal_tally()
-- Open signals per status, without reading signals: the chips of the whole queue.
SELECT s.status, CAST(SUM(s.many) AS SIGNED) AS many FROM seen_tally s GROUP BY s.status;

-- signal_tally_due(closed, from, from, until, until)
-- The same of what is late, due today or this week; NULL leaves a side open. closed 1: of closed ones instead.
SELECT s.status, CAST(SUM(s.many) AS SIGNED) AS many FROM seen_tally_due s
WHERE (s.status = 6) = ? AND (? IS NULL OR s.first_due >= ?) AND (? IS NULL OR s.first_due <= ?)
GROUP BY s.status;

-- signal_tally_filter(closed, subject, subject, channel, channel, who, who, danger, news, suspect, recheck)
-- The same of a queue that is filtered by anything but its clock and class; '' as who is nobody.
SELECT s.status, CAST(SUM(s.many) AS SIGNED) AS many FROM seen_tally_filter s
WHERE (s.status = 6) = ? AND (? IS NULL OR s.subject = ?) AND (? IS NULL OR s.channel = ?)
	AND (? IS NULL OR s.assignee = ?)
	AND (? = 0 OR s.danger = 1) AND (? = 0 OR s.news = 1) AND (? = 0 OR s.suspect = 1) AND (? = 0 OR s.recheck = 1)
GROUP BY s.status;
