"""What a villager's text asks for: text in, a request out. Pure, without data of the village."""
