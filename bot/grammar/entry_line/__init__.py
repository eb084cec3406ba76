"""One line of a scoring command: what it mentions, which of that are its arguments, and what is left over."""
