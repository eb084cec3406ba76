"""Texts to households: which are due, to whom, and until when they may go."""
