"""What can be printed: every document is declared once, with what it is made of."""
