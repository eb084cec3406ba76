"""From replies to what waits in the outbox: cut to the length that every platform takes, and safe to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.incoming import Incoming, Message, Moved, Press
from bot.pieces import AGAIN, split
from bot.plain import plain
from bot.platforms import split as split_name
from bot.posted import MessagePlace, Posted
from bot.reply import Button, Picture, PrintOut, Reply, Say, Toast, Unbutton
from domain.model.delivery import GROUP_TO_COME, Draft, Queue

LONGEST = 4096 - len(AGAIN)
"""UTF-16 code units a message, so that every platform takes it whole. Source: the Bot API, sendMessage; the others
take more."""

Buttons = Sequence[Sequence[Button]]
"""Rows of buttons under a message."""


def drafts_of(incoming: Incoming, replies: Sequence[Reply]) -> list[Draft]:
    """What waits for the replies to one message; drafts_of them again for the same message posts nothing."""
    drafts: list[Draft] = []
    for reply in replies:
        for chat, posted in _posted(incoming, reply):
            drafts.append(Draft(Queue.CHAT, chat, posted.payload(), f"chat:{incoming.key}:{len(drafts)}"))
    return drafts


def news(chat: str, say: Say, key: str, place: MessagePlace | None = None) -> list[Draft]:
    """What waits for a message that answers nobody, and to which commands may reply."""
    return [
        Draft(Queue.CHAT, chat, Posted(one, place).payload(), f"{key}:{number}", urgent=False)
        for number, one in enumerate(_messages(say))
    ]


def announcement(chat: str, text: str, key: str, buttons: Buttons = ()) -> list[Draft]:
    """What waits for a text that answers nobody."""
    return news(chat, Say(text, tuple(tuple(row) for row in buttons)), key)


def _posted(incoming: Incoming, reply: Reply) -> Iterator[tuple[str, Posted]]:
    chat = incoming.new if isinstance(incoming, Moved) else incoming.chat
    match reply:
        case Say(chat=elsewhere) if elsewhere is not None:
            for one in _messages(reply):
                yield elsewhere, Posted(one, heard=chat if split_name(elsewhere)[0] == GROUP_TO_COME else "")
        case Say():
            for number, one in enumerate(_messages(reply)):
                yield chat, Posted(one, _beside(incoming, first=number == 0))
        case Picture() | PrintOut():
            yield chat, Posted(replace(reply, caption=plain(reply.caption)), _beside(incoming, first=True))
        case Toast(text) if isinstance(incoming, Press):
            yield chat, Posted(replace(reply, text=plain(text)), pressed=incoming.callback)
        case Unbutton() if isinstance(incoming, Press):
            yield chat, Posted(reply, pressed=incoming.message)
        case Toast(text):
            yield chat, Posted(next(_messages(Say(text))), _beside(incoming, first=False))
        case Unbutton():
            pass


def _messages(say: Say) -> Iterator[Say]:
    """Each message that a text takes; the last one has the buttons."""
    pieces = split(plain(say.text), _fitting)
    for number, piece in enumerate(pieces, start=1):
        rows = say.buttons if number == len(pieces) else ()
        buttons = tuple(tuple(Button(plain(button.label), button.data) for button in row) for row in rows)
        yield Say(piece, buttons, about=say.about, kept=say.kept)


def _fitting(text: str) -> str:
    if 2 * len(text) <= LONGEST:  # a character takes two units at most
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", errors="ignore")


def _beside(incoming: Incoming, *, first: bool) -> MessagePlace | None:
    """Where an answer stands: in the topic of what it answers, the first one as a reply to it."""
    match incoming:
        case Message(id=said, topic=topic) | Press(said=said, topic=topic):
            return MessagePlace(topic, said, quotes=first)
        case _:
            return None
