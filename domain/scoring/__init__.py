"""Pure functions over records: scores, rankings, lists, quiet hours."""
