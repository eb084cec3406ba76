"""From shapes to the domain's Rulebook, by way of a flat list of rows that an overlay can edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.rulebook import Aspect, Category, Item, Policy, Rulebook, UnitEntry, Veto
from rules.shape import ItemShape, PolicyShape, TownShape, VetoShape


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the annex's table."""

    category: str
    aspect: str
    item: Item


def town_book(shape: TownShape) -> Rulebook:
    """The town's book as it is written; the caps are the sums of their items."""
    return Rulebook(
        name=shape.name,
        town=shape.town.name,
        town_code=shape.town.code,
        total=shape.total,
        categories=grouped(rows_of(shape)),
        vetoes=tuple(map(veto, shape.vetoes)),
        policy=with_policy(Policy(), shape.policy),
        units=tuple(UnitEntry(unit.code, unit.name) for unit in shape.units),
    )


def rows_of(shape: TownShape) -> list[Row]:
    """The table, in the order of the file."""
    return [
        Row(category.name, aspect.name, item(entry))
        for category in shape.categories
        for aspect in category.aspects
        for entry in aspect.items
    ]


def grouped(rows: Iterable[Row]) -> tuple[Category, ...]:
    """Categories and aspects in the order in which they first appear, each aspect's cap the sum of its items."""
    table: dict[str, dict[str, list[Item]]] = {}
    for row in rows:
        table.setdefault(row.category, {}).setdefault(row.aspect, []).append(row.item)
    return tuple(
        Category(category, tuple(_aspect(name, items) for name, items in aspects.items()))
        for category, aspects in table.items()
    )


def item(shape: ItemShape) -> Item:
    """An item as written."""
    return Item(shape.code, shape.wording, shape.points, shape.start, tuple(shape.aliases))


def veto(shape: VetoShape) -> Veto:
    """A veto as written."""
    return Veto(shape.code, shape.wording, tuple(shape.aliases))


def with_policy(policy: Policy, shape: PolicyShape) -> Policy:
    """The policy with what the file sets."""
    return replace(policy, **{name: value for name, value in shape if value is not None})


def _aspect(name: str, items: list[Item]) -> Aspect:
    return Aspect(name, sum(item.points for item in items), tuple(items))
