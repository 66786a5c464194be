-- Steps for who has opened the signal (struct signal_step, text): what a lead does to a colleague's signal
-- without reading it is giving it away, taking it over, handing it over, taking it back or opening it again.

ALTER TABLE signal_step ADD COLUMN IF NOT EXISTS text TINYINT NOT NULL DEFAULT 0;
UPDATE signal_step SET text = 1 WHERE what IN ('waiting', 'resumed', 'judged', 'linked', 'enriched', 'assessed',
	'forwarded', 'closed', 'news_read', 'rechecked', 'asked', 'withdrawn', 'translated');
