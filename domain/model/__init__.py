"""What there is: households, officers, entries, rounds, claims, goods. Frozen records, and nothing that does."""
