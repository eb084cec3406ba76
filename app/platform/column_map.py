"""The map of a platform's columns, as a TOML file: which of its columns says what, and what it calls the items."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.model.errors import Refused
from text.pinyin import closest

RECORD, UNIT, GROUP, NUMBER, PLACE, CODE, HEAD = "record", "unit", "group", "number", "place", "code", "head"
DAY, OFFICER, ITEM, POINTS, REASON = "day", "officer", "item", "points", "reason"
BEFORE, AFTER = "before", "after"
FIELDS = (RECORD, UNIT, GROUP, NUMBER, PLACE, CODE, HEAD, DAY, OFFICER, ITEM, POINTS, REASON, BEFORE, AFTER)
_NEEDED = (RECORD, DAY, ITEM)
SAMPLE = Path(__file__).with_name("sample.toml")
_MOST_POINTS = 9999


@dataclass(frozen=True, slots=True)
class MappedItem:
    """What the platform calls a kind of problem is: an item, with the points of each time where the map says them."""

    item: str
    points: int | None = None


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """``columns``: the platform's column by what it says here, one of ``FIELDS``. ``kinds``: by the platform's word."""

    columns: Mapping[str, str]
    kinds: Mapping[str, MappedItem]

    def word(self, item: str) -> str | None:
        """What the platform calls an item, the first of several; None when it has no word for it."""
        return next((word for word, kind in self.kinds.items() if kind.item == item), None)


def without_photos(by: ColumnMap) -> ColumnMap:
    """The map without the columns of photos."""
    return ColumnMap({name: column for name, column in by.columns.items() if name not in {BEFORE, AFTER}}, by.kinds)


class MapError(ValueError):
    """A map that cannot be used; the message is one plain Chinese clause."""


def read_map(file: Path) -> ColumnMap:
    """The map in a file. Raises Refused("bad-file"), naming what is wrong with it."""
    try:
        return parse_map(tomllib.loads(file.read_text("utf-8-sig")))
    except UnicodeDecodeError:
        problem = "不是 UTF-8 编码，请另存为 UTF-8"
    except OSError:
        problem = "这个文件读不了"
    except tomllib.TOMLDecodeError as error:
        problem = f"不是对的 TOML（{error}）"
    except MapError as error:
        problem = str(error)
    raise Refused("bad-file", file=file.name, problem=problem)


def parse_map(said: Mapping[str, Any]) -> ColumnMap:
    """The map that a TOML document says. Raises MapError."""
    if unknown := [name for name in said if name not in {"columns", "items"}]:
        raise MapError(f"不认识“{unknown[0]}”，只能有 [columns] 和 [items]")
    return ColumnMap(_columns(_table(said, "columns")), _kinds(_table(said, "items")))


def _table(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = said.get(name, {})
    if not isinstance(table, dict):
        raise MapError(f"{name} 要写成 [{name}] 一段")
    return table


def _columns(said: Mapping[str, Any]) -> Mapping[str, str]:
    for name, column in said.items():
        if name not in FIELDS:
            near = closest(name, FIELDS, 1)
            raise MapError(f"[columns] 里不认识“{name}”" + (f"，是不是 {near[0]}？" if near else ""))
        if not isinstance(column, str) or not column.strip():
            raise MapError(f"[columns] 里 {name} 要写列名")
    missing = [name for name in _NEEDED if name not in said]
    if not {CODE, PLACE} & set(said) and not {GROUP, NUMBER} <= set(said):
        missing.append(f"{CODE}（或 {GROUP} 和 {NUMBER}，或 {PLACE}）")
    if missing:
        raise MapError(f"[columns] 里缺 {'、'.join(missing)}")
    if PLACE in said and (also := [name for name in (GROUP, NUMBER) if name in said]):
        raise MapError(f"[columns] 里有 {PLACE}（组和号在一列），就不要再写 {'、'.join(also)}")
    names = list(said.values())
    if twice := [name for name in names if names.count(name) > 1]:
        raise MapError(f"[columns] 里“{twice[0]}”写了两次")
    return {name: said[name] for name in said}


def _kinds(said: Mapping[str, Any]) -> Mapping[str, MappedItem]:
    return {word.strip(): _kind(word, value) for word, value in said.items()}


def _kind(word: str, value: object) -> MappedItem:
    match value:
        case str(item) if item.strip():
            return MappedItem(item.strip())
        case {"item": str(item), "points": int(points), **rest} if not rest and item.strip():
            if isinstance(points, bool) or not 1 <= points <= _MOST_POINTS:
                raise MapError(f"[items] 里“{word}”的 points 要写 1 到 {_MOST_POINTS} 的数")
            return MappedItem(item.strip(), points)
        case _:
            raise MapError(f'[items] 里“{word}”要写成 "环4" 或 {{ item = "环4", points = 2 }}')
