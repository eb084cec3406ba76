"""The town above its villages: what it counts, and whether the clock can be trusted."""
