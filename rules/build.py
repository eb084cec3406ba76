"""From shapes to the domain's values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from domain.model.rulebook import Aspect, Category, Item, Policy, Rulebook, UnitEntry, Veto
from rules.shape import CategoryShape, ItemShape, PolicyShape, TownShape, VetoShape
from rules.spoken import with_spoken


def town_book(shape: TownShape) -> Rulebook:
    """The town's book as it is written, but for the caps: they are the sums of their items."""
    book = Rulebook(
        name=shape.name,
        town=shape.town.name,
        town_code=shape.town.code,
        total=shape.total,
        categories=tuple(map(_category, shape.categories)),
        vetoes=tuple(map(veto, shape.vetoes)),
        policy=with_policy(Policy(), shape.policy),
        units=tuple(UnitEntry(unit.code, unit.name) for unit in shape.units),
    )
    return with_spoken(book, shape.spoken)


def aspect(name: str, items: Iterable[Item]) -> Aspect:
    """An aspect of these items; its cap is their sum."""
    items = tuple(items)
    return Aspect(name, sum(item.points for item in items), items)


def item(shape: ItemShape) -> Item:
    """An item as written."""
    return Item(shape.code, shape.wording, shape.points, shape.start, tuple(shape.aliases), shape.per)


def veto(shape: VetoShape) -> Veto:
    """A veto as written."""
    return Veto(shape.code, shape.wording, tuple(shape.aliases))


def with_policy(policy: Policy, shape: PolicyShape) -> Policy:
    """The policy with what the file sets."""
    return replace(policy, **{name: value for name, value in shape if value is not None})


def _category(shape: CategoryShape) -> Category:
    return Category(shape.name, tuple(aspect(part.name, map(item, part.items)) for part in shape.aspects))
