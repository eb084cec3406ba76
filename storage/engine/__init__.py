"""The two databases: tortoise backends of our own, and what runs SQL inside their transactions."""
