"""Everything that can be recomputed or compared, on any database."""
