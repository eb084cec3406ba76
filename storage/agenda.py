"""Which units have something on the scheduler's agenda: one look for all of them.

A duty opens a transaction in each unit that is named here and looks there for itself whether something is due; so a
matter may name too many units, and never too few. With 1,000 units a minute without work took three seconds when every
duty looked into every unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum, auto
from typing import Final

from domain.ledger.lapsing import NOTICE
from domain.model.calendar import fortnight_before, quarter_of
from storage.database import Connection
from storage.instants import to_ms


class Matter(Enum):
    """What may wait in a unit."""

    NO_ROUND = auto()
    """The round of today is not begun."""
    ROUND_OVER = auto()
    """A round is over and still open."""
    PUBLICITY_OVER = auto()
    QUARTER_UNSETTLED = auto()
    """No round of this quarter is settled."""
    YEAR_OPEN = auto()
    """A year is over and not closed, or closed and what is unspent has not lapsed."""
    NOTICES_TO_QUEUE = auto()
    """The last quarter had rounds, and its notices are not queued."""
    NOTICES_OUT = auto()
    """Notices of the last quarter are queued, and the group was not told that all have arrived."""
    YEAR_END_WARNING = auto()
    """The year ends in four weeks or less, and it was not looked today who has to be warned."""
    YEAR_END_NOTICES_OUT = auto()
    """Such warnings are queued, and the group was not told that all have arrived."""
    CLAIM = auto()
    OBJECTION = auto()
    CALLBACK = auto()
    """Somebody waits for an answer or a call."""
    NUMBER_SET_ASIDE = auto()
    """A household's number is set aside, and the group was not told."""
    NUMBER_RELEASED = auto()
    """A number is no household's any more, and was not told."""
    GOODS_NOT_COLLECTED = auto()
    MODEL_ASKED = auto()
    """A household was asked whether it may be named as a model, and has not answered."""
    GOOD_DEEDS = auto()
    """A unit with a group or an officer, to which the good deeds of the fortnight that is over were not proposed."""
    HOUSEHOLD_PROPOSAL = auto()
    """A change of a household waits for a second officer."""


def _not_arrived(kind: str) -> str:
    """The units with notices of a quarter ($1) of which the group was not told that all have arrived."""
    return (
        "SELECT code AS unit FROM units u WHERE EXISTS (SELECT 1 FROM notices n WHERE n.unit_code = u.code"
        f" AND n.quarter = $1 AND n.kind = '{kind}') AND NOT EXISTS (SELECT 1 FROM jobs j"
        f" WHERE j.name = 'notices-arrived' AND j.period = '{kind}:' || u.code || ':' || CAST($1 AS TEXT))"
    )


_LISTENS: Final = (
    "(EXISTS (SELECT 1 FROM chats c WHERE c.unit_code = u.code)"
    " OR EXISTS (SELECT 1 FROM officers f WHERE f.unit_code = u.code AND f.status = 'active'))"
)
"""The condition that somebody of a unit would read a reminder."""

_UNITS: Final[Mapping[Matter, tuple[str, tuple[str, ...]]]] = {
    Matter.NO_ROUND: (
        (
            "SELECT code AS unit FROM units u WHERE NOT EXISTS (SELECT 1 FROM rounds o"
            " WHERE o.unit_code = u.code AND o.current = 1 AND o.after_day > $1)"
        ),
        ("today",),
    ),
    Matter.ROUND_OVER: ("SELECT unit_code AS unit FROM rounds WHERE state = 'open' AND after_day <= $1", ("today",)),
    Matter.PUBLICITY_OVER: (
        "SELECT unit_code AS unit FROM rounds WHERE state = 'published' AND final_on <= $1",
        ("today",),
    ),
    Matter.QUARTER_UNSETTLED: (
        (
            f"SELECT code AS unit FROM units u WHERE {_LISTENS} AND NOT EXISTS (SELECT 1 FROM rounds o"
            " WHERE o.unit_code = u.code AND o.state <> 'open' AND o.first_day >= $1 AND o.first_day < $2)"
        ),
        ("quarter begins", "quarter ends"),
    ),
    Matter.YEAR_OPEN: (
        (
            "SELECT code AS unit FROM units u WHERE EXISTS (SELECT 1 FROM rounds o WHERE o.unit_code = u.code"
            " AND o.first_day < $1 AND NOT EXISTS (SELECT 1 FROM years y WHERE y.unit_code = o.unit_code"
            " AND y.year = o.year AND y.lapsed_ms IS NOT NULL))"
        ),
        ("year begins",),
    ),
    Matter.NOTICES_TO_QUEUE: (
        (
            "SELECT DISTINCT o.unit_code AS unit FROM rounds o WHERE o.first_day >= $1 AND o.first_day < $2"
            " AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.name = 'notices'"
            " AND j.period = o.unit_code || ':' || CAST($3 AS TEXT))"
        ),
        ("last quarter begins", "quarter begins", "last quarter"),
    ),
    Matter.NOTICES_OUT: (_not_arrived("quarter"), ("last quarter",)),
    Matter.YEAR_END_WARNING: (
        (
            "SELECT code AS unit FROM units u WHERE CAST($1 AS TEXT) >= CAST($2 AS TEXT) AND NOT EXISTS (SELECT 1"
            " FROM jobs j WHERE j.name = 'year-end-warning' AND j.period = u.code || ':' || CAST($1 AS TEXT))"
        ),
        ("today", "last weeks begin"),
    ),
    Matter.YEAR_END_NOTICES_OUT: (_not_arrived("year-end"), ("quarter",)),
    Matter.CLAIM: ("SELECT DISTINCT unit_code AS unit FROM claims WHERE state = 'open'", ()),
    Matter.OBJECTION: ("SELECT DISTINCT unit_code AS unit FROM objections WHERE state = 'open'", ()),
    Matter.CALLBACK: ("SELECT DISTINCT unit_code AS unit FROM callbacks WHERE done_ms IS NULL", ()),
    Matter.MODEL_ASKED: ("SELECT DISTINCT unit_code AS unit FROM announcements WHERE state = 'asked'", ()),
    Matter.GOOD_DEEDS: (
        (
            f"SELECT code AS unit FROM units u WHERE {_LISTENS} AND NOT EXISTS (SELECT 1 FROM jobs j"
            " WHERE j.name = 'good-deeds' AND j.period = u.code || ':' || CAST($1 AS TEXT))"
        ),
        ("last fortnight",),
    ),
    Matter.NUMBER_SET_ASIDE: (
        (
            "SELECT DISTINCT h.unit_code AS unit FROM failing_numbers f JOIN household_phones p ON p.phone = f.phone"
            " JOIN households h ON h.id = p.household_id WHERE f.set_aside_ms IS NOT NULL AND h.left_on IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.name = 'set-aside'"
            " AND j.period = CAST(h.id AS TEXT) || ':' || CAST(f.set_aside_ms AS TEXT))"
        ),
        (),
    ),
    Matter.NUMBER_RELEASED: ("SELECT DISTINCT unit_code AS unit FROM released_numbers", ()),
    Matter.GOODS_NOT_COLLECTED: (
        (
            "SELECT DISTINCT g.unit_code AS unit FROM redemptions r JOIN goods g ON g.id = r.goods_id"
            " WHERE r.state = 'reserved' AND r.expires_ms <= $1"
        ),
        ("now",),
    ),
    Matter.HOUSEHOLD_PROPOSAL: (
        (
            "SELECT DISTINCT h.unit_code AS unit FROM household_proposals p JOIN households h ON h.id = p.household_id"
            " WHERE p.done_ms IS NULL AND p.wanted <> ''"
        ),
        (),
    ),
}


async def units_with(connection: Connection, matter: Matter, now: datetime) -> frozenset[str]:
    """The units in which it may be due."""
    sql, names = _UNITS[matter]
    known = _known(now)
    return frozenset(row["unit"] for row in await connection.fetch(sql, *(known[name] for name in names)))


def _known(now: datetime) -> Mapping[str, object]:
    """What the queries ask for, by name."""
    quarter = quarter_of(now.date())
    last = quarter.previous()
    return {
        "now": to_ms(now),
        "today": now.date().isoformat(),
        "last fortnight": fortnight_before(now.date()).isoformat(),
        "last weeks begin": (date(now.year + 1, 1, 1) - NOTICE).isoformat(),
        "year begins": date(now.year, 1, 1).isoformat(),
        "quarter": quarter.key,
        "quarter begins": quarter.first.isoformat(),
        "quarter ends": quarter.after.isoformat(),
        "last quarter": last.key,
        "last quarter begins": last.first.isoformat(),
    }
