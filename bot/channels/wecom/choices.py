"""Where there can be no button, choices are numbered and answered by number: ``@bot 4``, or by quoting.

Numbers go on within a chat (1, 2, then 3, 4, 5, …), so that an answer to one question is never taken for the answer to
another that was asked since.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from bot.channels.wecom.text import markdown
from bot.channels.wecom.wording import how_to_choose
from bot.incoming import Message, Press
from bot.reply import Button
from domain.model.offer import Offer
from text.normalise import normalise, numeral

LAST_NUMBER = 99
"""After it numbering begins again at 1."""
_NUMBER = re.compile(r"选?\s*第?\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*(?:个|号|项|条)?[.。、!！]?")


class Offers(Protocol):
    """Where offers outlive a restart."""

    async def latest(self, chat: str) -> Sequence[Offer]:
        """Those of a chat, the newest first; at least so many that LAST_NUMBER numbers are covered."""
        ...

    async def keep(self, offer: Offer) -> None:
        """One that is shown; one of the same delivery takes its place."""
        ...


def numbered(buttons: Sequence[Button], offers: Sequence[Offer], delivery: int) -> range:
    """The numbers for a message's buttons: those it had before, else the next ones of its chat."""
    for offer in offers:
        if offer.delivery == delivery and len(offer.data) == len(buttons):
            return offer.numbers
    first = offers[0].numbers.stop if offers else 1
    first = 1 if first + len(buttons) > LAST_NUMBER + 1 else first
    return range(first, first + len(buttons))


def with_choices(text: str, buttons: Sequence[Button], numbers: range, group: bool) -> str:
    """The text with its choices below."""
    lines = [f"{number}. {markdown(button.label)}" for number, button in zip(numbers, buttons, strict=True)]
    return "\n".join([text, "", *lines, how_to_choose(numbers, group)])


def room(buttons: Sequence[Button]) -> int:
    """The bytes that numbered choices may need below a text."""
    if not buttons:
        return 0
    return len(with_choices("", buttons, range(LAST_NUMBER, LAST_NUMBER + len(buttons)), group=True).encode())


def chosen(message: Message, offers: Sequence[Offer]) -> Press | None:
    """The choice that a message makes; None when it makes none. Only a bare number is one.

    One that is not on offer is a press without data: a button that is good for nothing any more.
    """
    found = _NUMBER.fullmatch(normalise(message.text))
    number = numeral(found[1]) if found else None
    if number is None or message.user is None:
        return None
    quoted = [offer for offer in offers if offer.mark == message.replies_to]
    data = next((offer.data[number - offer.first] for offer in quoted or offers if number in offer.numbers), "")
    return Press(
        message.key, message.chat, message.private, message.user, message.id, data, message.id, said=message.id
    )
