"""Replies that do not do what a text asks for, so that the inbox can say what became of it. Any other reply does."""

from __future__ import annotations

from domain.model.message import Handled


class Refusal(str):
    """A reply that says why nothing was done."""

    __slots__ = ()


class Question(str):
    """A reply that asks what was meant."""

    __slots__ = ()


class Once(str):
    """A reply with a secret, which is not kept: a text that is brought again gets what is ``kept`` instead."""

    __slots__ = ("kept",)
    kept: str

    def __new__(cls, reply: str, kept: str) -> Once:
        """The reply, and what is kept of it."""
        made = super().__new__(cls, reply)
        made.kept = kept
        return made


def handled(reply: str) -> Handled:
    """What became of the text that this reply answers."""
    if isinstance(reply, Refusal):
        return Handled.REFUSED
    return Handled.ASKED if isinstance(reply, Question) else Handled.DONE
