"""The chat grammar: a message's text in, a command or its mistakes out. Pure, and without any data of its own."""

from bot.grammar.parse import addresses, called, for_another, is_call, parse

__all__ = ["addresses", "called", "for_another", "is_call", "parse"]
