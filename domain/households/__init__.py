"""Households live 户: they come, move, split, join, leave and come back, each on a day (design part 3, point 12)."""
