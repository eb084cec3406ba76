"""Chat platforms, a folder each."""
