"""A village's overlay applied to the town's book: add, remove, change (design part 3, point 10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from domain.model.rulebook import Category, Item, Rulebook, Veto
from rules.build import aspect, item, veto, with_policy
from rules.problems import Problem
from rules.shape import ChangeShape, OverlayShape
from rules.spoken import unknown_codes, with_spoken, without_names

Entry = TypeVar("Entry", Item, Veto)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the book's table."""

    category: str
    aspect: str
    item: Item


def overlaid(town: Rulebook, overlay: OverlayShape, file: str) -> tuple[Rulebook, list[Problem]]:
    """The village's book, and what in the overlay refers to nothing. Sums and duplicates are checked elsewhere."""
    rows = _rows(town)
    removed = set(overlay.remove)
    changes = {change.code: change for change in overlay.change}
    kept = [replace(row, item=_changed(row.item, changes)) for row in rows if row.item.code not in removed]
    added, problems = _added(rows, overlay, file)
    vetoes = (_changed(old, changes) for old in town.vetoes if old.code not in removed)
    book = replace(
        town,
        name=overlay.name or town.name,
        total=overlay.total,
        categories=_grouped(kept + added),
        vetoes=(*vetoes, *map(veto, overlay.add_vetoes)),
        policy=with_policy(town.policy, overlay.policy),
    )
    problems += [*_dangling(town, overlay, file), *unknown_codes(book, overlay.spoken, file)]
    return with_spoken(without_names(book), overlay.spoken), problems


def _rows(book: Rulebook) -> list[_Row]:
    return [
        _Row(category.name, aspect.name, item)
        for category in book.categories
        for aspect in category.aspects
        for item in aspect.items
    ]


def _grouped(rows: Iterable[_Row]) -> tuple[Category, ...]:
    """Categories and aspects in the order in which they first appear: an added row joins the end of its aspect."""
    table: dict[str, dict[str, list[Item]]] = {}
    for row in rows:
        table.setdefault(row.category, {}).setdefault(row.aspect, []).append(row.item)
    return tuple(
        Category(category, tuple(aspect(name, items) for name, items in aspects.items()))
        for category, aspects in table.items()
    )


def _changed(entry: Entry, changes: dict[str, ChangeShape]) -> Entry:
    change = changes.get(entry.code)
    if change is None:
        return entry
    fields = change.model_dump(exclude_none=True, exclude={"code", "aliases"})
    if isinstance(entry, Veto):
        fields = {name: value for name, value in fields.items() if name == "wording"}
    aliases = entry.aliases if change.aliases is None else tuple(change.aliases)
    return replace(entry, **fields, aliases=aliases)


def _added(rows: list[_Row], overlay: OverlayShape, file: str) -> tuple[list[_Row], list[Problem]]:
    """The village's own rows; each aspect of its own must lie in a known category and add up to its cap."""
    problems = []
    homes = {row.aspect: row.category for row in rows}
    categories = set(homes.values())
    for new in overlay.add_aspects:
        if new.category not in categories:
            problems.append(Problem(file, new.name, f"没有「{new.category}」这个大类"))
        if new.name in homes:
            problems.append(Problem(file, new.name, "已经有这个方面"))
            continue
        homes[new.name] = new.category
        points = sum(entry.points for entry in overlay.add if entry.aspect == new.name)
        if points != new.cap:
            problems.append(Problem(file, new.name, f"上限写的是 {new.cap} 分，各项加起来是 {points} 分"))
    problems += [
        Problem(file, entry.code, f"没有「{entry.aspect}」这个方面")
        for entry in overlay.add
        if entry.aspect not in homes
    ]
    return [_Row(homes.get(entry.aspect, ""), entry.aspect, item(entry)) for entry in overlay.add], problems


def _dangling(town: Rulebook, overlay: OverlayShape, file: str) -> list[Problem]:
    """What is removed or changed must be there, once; a veto has no points."""
    problems = []
    there = {*town.items, *town.veto_by_code}
    done: set[str] = set()
    for code in (*overlay.remove, *(change.code for change in overlay.change)):
        if code not in there:
            problems.append(Problem(file, code, "镇细则里没有这一项，不能删改"))
        if code in done:
            problems.append(Problem(file, code, "在删改里写了两次"))
        done.add(code)
    problems += [
        Problem(file, change.code, "否决项没有分值，只能改内容和别名")
        for change in overlay.change
        if change.code in town.veto_by_code and (change.points, change.start, change.per) != (None, None, None)
    ]
    return problems
