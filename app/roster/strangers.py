"""Rows that would give one household's points or phones to other people: the import stops and asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from app.roster.problems import Problems
from app.roster.rows import RosterRow
from app.sheets.table import Position
from domain.model.people import Household
from text.phones import mask

HOW_TO_GO_ON = (
    "同一户搬了：在群里发 /hu 搬，或运行 jifen households move。换了户主、电话：发 /hu 户主、/hu 电话。"
    "改了很多户：用 jifen households export 导出带户码的名册，在上面改好再导入。"
)
_FEWEST = 3
"""Heads of a unit that must change before a third of them is suspicious: in a hamlet one in three is nothing."""


class MovedPeople:
    """Compares the people of a roster's rows with those stored at the places that the rows are about."""

    def __init__(
        self,
        rows: Sequence[RosterRow],
        match: Mapping[Position, Household],
        households: Sequence[Household],
        phones: Mapping[int, Sequence[str]],
    ) -> None:
        self._rows = [row for row in rows if row.place and row.head and not row.problems]
        self._match = match
        self._stored = households
        self._phones = phones
        self._row_of = {match[row.at].id: row for row in self._rows if row.at in match}
        self._by_head: defaultdict[str, list[Household]] = defaultdict(list)
        self._by_phone: defaultdict[str, list[Household]] = defaultdict(list)
        for home in households:
            self._by_head[home.head].append(home)
            for phone in phones.get(home.id, ()):
                self._by_phone[phone].append(home)

    def tell(self, problems: Problems) -> None:
        """Add what is wrong to the rows, and how to go on at the end."""
        found = False
        for row in [row for row in self._rows if not problems.has(row)]:
            for problem in self._of_row(row):
                problems.add(row, problem)
                found = True
        many = list(self._many_heads())
        if found or many:
            problems.conclude([*many, HOW_TO_GO_ON])

    def _of_row(self, row: RosterRow) -> Iterator[str]:
        home = self._match.get(row.at)
        if home is not None and self._is_same(row, home):
            return
        other = self._elsewhere(row) if home is None else self._stood_for(row, home)
        if other is not None:
            yield self._moved(other, row)
        elif home is not None and self._is_nobody_known(row, home):
            yield (
                f"{self._place(home, row)} 原来是{home.head}，表里是{row.head}{_with_code(row)}，"
                "电话也不一样，看不出是不是同一户"
            )
        elif home is not None:
            yield from self._phones_taken(row, home)

    def _moved(self, other: Household, row: RosterRow) -> str:
        if row.code and row.place == (other.unit, other.group, other.number):
            return f"{row.head}的户码是 {other.code}，表里是 {row.code}"
        return f"{row.head}原来在 {self._place(other, row)}，表里写在 {_said(row)}{_with_code(row)}"

    def _is_same(self, row: RosterRow, home: Household) -> bool:
        return row.head == home.head and set(row.phones) == set(self._phones.get(home.id, ()))

    def _elsewhere(self, row: RosterRow) -> Household | None:
        """Of a new row: who is stored with its head and a phone of it, has lost its head, or was in the same group."""
        for other in self._by_head.get(row.head, ()):
            if self._shares_phone(row, other) or self._lost_head(other) or self._was_here(other, row):
                return other
        return None

    def _stood_for(self, row: RosterRow, home: Household) -> Household | None:
        """Whose people the row puts in this household's place; its own code does not make that right."""
        if row.head == home.head and self._shares_phone(row, home):
            return None
        for other in self._by_head.get(row.head, ()):
            if other.id == home.id:
                continue
            if self._shares_phone(row, other) and not self._keeps_people(other):
                return other
            if row.head != home.head and (other.unit == home.unit or self._lost_head(other)):
                return other
        return None

    def _was_here(self, other: Household, row: RosterRow) -> bool:
        """Whether that household of the same group is not in the sheet, and no phones tell it from a namesake."""
        same_group = row.place is not None and (other.unit, other.group) == row.place[:2]
        unlike = row.phones and self._phones.get(other.id)
        return same_group and not unlike and other.id not in self._row_of

    def _lost_head(self, home: Household) -> bool:
        own = self._row_of.get(home.id)
        return own is not None and own.head != home.head

    def _keeps_people(self, home: Household) -> bool:
        own = self._row_of.get(home.id)
        return own is not None and self._is_same(own, home)

    def _shares_phone(self, row: RosterRow, home: Household) -> bool:
        return not set(row.phones).isdisjoint(self._phones.get(home.id, ()))

    def _is_nobody_known(self, row: RosterRow, home: Household) -> bool:
        """Whether nothing of the row is the household's: neither head nor phone, nor, under its code, the place."""
        if row.head == home.head or self._shares_phone(row, home):
            return False
        if row.code:
            return row.place != (home.unit, home.group, home.number)
        return bool(row.phones or self._phones.get(home.id))

    def _phones_taken(self, row: RosterRow, home: Household) -> Iterator[str]:
        """Phones that another household has and loses in the same sheet, as when one column alone is sorted."""
        for phone in sorted(set(row.phones) - set(self._phones.get(home.id, ()))):
            for other in self._by_phone.get(phone, ()):
                own = self._row_of.get(other.id)
                if own is not None and phone not in own.phones:
                    yield f"电话 {mask(phone)} 原来是 {self._place(other, row)} {other.head}的"

    def _many_heads(self) -> Iterator[str]:
        """Units of which a third of the heads change: most likely the sheet of another village."""
        stored: defaultdict[str, int] = defaultdict(int)
        changed: defaultdict[str, int] = defaultdict(int)
        for home in self._stored:
            stored[home.unit] += 1
            row = self._row_of.get(home.id)
            changed[home.unit] += row is not None and row.head != home.head
        for unit, number in changed.items():
            if number >= _FEWEST and number * 3 >= stored[unit]:
                yield f"{stored[unit]} 户里有 {number} 户的户主变了，请核对是不是拿错了表、弄乱了列。"

    def _place(self, home: Household, row: RosterRow) -> str:
        place = f"{home.group}-{home.number}"
        return place if row.place and row.place[0] == home.unit else f"别的单位 {place}"


def _said(row: RosterRow) -> str:
    return f"{row.place[1]}-{row.place[2]}" if row.place else ""


def _with_code(row: RosterRow) -> str:
    return f"（户码 {row.code}）" if row.code else ""
