"""细则: what is scored and how, with what a village has of its own marked (the document's annex)."""

from __future__ import annotations

from domain.model.rulebook import Item, Rulebook, Veto
from paper.typesetting import Sheet, Value
from paper.words import per_name


def rules(unit: str, book: Rulebook, town: Rulebook) -> Sheet:
    """A unit's book as a table; ``town`` is the town's, to tell what is the village's own."""
    removed = [f"{code} {wording}" for code, wording in _wordings(town).items() if code not in _wordings(book)]
    return Sheet(
        "rules",
        {
            "title": f"{unit}积分细则",
            "intro": f"{book.name}。每轮满分{book.total}分；一个方面得分不超过它的上限。",
            "items": _items(book, town),
            "vetoes": [
                {"code": one.code, "wording": one.wording, "own": _is_own(one, town.veto_by_code.get(one.code))}
                for one in book.vetoes
            ],
            "removed": removed,
        },
    )


def _wordings(book: Rulebook) -> dict[str, str]:
    items = {one.code: one.wording for one in book.items.values()}
    return items | {one.code: one.wording for one in book.vetoes}


def _items(book: Rulebook, town: Rulebook) -> list[dict[str, Value]]:
    """A row an item; the first of a category and of an aspect says how many rows they stretch over."""
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
                        "own": _is_own(item, town.items.get(item.code)),
                    }
                )
    return rows


def _how(item: Item) -> str:
    if item.start == "full":
        return "做不到才扣"
    return "做到才加" if item.per == "round" else f"做到才加，{per_name(item.per)}合计"


def _is_own(one: Item | Veto, town: Item | Veto | None) -> bool:
    """Whether a village's item or veto says or counts something else than the town's."""
    if town is None or one.wording != town.wording:
        return True
    return (
        isinstance(one, Item)
        and isinstance(town, Item)
        and (one.points, one.start, one.per)
        != (
            town.points,
            town.start,
            town.per,
        )
    )
