"""How a message looks here: a text, a card, or both; and where no card may be, a text with numbered choices."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.channels.wecom import cards
from bot.channels.wecom.cards import CardFields
from bot.channels.wecom.choices import Offers, numbered, room, with_choices
from bot.channels.wecom.ids import ReplyHandle, is_group, mark, task_id
from bot.channels.wecom.media import Media
from bot.channels.wecom.text import MOST_BYTES, fitting, markdown
from bot.pieces import AGAIN, split
from bot.reply import Button, Say
from domain.model.delivery import Delivery
from domain.model.offer import Offer


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of a delivery; ``number`` counts from 1. ``callback``: what it answers.

    ``media``: it is a picture or file, without words.
    """

    delivery: Delivery
    number: int
    plain: str
    buttons: tuple[Button, ...] = ()
    callback: ReplyHandle | None = None
    media: Media | None = None

    @property
    def text(self) -> str:
        """What is written, marked when it may stand there already."""
        return AGAIN + self.plain if self.delivery.repeated else self.plain

    @property
    def stream(self) -> str:
        """A name that no other message has."""
        return f"{self.task('r')}-{self.number}"

    def task(self, how: str) -> str:
        """The task id of its card, as an answer (``r``) or pushed (``p``): never the same twice."""
        return task_id(self.delivery.id, f"{self.delivery.attempts}{how}", self.delivery.posted)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is shown: at least one of both."""

    text: str | None
    card: CardFields | None = field(default=None)
    words: str = ""
    """What is read there."""

    @property
    def mark(self) -> str:
        """Of what is read; somebody may quote it."""
        return mark(self.words or self.text or "")


def pieces(delivery: Delivery, say: Say, callback: ReplyHandle | None, media: Media | None = None) -> list[Piece]:
    """The messages that a text takes; the last one has the buttons. A picture or file comes below its words."""
    choices = tuple(button for row in say.buttons for button in row)
    texts = split(markdown(say.text), fitting(MOST_BYTES - room(choices)))
    written = [
        Piece(delivery, number, text, choices if number == len(texts) else (), callback)
        for number, text in enumerate(texts, start=1)
    ]
    return written if media is None else [*written, Piece(delivery, len(texts) + 1, "", (), callback, media)]


def as_answer(piece: Piece) -> Rendered | None:
    """With a card for its buttons; None when no card takes them."""
    if not piece.buttons:
        return Rendered(piece.text)
    if not cards.takes(piece.buttons):
        return None
    card = cards.with_buttons(piece.text, piece.buttons, piece.task("r"))
    return Rendered(None, card, piece.text) if cards.holds(piece.text) else Rendered(piece.text, card)


def as_pushed_card(piece: Piece) -> Rendered | None:
    """As far as is known, cards are pushed to persons only; None when no card holds it all."""
    if is_group(piece.delivery.target) or not cards.takes(piece.buttons) or not cards.holds(piece.text):
        return None
    return Rendered(None, cards.with_buttons(piece.text, piece.buttons, piece.task("p")), piece.text)


async def as_text(piece: Piece, offers: Offers) -> Rendered:
    """With numbered choices for its buttons, which are kept so that they can be answered."""
    if not piece.buttons:
        return Rendered(piece.text)
    chat = piece.delivery.target
    numbers = numbered(piece.buttons, await offers.latest(chat), piece.delivery.id)
    look = Rendered(with_choices(piece.text, piece.buttons, numbers, is_group(chat)))
    data = tuple(button.data for button in piece.buttons)
    await offers.keep(Offer(chat, piece.delivery.id, numbers.start, data, look.mark))
    return look
