"""Seals 封条: from its publication on, nobody can change a round's entries unnoticed (docs/seals.md).

A seal is the SHA-256 of lines of text: one that names unit, round and the seal before, and one for each entry covered,
in the order of their numbers. Whoever holds the lines can compute it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

from domain.model.entry import Entry
from domain.model.round import Round
from domain.model.seal import NewSeal, Seal, Unsealed
from domain.ports.store import Store

FIRST = "0" * 64
"""What stands for the seal before a unit's first one."""

COLUMNS = ("封条", "编号", "记录时间", "日期", "户码", "轮次", "项", "分", "记分人", "来源", "原因", "撤销")
"""What an entry's line holds. None of it changes once the entry is sealed; the time is UTC."""

_FORMULA = ("=", "+", "-", "@")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")
"""Control characters, line ends, blanks other than the plain one, and marks that nobody sees.

Named one by one: what Python takes for printable depends on the Unicode that it knows.
"""


def line(number: int | None, entry: Entry, household: str, key: str) -> str:
    """The canonical form of an entry: one CSV record (RFC 4180) without its line end.

    ``number`` is the seal's, None while no seal covers the entry; ``household`` its code, ``key`` the round's.
    """
    return stored_line(number, entry, _instant(entry.at), household, key)


class _Written(Protocol):
    """What a line says of an entry in the words in which it is stored."""

    @property
    def id(self) -> int: ...
    @property
    def day(self) -> date | str: ...
    @property
    def item(self) -> str: ...
    @property
    def points(self) -> int: ...
    @property
    def officer_name(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def reverses(self) -> int | None: ...


def stored_line(number: int | None, entry: _Written, at: str, household: str, key: str) -> str:
    """The same of an entry as it is stored: its day may be an ISO date, and ``at`` is as ``instant_of`` has it."""
    sealed, reverses = "" if number is None else number, "" if entry.reverses is None else entry.reverses
    return (
        f"{sealed},{entry.id},{at},{entry.day},{_cell(household)},{_cell(key)},{_text(entry.item)},{entry.points},"
        f"{_text(entry.officer_name)},{entry.source},{_text(entry.reason)},{reverses}"
    )


def heading(unit: str, key: str, previous: str, *, withdraws: bool) -> str:
    """The first line of what is hashed; it says so when the round's publication was taken back."""
    return f"{unit} {key} {previous}{' 撤回' if withdraws else ''}"


def leaf(entry_line: str) -> str:
    """The hash of one entry's line, by which a changed entry can be named."""
    return sha256(f"{entry_line}\n".encode()).hexdigest()


def digest(first_line: str, entry_lines: Iterable[str]) -> str:
    """The seal over these lines."""
    return sha256("\n".join((first_line, *entry_lines, "")).encode()).hexdigest()


async def seal_publication(store: Store, round_: Round, now: datetime) -> None:
    """Seal a round that has just been published; before that, what was corrected in earlier ones since their seals."""
    for earlier in await store.seals.corrected(round_.unit):
        if earlier.id != round_.id:
            await _seal(store, earlier, now)
    await _seal(store, round_, now)


async def seal_withdrawal(store: Store, round_: Round, now: datetime) -> None:
    """Seal that the round's publication was taken back. What was sealed stays so: its entries are still the same."""
    await _add(store, round_, [], now, withdraws=True)


async def seal_of(store: Store, round_id: int) -> Seal | None:
    """The seal of the publication that stands; None for a round published before there were seals, or open again."""
    return publication_of(await store.seals.of_round(round_id))


def publication_of(seals: Iterable[Seal]) -> Seal | None:
    """Of a round's seals, oldest first: the one of the publication that stands. Later ones are of corrections."""
    found: Seal | None = None
    for seal in seals:
        found = None if seal.withdraws else found or seal
    return found


async def since_sealed(store: Store, round_: Round) -> list[Entry]:
    """The entries that came after the round was published; none for a round without a seal."""
    seal = await seal_of(store, round_.id)
    if seal is None:
        return []
    sealed, later = await store.seals.numbers(round_.id), seal.number + 1
    return [one for one in await store.ledger.of_whole_round(round_.id) if sealed.get(one.id, later) > seal.number]


async def _seal(store: Store, round_: Round, now: datetime) -> None:
    await _add(store, round_, await store.seals.unsealed(round_), now, withdraws=False)


async def _add(store: Store, round_: Round, covered: Sequence[Unsealed], now: datetime, *, withdraws: bool) -> None:
    before = await store.seals.latest(round_.unit)
    number, previous = (before.number + 1, before.hash) if before else (1, FIRST)
    lines = [stored_line(number, entry, entry.at, entry.household, round_.period.key) for entry in covered]
    last = covered[-1].id if covered else 0
    hashed = digest(heading(round_.unit, round_.period.key, previous, withdraws=withdraws), lines)
    leaves = [(entry.id, leaf(text)) for entry, text in zip(covered, lines, strict=True)]
    await store.seals.add(round_, NewSeal(number, previous, hashed, len(lines), last, withdraws), leaves, now)


_TWO_DIGITS = tuple(f"{number:02}" for number in range(60))
_OF_HOUR = tuple(f"{minute}:{second}" for minute in _TWO_DIGITS for second in _TWO_DIGITS)
_EPOCH = date(1970, 1, 1).toordinal()


def _instant(at: datetime) -> str:
    """``2026-09-10T02:00:00.000Z``. By hand: ``isoformat`` takes twice as long, for each entry."""
    utc = at.astimezone(UTC)
    time = f"{_TWO_DIGITS[utc.hour]}:{_TWO_DIGITS[utc.minute]}:{_TWO_DIGITS[utc.second]}"
    return f"{_day(utc.toordinal())}T{time}.{utc.microsecond // 1000:03}Z"


def instant_of(ms: int) -> str:
    """The same of milliseconds since the epoch. An audit asks this of millions, and a ``datetime`` of each takes longer
    than all else in its line."""
    seconds, millisecond = divmod(ms, 1000)
    hours, second = divmod(seconds, 3600)
    return f"{_hour(hours)}{_OF_HOUR[second]}.{millisecond:03}Z"


@lru_cache(maxsize=4096)
def _hour(hours: int) -> str:
    """Of hours since the epoch: ``2026-09-10T02:``."""
    days, hour = divmod(hours, 24)
    return f"{_day(_EPOCH + days)}T{hour:02}:"


@lru_cache(maxsize=4096)
def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    """A cell of what somebody wrote: what can be seen, on one line, and nothing that a spreadsheet takes for a formula.

    Many entries say the same, and a county's audit writes millions of lines.
    """
    plain = _UNSEEN.sub(" ", text)
    return _cell(f"'{plain}" if plain.startswith(_FORMULA) else plain)


@lru_cache(maxsize=4096)
def _cell(text: str) -> str:
    """Quoted where it has to be. By hand: csv takes twice as long."""
    if "," not in text and '"' not in text:
        return text
    return '"' + text.replace('"', '""') + '"'
