"""Rows that would give one household's points or phones to other people: the import stops and asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from app.roster.problems import Problems
from app.roster.rows import RosterRow
from domain.people import Household
from text.phones import mask

HOW_TO_GO_ON = (
    "同一户搬了：在群里发 /hu 搬，或运行 jifen households move。"
    "改了很多户：用 jifen households export 导出带户码的名册，在上面改好再导入。"
)
_FEWEST = 3
"""Heads of a unit that must change before a third of them is suspicious: in a hamlet one in three is nothing."""


class Strangers:
    """Compares the people of a roster's rows with those stored at the places that the rows are about."""

    def __init__(
        self,
        rows: Sequence[RosterRow],
        match: Mapping[int, Household],
        households: Sequence[Household],
        phones: Mapping[int, Sequence[str]],
    ) -> None:
        self._rows = [row for row in rows if row.place and row.head and not row.problems]
        self._match = match
        self._stored = households
        self._phones = phones
        self._row_of = {match[row.line].id: row for row in self._rows if row.line in match}
        self._by_head: defaultdict[str, list[Household]] = defaultdict(list)
        self._by_phone: defaultdict[str, list[Household]] = defaultdict(list)
        for home in households:
            self._by_head[home.head].append(home)
            for phone in phones.get(home.id, ()):
                self._by_phone[phone].append(home)

    def tell(self, problems: Problems) -> None:
        """Add what is wrong to the rows, and how to go on at the end."""
        found = False
        for row in self._rows:
            for problem in self._of_row(row):
                problems.add(row, problem)
                found = True
        many = list(self._many_heads())
        if found or many:
            problems.conclude([*many, HOW_TO_GO_ON])

    def _of_row(self, row: RosterRow) -> Iterator[str]:
        home = self._match.get(row.line)
        if home is not None and (row.code or self._is_same(row, home)):
            return
        other = self._elsewhere(row, home)
        if other is not None:
            yield f"{row.head}原来在 {self._place(other, row)}，表里写在 {_said(row)}"
        elif home is not None and home.head != row.head and self._shares_no_phone(row, home):
            yield f"{_said(row)} 原来是{home.head}，表里是{row.head}，电话也不一样，看不出是不是同一户"
        elif home is not None:
            yield from self._phones_taken(row, home)

    def _is_same(self, row: RosterRow, home: Household) -> bool:
        return row.head == home.head and set(row.phones) == set(self._phones.get(home.id, ()))

    def _elsewhere(self, row: RosterRow, home: Household | None) -> Household | None:
        """Who is stored at another place with this head and a phone of the row, or with this head in the same group."""
        others = [other for other in self._by_head.get(row.head, ()) if home is None or other.id != home.id]
        for other in others:
            if set(row.phones) & set(self._phones.get(other.id, ())):
                return other
        if home is not None and home.head == row.head:
            return None
        return next((other for other in others if self._was_here(other, row)), None)

    def _was_here(self, other: Household, row: RosterRow) -> bool:
        """Whether that household of the same group has lost its head in the sheet; a namesake keeps it."""
        own = self._row_of.get(other.id)
        same_group = row.place is not None and (other.unit, other.group) == row.place[:2]
        unlike = row.phones and self._phones.get(other.id)
        return same_group and not unlike and (own is None or own.head != other.head)

    def _shares_no_phone(self, row: RosterRow, home: Household) -> bool:
        before = set(self._phones.get(home.id, ()))
        return bool(before or row.phones) and not before & set(row.phones)

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
