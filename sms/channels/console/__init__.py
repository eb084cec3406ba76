"""Texts on the terminal, for trying without an account."""
