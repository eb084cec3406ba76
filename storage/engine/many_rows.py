"""INSERTs of several rows in one statement, made from that of one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from storage.engine.contract import Query

_VALUES: Final = re.compile(r"VALUES (\(.*?\))(?=(?: ON CONFLICT[^$]*)?$)", re.DOTALL)
"""The row, with nothing of the row's own behind it."""


def with_row(inserts: Query, sql: str, row: Sequence[object]) -> Query:
    """One more row in an INSERT; ``sql`` is that of one row."""
    whole, args = inserts
    values = _VALUES.search(sql)
    assert values is not None  # noqa: S101 - only INSERTs of one row are appended
    end = sql[values.end() :]
    return f"{whole.removesuffix(end)}, {moved(values[1], len(args))}{end}", (*args, *row)


@lru_cache(maxsize=256)
def of_rows(sql: str, rows: int, width: int) -> str | None:
    """The INSERT of so many rows with ``width`` arguments each; None where ``sql`` is not that of one row,
    or names its arguments behind it as well.
    """
    values = _VALUES.search(sql)
    if values is None:
        return None
    every = ", ".join(moved(values[1], row * width) for row in range(rows))
    return f"{sql[: values.start(1)]}{every}{sql[values.end() :]}"


def moved(sql: str, by: int) -> str:
    """With places that come after so many arguments of others."""
    return re.sub(r"\$(\d+)", lambda place: f"${int(place[1]) + by}", sql)
