"""What is wrong where messages come in or go out: kept until it is over, and said in plain words."""
