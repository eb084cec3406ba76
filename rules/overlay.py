"""A village's overlay applied to the town's book: add, remove, change (design part 3, point 10)."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from domain.rulebook import Item, Rulebook, Veto
from rules.build import Row, grouped, item, veto, with_policy
from rules.problems import Problem
from rules.shape import ChangeShape, OverlayShape

Entry = TypeVar("Entry", Item, Veto)


def overlaid(town: Rulebook, overlay: OverlayShape, file: str) -> tuple[Rulebook, list[Problem]]:
    """The village's book, and what in the overlay refers to nothing. Sums and duplicates are checked elsewhere."""
    rows = [
        Row(category.name, aspect.name, item)
        for category in town.categories
        for aspect in category.aspects
        for item in aspect.items
    ]
    removed = set(overlay.remove)
    changes = {change.code: change for change in overlay.change}
    kept = [replace(row, item=_changed(row.item, changes)) for row in rows if row.item.code not in removed]
    added, problems = _added(rows, overlay, file)
    vetoes = (_changed(old, changes) for old in town.vetoes if old.code not in removed)
    book = replace(
        town,
        name=overlay.name or town.name,
        total=overlay.total,
        categories=grouped(kept + added),
        vetoes=(*vetoes, *map(veto, overlay.add_vetoes)),
        policy=with_policy(town.policy, overlay.policy),
    )
    return book, problems + _dangling(town, overlay, file)


def _changed(entry: Entry, changes: dict[str, ChangeShape]) -> Entry:
    change = changes.get(entry.code)
    if change is None:
        return entry
    fields = change.model_dump(exclude_none=True, exclude={"code", "aliases"})
    if isinstance(entry, Veto):
        fields = {name: value for name, value in fields.items() if name == "wording"}
    aliases = entry.aliases if change.aliases is None else tuple(change.aliases)
    return replace(entry, **fields, aliases=aliases)


def _added(rows: list[Row], overlay: OverlayShape, file: str) -> tuple[list[Row], list[Problem]]:
    """The village's own rows; each aspect of its own must lie in a known category and add up to its cap."""
    problems = []
    homes = {row.aspect: row.category for row in rows}
    for aspect in overlay.add_aspects:
        if aspect.category not in homes.values():
            problems.append(Problem(file, aspect.name, f"没有「{aspect.category}」这个大类"))
        if aspect.name in homes:
            problems.append(Problem(file, aspect.name, "已经有这个方面"))
            continue
        homes[aspect.name] = aspect.category
        points = sum(entry.points for entry in overlay.add if entry.aspect == aspect.name)
        if points != aspect.cap:
            problems.append(Problem(file, aspect.name, f"上限写的是 {aspect.cap} 分，各项加起来是 {points} 分"))
    problems += [
        Problem(file, entry.code, f"没有「{entry.aspect}」这个方面")
        for entry in overlay.add
        if entry.aspect not in homes
    ]
    return [Row(homes.get(entry.aspect, ""), entry.aspect, item(entry)) for entry in overlay.add], problems


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
        if change.code in town.veto_by_code and (change.points is not None or change.start is not None)
    ]
    return problems
