"""What a line is made of: characters as typed and plain, tokens, and how places, numbers, points and days look."""
