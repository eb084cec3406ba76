"""细则: what is scored and how, with what a village has of its own marked (the document's annex)."""

from __future__ import annotations

from collections.abc import Collection

from domain.model.rulebook import Item, Rulebook
from paper.typesetting import FilledTemplate, Value
from paper.words import per_name
from rules.difference import difference


def rules(unit: str, book: Rulebook, town: Rulebook) -> FilledTemplate:
    """A unit's book as a table; ``town`` is the town's, to tell what is the village's own."""
    differs = difference(town, book)
    own = {item.code for item in (*differs.added, *(new for _, new in differs.changed))}
    own_vetoes = {veto.code for veto in (*differs.added_vetoes, *(new for _, new in differs.changed_vetoes))}
    return FilledTemplate(
        "rules",
        {
            "title": f"{unit}积分细则",
            "intro": f"{book.name}。每轮满分{book.total}分；一个方面得分不超过它的上限。",
            "items": _items(book, own),
            "vetoes": [
                {"code": one.code, "wording": one.wording, "own": one.code in own_vetoes} for one in book.vetoes
            ],
            "removed": [f"{one.code} {one.wording}" for one in (*differs.removed, *differs.removed_vetoes)],
        },
    )


def _items(book: Rulebook, own: Collection[str]) -> list[dict[str, Value]]:
    """A row an item, the village's ``own`` marked.

    The first of a category and of an aspect says how many rows they stretch over.
    """
    rows: list[dict[str, Value]] = []
    for category in book.categories:
        in_category = sum(len(aspect.items) for aspect in category.aspects)
        for at, aspect in enumerate(category.aspects):
            for number, item in enumerate(aspect.items):
                rows.append(
                    {
                        "category": category.name if at == number == 0 else None,
                        "category_rows": in_category,
                        "aspect": aspect.name if number == 0 else None,
                        "aspect_rows": len(aspect.items),
                        "cap": aspect.cap,
                        "code": item.code,
                        "wording": item.wording,
                        "points": item.points,
                        "how": _how(item),
                        "own": item.code in own,
                    }
                )
    return rows


def _how(item: Item) -> str:
    if item.start == "full":
        return "做不到才扣"
    return "做到才加" if item.per == "round" else f"做到才加，{per_name(item.per)}合计"
