"""Pages that one reader has: the links to them, and what stands on a household's own."""
