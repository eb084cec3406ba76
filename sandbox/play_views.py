"""What the page shows, as JSON values: the town, a chat, a phone, one change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sandbox.bot_chats import menu
from sandbox.days import Days
from sandbox.model import Button, CallbackQuery, Chat, Message, Person, Text
from sandbox.pages import WebPage
from sandbox.sms_text import segments
from sandbox.world import Change, World

Json = dict[str, Any]
_LONGEST_VIEW = 200
"""Messages or texts shown at once."""


@dataclass(frozen=True, slots=True)
class Try:
    """Something worth trying: a text that the page puts into the chat's or the phone's input, and what it does.

    ``who``: notes of the people for whom it is offered in the chat; none = for everybody.
    """

    side: Literal["chat", "phone"]
    text: str
    name: str
    english: str
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the visitor's way round, and what there is to see then; both in Chinese and in English.

    ``what`` is a text said by the first officer or by the phone on show, the place of a page, or until when days pass.
    """

    side: Literal["chat", "phone", "page", "days"]
    what: str
    name: str
    english: str
    seen: str
    seen_english: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page offers beside the chats and the phones. Without ``days`` its clock cannot be moved.

    ``join`` lets the officers of a group join in another one, and gives the person who binds that.
    """

    tries: tuple[Try, ...] = ()
    steps: tuple[Step, ...] = ()
    pages: tuple[WebPage, ...] = ()
    days: Days | None = None
    time_zone: str = "Asia/Shanghai"
    by_phone: bool = False
    """Who plays a villager texts to the phone instead of Twilio, and it gives signs of life."""
    join: Callable[[Chat, Chat], Awaitable[int]] | None = None
    english: Callable[[str], str] = lambda _: ""
    """What is said, in English; "" where nobody can say it."""
    english_name: Callable[[str], str] = lambda _: ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The village's own phone on its shelf, by which texts come and go."""

    battery: int
    asleep: bool


def town(world: World, offer: Offer, now: datetime, shelf: Shelf | None = None) -> Json:
    """Who and what there is to choose from."""
    people, chats = world.state.people.values(), world.state.chats.values()
    return {
        "bot": {"id": world.bot.id, "name": world.bot.name},
        "born": _born(world),
        "number": world.account.number,
        "time_zone": offer.time_zone,
        "now": now.isoformat(),
        "movable": offer.days is not None,
        "wecom": offer.join is not None,
        "shelf": None if shelf is None else {"battery": shelf.battery, "asleep": shelf.asleep},
        "people": [_person(one, offer) for one in people if not one.is_bot],
        "groups": [_group(chat, offer) for chat in chats if chat.kind != "private" and chat.moved_to is None],
        "phones": [
            {"number": phone.number, "name": phone.owner, "english": offer.english(phone.owner)}
            for phone in world.state.phones.values()
        ],
        "tries": [
            {"side": one.side, "text": one.text, "name": one.name, "english": one.english, "who": one.who}
            for one in offer.tries
        ],
        "steps": [_step(one) for one in offer.steps],
        "pages": [_page(one) for one in offer.pages],
    }


def chat(world: World, value: Chat, offer: Offer) -> Json:
    """The latest messages of a chat and the bot's command menu there."""
    latest = world.messages(value.id)[-_LONGEST_VIEW:]
    english = {one.name: one.description for one in menu(world, value, "en")}
    commands = [
        {"name": one.name, "description": one.description, "english": english.get(one.name, one.description)}
        for one in menu(world, value)
    ]
    return {"messages": [message(world, one, offer) for one in latest], "menu": commands}


def phone(world: World, number: str, offer: Offer) -> Json:
    """The latest texts on a phone."""
    return {"texts": [text(one, offer) for one in world.texts(number)[-_LONGEST_VIEW:]]}


def change(world: World, value: Change, offer: Offer) -> Json | None:
    """A change as the page needs it; None for what it does not show."""
    match value.thing:
        case Message():
            return {"kind": "message", "message": message(world, value.thing, offer)}
        case CallbackQuery():
            return _notice(value.thing) if value.thing.answered else None
        case Text() as sms:
            number = sms.sender if sms.direction == "inbound" else sms.to
            return {"kind": "text", "number": number, "text": text(sms, offer)} if sms in world.texts(number) else None
    return {"kind": "town"} if value.kind in ("person", "chat", "phone", "commands", "clock") else None


def message(world: World, value: Message, offer: Offer) -> Json:
    """One message."""
    people, neighbours = world.state.people, world.state.messages[value.chat]
    first = neighbours.get(value.reply_to) if value.reply_to is not None else None
    return {
        "id": value.id,
        "chat": value.chat,
        "at": value.at.isoformat(),
        "sender": _person(people[value.sender], offer),
        "text": value.text,
        "english": offer.english(value.text),
        "entities": [
            {"kind": one.kind, "offset": one.offset, "length": one.length, "url": one.url} for one in value.entities
        ],
        "photo": value.photo[-1] if value.photo else None,
        "document": {"file": value.document, "name": world.state.files[value.document].name}
        if value.document
        else None,
        "reply": {"sender": _person(people[first.sender], offer), "text": first.text, "photo": bool(first.photo)}
        if first
        else None,
        "keyboard": [[_button(one, offer) for one in row] for row in value.keyboard],
        "edited": value.edited is not None,
        "service": _service(world, value),
    }


def text(value: Text, offer: Offer) -> Json:
    """One SMS with the number of segments that it costs."""
    return {
        "sid": value.sid,
        "mine": value.direction == "inbound",
        "body": value.body,
        "english": offer.english(value.body),
        "at": value.at.isoformat(),
        "segments": segments(value.body),
        "unanswered": value.direction == "inbound" and value.error is not None,
    }


def _born(world: World) -> str:
    """What tells this town from one that was built before or after it."""
    said = (one.at for messages in world.state.messages.values() for one in messages.values())
    return min((at.isoformat() for at in said), default="")


def _step(value: Step) -> Json:
    names = {"name": value.name, "english": value.english}
    seen = {"name": value.seen, "english": value.seen_english}
    return {"side": value.side, "what": value.what, **names, "seen": seen}


def _page(value: WebPage) -> Json:
    sections = [{"name": chinese, "english": english} for chinese, english in value.sections.items()]
    return {"name": value.name, "english": value.english, "path": value.path, "sections": sections}


def _group(value: Chat, offer: Offer) -> Json:
    names = {"name": value.title, "english": offer.english(value.title)}
    return {"id": value.id, **names, "members": sorted(value.members), "platform": value.platform}


def _person(value: Person, offer: Offer) -> Json:
    names = {"name": value.name, "english": offer.english_name(value.name)}
    return {"id": value.id, **names, "note": value.note, "is_bot": value.is_bot}


def _button(value: Button, offer: Offer) -> Json:
    return {"text": value.text, "english": offer.english(value.text), "url": value.url}


def _notice(value: CallbackQuery) -> Json:
    return {
        "kind": "notice",
        "chat": value.chat,
        "message": value.message,
        "person": value.person,
        "text": value.notice,
        "alert": value.alert,
    }


def _service(world: World, value: Message) -> Json | None:
    if value.service is None:
        return None
    someone = world.state.people.get(value.service.subject)
    return {"kind": value.service.kind, "name": someone.name if someone else ""}
