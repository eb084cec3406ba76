"""Tables as people keep them, turned into the plain one with its places in columns: one odd shape a file."""
