"""One village as the demo makes it up: its households, its officers, and who is whose kin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from random import Random

from app.demo.names import make_name
from domain.model.people import Role
from text.codes import make as make_code

PLAYED = "310116103208"
"""秦望村, the village that the page opens with."""
NOTIFIED = "310116103201"
"""旧港村, where last quarter's notices went out already."""
OUTSIDER = "孙浩"
TOWN = PLAYED[:9]
"""The code that the town's units begin with."""
SUPERVISOR = "顾敏"
"""Who looks after all of them."""

HomePlace = tuple[int, int]
"""Group and number: 3组12号."""
FAVOURITE: HomePlace = (3, 12)
"""The household that everything is tried on first."""
VETOED: HomePlace = (4, 9)


@dataclass(frozen=True, slots=True)
class DemoHousehold:
    """A household to be. ``phone`` is "" for those that have none."""

    code: str
    group: int
    number: int
    head: str
    phone: str

    @property
    def place(self) -> HomePlace:
        """Where it is in its village."""
        return self.group, self.number


@dataclass(frozen=True, slots=True)
class Member:
    """An officer to be; ``home`` is the own household's place, None for somebody from elsewhere."""

    role: Role
    name: str
    home: HomePlace | None


_KNOWN = {
    FAVOURITE: "王建国",
    (1, 3): "李明华",
    (1, 4): "李志强",
    (2, 6): "陈秀英",
    (2, 7): "王海峰",
    (1, 8): "陆建平",
    (4, 2): "陆建平",
    VETOED: "沈阿根",
}
"""Households of the played village that there is something to tell of; two heads bear one name."""
_KNOWN_TEAM = (
    Member(Role.SPECIALIST, "王芳", None),
    Member(Role.SPECIALIST, "周伟", None),
    Member(Role.ASSESSOR, "李明华", (1, 3)),
    Member(Role.ASSESSOR, "吴桂芳", None),
    Member(Role.ASSESSOR, "沈国强", None),
)
_KNOWN_KIN = ((1, 3), (1, 4))
_GRANDMOTHER, _HER_SON = (2, 6), (2, 7)
_HERMIT: HomePlace = (4, 5)
"""A household of the played village whose notice somebody has to walk to."""
_WITHOUT_PHONE = 0.06
"""Share of households without one elsewhere."""


@dataclass(frozen=True, slots=True)
class Village:
    """A unit with its people."""

    unit: str
    name: str
    homes: tuple[DemoHousehold, ...]
    team: tuple[Member, ...]
    kin: tuple[HomePlace, HomePlace] | None = None

    def at(self, place: HomePlace) -> DemoHousehold:
        """The household at a place."""
        return next(home for home in self.homes if home.place == place)


def make_villages(units: dict[str, str], random: Random) -> list[Village]:
    """All villages, the played one first."""
    serials, phones = count(1000), count(1)
    order = sorted(units, key=lambda unit: unit != PLAYED)
    return [_make(unit, units[unit], random, serials, phones) for unit in order]


def _make(unit: str, name: str, random: Random, serials: Iterator[int], phones: Iterator[int]) -> Village:
    played = unit == PLAYED
    known = _KNOWN if played else {}
    sizes = (12, 13, 15, 11) if played else tuple(random.randint(8, 13) for _ in range(random.randint(3, 4)))
    taken = {OUTSIDER, *(member.name for member in _KNOWN_TEAM), *_KNOWN.values()}
    homes = []
    for place in ((group, number) for group, size in enumerate(sizes, 1) for number in range(1, size + 1)):
        head = known.get(place) or make_name(random, taken)
        taken.add(head)
        without = place == _HERMIT if played else random.random() < _WITHOUT_PHONE
        phone = "" if without else f"+86120{next(phones):08}"
        homes.append(DemoHousehold(make_code(next(serials)), *place, head, phone))
    if not played:
        return Village(unit, name, tuple(homes), _team(homes, random, taken))
    return Village(unit, name, _with_grandmother(homes), _KNOWN_TEAM, _KNOWN_KIN)


def _with_grandmother(homes: list[DemoHousehold]) -> tuple[DemoHousehold, ...]:
    """One phone that belongs to two households: the grandmother's and her son's."""
    phone = next(home.phone for home in homes if home.place == _GRANDMOTHER)
    return tuple(replace(home, phone=phone) if home.place == _HER_SON else home for home in homes)


def _team(homes: list[DemoHousehold], random: Random, taken: set[str]) -> tuple[Member, ...]:
    own = random.choice(homes)
    roles = [Role.SPECIALIST] * random.randint(1, 2) + [Role.ASSESSOR] * random.randint(1, 2)
    team = [Member(role, make_name(random, taken), None) for role in roles]
    return (*team, Member(Role.ASSESSOR, own.head, own.place))
