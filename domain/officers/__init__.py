"""Who may act, and how one becomes an officer."""
