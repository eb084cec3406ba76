"""What waits in the outbox as a call to the platform."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiogram.methods import AnswerCallbackQuery, EditMessageReplyMarkup, TelegramMethod

from bot.channels.telegram.names import number_of
from bot.channels.telegram.pictures import Text, show
from bot.outgoing import AGAIN
from domain.model.delivery import Delivery


def render(delivery: Delivery, photos: Path) -> TelegramMethod[Any]:
    """The call; ``photos`` is the folder of those that are kept.

    Raises KeyError, TypeError or ValueError for a delivery that is none of ours.
    """
    payload, chat = delivery.payload, number_of(delivery.target)
    match payload["kind"]:
        case "say":
            preview = {"is_disabled": True}
            return Text(
                chat_id=chat,
                text=_marked(payload["text"], delivery),
                link_preview_options=preview,  # type: ignore[arg-type]  # read into its type, as any other field
                **_keyboard(payload["buttons"]),
                **_place(payload),
            )
        case "picture":
            there = {"chat_id": chat, "caption": _marked(payload["caption"], delivery), **_place(payload)}
            return show(photos, str(payload["photo"]), there)
        case "toast":
            return AnswerCallbackQuery(
                callback_query_id=payload["press"], text=payload["text"], show_alert=payload["alert"]
            )
        case "unbutton":
            return EditMessageReplyMarkup(chat_id=chat, message_id=int(payload["message"]))
        case other:
            raise ValueError(f"unknown kind {other}")


def _marked(text: str, delivery: Delivery) -> str:
    """The text; marked when the message may stand there already."""
    return AGAIN + text if delivery.repeated else text


def _keyboard(rows: list[list[list[str]]]) -> dict[str, Any]:
    if not rows:
        return {}
    keys = [[{"text": label, "callback_data": data} for label, data in row] for row in rows]
    return {"reply_markup": {"inline_keyboard": keys}}


def _place(payload: Mapping[str, Any]) -> dict[str, Any]:
    """A message that names no place is given the topic of its chat later."""
    if "place" not in payload:
        return {}
    place = payload["place"]
    topic = place["topic"]
    where: dict[str, Any] = {"message_thread_id": None if topic is None else int(topic)}
    if place["answers"] is not None:
        where["reply_parameters"] = {"message_id": int(place["answers"]), "allow_sending_without_reply": True}
    return where
