"""Tables as people keep them, turned into the plain one with a row for each household: one odd shape a file."""
