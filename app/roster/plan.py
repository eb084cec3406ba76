"""What a roster changes, worked out before anything is stored: a plan, or everything that is wrong. No I/O."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from app.roster.gone import tell_gone
from app.roster.problems import Problems
from app.roster.rows import RosterPlace, RosterRow
from app.roster.strangers import MovedPeople
from app.sheets.table import Position
from domain.model.people import Household
from text.codes import FIRST_SERIAL, make


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored already. ``phones`` and ``kin`` are by household id; ``codes`` are all that are taken.

    ``gone`` have left: they are on no roster any more, and come back only when somebody says so.
    """

    households: Sequence[Household]
    phones: Mapping[int, Sequence[str]]
    kin: Mapping[int, frozenset[int]]
    codes: frozenset[str]
    gone: Sequence[Household] = ()


@dataclass(frozen=True, slots=True)
class RosterState:
    """What a roster says of one household. ``kin`` holds household codes, None when the file does not say."""

    place: RosterPlace
    head: str
    phones: tuple[str, ...]
    kin: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Addition:
    """A household to be stored."""

    code: str
    state: RosterState


@dataclass(frozen=True, slots=True)
class RosterChange:
    """A stored household that the file says otherwise, and where."""

    household: Household
    before: RosterState
    after: RosterState
    at: Position


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in the order of the file.

    ``missing`` are stored in a unit of the file and not in the file: they stay as they are.
    """

    additions: list[Addition]
    changes: list[RosterChange]
    kept: int
    missing: Sequence[Household] = ()

    @property
    def units(self) -> list[str]:
        """Codes of the units in which anything changes."""
        states = [one.state for one in self.additions] + [one.after for one in self.changes]
        return sorted({state.place[0] for state in states})


def make_plan(rows: Sequence[RosterRow], known: Known) -> tuple[Plan, list[str]]:
    """The plan and no problems, or an empty plan and every problem of the file."""
    problems = Problems(rows)
    problems.tell_repeated()
    tell_gone(rows, known.gone, problems)
    match = _identify(rows, known, problems)
    MovedPeople(rows, match, known.households, known.phones).tell(problems)
    codes = _codes(rows, match, known)
    kin = _kin(rows, match, codes, known, problems)
    found = problems.lines()
    return (Plan([], [], 0), found) if found else (_compare(rows, match, codes, kin, known), [])


def _identify(rows: Sequence[RosterRow], known: Known, problems: Problems) -> dict[Position, Household]:
    """Which stored household a row is about, by its position: the one with its code, or else the one at its place."""
    by_code = {home.code: home for home in known.households}
    by_place = {_place(home): home for home in known.households}
    match = {row.at: by_code[row.code] for row in rows if row.code in by_code}
    claimed = {home.id for home in match.values()}
    for row in rows:
        home = match.get(row.at)
        there = by_place.get(row.place) if row.place else None
        if home is None and row.code and row.code in known.codes - {one.code for one in known.gone}:
            problems.add(row, f"户码 {row.code} 已经是别的一户的")
        elif home is None and there is not None and there.id not in claimed:
            match[row.at] = there
            if row.code:
                problems.add(row, f"这一户的户码是 {there.code}，不能改成 {row.code}")
        elif home is not None and row.place and home != there:
            taken = there is not None and there.id not in claimed
            if taken or home.unit != row.place[0]:
                problems.add(row, f"户码 {home.code} 是另一户的（{home.group}-{home.number}）")
    return match


def _codes(rows: Sequence[RosterRow], match: Mapping[Position, Household], known: Known) -> dict[Position, str]:
    """Every row's household code, by where it stands: the stored one, the given one, or the next that is free."""
    free = _free_codes(known.codes | {row.code for row in rows if row.code})
    return {row.at: match[row.at].code if row.at in match else row.code or next(free) for row in rows if row.place}


def _free_codes(taken: frozenset[str]) -> Iterator[str]:
    return (code for code in map(make, count(FIRST_SERIAL)) if code not in taken)


def _kin(
    rows: Sequence[RosterRow],
    match: Mapping[Position, Household],
    codes: Mapping[Position, str],
    known: Known,
    problems: Problems,
) -> dict[str, set[str]]:
    """Kin by household code; it holds in both directions, whichever of the two rows says it."""
    in_file = {home.id for home in match.values()}
    places = {_place(home): home.code for home in known.households if home.id not in in_file}
    places |= {row.place: codes[row.at] for row in rows if row.place}
    everyone = known.codes | set(places.values()) | {row.code for row in rows if row.code}
    kin: dict[str, set[str]] = {}
    for row in rows:
        own = codes.get(row.at)
        for ref in row.kin or ():
            if own is None or row.place is None:
                continue
            other = ref if isinstance(ref, str) else places.get((row.place[0], *ref))
            said = ref if isinstance(ref, str) else f"{ref[0]}-{ref[1]}"
            if other is None or other not in everyone:
                problems.add(row, f"亲属 {said} 找不到")
            elif other == own:
                problems.add(row, "亲属写成了自己")
            else:
                kin.setdefault(own, set()).add(other)
                kin.setdefault(other, set()).add(own)
    return kin


def _compare(
    rows: Sequence[RosterRow],
    match: Mapping[Position, Household],
    codes: Mapping[Position, str],
    kin: Mapping[str, set[str]],
    known: Known,
) -> Plan:
    code_of = {home.id: home.code for home in known.households}
    additions: list[Addition] = []
    changes: list[RosterChange] = []
    for row in rows:
        if row.place is None:
            continue
        home, code = match.get(row.at), codes[row.at]
        says_kin = row.kin is not None
        after = RosterState(row.place, row.head, row.phones, frozenset(kin.get(code, ())) if says_kin else None)
        if home is None:
            additions.append(Addition(code, after))
            continue
        stored_kin = (
            frozenset(code_of[other] for other in known.kin.get(home.id, ()) if other in code_of) if says_kin else None
        )
        before = RosterState(_place(home), home.head, tuple(known.phones.get(home.id, ())), stored_kin)
        if before != after:
            changes.append(RosterChange(home, before, after, row.at))
    return Plan(additions, changes, len(rows) - len(additions) - len(changes), _missing(rows, match, known))


def _missing(rows: Sequence[RosterRow], match: Mapping[Position, Household], known: Known) -> list[Household]:
    units = {row.place[0] for row in rows if row.place}
    found = {home.id for home in match.values()}
    return [home for home in known.households if home.unit in units and home.id not in found]


def _place(home: Household) -> RosterPlace:
    return home.unit, home.group, home.number
