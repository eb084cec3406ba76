"""Pages for villagers and the town: what is published, a household's own record, the units side by side."""
