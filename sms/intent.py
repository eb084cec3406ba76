"""What a text can ask for: everything that is to be said of one such intent, in one declaration."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sms.inquiry import Inquiry
from sms.replying import Reply
from sms.understanding.request import Args, Intent, Request

__all__ = ["Args", "TextIntent", "nothing", "period_said"]

A = TypeVar("A")


def period_said(args: Args) -> str | None:
    """The words of a time, as ``understanding.periods`` finds them, for an intent that needs no more."""
    period = args.get("period")
    return None if period is None else str(period)


def nothing(_args: Args) -> None:
    """For an intent that needs no more than its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextIntent(Generic[A]):
    """One intent.

    How it is texted: ``words`` are whole texts that are nothing else, parted by blanks; ``digit`` is its number or
    letter on the menu; ``sounds`` are pinyin that nothing else makes; ``read`` finds it by a grammar of its own. Any
    other way is read by what it is most like of ``sms/understanding/examples``.

    ``concepts``, of ``sms.understanding.concepts``: where they are named and nothing is clear, it is offered.

    ``acts``: it does something, so it is only done by its grammar. ``of_a_household``: it has no free
    words in it, so that a place such as 3-12 names a household.

    What is said of it: ``help`` is its part of the help, behind its ``digit`` if it has one; ``offer`` is how it is
    offered as a choice, and ``beside`` what is offered as well.

    ``arguments`` reads what the text says of it; ``answer`` does it, within the transaction of the text.
    """

    name: Intent
    arguments: Callable[[Args], A]
    answer: Callable[[Inquiry, A], Awaitable[Reply]]
    words: str = ""
    digit: str = ""
    sounds: str = ""
    concepts: str = ""
    read: Callable[[str], Request | None] | None = None
    acts: bool = False
    of_a_household: bool = False
    help: str = ""
    offer: str = ""
    beside: Intent = Intent.HELP

    @property
    def offer_by_word(self) -> str:
        """How it is offered where a number would be taken for something else."""
        return self.offer.replace(f"回{self.digit}", f"发“{self.help}”") if self.digit.isdigit() else self.offer

    async def reply(self, inquiry: Inquiry) -> Reply:
        """The answer to a text that asks for this."""
        return await self.answer(inquiry, self.arguments(inquiry.request.args))
