"""PostgreSQL. Its driver is loaded with ``client`` only: a village on SQLite does without."""
