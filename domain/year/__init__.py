"""The end of a year: its lists, and what lapses."""
