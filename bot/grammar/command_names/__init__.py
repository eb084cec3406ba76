"""Which command a message begins with, by any of its names, with its slash or without, and after a word to somebody."""
