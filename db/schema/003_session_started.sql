-- Of two sessions begun within one second the older must be known: it ends when there are too many.
ALTER TABLE session MODIFY started DATETIME(6) NOT NULL;
