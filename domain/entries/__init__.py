"""Recording entries and vetoes, and taking them back."""
