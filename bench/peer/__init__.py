"""The peer: the same two messages as a good developer writes them in a day, with the packages that the product uses.

An aiogram handler, a webhook of aiohttp and models of tortoise; a message is noted once, and everything that follows
from it is in one transaction with it. Nothing in it is slow on purpose, and nothing is left out that its user would
miss: whoever finds a plain way to make it faster should do so.
"""
