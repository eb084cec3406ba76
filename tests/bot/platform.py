"""Who is on the chat platform, and pictures that they take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from sandbox.model import Chat, Person
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class People:
    """秦望村's group: the specialist, who is its admin, and an assessor."""

    group: Chat
    chen: Person
    zhou: Person


def new_world() -> World:
    """Its clock moves a second at a time and its ids count up."""
    seconds, ids = count(), count(1)
    morning = datetime(2026, 9, 10, 2, 0, tzinfo=UTC)
    return World(now=lambda: morning + timedelta(seconds=next(seconds)), new_id=lambda: f"{next(ids):032x}")


def populate(world: World) -> People:
    """The village moves in."""
    chen, zhou = world.add_person("陈国强"), world.add_person("周美华")
    return People(world.add_group("秦望村积分群", [chen, zhou], admins=[chen]), chen, zhou)


def picture(size: int = 200) -> bytes:
    """Something that begins as a JPEG of 48 by 32 pixels, of so many bytes."""
    return b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x20\x00\x30\x03".ljust(size, b"\x00")
