"""The chat grammar: a message's text in, a command or its mistakes out. Pure, and without any data of its own."""

from bot.grammar.parse import Grammar, LineByLine, Reader

__all__ = ["Grammar", "LineByLine", "Reader"]
