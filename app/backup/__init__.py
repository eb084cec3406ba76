"""A whole copy of the town into one file, and back."""
