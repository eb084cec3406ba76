"""What entries come to: rounds, caps, accounts, and what is derived from them."""
