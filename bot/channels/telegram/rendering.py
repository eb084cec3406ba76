"""What waits in the outbox as a call to the platform."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from aiogram.methods import AnswerCallbackQuery, EditMessageReplyMarkup, TelegramMethod

from bot.channels.telegram import wording
from bot.channels.telegram.documents import paper
from bot.channels.telegram.names import number_of
from bot.channels.telegram.pictures import SendText, show
from bot.pieces import AGAIN
from bot.posted import MessagePlace, read_posted
from bot.printing import Printed
from bot.reply import Button, Picture, PrintOut, Say, Toast, Unbutton
from domain.model.delivery import Delivery


def render(delivery: Delivery, photos: Path, printed: Printed | str = "") -> TelegramMethod[Any]:
    """The call; ``photos`` is the folder of those that are kept, ``printed`` the document that is asked for.

    Raises KeyError, TypeError or ValueError for a delivery that is none of ours.
    """
    posted, chat = read_posted(delivery.payload), number_of(delivery.target)
    match posted.reply:
        case Say(text, buttons):
            preview = {"is_disabled": True}
            return SendText(
                chat_id=chat,
                text=_marked(text, delivery),
                link_preview_options=preview,  # type: ignore[arg-type]  # read into its type, as any other field
                **_keyboard(buttons),
                **_where(posted.place),
            )
        case Picture(sha256, caption):
            there = {"chat_id": chat, "caption": _marked(caption, delivery), **_where(posted.place)}
            return show(photos, sha256, there)
        case PrintOut(caption=caption):
            there = {"chat_id": chat, **_where(posted.place)}
            return paper(printed, partial(_marked, delivery=delivery), caption, there)
        case Toast(text, alert):
            return AnswerCallbackQuery(callback_query_id=posted.pressed, text=text, show_alert=alert)
        case Unbutton():
            return EditMessageReplyMarkup(chat_id=chat, message_id=int(posted.pressed))


def late_notice(delivery: Delivery) -> SendText:
    """A note as a message, for a press that can no longer be answered: it stood open too long, or was answered before.

    Raises as ``render``.
    """
    note = read_posted(delivery.payload).reply
    if not isinstance(note, Toast):
        raise TypeError("no note")
    there: dict[str, Any] = {"chat_id": number_of(delivery.target)}
    return SendText(text=_marked(wording.of_a_press(note.text), delivery), **there)


def _marked(text: str, delivery: Delivery) -> str:
    """The text; marked when the message may stand there already."""
    return AGAIN + text if delivery.repeated else text


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> dict[str, Any]:
    if not rows:
        return {}
    keys = [[{"text": button.label, "callback_data": button.data} for button in row] for row in rows]
    return {"reply_markup": {"inline_keyboard": keys}}


def _where(place: MessagePlace | None) -> dict[str, Any]:
    """A message that names no place is given the topic of its chat later."""
    if place is None:
        return {}
    where: dict[str, Any] = {"message_thread_id": None if place.topic is None else int(place.topic)}
    if place.answers is not None and place.quotes:
        where["reply_parameters"] = {"message_id": int(place.answers), "allow_sending_without_reply": True}
    return where
