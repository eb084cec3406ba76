"""A long table in pages, each of them soon there on a slow line; and by group, where people find themselves at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from domain.model.people import Household

MOST_LINES = 300
MOST_CORRECTIONS = 30
"""On one page: so many are less than 30 KB."""
_MOST_DIGITS = 6


class AboutHousehold(Protocol):
    """A line of a table."""

    @property
    def household(self) -> Household:
        """Whom it is about."""
        ...


Line = TypeVar("Line", bound=AboutHousehold)


@dataclass(frozen=True, slots=True)
class TablePage:
    """Which part of a table is asked for: page ``number`` of ``many``, of one group alone where ``group`` says so.

    ``groups`` are all that there are; ``households`` says how many the whole table has.
    """

    number: int
    many: int
    group: int | None
    groups: tuple[int, ...]
    households: int

    def lines(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Those of the table that this page shows."""
        return self._of_page(lines, MOST_LINES)

    def corrections(self, corrections: Sequence[Line]) -> Sequence[Line]:
        """Those corrections that this page shows."""
        return self._of_page(corrections, MOST_CORRECTIONS)

    def _of_page(self, found: Sequence[Line], most: int) -> Sequence[Line]:
        return _of_group(found, self.group)[most * (self.number - 1) : most * self.number]


def table_page(
    asked: Mapping[str, str], lines: Sequence[AboutHousehold], corrections: Sequence[AboutHousehold]
) -> TablePage | None:
    """The page that ``?page=`` and ``?group=`` ask for, the first one without; None where there is no such page."""
    groups = tuple(sorted({one.household.group for one in lines}))
    group = _number(asked["group"]) if "group" in asked else None
    if "group" in asked and group not in groups:
        return None
    shown, corrected = _of_group(lines, group), _of_group(corrections, group)
    many = max(1, -(-len(shown) // MOST_LINES), -(-len(corrected) // MOST_CORRECTIONS))
    number = page_number(asked, many)
    return None if number is None else TablePage(number, many, group, groups, len(lines))


One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class ListPart(Generic[One]):
    """What is ``shown`` of a list that stands among others: page ``number`` of ``many``; ``total`` are all of it."""

    name: str
    shown: Sequence[One]
    number: int
    many: int
    total: int


def list_part(
    asked: Mapping[str, str], name: str, found: Sequence[One], cost: Callable[[One], int], most: int
) -> ListPart[One] | None:
    """The part that ``?name=`` asks for, the first one without; None where there is no such part."""
    pages = in_pages(found, cost, most)
    number = page_number(asked, len(pages), name)
    return None if number is None else ListPart(name, pages[number - 1], number, len(pages), len(found))


def in_pages(found: Sequence[One], cost: Callable[[One], int], most: int) -> list[list[One]]:
    """The list in pages that cost (bytes, about) at most so much, or hold a single one; one page of nothing."""
    pages: list[list[One]] = [[]]
    left = most
    for one in found:
        if pages[-1] and cost(one) > left:
            pages.append([])
            left = most
        pages[-1].append(one)
        left -= cost(one)
    return pages


def page_number(asked: Mapping[str, str], many: int, name: str = "page") -> int | None:
    """Which of so many pages ``?name=`` asks for, the first one without; None where there is no such page."""
    number = _number(asked.get(name, "1"))
    return number if number is not None and 1 <= number <= many else None


def _of_group(found: Sequence[Line], group: int | None) -> Sequence[Line]:
    return found if group is None else [one for one in found if one.household.group == group]


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS else None
