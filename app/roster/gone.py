"""Rows about households that have left: an old roster must not bring them in again as new ones."""

from __future__ import annotations

from collections.abc import Sequence

from app.roster.problems import Problems
from app.roster.rows import RosterRow
from domain.model.people import Household


def tell_gone(rows: Sequence[RosterRow], gone: Sequence[Household], problems: Problems) -> None:
    """Name every row with the code of one that has left, or with its place and its head."""
    by_code = {home.code: home for home in gone}
    by_place = {(home.unit, home.group, home.number, home.head): home for home in gone}
    for row in rows:
        there = by_place.get((*row.place, row.head)) if row.place and not row.code else None
        home = by_code.get(row.code or "") or there
        if home is not None and home.left is not None:
            problems.add(
                row,
                f"{home.head}（户码 {home.code}）{home.left.isoformat()} 已迁出：迁回请发 /hu 迁回 {home.code}，"
                "不迁回就删掉这一行",
            )
