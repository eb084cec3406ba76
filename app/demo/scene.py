"""What the page shows of a village: its officers' group and its phones, with what was said and sent before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.demo.village import FAVOURITE, OUTSIDER, PLAYED, SUPERVISOR, DemoHousehold, Village
from bot.wording.joining import ROLES
from domain.model.delivery import Delivery
from domain.model.people import Role
from sandbox.model import Chat, Message, Person, Text
from sandbox.world import World

_TALK = ((1, "今天我走前面两个组，门前和河边都看一看。"), (0, "好。看到什么就直接在群里记，拍张照更好。"))
"""Who of the team says what."""
_BETWEEN = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Group:
    """A village's chat group; ``people`` are its officers in the order of the team."""

    chat: Chat
    people: Sequence[Person]


def set_up_group(world: World, village: Village, now: datetime) -> Group:
    """The group with its officers, who have just talked a little; in the played village somebody else is in it too."""
    people = [world.add_person(member.name, ROLES[member.role]) for member in village.team]
    guests = [world.add_person(OUTSIDER, "外人")] if village.unit == PLAYED else []
    chat = world.add_group(f"{village.name}积分考核群", [*people, *guests], admins=people[:1])
    for number, (who, words) in enumerate(_TALK):
        at = now - _BETWEEN * (len(_TALK) - number)
        world.put_message(Message(world.count("message"), chat.id, at, people[who].id, words))
    return Group(chat, people)


def set_up_office(world: World, name: str) -> Group:
    """The town's own group, with the supervisor."""
    supervisor = world.add_person(SUPERVISOR, ROLES[Role.SUPERVISOR])
    return Group(world.add_group(f"{name}积分监督群", [supervisor], admins=[supervisor]), [supervisor])


def hand_out_phones(world: World, village: Village) -> None:
    """A phone for each number, named after its households; the page begins with the first one."""
    for home in sorted(village.homes, key=lambda home: home.place != FAVOURITE):
        if home.phone:
            world.add_phone(home.phone, _owner(world, village, home))


def _owner(world: World, village: Village, home: DemoHousehold) -> str:
    where = f"{home.group}组{home.number}号"
    before = world.state.phones.get(home.phone)
    if before:
        return f"{before.owner}、{where}"
    return f"{home.head} {where}" if village.unit == PLAYED else f"{village.name} {home.head} {where}"


def receive(world: World, delivery: Delivery, at: datetime) -> str:
    """A text that reached its phone back then; its message SID."""
    sid, body = f"SM{world.new_id()}", str(delivery.payload["body"])
    world.put_text(Text(sid, world.account.number, delivery.target, body, at, "outbound-api", "delivered"))
    return sid
